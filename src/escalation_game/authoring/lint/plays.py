"""Evidence from plays: bots play thousands of games, and what lint wants to know of them is counted while they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from escalation_game.authoring.bots_at_play import Bot, Marks, Openings, Turn, batches, bots_for, player_of, turns
from escalation_game.authoring.lint.formulas import Condition
from escalation_game.authoring.lint.subject import Subject
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Action, Setter
from escalation_game.engine.state import Numbers, State
from escalation_game.play.machines import machine_of
from escalation_game.policies.observation import Observation, spendable
from escalation_game.scenario.load import Scenario

PLAYS = 2000

#: Told (what is being done, steps done, steps in all).
Progress = Callable[[str, int, int], None]


@dataclass
class Extremes:
    """The lowest and highest of something in plays."""

    low: float = np.inf
    high: float = -np.inf

    def see(self, values: Numbers) -> None:
        """Takes in more values, those that are no numbers left out."""
        finite = values[np.isfinite(values)]
        if finite.size:
            self.low, self.high = min(self.low, float(finite.min())), max(self.high, float(finite.max()))


@dataclass
class Held:
    """How often a condition was asked and held, and what its sides were."""

    asked: int = 0
    held: int = 0
    sides: tuple[Extremes, ...] = ()


@dataclass
class Tally:
    """How often something could have come about, and how often it did."""

    could: int = 0
    did: int = 0


@dataclass
class Evidence:
    """What came about in plays, counted by turn of a play unless said otherwise.

    `limited`: turns in which a stock's limit took something away. `affordable`, `available`: actions, by whether means or conditions allowed them.
    `doctrine`: turns in which a role was played by doctrine, and in which it chose an action; `odds`: its log-odds. `chances`: summed over turns.
    `setters`, by place in Game.setters: when they would set a switch, and when it took that case; `losses` by (place, winner).
    `cases`: (switch, place of a case) that held. `outside`: turns in which a derived value was out of its declared range.
    `endings`: plays by ending. `ties`: plays in which two endings held at once. `moved`: variables that ever changed.
    """

    plays: int = 0
    turns: int = 0
    conditions: list[tuple[Condition, Held]] = field(default_factory=list[tuple[Condition, Held]])
    values: dict[tuple[str, str], Extremes] = field(default_factory=dict[tuple[str, str], Extremes])
    limited: dict[str, int] = field(default_factory=dict[str, int])
    affordable: dict[str, Tally] = field(default_factory=dict[str, Tally])
    available: dict[str, Tally] = field(default_factory=dict[str, Tally])
    doctrine: dict[str, Tally] = field(default_factory=dict[str, Tally])
    odds: dict[str, Extremes] = field(default_factory=dict[str, Extremes])
    chances: dict[str, float] = field(default_factory=dict[str, float])
    happened: dict[str, int] = field(default_factory=dict[str, int])
    setters: dict[int, Tally] = field(default_factory=dict[int, Tally])
    losses: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    endings: dict[str, int] = field(default_factory=dict[str, int])
    ties: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    outside: dict[str, int] = field(default_factory=dict[str, int])
    cases: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    moved: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    complete: bool = False


def gather(subject: Subject, plays: int, seed: int, progress: Progress) -> Iterator[Evidence]:
    """Lets the bots play; the same evidence, which grows, after each bot. The same plays for the same seed.

    Raises TooFewPlaysError on fewer plays than bots.
    """
    scenario = subject.scenario
    openings, bots = Openings(scenario, seed), _bots(scenario, plays)
    watch = Watch(subject)
    for done, bot in enumerate(bots):
        progress(bot.name, done, len(bots))
        for numbers, injects in batches(scenario, bot):
            state = openings.of(numbers)
            watch.begin(bot, state)
            for turn in turns(scenario, bot, state, injects):
                watch.see(turn)
        watch.evidence.complete = done == len(bots) - 1
        yield watch.evidence


@dataclass(frozen=True)
class EachAction:
    """Every single-action bot at once: each play has one of the role's actions, which it chooses whenever it may, and nothing else."""

    actions: tuple[str, ...]

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores."""
        plays = np.arange(len(observation.keys)) % len(self.actions)
        return {
            name: np.where((plays == place) & observation.legal[name], 2.0, 0.0)
            for place, name in enumerate(self.actions)
        }


def _bots(scenario: Scenario, plays: int) -> list[Bot]:
    """The bots of a playtest, those of a single action side by side."""
    bots = bots_for(scenario, plays)
    player = player_of(scenario)
    actions = tuple(one.name for one in scenario.game.actions if one.role == player)
    singles = [bot for bot in bots if bot.name in {f"only {name}" for name in actions}]
    rest = [bot for bot in bots if bot not in singles]
    if not singles:
        return rest
    return [*rest, Bot("one action each", {player: EachAction(actions)}, sum(bot.plays for bot in singles))]


class Watch:
    """Watches plays side by side. Its state: the evidence so far, and the State before the present turn."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.game = subject, subject.scenario.game
        self.machine = machine_of(subject.scenario)
        self.evidence = Evidence()
        self.evidence.conditions = [
            (one, Held(sides=tuple(Extremes() for _ in one.sides))) for one in subject.conditions
        ]
        self.before: State | None = None
        self.bot: Bot | None = None
        self.evidence.cases = {(one.name, one.initial) for one in self.game.switches}
        self.numbers = [("stock", one.name) for one in self.game.stocks]
        self.numbers += [("derived", one.name) for one in self.game.derived]

    def begin(self, bot: Bot, state: State) -> None:
        """Other plays begin."""
        self.before, self.bot = None, bot
        self.evidence.plays += state.width
        self._see_values(state, np.ones(state.width, np.bool_))
        self.before = state.copy()

    def see(self, turn: Turn) -> None:
        """Notes a turn; plays that had ended before it, or failed in it, count for nothing."""
        seen = turn.running & ~turn.state.failed
        before = self.before
        assert before is not None
        if seen.any():
            self.evidence.turns += int(seen.sum())
            self._see_values(turn.state, seen)
            self._see_actions(before, turn, seen)
            self._see_events(turn, seen)
            self._see_conditions(before, turn.state, seen)
            self._see_setters(before, turn, seen)
            self._see_endings(turn.state, seen)
        self.before = turn.state.copy()

    def _see_values(self, state: State, seen: Marks) -> None:
        for kind, name in self.numbers:
            values = self.machine.row(state, kind, name)[seen]
            self.evidence.values.setdefault((kind, name), Extremes()).see(values)
            self._see_range(kind, name, values)
            if self.before is not None and (values != self.machine.row(self.before, kind, name)[seen]).any():
                self.evidence.moved.add((kind, name))
        for switch in self.game.switches:
            self.evidence.cases |= {
                (switch.name, int(case)) for case in np.unique(self.machine.row(state, "switch", switch.name)[seen])
            }

    def _see_range(self, kind: str, name: str, values: Numbers) -> None:
        """Whether a derived value is where the author said it would be."""
        low, high = (self.subject.file.derived[name].range if kind == "derived" else None) or (None, None)
        beyond = np.zeros(len(values), np.bool_)
        beyond |= values < (-np.inf if low is None else low)
        beyond |= values > (np.inf if high is None else high)
        self.evidence.outside[name] = self.evidence.outside.get(name, 0) + int(beyond.sum())

    def _see_events(self, turn: Turn, seen: Marks) -> None:
        for event in self.game.events:
            chance = np.clip(turn.report.value("probability", event.name)[seen], 0.0, 1.0)
            self.evidence.chances[event.name] = self.evidence.chances.get(event.name, 0.0) + float(chance.sum())
        for event in self.game.events:
            happened = self.machine.row(turn.state, "happened", event.name)[seen]
            self.evidence.happened[event.name] = self.evidence.happened.get(event.name, 0) + int((happened > 0).sum())
        for (kind, stock, cause), row in turn.report.slots.items():
            if kind == "ledger" and cause == "limit":
                taken = int((turn.report.values[row][seen] != 0.0).sum())
                self.evidence.limited[stock] = self.evidence.limited.get(stock, 0) + taken

    def _choosing(self, before: State, after: State, order: int | None = None) -> Reading:
        """How things stood when events were drawn, with all that was chosen, or (`order`) when roles chose: they see earlier roles' choices only."""
        roles = {one.name for one in self.game.roles if order is None or one.order < order}
        given: dict[Expr, Numbers] = {
            Read("chosen", one.name): self.machine.row(after, "chosen", one.name)
            for one in self.game.actions
            if one.role in roles
        }
        if order is None:
            given |= {
                Read("happened", one.name): self.machine.row(after, "happened", one.name)
                for one in (*self.game.events, *self.game.injects)
            }
        return Reading(self.machine, before, "choosing", given)

    def _role(self, before: State, after: State, name: str) -> Reading:
        """How a role saw things when it chose."""
        order = next(one.order for one in self.game.roles if one.name == name)
        return self._choosing(before, after, order).seen_by(name)

    def _see_actions(self, before: State, turn: Turn, seen: Marks) -> None:
        """What has been seen to be possible is left alone."""
        assert self.bot is not None
        played = self.bot.policies
        readings: dict[str, Reading] = {}
        for action in self.game.actions:
            chose = self.machine.row(turn.state, "chosen", action.name) > 0
            self._see_doctrine(action, turn, seen, chose, by_doctrine=action.role not in played)
            if self._possible(action.name) or (seen & chose).any():
                for tally in (self.evidence.available, self.evidence.affordable):
                    _count(tally, action.name, seen, chose)
                continue
            if action.role not in readings:
                readings[action.role] = self._role(before, turn.state, action.role)
            reading = readings[action.role]
            affordable, available = np.ones((2, before.width), np.bool_)
            if action.available is not None:
                available = reading.condition(action.available)
            for stock, amount in action.costs:
                affordable &= reading.number(amount) <= spendable(self.machine, before, stock)
            _count(self.evidence.available, action.name, seen, available)
            _count(self.evidence.affordable, action.name, seen, affordable)

    def _possible(self, action: str) -> bool:
        known = [one.get(action, Tally()) for one in (self.evidence.available, self.evidence.affordable)]
        return all(one.did for one in known)

    def _see_doctrine(self, action: Action, turn: Turn, seen: Marks, chose: Marks, *, by_doctrine: bool) -> None:
        if action.propensity is not None and by_doctrine:
            _count(self.evidence.doctrine, action.name, seen, chose)
            odds = turn.report.value("propensity", action.name)[seen]
            self.evidence.odds.setdefault(action.name, Extremes()).see(odds)

    def _see_conditions(self, before: State, after: State, seen: Marks) -> None:
        """What has been seen both to hold and not to is left alone."""
        ended, choosing = Reading(self.machine, after), self._choosing(before, after)
        roles: dict[str, Reading] = {}
        total = int(seen.sum())
        for condition, held in self.evidence.conditions:
            if 0 < held.held < held.asked:
                continue
            role = condition.formula.role
            if role and role not in roles:
                roles[role] = self._role(before, after, role)
            for reading in (roles[role],) if role else (ended, choosing):
                holds = reading.condition(condition.expr)[seen]
                held.asked, held.held = held.asked + total, held.held + int(holds.sum())
                for extremes, (_, side) in zip(held.sides, condition.sides, strict=True):
                    extremes.see(reading.number(side)[seen])

    def _see_setters(self, before: State, turn: Turn, seen: Marks) -> None:
        given: dict[Expr, Numbers] = {
            Read("switch", one.name): self.machine.row(before, "switch", one.name) for one in self.game.switches
        }
        closing = Reading(self.machine, turn.state, given=given)
        wanted: dict[int, Marks] = {}
        for place, setter in enumerate(self.game.setters):
            on = seen.copy()
            if setter.trigger.section != "rule":
                kind, name = setter.trigger.fact
                lags = range(setter.timing.after, setter.timing.after + (setter.timing.lasts or 1))
                on &= np.any([self.machine.row(turn.state, kind, name, lag) > 0 for lag in lags], axis=0)
            if setter.when is not None:
                on &= closing.condition(setter.when)
            wanted[place] = on | (seen & (turn.report.value("winner", setter.switch) == place))
        for place, on in wanted.items():
            setter = self.game.setters[place]
            winner = turn.report.value("winner", setter.switch)
            winners: list[int] = np.unique(winner[on]).astype(np.int64).tolist()
            for other in winners:
                if other >= 0 and self.game.setters[other].case != setter.case:
                    lost = int((on & (winner == other)).sum())
                    self.evidence.losses[place, other] = self.evidence.losses.get((place, other), 0) + lost
            won = np.isin(winner, _alike(self.game.setters, setter))
            _count(self.evidence.setters, place, on, won)

    def _see_endings(self, state: State, seen: Marks) -> None:
        reading = Reading(self.machine, state)
        ended = self.machine.row(state, "ending")
        marks = {
            one.name: seen & (ended > 0) & reading.condition(one.when)
            for one in self.game.endings
            if one.when is not None
        }
        for place, one in enumerate(self.game.endings, 1):
            count = int((seen & (ended == place)).sum())
            self.evidence.endings[one.name] = self.evidence.endings.get(one.name, 0) + count
        names = list(marks)
        for index, one in enumerate(names):
            for other in names[index + 1 :]:
                both = int((marks[one] & marks[other]).sum())
                if both:
                    self.evidence.ties[one, other] = self.evidence.ties.get((one, other), 0) + both


def _alike(setters: Sequence[Setter], one: Setter) -> list[int]:
    """The places of setters of the same case."""
    return [place for place, other in enumerate(setters) if (other.switch, other.case) == (one.switch, one.case)]


def _count(into: dict[str, Tally] | dict[int, Tally], key: str | int, could: Marks, did: Marks) -> None:
    tally = into.setdefault(key, Tally())  # type: ignore[arg-type]
    tally.could += int(could.sum())
    tally.did += int((could & did).sum())


def share(part: float, whole: float) -> float:
    """A share; 0 of nothing."""
    return part / whole if whole else 0.0
