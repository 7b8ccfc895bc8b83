"""View: what one role can know of a match, ready to show. Plain frozen data, the same for window, terminal and browser.

Everything in it comes from an allow-list: what the role sees exactly, sees with noise, or has learnt. Numbers are in the units given beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from. `grade` runs from A (documented) to D (disputed), J is a judgement."""

    name: str
    title: str
    publisher: str
    date: str
    url: str
    grade: str


@dataclass(frozen=True, slots=True)
class Part:
    """One named contribution to a change. `cause` is the Ledger's name for it ("rule:attrition"); `own` when this role chose it."""

    cause: str
    title: str
    amount: float
    because: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """A stock, derived value, switch or objective as the role sees it. For a switch `value` is the index of the case that holds and `label` names it.

    `history` holds a (date, value) for the start and each turn since; `change` and `parts` are the last turn's. `low` and `high` are the declared
    range; `noise` the standard error of a value reported with noise, else 0.
    """

    name: str
    kind: Literal["stock", "derived", "switch", "objective"]
    title: str
    unit: str
    note: str
    value: float
    label: str
    low: float | None
    high: float | None
    noise: float
    change: float
    history: tuple[tuple[str, float], ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What choosing an action spends."""

    variable: str
    title: str
    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action declares to do: `direction` +1 or −1 as the amount stands now, 0 where it sets a switch; first felt after `after` turns."""

    variable: str
    title: str
    direction: int
    amount: float | None
    unit: str
    after: int
    lasts: int
    because: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action of this role. `available` says whether it could be chosen in addition to what is chosen; if not, `reason` says why."""

    name: str
    title: str
    summary: str
    costs: tuple[Cost, ...]
    available: bool
    reason: str
    chosen: bool
    used: int  # turns ago it was last chosen; 0 is never
    effects: tuple[Effect, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of the newspaper with its reason. `kind` is what it tells of; `cause` its name in the Ledger.

    That of a change or a switch names the `variable`, whose numbers whoever shows it writes in his own way.
    """

    kind: Literal["choice", "event", "inject", "switch", "reveal", "change", "ending"]
    text: str
    reason: str
    cause: str
    role: str = ""
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """A hidden state of the world: what it might be, and, once learnt, what it is."""

    name: str
    title: str
    labels: tuple[str, ...]
    known: str  # the label, or "" while unknown


@dataclass(frozen=True, slots=True)
class Objective:
    """Something that can be wanted, as it stands now as far as the role knows; `noise` is the standard error of that, 0 when it is exact."""

    name: str
    title: str
    value: float
    unit: str
    better: Literal["higher", "lower"]
    low: float | None
    high: float | None
    note: str
    noise: float = 0.0


@dataclass(frozen=True, slots=True)
class Ending:
    """How the match ended."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role of the scenario, who plays it, and what it was seen to choose in the last turn."""

    name: str
    title: str
    seat: str
    choices: tuple[str, ...]  # titles


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the article claims of an item, and what later evidence says."""

    item: str
    article: str
    evidence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is read before the first turn."""

    title: str
    summary: str
    content_note: str
    paragraphs: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who reads the crisis through one lens and looks at one objective of the role first."""

    lens: str
    lens_title: str
    objective: str
    objective_title: str


@dataclass(frozen=True, slots=True)
class TurnTold:
    """A turn looked back at: its date, the titles of what the role chose and of what it learnt happened, and the news of it."""

    date: str
    choices: tuple[str, ...]
    happened: tuple[str, ...]
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class MapFact:
    """Something the map shows: a variable at a place. `kind` is a force at a place, deliveries along the route, the reach of a weapon in km
    (`label`), or an area of the map (`place`) that is as large as the variable says.
    """

    kind: Literal["force", "deliveries", "reach", "territory"]
    variable: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class View:
    """One role's view of the match between turns. `turn` turns have been played of at most `turns`; `date` is now, `next_date` after this turn."""

    scenario: str
    title: str
    role: str
    role_title: str
    brief: str
    turn: int
    turns: int
    date: str
    next_date: str
    choices: int
    choices_left: int
    variables: tuple[Variable, ...]
    watch: tuple[str, ...]
    actions: tuple[Action, ...]
    headlines: tuple[Headline, ...]
    roles: tuple[RoleSeen, ...]
    secrets: tuple[Secret, ...]
    objectives: tuple[Objective, ...]
    ending: Ending | None
    map: tuple[MapFact, ...]

    def variable(self, name: str) -> Variable:
        """The variable of that name; KeyError when this role cannot see it."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)
