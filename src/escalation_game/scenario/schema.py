"""The scenario file as frozen data: one class an entry, attributes named as the keys of the format.

Only shapes are checked here. That names exist is for `references`, what formulas mean for `compile`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from escalation_game.scenario.fields import (
    AS_REVEALS,
    AS_SIGHTS,
    Bounds,
    Date,
    Formula,
    Name,
    Names,
    Number,
    SourceName,
    Text,
    Turns,
    UnitText,
    YesNo,
    reveals,
    sight,
    sights,
)  # fmt: skip

MOST_ROLES = 24  # each sees every variable in its own way

#: Days in a step of the calendar. A month is a twelfth of 365.25 days.
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25}


class Entry(BaseModel):
    """What every entry may carry."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False, populate_by_name=False)

    note: Text | None = None
    source: Names = ()


class Sight(BaseModel):
    """How a role sees something: exactly, with noise (standard error relative to the value, at least `floor`), or not at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["exact", "noise", "hidden"]
    noise: Annotated[Number, Field(ge=0)] = 0.0
    floor: Annotated[Number, Field(ge=0)] = 0.0


SeenBy: TypeAlias = Annotated[
    dict[str, Annotated[Sight, BeforeValidator(sight)]],
    BeforeValidator(sights),
    AS_SIGHTS,
]


class Calendar(BaseModel):
    """When the scenario plays: `turns` steps from `start`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: Date
    step: Literal["day", "week", "month", "quarter", "year"]
    turns: Annotated[int, Field(ge=1, le=200, strict=True)]
    substeps: Annotated[int, Field(ge=1, le=64, strict=True)] = 1

    @property
    def days(self) -> float:
        """The length of a turn in days."""
        return DAYS[self.step]

    @property
    def dates(self) -> tuple[str, ...]:
        """When each turn begins, and when the last is over: turns + 1 labels."""
        return tuple(self._label(number) for number in range(self.turns + 1))

    def _label(self, number: int) -> str:
        year, month, *day = (int(part) for part in self.start.split("-"))
        if self.step in {"day", "week"}:
            first = date(year, month, day[0] if day else 1).toordinal()
            return date.fromordinal(first + number * int(DAYS[self.step])).isoformat()
        months = year * 12 + month - 1 + number * {"month": 1, "quarter": 3, "year": 12}[self.step]
        return f"{months // 12:04}-{months % 12 + 1:02}"


class Source(BaseModel):
    """Where numbers come from. `grade`: A documented, B well sourced, C estimated, D disputed, J a judgement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    publisher: Text | None = None
    date: Text | None = None
    url: Text | None = None
    grade: Literal["A", "B", "C", "D", "J"] | None = None
    note: Text | None = None


class Role(Entry):
    """An actor."""

    title: Text
    player: YesNo = False
    brief: Text | None = None
    choices: Annotated[int, Field(ge=1, le=12, strict=True)] = 1
    order: Annotated[int, Field(ge=1, le=9, strict=True)] = 1
    watch: Names = ()
    objectives: Names = ()


class Stock(Entry):
    """What accumulates and changes by flows."""

    title: Text
    unit: UnitText = ""
    initial: Formula
    range: Bounds = (None, None)
    seen_by: SeenBy = {}


class Derived(Entry):
    """A formula of the present."""

    title: Text
    unit: UnitText = ""
    value: Formula
    range: Bounds | None = None
    seen_by: SeenBy = {}


class Switch(Entry):
    """On or off, or one of named cases."""

    title: Text
    cases: Annotated[tuple[Name, ...], Field(min_length=2)] = ("off", "on")
    labels: dict[str, Text] = {}
    initial: str | None = None
    wins: Names = ()
    seen_by: SeenBy = {}


class Parameter(Entry):
    """An uncertain number."""

    title: Text | None = None
    value: Number
    low: Number | None = None
    high: Number | None = None
    unit: UnitText = ""
    shape: Literal["triangular", "uniform", "median", "long_tail"] = "triangular"
    draw: Name | None = None
    redraw: Literal["turn"] | None = None


class Case(Entry):
    """A hidden state of the world."""

    title: Text
    odds: Annotated[dict[Name, Annotated[Number, Field(ge=0, le=1)]], Field(min_length=2)]
    labels: dict[str, Text] = {}
    seen_by: SeenBy = {"others": Sight(kind="hidden")}


class Move(BaseModel):
    """Carries an amount from one stock to another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_: Annotated[str, Field(alias="from")]
    to: str
    amount: Formula


