"""Match: one play in progress, the only object of the game that changes. It branches, goes back and resumes by replaying a shorter Record."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from escalation_game.engine.machine import Choice, Moves, Report
from escalation_game.engine.state import Numbers, State
from escalation_game.play.faults import MatchStoppedError, what_broke
from escalation_game.play.known import known, known_all, known_points
from escalation_game.play.machines import drawn_lens, machine_of, values_of
from escalation_game.play.pending import Pending
from escalation_game.play.record import (
    About,
    Luck,
    Override,
    Parent,
    Record,
    RecordError,
    Turn,
    differences,
    write_record,
)
from escalation_game.play.seats import RefusedError, in_order, refusals
from escalation_game.policies.bots import BOTS
from escalation_game.policies.observation import Observation, Policy, observe
from escalation_game.scenario import Scenario, load_text
from escalation_game.scenario.edited import Edit, as_edits, edited

YOU, DOCTRINE = "you", "doctrine"


class Match:
    """A play of a scenario.

    `seed` (0 to 2**64 − 1) decides all chance; without one it is drawn. `lens` is the world lens; without one the seed draws it. `seats` says who
    plays each role: "you", "doctrine" or the name of a bot; the scenario's player role is yours unless it says otherwise. `policies` adds bots by
    name. `length` shortens the match. `luck` has other seeds decide later turns. `assumptions` are parameters that are otherwise than the lens has
    them: a number that is certain, or an Edit. `priorities` are points for objectives by role; with `open_information` Views hide nothing.
    Raises ValueError on a name that does not exist, MatchStoppedError when the rules have no value to begin with.
    """

    def __init__(  # noqa: PLR0913 - one parameter for each thing that can be agreed on
        self,
        scenario: Scenario,
        seed: int | None = None,
        lens: str | None = None,
        seats: Mapping[str, str] | None = None,
        policies: Mapping[str, Policy] | None = None,
        length: int | None = None,
        luck: tuple[Luck, ...] = (),
        *,
        assumptions: Mapping[str, float | Edit] | None = None,
        priorities: Mapping[str, Mapping[str, float]] | None = None,
        open_information: bool = False,
    ) -> None:
        self.assumptions = as_edits(assumptions or {})
        self.scenario = scenario = edited(scenario, self.assumptions)
        self.priorities, self.open_information = known_points(scenario.file, priorities or {}), open_information
        self.machine = machine_of(scenario)
        self.seed = secrets.randbelow(1_000_000) if seed is None else seed
        if not 0 <= self.seed < 2**64:
            raise ValueError(f"a seed is a whole number from 0 to 2**64 − 1, not {seed}")
        self.lens = lens or drawn_lens(scenario, self.seed)
        known("lens", self.lens, scenario.game.lenses)
        self.policies = {**BOTS, **(policies or {})}
        self.seats = self._seated(seats or {})
        self.length = scenario.game.turns if length is None else max(1, min(length, scenario.game.turns))
        self.luck = luck
        self.parent: Parent | None = None
        self.about = About()
        self._pending = Pending()
        self._earlier: list[Pending] = []
        self._turns: list[Turn] = []
        self._path: Path | None = None
        self._observations: dict[tuple[int, str], Observation] = {}
        self.states: list[State] = [self._first_state()]
        self.reports: list[Report] = []

    # What is

    @property
    def turn(self) -> int:
        """How many turns have been played."""
        return len(self._turns)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns played, as recorded."""
        return tuple(self._turns)

    @property
    def state(self) -> State:
        """The State now, of width 1. It is the referee's: it holds what nobody at the table may know."""
        return self.states[-1]

    @property
    def ending(self) -> str | None:
        """The name of the ending reached, or None while the match goes on."""
        index = int(self.machine.row(self.state, "ending")[0])
        if index:
            return self.scenario.game.endings[index - 1].name
        return self.scenario.game.endings[-1].name if self.turn >= self.length else None

    def chosen(self, role: str) -> tuple[str, ...]:
        """What has been chosen for a role in the turn that has not ended yet."""
        return self._pending.choices.get(role, ())

    @property
    def pending(self) -> Pending:
        """Everything decided for the turn that has not ended yet."""
        return self._pending

    def observation(self, role: str, turn: int | None = None) -> Observation:
        """What a role knows after `turn` turns (now, if not said)."""
        earlier = self._chosen_before(role) if turn is None else {}
        if earlier:
            return observe(self.machine, self.state, role, earlier)
        at = self.turn if turn is None else turn
        if (at, role) not in self._observations:
            self._observations[at, role] = observe(self.machine, self.states[at], role)
        return self._observations[at, role]

    # What is decided

    def choose(self, role: str, actions: Sequence[str]) -> None:
        """Replaces a role's choice for this turn. Raises RefusedError when any of it cannot be had, ValueError on an unknown name."""
        known("role", role, self.scenario.file.roles)
        for action in actions:
            known("action", action, self.scenario.file.actions)
        self._goes_on()
        reasons = refusals(self.scenario.file, self.scenario.game, self.observation(role), actions)
        if reasons:
            raise RefusedError(reasons)
        self._decided()
        self._pending.choices[role] = tuple(actions)
        self._pending.doctrine.discard(role)

    def follow_doctrine(self, role: str) -> None:
        """Lets the scenario's doctrine choose for a role this turn, whoever sits there."""
        known("role", role, self.scenario.file.roles)
        self._decided()
        self._pending.choices.pop(role, None)
        self._pending.doctrine.add(role)

    def place(self, inject: str, *, happens: bool = True) -> None:
        """Makes an inject happen this turn, or keeps it from its date."""
        known("inject", inject, self.scenario.file.injects)
        self._decided()
        others = {name for name in self._pending.injects if name != inject}
        withheld = {name for name in self._pending.withheld if name != inject}
        (others if happens else withheld).add(inject)
        self._pending.injects, self._pending.withheld = tuple(sorted(others)), tuple(sorted(withheld))

    def force(self, event: str, *, happens: bool) -> None:
        """Makes an event happen this turn, or not, whatever the dice say."""
        known("event", event, self.scenario.file.events)
        self._decided()
        self._pending.events[event] = happens

    def override(self, stock: str, value: float, reason: str) -> None:
        """Sets a stock before this turn; the Ledger names it. Raises ValueError outside the stock's range."""
        known("stock", stock, self.scenario.file.stocks)
        rules = next(one for one in self.scenario.game.stocks if one.name == stock)
        low, high = rules.low, rules.high
        if not (low is None or value >= low) or not (high is None or value <= high) or value - value != 0.0:
            raise ValueError(f"{stock} has to be between {low} and {high}, not {value}")
        self._decided()
        self._pending.overrides[stock] = Override(float(value), reason)

    def undo(self) -> bool:
        """Takes back the last decision of this turn, or, when there is none, the last turn (a branch on seen luck). False at the start."""
        if self._earlier:
            self._pending = self._earlier.pop()
            return True
        if not self.turn:
            return False
        path, about = self._path, self.about.until(self.turn - 1)
        self.__dict__.update(self.branch(self.turn - 1).__dict__)
        self._path, self.about = path, about
        return True

    def end_turn(self) -> None:
        """Plays the turn. Raises MatchStoppedError when the rules break, OSError when the record cannot be written; the match is then as it was."""
        self._goes_on()
        moves, doctrine = self._moves()
        state = self.state.copy()
        report = self.machine.step(state, moves, report=True)
        assert report is not None
        if state.failed[0]:
            raise MatchStoppedError(what_broke(self.scenario, self.machine, state, report))
        self._draw_luck(state)
        turn = self._written(state, doctrine)
        if self._path is not None:  # first of all: what cannot be kept has not been played, and can be tried again
            write_record(replace(self.record(), turns=(*self._turns, turn)), self._path)
        self.states.append(state)
        self.reports.append(report)
        self._turns.append(turn)
        self._pending, self._earlier = Pending(), []

    # What is kept

    def record(self) -> Record:
        """What is kept of the match so far; the turn that has not ended is not in it."""
        scenario = self.scenario
        return Record(
            1, scenario.game.rules_version, scenario.name, scenario.text, self.seed, self.lens, dict(self.seats),
            self.length, self.luck, self.parent, tuple(self._turns), self.about,
            dict(self.assumptions), self.priorities, self.open_information,
        )  # fmt: skip

    def keep(self, path: Path | None) -> None:
        """Writes the record now and whenever a turn ends; None: no more. Raises OSError when it cannot be written."""
        if path is not None:
            write_record(self.record(), path)
        self._path = path

    def branch(self, turns: int, seed: int | None = None) -> Match:
        """A match that left this one after `turns` turns: on the same luck, or with a `seed` on fresh luck from there.

        It is kept nowhere until it is told to. Raises ValueError when fewer turns have been played.
        """
        if not 0 <= turns <= self.turn:
            raise ValueError(f"{self.turn} turns have been played, so a branch cannot start after {turns}")
        whole = self.record()
        record, luck = whole.until(turns), "seen" if seed is None else "fresh"
        parent = Parent(turns, luck, self.states[turns].digest(), whole.mark(self.turn), self.turn)
        dice = self.luck if seed is None else (*record.luck, Luck(turns + 1, seed))
        return replay(replace(record, parent=parent, luck=dice, about=About()), self.scenario, self.policies)

    def without(self, action: str, turn: int) -> Match:
        """The match from `turn` (1 is the first) to now, on the same luck, had this action not been chosen then."""
        other = self.branch(turn - 1)
        for played in self._turns[turn - 1 :]:
            if other.ending is not None:
                break
            other.repeat(played, leaving_out=action if played is self._turns[turn - 1] else "")
            other.end_turn()
        return other

    def repeat(self, turn: Turn, leaving_out: str = "") -> None:
        """Decides this turn as a recorded one was decided; what can no longer be had is left out.

        Raises ValueError on a name that does not exist, or a stock set outside its range.
        """
        known_all("event", turn.events, self.scenario.file.events)
        known_all("inject", (*turn.injects, *turn.withheld), self.scenario.file.injects)
        self._pending = Pending(
            doctrine=set(turn.doctrine), events=dict(turn.events), injects=turn.injects, withheld=turn.withheld,
            predictions=dict(turn.predictions),
        )  # fmt: skip
        for stock, override in turn.overrides.items():
            self.override(stock, override.value, override.reason)
        for role in in_order(self.scenario.game):  # a later role may choose by what an earlier one has chosen
            if role in turn.choices and role not in turn.doctrine:
                wanted = [action for action in turn.choices[role] if action != leaving_out]
                refused = refusals(self.scenario.file, self.scenario.game, self.observation(role), wanted)
                self._pending.choices[role] = tuple(action for action in wanted if action not in refused)
        self._earlier = []

    # How

    def _seated(self, seats: Mapping[str, str]) -> dict[str, str]:
        roles = self.scenario.file.roles
        for role, seat in seats.items():
            known("role", role, roles)
            known("seat", seat, [YOU, DOCTRINE, *self.policies])
        return {role: seats.get(role, YOU if entry.player else DOCTRINE) for role, entry in sorted(roles.items())}

    def _first_state(self) -> State:
        state = self.machine.start(self.seed, [0], self.scenario.game.lenses.index(self.lens))
        if state.failed[0]:
            raise MatchStoppedError(what_broke(self.scenario, self.machine, state))
        self._draw_luck(state)
        return state

    def _decided(self) -> None:
        """Notes what had been decided, for undo."""
        self._earlier.append(self._pending.copy())

    def _goes_on(self) -> None:
        if self.ending is not None:
            raise ValueError("the match is over")

    def _draw_luck(self, state: State) -> None:
        """Fresh luck begins before the turn does, so that what a role is told and what it chooses by come from the same dice."""
        for luck in self.luck:
            if luck.turn == state.turn + 1:
                self.machine.reseed(state, luck.seed)

    def _chosen_before(self, role: str) -> dict[str, Numbers]:
        """Choices of roles earlier in order, which a later role sees: found by playing the turn on a copy."""
        order = {one.name: one.order for one in self.scenario.game.roles}
        earlier = {name for name, place in order.items() if place < order[role]}
        if not earlier:
            return {}
        state = self.state.copy()
        played = {name: self._choice(name) for name in earlier}
        self.machine.step(state, replace(self._outside(), played={n: c for n, c in played.items() if c is not None}))
        actions = [action.name for action in self.scenario.game.actions if action.role in earlier]
        return {name: self.machine.row(state, "chosen", name).copy() for name in actions}

    def _choice(self, role: str) -> Choice | None:
        """What is imposed for a role this turn; None leaves it to doctrine."""
        if role in self._pending.choices:
            return self._pending.choices[role]
        seat = self.seats[role]
        if seat == DOCTRINE or role in self._pending.doctrine:
            return None
        return () if seat == YOU else self.policies[seat](self.observation(role))

    def _outside(self) -> Moves:
        pending = self._pending
        overrides = {stock: one.value for stock, one in pending.overrides.items()}
        return Moves({}, pending.events, frozenset(pending.injects), frozenset(pending.withheld), overrides)

    def _moves(self) -> tuple[Moves, tuple[str, ...]]:
        choices = {role: self._choice(role) for role in self.seats}
        played = {role: choice for role, choice in choices.items() if choice is not None}
        return replace(self._outside(), played=played), tuple(role for role in choices if role not in played)

    def _written(self, state: State, doctrine: tuple[str, ...]) -> Turn:
        game, pending = self.scenario.game, self._pending
        names = {role: [one.name for one in game.actions if one.role == role] for role in self.seats}
        choices = {role: self._on(state, "chosen", own) for role, own in names.items()}
        happened = self._on(state, "happened", [one.name for one in (*game.events, *game.injects)])
        return Turn(
            choices, doctrine, dict(pending.events), pending.injects, pending.withheld, dict(pending.overrides),
            dict(pending.predictions), happened, values_of(self.machine, state), state.digest(),
        )  # fmt: skip

    def _on(self, state: State, kind: str, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in names if self.machine.row(state, kind, name)[0] > 0)


