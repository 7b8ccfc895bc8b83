"""Between which numbers everything in a scenario must stay, whatever is chosen and however the dice fall.

`bounds(file, game)` begins with what holds before the first turn and adds what can follow, until nothing new does: a switch has only the cases that
something can set, an event that cannot happen starts nothing, a stock that nothing raises stays below its beginning. Then what a stock can gain or
lose in all turns together narrows it further. `Bounds.of(expr)` is the interval of any expression, `Bounds.verdict(condition)` whether a condition
can hold, and `Bounds.seen_by(role)` the same as a role reads it.

Everything is on the safe side: what lies outside is impossible; what lies inside may be impossible too. A facilitator who overrides a stock or
forces an event is left out of account.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from escalation_game.engine.expression import Assumed, Call, Const, Draw, Expr, Kind, Previous, Read, Since
from escalation_game.engine.game import NEVER, Action, Flow, Game, Reveal, Setter, Stock
from escalation_game.engine.layout import expressions
from escalation_game.engine.observing import UNKNOWN_CASE
from escalation_game.scenario.intervals import ANYTHING, YES_NO, ZERO, Interval, hull
from escalation_game.scenario.schema import ScenarioFile
from escalation_game.scenario.slopes import course
from escalation_game.scenario.uncertainty import believed

_NARROWINGS = 3  # rounds in which totals over all turns narrow the stocks; more brings little
_PATIENCE = 4  #: rounds after which what still grows is taken to grow without end

Name: TypeAlias = tuple[Kind, str]
Verdict: TypeAlias = Literal["never", "always", "open"]

_OPPOSITE = {"less": "less_equal", "less_equal": "less", "equal": "not_equal", "not_equal": "equal"}


@dataclass(frozen=True)
class Bounds:
    """What each leaf of an expression can be, in its own unit: `known` by (kind, name), `ranges` by leaf, as a formula reads it."""

    game: Game
    known: Mapping[Name, Interval]
    ranges: Mapping[Expr, Interval]
    _seen: dict[str, Bounds] = field(default_factory=dict[str, "Bounds"], compare=False, repr=False)

    def of(self, expr: Expr) -> Interval:
        """Between which numbers an expression must lie."""
        return course(expr, None, self.ranges).value

    def verdict(self, condition: Expr) -> Verdict:
        """Whether a condition (true above 0) can hold: parts joined by `and` are looked at together, so that they may contradict each other."""
        if self.where(condition, holds=True) is None:
            return "never"
        return "always" if self.where(condition, holds=False) is None else "open"

    def where(self, condition: Expr, *, holds: bool = True) -> Bounds | None:
        """The same, where a condition holds (or does not); None where that is impossible."""
        match condition:
            case Call("not", (inner,)):
                return self.where(inner, holds=not holds)
            case Call("and" | "or" as op, (one, other)) if (op == "and") == holds:
                first = self.where(one, holds=holds)
                return None if first is None else first.where(other, holds=holds)
            case Call("and" | "or", (one, other)):
                either = [self.where(one, holds=holds), self.where(other, holds=holds)]
                return None if either == [None, None] else self
            case Call("less" | "less_equal" | "equal" | "not_equal" as op, (one, other)):
                turned = not holds and op in {"less", "less_equal"}
                sides = (other, one) if turned else (one, other)
                return self._compared(op if holds else _OPPOSITE[op], *sides)
            case _:
                value = self.of(condition)
                return None if (value.high <= 0.0 if holds else value.low > 0.0) else self

    def seen_by(self, role: str) -> Bounds:
        """As this role reads it when it chooses: noisy variables with their noise, a hidden case perhaps unknown (-1)."""
        if role not in self._seen:
            seen: dict[Expr, Interval] = {}
            for one in self.game.observed:
                if one.role == role and one.kind == "case":
                    seen[Read("case", one.name)] = self._unlearnt(one.name, role)
                elif one.role == role and one.value is not None:
                    seen[Read(one.kind, one.name)] = self.of(one.value)
            seen |= {leaf: Interval(1.0, NEVER) for leaf in self.ranges if self._not_yet(leaf, role)}
            self._seen[role] = Bounds(self.game, self.known, {**self.ranges, **seen})
        return self._seen[role]

    def _not_yet(self, leaf: Expr, role: str) -> bool:
        """Whether a role, when it chooses, reads how long ago something was that cannot have been this turn: of all there is, only what roles
        before it in order have just chosen can.
        """
        if not isinstance(leaf, Since) or self.ranges[leaf].low == NEVER:
            return False
        order = {one.name: one.order for one in self.game.roles}
        whose = next((one.role for one in self.game.actions if leaf.kind == "chosen" and one.name == leaf.name), role)
        return order[whose] >= order[role]

    def unlearnt(self, case: str) -> bool:
        """Whether a role that reads here can never know a hidden case: it is not shown to it, and nothing reveals it."""
        return self.of(Read("case", case)).high == UNKNOWN_CASE

    def _unlearnt(self, case: str, role: str) -> Interval:
        """What a role that does not see a hidden case reads: nothing, or where it may have learnt it, the truth."""
        unknown = Interval(UNKNOWN_CASE, UNKNOWN_CASE)
        learnt = self.known.get(("revealed", f"{case}/{role}"), ZERO) != ZERO
        return hull([unknown, self.known["case", case]]) if learnt else unknown

    def _compared(self, op: str, one: Expr, other: Expr) -> Bounds | None:
        """Where a comparison holds: each side is narrowed by the other; None where they lie apart."""
        left, right = self.of(one), self.of(other)
        if op == "not_equal":
            return None if left.fixed and left == right else self
        if op == "equal":
            low, high = max(left.low, right.low), min(left.high, right.high)
            told = {one: Interval(low, high), other: Interval(low, high)}
        else:
            low, high = left.low, right.high
            told = {one: Interval(left.low, min(left.high, high)), other: Interval(max(right.low, low), right.high)}
        if low > high or (op == "less" and low >= high):
            return None
        parts = {expr: interval for expr, interval in told.items() if not isinstance(expr, Const)}
        return Bounds(self.game, self.known, {**self.ranges, **parts})


def bounds(file: ScenarioFile, game: Game) -> Bounds:
    """The bounds of a scenario within a turn, over all its lenses, the baseline among them."""
    reach = _Reach(game, _before(file, game))
    while reach.spread():
        pass
    for _ in range(_NARROWINGS):
        reach.narrow()
    return reach.bounds(first_turn=1.0)


def contribution(at: Bounds, flow: Flow) -> Interval:
    """What a flow can add to its stock in a turn (for a move: carry), in the stock's unit, 0 among it: it need not be on."""
    inside = at if flow.when is None else at.where(flow.when)
    if inside is None or not may_start(at, flow):
        return ZERO
    amount = inside.of(flow.amount)
    times = 1 if flow.trigger.section == "rule" else flow.timing.lasts or 1
    return hull([ZERO, amount, amount * Interval(float(times), float(times))])


