"""What is being looked at: a scenario with its formulas and bounds, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from escalation_game.authoring.lint.formulas import Condition, Formula, conditions, effects, formulas, names
from escalation_game.scenario.bounds import Bounds, bounds
from escalation_game.scenario.document import Content
from escalation_game.scenario.findings import Finding, Path, Place
from escalation_game.scenario.formula import Span
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.names import Symbol, symbols
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import Effects, ScenarioFile

Confidence: TypeAlias = Literal["certain", "likely", "possible"]
Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Remark:
    """One thing that is probably wrong, before its code's severity is known. `path` is what it is about."""

    code: str
    message: str
    place: Place
    hint: str
    confidence: Confidence = "certain"
    evidence: Mapping[str, float] = field(default_factory=dict[str, float])
    related: tuple[tuple[str, Place], ...] = ()
    path: Path = ()

    def finding(self, severity: Severity) -> Finding:
        """The remark as a finding."""
        return Finding(
            self.code, self.message, self.place, self.hint, self.related, severity, self.confidence, tuple(self.evidence.items())
        )  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A file beside the scenario: its content and where everything in it stands."""

    content: Content
    places: Places
    text: str


@dataclass(frozen=True)
class Subject:
    """A scenario being looked at, and its tests where it has some."""

    scenario: Scenario
    tests: Written | None = None

    @property
    def file(self) -> ScenarioFile:
        """What the author wrote."""
        return self.scenario.file

    @cached_property
    def symbols(self) -> Mapping[str, Symbol]:
        """What names stand for."""
        return symbols(self.file)

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Every formula."""
        return tuple(formulas(self.file))

    @cached_property
    def effects(self) -> tuple[tuple[Path, Effects], ...]:
        """Every effect and rule."""
        return tuple(effects(self.file))

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition in every formula."""
        return tuple(one for formula in self.formulas for one in conditions(formula, self.symbols))

    @cached_property
    def bounds(self) -> Bounds:
        """Between which numbers everything must stay."""
        return bounds(self.file, self.scenario.game)

    def bounds_for(self, formula: Formula) -> Bounds:
        """The bounds as whoever goes by a formula reads them."""
        return self.bounds.seen_by(formula.role) if formula.role else self.bounds

    @cached_property
    def readers(self) -> Mapping[str, tuple[Formula, ...]]:
        """The formulas that read each name."""
        found: dict[str, list[Formula]] = {}
        for formula in self.formulas:
            for name in names(formula):
                found.setdefault(name, []).append(formula)
        return {name: tuple(every) for name, every in found.items()}

    def at(self, path: Path, *, key: bool = False) -> Place:
        """Where something stands in the file."""
        return self.scenario.places.at(path, key=key)

    def inside(self, formula: Formula, span: Span) -> Place:
        """Where a part of a formula stands."""
        return self.scenario.places.inside(formula.path, span.offset, span.length)

    def title(self, path: Path) -> str:
        """What readers call an entry."""
        entry = getattr(self.file, str(path[0]))[path[1]]
        return str(getattr(entry, "title", None) or path[1])


def span_words(low: float, high: float) -> str:
    """An interval in words."""
    if low == high:
        return f"always {number(low)}"
    if low == -float("inf"):
        return "any number" if high == float("inf") else f"at most {number(high)}"
    return f"at least {number(low)}" if high == float("inf") else f"between {number(low)} and {number(high)}"


def number(value: float) -> str:
    """A number as it is written in a message."""
    return f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"


def listed(words: Iterable[str]) -> str:
    """Names in a row."""
    every = list(words)
    return every[0] if len(every) == 1 else ", ".join(every[:-1]) + f" and {every[-1]}"
