"""What roles choose by and what they see: actions, propensities, and the sight behind every Observation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from escalation_game.engine import game as rules
from escalation_game.engine.expression import Call, Const, Draw, Expr, Read
from escalation_game.scenario.arithmetic import weight
from escalation_game.scenario.draft import Draft, sight
from escalation_game.scenario.findings import Finding, Path
from escalation_game.scenario.meaning import Context
from escalation_game.scenario.names import SECTIONS, Symbol
from escalation_game.scenario.schema import Action, ScenarioFile, Sight

SeenKind: TypeAlias = Literal["stock", "derived", "switch", "case"]


def action(at: Draft, name: str, entry: Action) -> rules.Action:
    """An action with its costs, what makes it available, and its doctrine."""
    where: Path = ("actions", name)
    context = Context(at.symbols, lambda symbol, way: _unseen(at.file, entry.role, symbol, way))
    excludes = {*entry.excludes, *(other for other, one in at.file.actions.items() if name in one.excludes)}
    costs = tuple(
        (stock, at.number((*where, "cost", stock), amount, context, at.unit_of(stock)))
        for stock, amount in sorted(entry.cost.items())
    )
    for stock in entry.cost:
        if sight(at.file.stocks[stock].seen_by, entry.role).kind != "exact":
            place = at.places.at((*where, "cost", stock), key=True)
            message = f"{at.file.roles[entry.role].title} cannot spend “{stock}”, which it does not see exactly"
            at.add(Finding("E313", message, place, f"add `{entry.role}: exact` to the stock's `seen_by`"))
    propensity = None if entry.propensity is None else at.number((*where, "propensity"), entry.propensity, context)
    available = at.condition((*where, "available"), entry.available, context)
    noise = Draw(("actions", name, "", "doctrine"), each_turn=True)
    return rules.Action(name, entry.role, costs, available, frozenset(excludes), propensity, noise)


def _unseen(file: ScenarioFile, role: str, symbol: Symbol, way: str) -> str:
    """Why a role cannot go by a symbol when it chooses, or ""."""
    title = file.roles[role].title
    match symbol.kind:
        case "stock" | "derived" | "switch":
            entry = {**file.stocks, **file.derived, **file.switches}[symbol.name]
            return f"{title} does not see it" if sight(entry.seen_by, role).kind == "hidden" else ""
        case "event":
            return (
                f"{title} does not learn of it"
                if sight(file.events[symbol.name].seen_by, role).kind == "hidden"
                else ""
            )
        case "action":
            action = file.actions[symbol.name]
            if action.role != role and sight(action.seen_by, role).kind == "hidden":
                return f"{title} does not learn of it"
            later = file.roles[action.role].order >= file.roles[role].order if action.role in file.roles else False
            return (
                "it is being chosen at the same time; `since(…) == 1` asks whether it was chosen last turn"
                if way == "chosen" and later
                else ""
            )
        case _:
            return ""


def observed(at: Draft) -> Iterator[rules.Observed]:
    """What each role does not see exactly."""
    file = at.file
    for role in sorted(file.roles):
        for section in ("cases", "derived", "stocks", "switches"):
            for name, entry in sorted(getattr(file, section).items()):
                seen = sight(entry.seen_by, role)
                if seen.kind == "hidden":
                    yield rules.Observed(role, _kind(section), name, None)
                elif seen.kind == "noise":
                    yield rules.Observed(role, _kind(section), name, _noisy(at, role, section, name, seen))


def _kind(section: str) -> SeenKind:
    return SECTIONS[section]  # type: ignore[return-value]


def _noisy(at: Draft, role: str, section: str, name: str, seen: Sight) -> Expr:
    """The value with a normal error of the declared size, kept within the range of a stock."""
    read = Read("stock" if section == "stocks" else "derived", name)
    error = Call("maximum", (Call("multiply", (Call("absolute", (read,)), Const(seen.noise))), Const(seen.floor)))
    draw = Draw(("observations", role, name, "noise"), each_turn=True)
    value: Expr = Call("add", (read, Call("multiply", (error, Call("normal_quantile", (draw,))))))
    at.spend(weight(value), (section, name, "seen_by"))
    low, high = at.file.stocks[name].range if section == "stocks" else (None, None)
    value = value if low is None else Call("maximum", (value, Const(low)))
    return value if high is None else Call("minimum", (value, Const(high)))
