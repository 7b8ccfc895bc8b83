"""Game: the compiled rules of a scenario, as plain frozen data. No play in it and nothing to run.

Everything is sorted by name within its section, so the order of the author's file changes no bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.expression import Expr

NEVER = 1000.0  #: what `Since` says before the first time
LONGEST_LAG = 12


@dataclass(frozen=True, slots=True)
class Role:
    """An actor. Roles of a lower `order` choose first; `choices` is the most actions it may choose in a turn."""

    name: str
    order: int
    choices: int


@dataclass(frozen=True, slots=True)
class Stock:
    """Accumulates. `low` and `high` clamp it; `None` is unbounded."""

    name: str
    initial: Expr
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula of the present. Game.derived is in dependency order (ties by name)."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Switch:
    """One of `cases` holds. Where two setters disagree the case earliest in `priority` wins."""

    name: str
    cases: tuple[str, ...]
    initial: int
    priority: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """An uncertain number: `value` is its quantile function of a Draw and the lens (Assumed rows). Drawn once, or anew each turn."""

    name: str
    value: Expr
    each_turn: bool


@dataclass(frozen=True, slots=True)
class HiddenCase:
    """A hidden state of the world; `index` picks one of `cases` from a Draw and the lens's odds."""

    name: str
    cases: tuple[str, ...]
    index: Expr


@dataclass(frozen=True, slots=True)
class Action:
    """What a role may choose. `costs` are (stock, amount) spent at once; `propensity` None means doctrine never chooses it.

    `noise` is the uniform Draw behind the logistic noise of doctrine. Expressions are over what the role observes.
    """

    name: str
    role: str
    costs: tuple[tuple[str, Expr], ...]
    available: Expr | None
    excludes: frozenset[str]
    propensity: Expr | None
    noise: Expr


@dataclass(frozen=True, slots=True)
class Observed:
    """What `role` sees of a variable that it does not see exactly; `value` None is not at all."""

    role: str
    kind: Literal["stock", "derived", "switch", "case"]
    name: str
    value: Expr | None


@dataclass(frozen=True, slots=True)
class Event:
    """Drawn each turn: happens where `draw` < `probability` (clipped to 0–1)."""

    name: str
    probability: Expr
    draw: Expr


@dataclass(frozen=True, slots=True)
class Inject:
    """Happens on `turn` (1-based) unless the facilitator says otherwise; `None` is never by itself."""

    name: str
    turn: int | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What switches an effect on: a rule (always), or an action, event or inject by name."""

    section: Literal["rule", "action", "event", "inject"]
    name: str

    @property
    def cause(self) -> str:
        """The name this trigger has in the Ledger."""
        return f"{self.section}:{self.name}"

    @property
    def fact(self) -> tuple[Literal["chosen", "happened"], str]:
        """What must be so for the effect of an action, event or inject to start."""
        return ("chosen" if self.section == "action" else "happened", self.name)


@dataclass(frozen=True, slots=True)
class Timing:
    """`after` turns later; for `lasts` turns computed anew each turn, or (`lasts` None) once with the amount fixed when scheduled."""

    after: int = 0
    lasts: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Adds `amount` (per turn, spread over the sub-steps) to `stock`; with `source` it is a move that conserves."""

    name: str  # unique: "rule:attrition/0/russian_manpower"; sorts the sum
    trigger: Trigger
    when: Expr | None
    stock: str
    amount: Expr
    source: str | None
    timing: Timing


@dataclass(frozen=True, slots=True)
class Setter:
    """Proposes that `switch` takes the case with this index."""

    name: str
    trigger: Trigger
    when: Expr | None
    switch: str
    case: int
    timing: Timing


@dataclass(frozen=True, slots=True)
class Reveal:
    """Lets `roles` know a hidden case from the end of the turn on."""

    name: str
    trigger: Trigger
    when: Expr | None
    case: str
    roles: tuple[str, ...]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Objective:
    """A number wanted high or low, read from a State."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Ending:
    """Ends a future when `when` holds after a turn. Game.endings is in order of precedence; the one with `when` None is the last turn's."""

    name: str
    when: Expr | None


@dataclass(frozen=True, slots=True)
class Game:
    """The rules of one scenario.

    `assumptions` has shape (rows, lenses); `lenses` names its columns, the first is "baseline". `days` has one entry a turn.
    """

    name: str
    turns: int
    substeps: int
    days: tuple[float, ...]
    roles: tuple[Role, ...]
    stocks: tuple[Stock, ...]
    derived: tuple[Derived, ...]
    switches: tuple[Switch, ...]
    parameters: tuple[Parameter, ...]
    cases: tuple[HiddenCase, ...]
    actions: tuple[Action, ...]
    observed: tuple[Observed, ...]
    events: tuple[Event, ...]
    injects: tuple[Inject, ...]
    flows: tuple[Flow, ...]
    setters: tuple[Setter, ...]
    reveals: tuple[Reveal, ...]
    objectives: tuple[Objective, ...]
    endings: tuple[Ending, ...]
    lenses: tuple[str, ...]
    assumptions: NDArray[np.float64] = field(compare=False, repr=False)
    rules_version: str = ""  # hash of the rules: two games with the same one play the same
