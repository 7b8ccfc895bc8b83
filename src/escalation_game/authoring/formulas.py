"""The formulas of tests: the scenario's own language, which may also look at other turns and at other plans on the same luck.

`tension` is read after the turn the formula is of; `tension_at_start`, `tension_after_3`, `tension_with_waiting` and `tension_after_3_with_waiting`
read it before the first turn, after the third, and in the same future played by the plan `waiting`. `ending is truce` asks how it ended.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Expr, Previous, Read, Since
from escalation_game.scenario.arithmetic import weight
from escalation_game.scenario.draft import HEAVIEST
from escalation_game.scenario.fields import LONGEST_FORMULA
from escalation_game.scenario.formula import SPLIT, FormulaError
from escalation_game.scenario.meaning import Context, condition
from escalation_game.scenario.names import Symbol, readable, symbols
from escalation_game.scenario.schema import ScenarioFile

ENDING = "ending"

#: What a formula reads of the game.
Leaf: TypeAlias = Read | Previous | Since

_WORD = re.compile("[a-z][a-z0-9_]*")
_AFTER = re.compile("(.+)_after_([0-9]{1,4})")
_WITH = re.compile("_with_")
_AT_START = "_at_start"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a leaf of a test's formula stands for: a leaf of the game, after a turn, in the future played by a plan (None: the test's own)."""

    leaf: Leaf
    turn: int
    plan: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A formula of a test, read after a turn; `asked` says what each of its leaves stands for."""

    text: str
    after: int
    expr: Expr
    asked: Mapping[Leaf, Asked]

    @property
    def plans(self) -> frozenset[str | None]:
        """The plans it looks at."""
        return frozenset(one.plan for one in self.asked.values())

    @property
    def turns(self) -> int:
        """The last turn it looks at."""
        return max((one.turn for one in self.asked.values()), default=self.after)


@dataclass(frozen=True)
class Language:
    """What the formulas of one file of tests may read."""

    names: dict[str, Symbol]
    plans: frozenset[str]
    turns: int

    @classmethod
    def of(cls, file: ScenarioFile, plans: Iterable[str]) -> Language:
        """Everything a scenario names, its objectives and its ending."""
        objectives = {
            name: Symbol(name, "derived", readable(entry.unit)) for name, entry in sorted(file.objectives.items())
        }
        ending = {ENDING: Symbol(ENDING, "switch", cases=tuple(sorted(file.endings)))}
        return cls({**objectives, **ending, **symbols(file)}, frozenset(plans), file.calendar.turns)

    def statement(self, text: str, after: int) -> Statement:
        """A formula read after a turn. Raises FormulaError."""
        named = set(_WORD.findall(text[:LONGEST_FORMULA]))
        words = {word: found for word in named if (found := self._elsewhere(word)) is not None}
        more = {word: replace(self.names[name], name=word) for word, (name, _, _) in words.items()}
        expr = condition(text, Context(ChainMap(more, self.names) if more else self.names, _uncounted))
        if weight(expr) > HEAVIEST:
            raise FormulaError("E310", "this formula is too large once it is worked out", 0, len(text), SPLIT)
        asked: dict[Leaf, Asked] = {}
        for leaf in _read(expr):
            name, turn, plan = words.get(leaf.name, (leaf.name, None, None))
            asked[leaf] = Asked(replace(leaf, name=name), after if turn is None else turn, plan)
        return Statement(text, after, expr, asked)

    def _elsewhere(self, word: str) -> tuple[str, int | None, str | None] | None:
        """The name, turn and plan in a word that looks at another turn or plan; None for every other word."""
        if word in self.names:
            return None
        splits = [(word[: one.start()], word[one.end() :]) for one in _WITH.finditer(word)]
        for rest, plan in [(word, None), *((rest, plan) for rest, plan in splits if plan in self.plans)]:
            name, turn = self._turn_of(rest)
            if name in self.names and (turn is None or turn <= self.turns):
                return name, turn, plan
        return None

    def _turn_of(self, word: str) -> tuple[str, int | None]:
        if word in self.names:
            return word, None
        if word.endswith(_AT_START):
            return word.removesuffix(_AT_START), 0
        found = _AFTER.fullmatch(word)
        return (found[1], int(found[2])) if found else (word, None)


def as_written(leaf: Leaf) -> str:
    """A leaf as an author writes it."""
    match leaf:
        case Since(_, name):
            return f"since({name})"
        case Previous(_, name, lag):
            return f"previous({name}, {lag})"
        case Read("chosen" | "happened" as way, name):
            return f"{way}({name})"
        case Read(kind, name):
            return name or kind


def _read(expr: Expr) -> Iterator[Leaf]:
    for leaf in leaves(expr):
        assert isinstance(leaf, Read | Previous | Since)  # a formula has neither dice nor assumptions
        yield leaf


def _uncounted(symbol: Symbol, way: str) -> str:
    counted = way != "since" or symbol.kind in {"action", "event", "inject"}
    return "" if counted else "a test counts turns since choices, events and injects only"