def replay(record: Record, scenario: Scenario | None = None, policies: Mapping[str, Policy] | None = None) -> Match:
    """Plays a record again and checks every turn. Raises RecordError when it comes out otherwise, ScenarioError when its scenario is broken."""
    match = _begun(record, scenario, policies)
    for number, found in enumerate(_again(match, record), 1):
        if found:
            same = match.scenario.game.rules_version == record.rules_version
            version = "" if same else " (it was played under other rules)"
            raise RecordError(f"turn {number} does not replay{version}", found)
    return match


def replay_as_copy(
    record: Record, scenario: Scenario | None = None, policies: Mapping[str, Policy] | None = None
) -> tuple[Match, tuple[str, ...]]:
    """Plays a record of other rules by these, as far as it can be played, and lists what comes out otherwise.

    The match is a new one: its record is of these rules. Raises RecordError when not even its start fits, ScenarioError.
    """
    match = _begun(record, scenario, policies)
    told: list[str] = []
    try:
        for number, found in enumerate(_again(match, record), 1):
            told += [f"turn {number}: {one}" for one in found]
    except RecordError as error:
        told.append(str(error))
    return match, tuple(told)


def _begun(record: Record, scenario: Scenario | None, policies: Mapping[str, Policy] | None) -> Match:
    """The match of a record before its first turn."""
    scenario = scenario or load_text(record.text, record.scenario)
    try:
        match = Match(
            scenario, record.seed, record.lens, _seats(record, policies), policies, record.length, record.luck,
            assumptions=record.assumptions, priorities=record.priorities, open_information=record.open_information,
        )  # fmt: skip
    except (ValueError, MatchStoppedError) as error:
        raise RecordError(f"the record does not fit its scenario: {error}") from None
    match.parent, match.about = record.parent, record.about
    return match


def _again(match: Match, record: Record) -> Iterator[tuple[str, ...]]:
    """Plays the turns of a record; yields what came out otherwise in each. Raises RecordError when one cannot be played."""
    for number, turn in enumerate(record.turns, 1):
        if match.ending is not None:
            raise RecordError(f"the match is over after {number - 1} turns, but the record goes on")
        nobody = set(turn.choices) - set(match.seats)
        if nobody:
            raise RecordError(f"turn {number} has choices of a role that is not there: {', '.join(sorted(nobody))}")
        try:
            match.repeat(turn)
            match.end_turn()
        except (ValueError, MatchStoppedError) as error:
            raise RecordError(f"turn {number} cannot be played again: {error}") from None
        yield differences(turn, match.turns[-1])


def _seats(record: Record, policies: Mapping[str, Policy] | None) -> dict[str, str]:
    """The record's seats; a bot that is not at hand is a seat whose recorded choices are repeated."""
    at_hand = {YOU, DOCTRINE, *BOTS, *(policies or {})}
    return {role: seat if seat in at_hand else YOU for role, seat in record.seats.items()}
