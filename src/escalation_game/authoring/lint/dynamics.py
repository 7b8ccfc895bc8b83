"""How numbers move: loops without a limit, values that are always at one, ranges that are not kept to."""

from __future__ import annotations

import math
from collections.abc import Iterator

from escalation_game.authoring.lint.plays import Evidence, share
from escalation_game.authoring.lint.subject import Remark, Subject, number, span_words
from escalation_game.engine.expression import Call, Const, Expr, Read
from escalation_game.scenario.influence import influence_graph
from escalation_game.scenario.ranges import ranges_of
from escalation_game.scenario.slopes import polarity

_TENFOLD = 10.0
_MOST = 0.5
_ONE_IN_TWENTY = 0.05


def certain(subject: Subject) -> Iterator[Remark]:
    """Derived values that are always at their limit."""
    for one in subject.scenario.game.derived:
        found = _always_cut(subject, one.value)
        if found is not None:
            limit, rest = found
            path = ("derived", one.name, "value")
            inner = subject.bounds.of(rest)
            message = f"“{one.name}” is always at its limit, {number(limit)}: what it cuts off is {span_words(inner.low, inner.high)}"
            evidence = {"limit": limit, "lower bound": inner.low, "upper bound": inner.high}
            hint = "change the limit, or what it cuts off"
            yield Remark("L502", message, subject.at(path), hint, "certain", evidence, path=path)


def by_plays(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    """What plays showed."""
    yield from _loops(subject, evidence)
    yield from _limited(subject, evidence)
    yield from _outside(subject, evidence)
    yield from _still(subject, evidence)


def _always_cut(subject: Subject, expr: Expr) -> tuple[float, Expr] | None:
    """The limit of an outermost minimum or maximum that always decides, and what is cut off."""
    if not isinstance(expr, Call) or expr.op not in {"minimum", "maximum"}:
        return None
    for limit, rest in (expr.args, expr.args[::-1]):
        if not isinstance(limit, Const) or isinstance(rest, Const):
            continue
        inner = subject.bounds.of(rest)
        if (inner.low >= limit.value) if expr.op == "minimum" else (inner.high <= limit.value):
            return limit.value, rest
        return _always_cut(subject, rest)
    return None


def _loops(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    graph = influence_graph(subject.scenario)
    reinforcing = [loop for loop in graph.loops if loop.kind == "reinforcing"]
    for stock in subject.scenario.game.stocks:
        if stock.high is not None:
            continue
        ways = [loop.nodes for loop in reinforcing if stock.name in loop.nodes and _endless(subject, loop.nodes)]
        if _feeds_itself(subject, stock.name):
            ways.insert(0, (stock.name,))
        most = evidence.values["stock", stock.name].high
        first = _beginning(subject, stock.name)
        if not ways or not first or most < _TENFOLD * abs(first):
            continue
        path = ("stocks", stock.name)
        way = " → ".join((*ways[0], ways[0][0]))
        grew = f"from {number(first)} it came to {number(most)} in {evidence.plays:,} plays"
        message = f"“{stock.name}” feeds itself and has no upper limit ({way}): {grew}"
        told = {"beginning": first, "highest": most, "plays": float(evidence.plays)}
        hint = "give its `range` an upper end, or let the growth slow down"
        yield Remark("L501", message, subject.at((*path, "range")), hint, "likely", told, path=path)


def _endless(subject: Subject, nodes: tuple[str, ...]) -> bool:
    """Whether no stock on a way round has an upper limit."""
    limited = {stock.name for stock in subject.scenario.game.stocks if stock.high is not None}
    return not limited & set(nodes)


def _feeds_itself(subject: Subject, name: str) -> bool:
    """Whether a flow into a stock rises with the stock."""
    ranges = ranges_of(subject.scenario)
    leaf = Read("stock", name)
    flows = [flow for flow in subject.scenario.game.flows if flow.stock == name and flow.source is None]
    return any(polarity(flow.amount, leaf, ranges) == "+" for flow in flows)


def _beginning(subject: Subject, name: str) -> float:
    initial = subject.file.stocks[name].initial
    return initial if isinstance(initial, float) else 0.0


def _limited(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    for name, count in sorted(evidence.limited.items()):
        rate = share(count, evidence.turns)
        if rate <= _MOST:
            continue
        path = ("stocks", name)
        message = f"in {100 * rate:.0f} % of all turns of {evidence.plays:,} plays the range of “{name}” took away what its flows brought"
        told = {"share of turns": rate, "plays": float(evidence.plays)}
        hint = "widen the range, or let the flows fade as it comes near its end"
        place = subject.at((*path, "range"))
        yield Remark("L503", message, place, hint, "likely", told, path=path)


def _outside(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    for name, entry in subject.file.derived.items():
        rate = share(evidence.outside.get(name, 0), evidence.turns + evidence.plays)
        if entry.range is None or rate <= _ONE_IN_TWENTY:
            continue
        seen = evidence.values["derived", name]
        path = ("derived", name, "range")
        message = f"“{name}” was outside its range in {100 * rate:.0f} % of all turns of {evidence.plays:,} plays: {span_words(seen.low, seen.high)}"
        told = {"lowest": seen.low, "highest": seen.high, "share of turns": rate}
        yield Remark(
            "L504", message, subject.at(path), "widen the range, or mend the formula", "likely", told, path=path
        )


def _still(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    changed = {flow.stock for flow in subject.scenario.game.flows} | {
        flow.source for flow in subject.scenario.game.flows
    }
    for stock in subject.scenario.game.stocks:
        bound = subject.bounds.known["stock", stock.name]
        if stock.name not in changed or ("stock", stock.name) in evidence.moved:
            continue
        path = ("stocks", stock.name)
        message = (
            f"“{stock.name}” never moved in {evidence.plays:,} plays; it could be {span_words(bound.low, bound.high)}"
        )
        told = {"plays": float(evidence.plays), "bound": bound.high if math.isfinite(bound.high) else bound.low}
        hint = "look at the conditions of what changes it"
        yield Remark("L505", message, subject.at(path, key=True), hint, "likely", told, path=path)
