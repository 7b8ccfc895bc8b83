"""The turn as a program: choices, events, costs, flows, switches, endings, in one straight line."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.engine import choosing
from escalation_game.engine.assembly import Assembly
from escalation_game.engine.expression import Draw, Read
from escalation_game.engine.game import NEVER, Flow, Game, Reveal, Setter, Stock
from escalation_game.engine.layout import CHECK, ENDING, Layout
from escalation_game.engine.lowering import Scope
from escalation_game.engine.program import Builder, Operand, Program, constant


def program(game: Game, layout: Layout) -> Program:
    """The program of a game."""
    draws: dict[Draw, int] = {}
    start = Assembly(game, layout, Builder(), draws)
    _start(start)
    turn = Assembly(game, layout, Builder(), draws)
    _turn(turn)
    return Program(start.build.routine, turn.build.routine, game.substeps, tuple(draws), turn.report)


def _start(at: Assembly) -> None:
    game, layout, build = at.game, at.layout, at.build
    scope = at.scope()
    for kind, name in layout.counted:
        build.store(layout.row(f"since:{kind}", name), constant(NEVER))
    for parameter in game.parameters:
        build.store(layout.row("parameter", parameter.name), scope.number(parameter.value))
    for case in game.cases:
        build.store(layout.row("case", case.name), scope.number(case.index))
    for stock in game.stocks:
        build.store(layout.row("stock", stock.name), _clamped(at, stock, scope.number(stock.initial)))
    for switch in game.switches:
        build.store(layout.row("switch", switch.name), constant(float(switch.initial)))
    for kind, name in layout.lags:
        _remember(at, kind, name)
    for derived in game.derived:  # each remembered before the next one looks back at it
        scope.now["derived", derived.name] = scope.number(derived.value)
        build.store(layout.row("derived", derived.name), scope.now["derived", derived.name])
        _remember(at, "derived", derived.name)
    _store_derived(at, scope)


def _remember(at: Assembly, kind: str, name: str) -> None:
    """As if it had always been as it is now."""
    for lag in range(1, at.layout.lags.get((kind, name), 0) + 1):
        at.build.store(at.layout.row(kind, name, lag), ("state", at.layout.row(kind, name)))


def _turn(at: Assembly) -> None:
    due = _open(at)
    facts = at.scope()
    choosing.choices(at, facts)
    _events(at, facts)
    _costs(at, facts)
    _schedule(at, facts)
    _flows(at, facts, due)
    _close(at, facts)


def _open(at: Assembly) -> dict[str, Operand]:
    """Moves histories and queues on by a turn; returns what the queues deliver now."""
    layout, build = at.layout, at.build
    build.store(layout.row(*CHECK), constant(0.0))
    for (kind, name), most in sorted(layout.lags.items()):
        for lag in range(most, 0, -1):
            build.store(layout.row(kind, name, lag), ("state", layout.row(kind, name, lag - 1)))
    due: dict[str, Operand] = {}
    for name, most in sorted(layout.queues.items()):
        due[name] = build.compute("copy", ("state", layout.row("queue", name, 1)))
        for step in range(1, most):
            build.store(layout.row("queue", name, step), ("state", layout.row("queue", name, step + 1)))
        build.store(layout.row("queue", name, most), constant(0.0))
    scope = at.scope()
    for parameter in at.game.parameters:
        if parameter.each_turn:
            build.store(layout.row("parameter", parameter.name), scope.number(parameter.value))
    return due


def _events(at: Assembly, facts: Scope) -> None:
    """Draws the events. All see the State as the turn began and earlier events only."""
    happened: dict[str, Operand] = {}
    for index, event in enumerate(at.game.events):
        probability = facts.number(event.probability)
        at.tell("store", ("probability", event.name, ""), probability)
        at.check(probability)
        drawn = at.build.compute("less", facts.number(event.draw), probability)
        happened[event.name] = at.build.compute("forced", drawn, ("index", index))
    for index, inject in enumerate(at.game.injects):
        happened[inject.name] = at.build.compute("injected", ("index", index))
    for name, condition in happened.items():
        facts.now["happened", name] = condition
        at.build.store(at.layout.row("happened", name), facts.as_number(condition))


def _costs(at: Assembly, facts: Scope) -> None:
    for action in at.game.actions:
        for stock, _ in action.costs:
            paid = facts.now["cost", f"{action.name}/{stock}"]
            amount = at.build.compute("select", facts.now["chosen", action.name], paid, constant(0.0))
            row = at.layout.row("stock", stock)
            at.build.store(row, at.build.compute("subtract", ("state", row), amount))
            at.tell("accumulate", ("ledger", stock, f"cost:{action.name}"), at.build.compute("negative", amount))


def _schedule(at: Assembly, facts: Scope) -> None:
    """Fixes the amounts of what comes later, as things stand when the flows begin."""
    scope = at.scope(facts)
    queued = [flow for flow in at.game.flows if flow.name in at.layout.queues]
    if queued:
        _compute_derived(at, scope)
    for flow in queued:
        gate, _ = _gate(at, scope, flow, scheduling=True)
        amount = _gated(at, gate, None, scope.number(flow.amount))
        at.build.store(at.layout.row("queue", flow.name, flow.timing.after), amount)


def _flows(at: Assembly, facts: Scope, due: dict[str, Operand]) -> None:
    """One sub-step: every amount from the stocks as it begins, then all stocks at once."""
    changing = [at.layout.row("stock", stock.name) for stock in at.game.stocks]
    at.build.repeat([at.layout.row(*CHECK), *changing], at.game.substeps)
    scope = at.scope(facts)
    _compute_derived(at, scope)
    amounts = _Amounts(at, scope, due)
    changed: list[tuple[Stock, Operand]] = []
    for stock in at.game.stocks:
        total: Operand | None = None
        for flow, amount in amounts.of(stock.name):
            at.tell("accumulate", ("ledger", stock.name, flow.trigger.cause), amount)
            total = amount if total is None else at.build.compute("add", total, amount)
        if total is not None:
            if (stock.low, stock.high) != (None, None):
                at.check(total)  # a limit would hide that it is infinite
            changed.append((stock, at.build.compute("add", ("state", at.layout.row("stock", stock.name)), total)))
    paid = {name for action in at.game.actions for name, _ in action.costs}
    untouched = paid - {stock.name for stock, _ in changed}
    for stock in at.game.stocks:
        if stock.name in untouched:  # what was spent may have brought it out of range
            changed.append((stock, ("state", at.layout.row("stock", stock.name))))
    for stock, value in changed:
        kept = _clamped(at, stock, value)
        if kept != value:
            at.tell("accumulate", ("ledger", stock.name, "limit"), at.build.compute("subtract", kept, value))
        at.build.store(at.layout.row("stock", stock.name), kept)
    at.build.conclude(changing)


def _amount(at: Assembly, scope: Scope, flow: Flow, due: dict[str, Operand]) -> Operand:
    """What a flow carries in this sub-step."""
    if flow.name in due:
        amount = due[flow.name]
    else:
        gate, times = _gate(at, scope, flow)
        amount = _gated(at, gate, times, scope.number(flow.amount))
    if at.game.substeps > 1:
        amount = at.build.compute("multiply", amount, constant(1.0 / at.game.substeps))
    return at.build.compute("maximum", amount, constant(0.0)) if flow.source else amount


def _gate(
    at: Assembly, scope: Scope, effect: Flow | Setter | Reveal, *, scheduling: bool = False
) -> tuple[Operand | None, Operand | None]:
    """The condition under which an effect is on (None: always), and how many times over (None: once)."""
    gate: Operand | None = None
    times: Operand | None = None
    if effect.trigger.section != "rule":
        kind, name = effect.trigger.fact
        after = 0 if scheduling else effect.timing.after
        started = [_fact(at, scope, kind, name, lag) for lag in range(after, after + (effect.timing.lasts or 1))]
        gate = started[0]
        if len(started) > 1:
            times = scope.as_number(started[0])
            for other in started[1:]:
                times = at.build.compute("add", times, scope.as_number(other))
            gate = scope.as_condition(times)
    if effect.when is not None:
        holds = scope.condition(effect.when)
        gate = holds if gate is None else at.build.compute("and", gate, holds)
    return gate, times


def _fact(at: Assembly, scope: Scope, kind: str, name: str, lag: int) -> Operand:
    if lag == 0:
        return scope.now[kind, name]
    return scope.as_condition(("state", at.layout.row(kind, name, lag)))


def _gated(at: Assembly, gate: Operand | None, times: Operand | None, amount: Operand) -> Operand:
    if amount[0] == "constant" and gate is not None and (times is None or gate == at.scope().as_condition(times)):
        return at.build.compute("multiply", times or at.scope().as_number(gate), amount)
    whole = amount if times is None else at.build.compute("multiply", amount, times)
    return whole if gate is None else at.build.compute("select", gate, whole, constant(0.0))


class _Amounts:
    """What each flow carries in a sub-step. Its state: the shares found so far.

    An amount is computed only when its stock is summed up, so few live at once.
    """

    def __init__(self, at: Assembly, scope: Scope, due: dict[str, Operand]) -> None:
        self.at, self.scope, self.due = at, scope, due
        self.order = sorted(at.game.flows, key=lambda flow: (flow.trigger.section, flow.trigger.name, flow.name))
        self.shares: dict[str, Operand] = {}

    def of(self, stock: str) -> Iterator[tuple[Flow, Operand]]:
        """The signed flows of a stock in order of (kind, name); where it is moved out of, its outflows are scaled together."""
        moved_out = any(flow.source == stock for flow in self.order)
        for flow in self.order:
            if flow.source == stock:
                yield flow, self.at.build.compute("negative", self._moved(flow))
            if flow.stock == stock:
                yield (
                    flow,
                    self._moved(flow) if flow.source else self._changed(flow) if moved_out else self._plain(flow),
                )

    def _plain(self, flow: Flow) -> Operand:
        return _amount(self.at, self.scope, flow, self.due)

    def _moved(self, flow: Flow) -> Operand:
        assert flow.source is not None
        return self.at.build.compute("multiply", self._plain(flow), self._share(flow.source))

    def _changed(self, flow: Flow) -> Operand:
        """A change of a stock that is also moved out of: where it takes away, it is scaled with what is moved."""
        amount, build = self._plain(flow), self.at.build
        less = build.compute("multiply", build.compute("minimum", amount, constant(0.0)), self._share(flow.stock))
        return build.compute("add", build.compute("maximum", amount, constant(0.0)), less)

    def _share(self, stock: str) -> Operand:
        if stock not in self.shares:
            self.shares[stock] = self._share_there(stock)
        return self.shares[stock]

    def _share_there(self, name: str) -> Operand:
        """Which share of everything that wants to leave a stock is there to leave it: 1, or less."""
        build = self.at.build
        stock = next(stock for stock in self.at.game.stocks if stock.name == name)
        if stock.low is None:
            return constant(1.0)
        leaving = [self._plain(flow) for flow in self.order if flow.source == name]
        falls = [self._plain(flow) for flow in self.order if flow.stock == name and not flow.source]
        leaving += [build.compute("negative", build.compute("minimum", fall, constant(0.0))) for fall in falls]
        wanted = leaving[0]
        for amount in leaving[1:]:
            wanted = build.compute("add", wanted, amount)
        there = build.compute("subtract", ("state", self.at.layout.row("stock", name)), constant(stock.low))
        there = build.compute("maximum", there, constant(0.0))
        short = build.compute("less", there, wanted)
        return build.compute("select", short, build.compute("divide", there, wanted), constant(1.0))


def _clamped(at: Assembly, stock: Stock, value: Operand) -> Operand:
    if stock.low is not None:
        value = at.build.compute("maximum", value, constant(stock.low))
    return value if stock.high is None else at.build.compute("minimum", value, constant(stock.high))


def _compute_derived(at: Assembly, scope: Scope) -> None:
    for derived in at.game.derived:
        scope.now["derived", derived.name] = scope.number(derived.value)


def _store_derived(at: Assembly, scope: Scope) -> None:
    for derived in at.game.derived:
        at.build.store(at.layout.row("derived", derived.name), scope.now["derived", derived.name])
    for kind, name in at.layout.counted:
        at.build.store(at.layout.row(f"since:{kind}", name), scope.since(kind, name))


def _close(at: Assembly, facts: Scope) -> None:
    """Switches on the stocks as they ended, derived values again, what is revealed, endings."""
    scope = at.scope(facts)
    _compute_derived(at, scope)
    turned = _switches(at, scope)
    _reveals(at, scope)
    scope.now.update(turned)
    _compute_derived(at, scope)
    for switch in at.game.switches:
        at.build.store(at.layout.row("switch", switch.name), scope.now["switch", switch.name])
    _store_derived(at, scope)
    for action in at.game.actions:
        at.build.store(at.layout.row("chosen", action.name), scope.as_number(scope.now["chosen", action.name]))
    _endings(at, scope)


def _switches(at: Assembly, scope: Scope) -> dict[tuple[str, str], Operand]:
    """All conditions at once; from the weakest case to the strongest, and within a case from the last setter to the first."""
    turned: dict[tuple[str, str], Operand] = {}
    for switch in at.game.switches:
        old = scope.lower(Read("switch", switch.name))
        value, winner = old, constant(-1.0)
        setters = [setter for setter in at.game.setters if setter.switch == switch.name]
        rank = {case: place for place, case in enumerate(switch.priority)}
        for setter in sorted(
            setters, key=lambda s: (rank[s.case], s.trigger.section, s.trigger.name, s.name), reverse=True
        ):
            gate, _ = _gate(at, scope, setter)
            holds = at.build.compute("less_equal", constant(0.0), constant(0.0)) if gate is None else gate
            value = at.build.compute("select", holds, constant(float(setter.case)), value)
            winner = at.build.compute("select", holds, constant(float(at.game.setters.index(setter))), winner)
        at.tell("store", ("winner", switch.name, ""), winner)
        turned["switch", switch.name] = value
        turned["changed", switch.name] = at.build.compute("not_equal", value, old)
    return turned


def _reveals(at: Assembly, scope: Scope) -> None:
    for reveal in at.game.reveals:
        gate, _ = _gate(at, scope, reveal)
        for role in reveal.roles:
            row = at.layout.row("revealed", f"{reveal.case}/{role}")
            known = constant(1.0) if gate is None else at.build.compute("select", gate, constant(1.0), ("state", row))
            at.build.store(row, known)


def _endings(at: Assembly, scope: Scope) -> None:
    """The first that holds; the one without a condition on the last turn."""
    ending = constant(0.0)
    for index, one in reversed(list(enumerate(at.game.endings))):
        last = at.build.compute("less_equal", constant(float(at.game.turns)), scope.lower(Read("turn")))
        holds = last if one.when is None else scope.condition(one.when)
        ending = at.build.compute("select", holds, constant(index + 1.0), ending)
    at.build.store(at.layout.row(*ENDING), ending)
