"""The backend for one game alone: the same program as straight-line Python on plain floats, which are IEEE doubles too.

In a batch of one, nearly all the time of an array operation goes into starting it. Here each instruction is one Python statement, some ten times as
fast, with the same bits. The source is our own text, made of our own names and numbers; nothing of the author's file is in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from escalation_game.engine.chance import uniform_alone
from escalation_game.engine.operations import OPERATIONS
from escalation_game.engine.program import Instruction, Operand, Program, Routine, needed

_INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "less": "<", "less_equal": "<=", "equal": "==", "not_equal": "!=",
    "and": "and", "or": "or",
}  # fmt: skip
#: What is neither a call nor written between its arguments.
_STATEMENTS = {
    "store": "{target} = {0}",
    "copy": "{target} = {0}",
    "accumulate": "{target} += {0}",
    "number": "{target} = 1.0 if {0} else 0.0",
    "select": "{target} = {1} if {0} else {2}",
    "negative": "{target} = -{0}",
    "not": "{target} = not {0}",
    "draw": "{target} = draw(K, D[{0}])",
    "assumed": "{target} = A[{0}]",
    "given": "{target} = G[{2}] if P[{1}] else {0}",
    "forced": "{target} = {0} if E[{1}] is None else E[{1}]",
    "injected": "{target} = I[{0}]",
    **{op: f"{{target}} = {{0}} {sign} {{1}}" for op, sign in _INFIX.items()},
}


def compile_python(program: Program, routine: Routine, *, reported: bool) -> Callable[..., None]:
    """The Python function of one routine. It works in place on lists: one number a row of the State, and of the report.

    Its other arguments are those of numpy's code: the key of the future, the constants of the dice, the assumptions, and what is given from outside.
    """
    before, body, after = needed([routine.before, routine.body, routine.after], reported=reported)
    loop = [f"for _ in range({program.substeps}):", *(f" {line}" for line in _lines(body))] if body else []
    lines = [*_lines(before), *loop, *_lines(after), "return"]
    source = "\n".join(["def routine(S, R, K, D, A, P, G, E, I):", *(f" {line}" for line in lines)])
    names = _namespace()
    exec(compile(source, "<game alone>", "exec"), names)
    return names["routine"]


def _namespace() -> dict[str, Any]:
    own = {"draw": uniform_alone, "divide": _divide, "minimum": _minimum, "maximum": _maximum, "sqrt": _sqrt}
    others = {op: _of_arrays(function) for op, function in OPERATIONS.items() if op not in {*own, *_STATEMENTS}}
    return {**others, **own, "absolute": abs, "inf": math.inf, "nan": math.nan}


def _of_arrays(function: Callable[..., Any]) -> Callable[..., float]:
    """An operation that only arrays have, on single numbers."""

    def alone(*numbers: float) -> float:
        return float(function(*(np.array([number]) for number in numbers))[0])

    return alone


def _divide(a: float, b: float) -> float:
    if b != 0.0:
        return a / b
    if a == 0.0 or a != a or b != b:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _minimum(a: float, b: float) -> float:
    return a if a < b or a != a else b


def _maximum(a: float, b: float) -> float:
    return a if a > b or a != a else b


def _sqrt(x: float) -> float:
    return math.sqrt(x) if x >= 0.0 else math.nan


def _lines(part: Sequence[Instruction]) -> list[str]:
    lines: list[str] = []
    guard: int | None = None
    for instruction in part:
        if instruction.guard is not None and instruction.guard != guard:
            lines.append(f"if P[{instruction.guard}] != 1:")
        guard = instruction.guard
        lines.append(("" if guard is None else " ") + _line(instruction))
    return lines


def _line(instruction: Instruction) -> str:
    target, args = _name(instruction.target), [_name(arg) for arg in instruction.args]
    if instruction.op in _STATEMENTS:
        return _STATEMENTS[instruction.op].format(*args, target=target)
    return f"{target} = {instruction.op}({', '.join(args)})"


def _name(operand: Operand) -> str:
    place, value = operand
    match place:
        case "state":
            return f"S[{int(value)}]"
        case "report":
            return f"R[{int(value)}]"
        case "index":
            return str(int(value))
        case "constant":
            return f"({value!r})" if value < 0 or math.copysign(1.0, value) < 0 else repr(value)
        case _:
            return f"{place[0]}{int(value)}"
