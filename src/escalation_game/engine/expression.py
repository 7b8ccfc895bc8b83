"""Expressions: what the rules compute, as a small immutable tree.

Authors never write these directly: `scenario.compile` lowers their formulas to them. Every backend, and `evaluate`, gives a node the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "stock",
    "derived",
    "switch",  # the index of the case that holds, as a float
    "parameter",
    "case",  # the index of the hidden case, as a float
    "chosen",  # 1.0 where the action was chosen
    "happened",  # 1.0 where the event or inject happened
    "revealed",  # 1.0 where `name` is "case/role" and that role has learnt the case
    "turn",
    "days",
]

#: Numbers of numbers, and conditions (`less` … `not`) that give conditions; `select` takes a condition and two numbers.
NUMERIC = frozenset(
    {"add", "subtract", "multiply", "divide", "negative", "absolute", "minimum", "maximum", "sqrt", "floor"}
    | {"exp", "log", "power", "tanh", "logistic", "normal_quantile", "select", "number"}
)
CONDITIONS = frozenset({"less", "less_equal", "equal", "not_equal", "and", "or", "not"})


@dataclass(frozen=True, slots=True)
class Const:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Read:
    """The present value of something in the State. `name` is empty for `turn` and `days`."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Previous:
    """The value at the end of the `lag`-th turn before this one, 1 ≤ lag ≤ 12; for `chosen` and `happened`, whether in that turn."""

    kind: Kind
    name: str
    lag: int


@dataclass(frozen=True, slots=True)
class Since:
    """Whole turns since the thing was last on (a switch: since it changed); 0 is this turn, 1000 is never."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A uniform number in (0, 1), a pure hash of (seed, future, turn or the whole match, name)."""

    name: tuple[str, str, str, str]  # section, owner, entry, purpose
    each_turn: bool


@dataclass(frozen=True, slots=True)
class Assumed:
    """A cell of the table of assumptions in the future's own lens: a parameter's low, value or high, or a case's odds."""

    row: int


@dataclass(frozen=True, slots=True)
class Call:
    """An operation on expressions; `op` is one of NUMERIC or CONDITIONS."""

    op: str
    args: tuple[Expr, ...]


Expr: TypeAlias = Const | Read | Previous | Since | Draw | Assumed | Call