def may_start(at: Bounds, effect: Flow | Setter | Reveal) -> bool:
    """Whether what triggers an effect can come about before it is too late, and its condition can hold."""
    if effect.timing.after >= at.game.turns:
        return False
    if effect.trigger.section != "rule" and at.known[effect.trigger.fact] == ZERO:
        return False
    return effect.when is None or at.where(effect.when) is not None


def most_to_spend(at: Bounds, stock: str) -> float:
    """The most that can ever be spent of a stock at once, in its unit; infinite where it has no lower limit."""
    low = next(one.low for one in at.game.stocks if one.name == stock)
    return math.inf if low is None else at.known["stock", stock].high - low


def _before(file: ScenarioFile, game: Game) -> dict[Name, Interval]:
    """What is so before the first turn."""
    known: dict[Name, Interval] = {}
    for one in game.parameters:
        entry = file.parameters[one.name]
        numbers = [believed(one.name, entry, lens) for lens in (None, *file.lenses.values())]
        known["parameter", one.name] = Interval(min(low for low, _, _ in numbers), max(high for _, _, high in numbers))
    for case in game.cases:
        odds = [file.cases[case.name].odds, *(lens.cases.get(case.name, {}) for lens in file.lenses.values())]
        there = [float(place) for place, name in enumerate(case.cases) if any(one.get(name, 0.0) > 0.0 for one in odds)]
        known["case", case.name] = Interval(min(there), max(there))
    start: dict[Expr, Interval] = {Read(kind, name): value for (kind, name), value in known.items()}
    for stock in game.stocks:
        known["stock", stock.name] = _within(course(stock.initial, None, start).value, stock)
    for switch in game.switches:
        known["switch", switch.name] = Interval(float(switch.initial), float(switch.initial))
    known |= {("chosen", one.name): ZERO for one in game.actions}
    known |= {("happened", one.name): ZERO for one in (*game.events, *game.injects)}
    known |= {("revealed", f"{one.case}/{role}"): ZERO for one in game.reveals for role in one.roles}
    return known