class Effects(Entry):
    """What a rule, or an entry of `effects`, does."""

    because: Text | None = None
    when: Formula | None = None
    change: dict[str, Formula] = {}
    move: Move | None = None
    set_: Annotated[dict[str, str], Field(alias="set")] = {}
    reveal: Annotated[dict[str, Names | None], BeforeValidator(reveals), AS_REVEALS] = {}
    after: Turns | None = None
    seen_by: SeenBy = {}

    @model_validator(mode="after")
    def _does_something(self) -> Effects:
        if not (self.change or self.move or self.set_ or self.reveal):
            raise ValueError("does nothing: give it `change`, `move`, `set` or `reveal`")
        return self


class Effect(Effects):
    """One entry of `effects`."""

    lasts: Annotated[Turns | None, Field(alias="for")] = None


class Rule(Effects):
    """Always on while `when` holds."""

    title: Text | None = None


class Action(Entry):
    """What a role may choose."""

    role: str
    title: Text
    summary: Text | None = None
    cost: dict[str, Formula] = {}
    available: Formula | None = None
    unavailable: Text | None = None
    excludes: Names = ()
    propensity: Formula | None = None
    headline: Text | None = None
    seen_by: SeenBy = {}
    effects: tuple[Effect, ...] = ()


class Event(Entry):
    """Drawn by chance."""

    title: Text
    probability: Formula
    once: YesNo = False
    headline: Text | None = None
    because: Text | None = None
    effects: tuple[Effect, ...] = ()
    seen_by: SeenBy = {}


class Inject(Entry):
    """Placed on a date, or by the facilitator."""

    title: Text
    date: Date | None = None
    headline: Text | None = None
    because: Text | None = None
    effects: tuple[Effect, ...] = ()


class Objective(Entry):
    """What can be wanted."""

    title: Text
    value: Formula
    better: Literal["higher", "lower"]
    range: Bounds | None = None
    unit: UnitText = ""


class Ending(Entry):
    """How a match ends."""

    title: Text
    text: Text
    when: Formula | None = None
    priority: Annotated[int, Field(ge=0, le=1000, strict=True)] = 10


class Assumption(BaseModel):
    """A lens's own numbers for a parameter; what is left out stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: Number | None = None
    value: Number | None = None
    high: Number | None = None


class Lens(Entry):
    """A named set of changes with its argument. `objective` is what an adviser who holds it looks at first."""

    title: Text
    argument: Text
    objective: str | None = None
    parameters: dict[str, Assumption] = {}
    cases: dict[str, dict[str, Annotated[Number, Field(ge=0, le=1)]]] = {}


class Evidence(Entry):
    """What the article claims of an item, and what later evidence says."""

    item: Text
    article: Text
    evidence: Text


class Briefing(BaseModel):
    """What is read before the first turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Force(BaseModel):
    """A number shown at a place on the map."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    variable: str
    label: Text | None = None
    place: Text


class Reach(BaseModel):
    """How far a weapon reaches from a place, drawn boldly while the variable is above 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    variable: str
    km: Number
    place: Text


class Territory(BaseModel):
    """An area of the shipped map that is as large as a variable says: "kursk_salient", or "occupied", whose front line moves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    variable: str
    area: Literal["kursk_salient", "occupied"]


class Map(BaseModel):
    """What the map shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    forces: tuple[Force, ...] = ()
    deliveries: str | None = None
    reach: Reach | None = None
    territory: tuple[Territory, ...] = ()


class Preset(Entry):
    """A shorter match."""

    title: Text
    turns: Annotated[int, Field(ge=1, le=200, strict=True)]


class ScenarioFile(BaseModel):
    """A whole file. Sections map names to entries, in the author's order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    title: Text
    summary: Text
    content_note: Text | None = None
    authors: tuple[Text, ...] = ()
    license: Text | None = None
    language: Text = "en"
    calendar: Calendar
    sources: dict[SourceName, Source] = {}
    roles: Annotated[dict[Name, Role], Field(min_length=1, max_length=MOST_ROLES)]
    stocks: dict[Name, Stock] = {}
    derived: dict[Name, Derived] = {}
    switches: dict[Name, Switch] = {}
    parameters: dict[Name, Parameter] = {}
    cases: dict[Name, Case] = {}
    actions: dict[Name, Action] = {}
    rules: dict[Name, Rule] = {}
    events: dict[Name, Event] = {}
    injects: dict[Name, Inject] = {}
    objectives: dict[Name, Objective] = {}
    endings: Annotated[dict[Name, Ending], Field(min_length=1)]
    lenses: dict[Name, Lens] = {}
    briefing: Briefing | None = None
    map: Map | None = None
    presets: dict[Name, Preset] = {}
