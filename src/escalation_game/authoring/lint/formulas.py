"""Every formula of a file: where it stands, who reads by it, its tree, and the conditions inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from escalation_game.engine.expression import Expr
from escalation_game.scenario.findings import Path
from escalation_game.scenario.formula import Function, IsCase, Name, Node, Numeral, Operation, Span, parse
from escalation_game.scenario.meaning import Context, condition
from escalation_game.scenario.names import Symbol
from escalation_game.scenario.schema import Action, Effects, ScenarioFile

#: Operations that hold or do not.
COMPARISONS = frozenset({"less", "less_equal", "greater", "greater_equal", "equal", "not_equal"})


@dataclass(frozen=True)
class Formula:
    """A formula. `role` chooses by it (or ""); `asks` where the whole of it is a condition; `node` is None for a bare number."""

    path: Path
    text: str | float
    node: Node | None
    role: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Condition:
    """A condition in a formula: `span` of its text, its expression, and how it stands there: alone, or as part of a larger one.

    `decides` is False for a part of a larger condition. `sides` are what it compares, where it compares: their texts and expressions.
    """

    formula: Formula
    span: Span
    text: str
    expr: Expr
    decides: bool
    sides: tuple[tuple[str, Expr], ...] = ()


def formulas(file: ScenarioFile) -> Iterator[Formula]:
    """Every formula of a file whose formulas can all be read, in the order of its sections."""
    for name, stock in file.stocks.items():
        yield _formula(("stocks", name, "initial"), stock.initial)
    for section in ("derived", "objectives"):
        for name, entry in getattr(file, section).items():
            yield _formula((section, name, "value"), entry.value)
    for name, action in file.actions.items():
        yield from _of_action(name, action)
    for name, event in file.events.items():
        yield _formula(("events", name, "probability"), event.probability)
    for path, effect in effects(file):
        yield from _of_effect(path, effect)
    for name, ending in file.endings.items():
        if ending.when is not None:
            yield _formula(("endings", name, "when"), ending.when, asks=True)


def _of_action(name: str, action: Action) -> Iterator[Formula]:
    for stock, cost in action.cost.items():
        yield _formula(("actions", name, "cost", stock), cost, action.role)
    if action.available is not None:
        yield _formula(("actions", name, "available"), action.available, action.role, asks=True)
    if action.propensity is not None:
        yield _formula(("actions", name, "propensity"), action.propensity, action.role)


def effects(file: ScenarioFile) -> Iterator[tuple[Path, Effects]]:
    """Every effect with its path; a rule is one."""
    for section in ("actions", "events", "injects"):
        for name, entry in getattr(file, section).items():
            for index, effect in enumerate(entry.effects):
                yield (section, name, "effects", index), effect
    for name, rule in file.rules.items():
        yield ("rules", name), rule


def _of_effect(path: Path, effect: Effects) -> Iterator[Formula]:
    if effect.when is not None:
        yield _formula((*path, "when"), effect.when, asks=True)
    for stock, amount in effect.change.items():
        yield _formula((*path, "change", stock), amount)
    if effect.move is not None:
        yield _formula((*path, "move", "amount"), effect.move.amount)


def _formula(path: Path, text: str | float, role: str = "", *, asks: bool = False) -> Formula:
    return Formula(path, text, parse(text) if isinstance(text, str) else None, role, asks)


def parts(node: Node) -> Iterator[Node]:
    """A node and everything inside it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Operation | Function):
            waiting.extend(reversed(one.args))
        elif isinstance(one, IsCase):
            waiting.append(one.subject)


def names(formula: Formula) -> set[str]:
    """The names a formula reads."""
    return {one.name for one in parts(formula.node) if isinstance(one, Name)} if formula.node is not None else set()


def numerals(formula: Formula) -> Iterator[Numeral]:
    """The numbers written out in a formula."""
    if formula.node is not None:
        yield from (one for one in parts(formula.node) if isinstance(one, Numeral))


def conditions(formula: Formula, symbols: Mapping[str, Symbol]) -> Iterator[Condition]:
    """The conditions in a formula: the whole where it asks, every one between `if` and `else`, and the parts of each."""
    if formula.node is None or not isinstance(formula.text, str):
        return
    asked = [formula.node] if formula.asks else []
    asked += [one.args[0] for one in parts(formula.node) if isinstance(one, Operation) and one.op == "select"]
    for node in asked:
        yield from _with_parts(formula, formula.text, node, symbols, decides=True)


def _with_parts(
    formula: Formula, text: str, node: Node, symbols: Mapping[str, Symbol], *, decides: bool
) -> Iterator[Condition]:
    context = Context(symbols)
    sides: tuple[tuple[str, Expr], ...] = ()
    if isinstance(node, Operation) and node.op in COMPARISONS:
        told = [_cut(text, side.span) for side in node.args]
        sides = tuple((side, condition(side, context)) for side in told)
    whole = _cut(text, node.span)
    yield Condition(formula, node.span, whole, condition(whole, context), decides, sides)
    for part in _inner(node):
        yield from _with_parts(formula, text, part, symbols, decides=False)


def _inner(node: Node) -> Iterator[Node]:
    """What `and`, `or` or `not` joins. A row of several `and` is nested, and so is a chain of comparisons, which stays in one piece."""
    if isinstance(node, Operation) and node.op in {"and", "or", "not"}:
        for part in node.args:
            if part.span != node.span:
                yield part
            else:
                yield from _inner(part)


def _cut(text: str, span: Span) -> str:
    return text[span.offset : span.offset + span.length]