def _within(value: Interval, stock: Stock) -> Interval:
    low = -math.inf if stock.low is None else stock.low
    high = math.inf if stock.high is None else stock.high
    return Interval(min(max(value.low, low), high), max(min(value.high, high), low))


class _Reach:
    """What has been found to be possible so far. Its state: the intervals `known`, and those of the `past` of derived values, which only grow
    while `spread` finds something new.
    """

    def __init__(self, game: Game, known: dict[Name, Interval]) -> None:
        self.game, self.known = game, known
        self.start = dict(known)
        self.past: dict[str, Interval] = {one.name: ZERO for one in game.derived}  # before the first turn it is 0
        self.leaves = sorted({*_leaves(game), *_present(self.known, game)}, key=repr)
        self.rounds = 0
        self.derive()

    def bounds(self, first_turn: float = 0.0) -> Bounds:
        """What is known now; `turn` is 0 in what is shown before the first turn, and at least 1 within a turn."""
        turn = Interval(first_turn, float(self.game.turns))
        return Bounds(self.game, dict(self.known), {leaf: self._leaf(leaf, turn) for leaf in self.leaves})

    def _leaf(self, leaf: Expr, turn: Interval) -> Interval:
        match leaf:
            case Read("turn"):
                return turn
            case Read("days"):
                return Interval(min(self.game.days), max(self.game.days))
            case Previous("derived", name, _):
                return self.past[name]
            case Read(kind, name) | Previous(kind, name, _):
                return self.known.get((kind, name), ANYTHING)
            case Since(kind, name):
                now = self.known.get((kind, name), ANYTHING)
                never = now.fixed if kind == "switch" else now == ZERO
                return Interval(NEVER, NEVER) if never else Interval(0.0, NEVER)
            case Draw():
                return YES_NO
            case Assumed(row):
                return Interval(float(self.game.assumptions[row].min()), float(self.game.assumptions[row].max()))
            case _:
                return ANYTHING

    def derive(self) -> None:
        """Derived values, in dependency order."""
        turn = Interval(0.0, float(self.game.turns))
        ranges = {leaf: self._leaf(leaf, turn) for leaf in self.leaves}
        for one in self.game.derived:
            value = course(one.value, None, ranges).value
            self.known["derived", one.name] = value
            ranges[Read("derived", one.name)] = value

    def spread(self) -> bool:
        """Adds what can follow in one turn; whether there was anything new."""
        at = self.bounds(first_turn=1.0)
        before = {key: one for key, one in self.known.items() if key[0] != "derived"}, dict(self.past)
        self._spread_facts(at)
        for stock, changes in _changes(at).items():
            self._widen(stock, changes)
        self.derive()
        self.rounds += 1
        self.past = {name: self._older(one, self.known["derived", name]) for name, one in self.past.items()}
        return ({key: one for key, one in self.known.items() if key[0] != "derived"}, self.past) != before

    def _spread_facts(self, at: Bounds) -> None:
        for action in self.game.actions:
            if _may_choose(at, action):
                self.known["chosen", action.name] = YES_NO
        for event in self.game.events:
            if at.of(event.probability).high > 0.0:
                self.known["happened", event.name] = YES_NO
        self.known |= {("happened", inject.name): YES_NO for inject in self.game.injects}
        for setter in self.game.setters:
            if may_start(at, setter):
                case = Interval(float(setter.case), float(setter.case))
                self.known["switch", setter.switch] = hull([self.known["switch", setter.switch], case])
        for reveal in (one for one in self.game.reveals if may_start(at, one)):
            self.known |= {("revealed", f"{reveal.case}/{role}"): YES_NO for role in reveal.roles}

    def _older(self, past: Interval, now: Interval) -> Interval:
        """What a derived value can have been. One that keeps growing from round to round can become anything on that side."""
        both = hull([past, now])
        if self.rounds < _PATIENCE:
            return both
        return Interval(
            both.low if both.low == past.low else -math.inf, both.high if both.high == past.high else math.inf
        )

    def _widen(self, stock: Stock, changes: list[Interval]) -> None:
        """A stock that something can raise may come to the upper end of its range, one that something can lower to the lower."""
        now = self.known["stock", stock.name]
        low = -math.inf if any(one.low < 0.0 for one in changes) else now.low
        high = math.inf if any(one.high > 0.0 for one in changes) else now.high
        self.known["stock", stock.name] = _within(Interval(low, high), stock)

    def narrow(self) -> None:
        """A stock cannot gain or lose more than all turns together can bring; a derived value was not otherwise before than it can be now."""
        turns = float(self.game.turns)
        for stock, changes in _changes(self.bounds(first_turn=1.0)).items():
            start = self.start["stock", stock.name]
            fall, rise = sum(one.low for one in changes) * turns, sum(one.high for one in changes) * turns
            limits = Interval(start.low + fall, start.high + rise)
            self.known["stock", stock.name] = self.known["stock", stock.name].within(limits)
        self.past = {name: hull([ZERO, self.known["derived", name]]) for name in self.past}
        self.derive()


