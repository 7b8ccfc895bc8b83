"""What a file of tests says, as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from escalation_game.authoring.formulas import Statement
from escalation_game.play.plan import Plan
from escalation_game.scenario.document import Content
from escalation_game.scenario.findings import Path, Place

#: A number, or the place in a parameter's range that the lens believes in.
Fixed: TypeAlias = float | Literal["low", "value", "high"]


@dataclass(frozen=True, slots=True)
class Given:
    """The world of a test. `stocks` begin at these values, `cases` are so, `parameters` are certain; without a `lens` the seed draws one."""

    seed: int = 1
    lens: str | None = None
    stocks: Mapping[str, float] = field(default_factory=dict[str, float])
    cases: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: Mapping[str, Fixed] = field(default_factory=dict[str, Fixed])
    seats: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that lies from `least` to `most`, each included."""

    number: Statement
    least: float
    most: float
    place: Place


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition that holds."""

    condition: Statement
    place: Place


@dataclass(frozen=True, slots=True)
class Refused:
    """A choice of the plan that is refused, for a reason with this part; `after` is the turn, None any."""

    action: str
    part: str
    after: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Told:
    """A headline with this part; `after` is the turn, None any."""

    part: str
    after: int | None
    place: Place


Expectation: TypeAlias = Amount | Holds | Refused | Told


@dataclass(frozen=True, slots=True)
class Claim:
    """In a share of futures from `least` to `most` a condition holds. `turns` is how long they are played."""

    condition: Statement
    least: float | None
    most: float | None
    futures: int
    lens: str | None
    turns: int
    place: Place


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of the scenario's file that has to give a finding: texts replaced, values written over, and where it is told of."""

    replaced: Mapping[str, str]
    written: Mapping[Path, Content]
    code: str
    at: Path | int | None  # an entry of the scenario, or a line
    says: str
    place: Place


@dataclass(frozen=True, slots=True)
class Variation:
    """One choice of the matrix: how it is called, and what it changes in what is given."""

    label: str
    section: Literal["seed", "lens", "stocks", "cases", "parameters"]
    name: str
    value: Fixed | str | int


@dataclass(frozen=True, slots=True)
class ScenarioTest:
    """One test. `plans` are those of the file, by name, for comparisons; each of `matrix` is one thing in its variations."""

    name: str
    place: Place
    given: Given = field(default_factory=Given)
    plan: Plan = field(default_factory=lambda: Plan(()))
    plans: Mapping[str, Plan] = field(default_factory=dict[str, Plan])
    matrix: tuple[tuple[Variation, ...], ...] = ()
    expectations: tuple[Expectation, ...] = ()
    claims: tuple[Claim, ...] = ()
    mutation: Mutation | None = None