def _present(known: Mapping[Name, Interval], game: Game) -> Iterator[Expr]:
    """Everything a formula can read of the present, whether one does or not, and how long ago it was."""
    yield from (Read("turn"), Read("days"))
    derived: list[Name] = [("derived", one.name) for one in game.derived]
    for kind, name in (*known, *derived):
        yield Read(kind, name)
        yield Since(kind, name)


def _leaves(game: Game) -> Iterator[Expr]:
    for root in expressions(game):
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Call):
                waiting.extend(node.args)
            elif not isinstance(node, Const):
                yield node


def _may_choose(at: Bounds, action: Action) -> bool:
    """Whether an action can be available and within the role's means."""
    seen = at.seen_by(action.role)
    if action.available is not None and seen.where(action.available) is None:
        return False
    return all(seen.of(amount).low <= most_to_spend(at, stock) for stock, amount in action.costs)


def _changes(at: Bounds) -> dict[Stock, list[Interval]]:
    """Everything that can change each stock in a turn, each by itself and 0 among it."""
    changes: dict[str, list[Interval]] = {stock.name: [] for stock in at.game.stocks}
    for flow in at.game.flows:
        amount = contribution(at, flow)
        changes[flow.stock].append(amount)
        if flow.source:
            changes[flow.source].append(-amount)
    for action in at.game.actions:
        if at.known["chosen", action.name] != ZERO:
            seen = at.seen_by(action.role)
            for name, amount in action.costs:
                changes[name].append(hull([ZERO, -seen.of(amount)]))
    return {stock: changes[stock.name] for stock in at.game.stocks}
