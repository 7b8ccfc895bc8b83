"""How a role chooses: what it wants, may do and can afford.

An action is wanted when its log-odds and logistic noise add up to more than 0. With odds in place of their logarithm, as here,
the order is the same and no logarithm is needed: the score is `exp(log-odds) * u / (1 - u)`, and it is wanted above 1.
"""

from __future__ import annotations

from itertools import groupby

from escalation_game.engine.assembly import Assembly
from escalation_game.engine.game import Action, Role
from escalation_game.engine.lowering import Scope
from escalation_game.engine.observing import as_seen
from escalation_game.engine.program import Operand, constant

_STEEPEST = 300.0  # log-odds beyond which nothing changes, far from overflow


def choices(at: Assembly, facts: Scope) -> None:
    """All roles choose, those of one `order` against the same knowledge; afterwards `facts` knows what was chosen and what it costs."""
    for _, same in groupby(
        sorted(at.game.roles, key=lambda role: (role.order, role.name)), key=lambda role: role.order
    ):
        known: dict[tuple[str, str], Operand] = {}
        for role in same:
            known.update(_role_chooses(at, facts, role))
        facts.now.update(known)


def _role_chooses(at: Assembly, facts: Scope, role: Role) -> dict[tuple[str, str], Operand]:
    actions = [action for action in at.game.actions if action.role == role.name]
    seen = as_seen(at, facts, role)
    scores = {action.name: _score(at, seen, role, action) for action in actions}
    costs = {(action.name, stock): seen.number(amount) for action in actions for stock, amount in action.costs}
    chosen = _best(at, role, actions, scores, costs)
    known: dict[tuple[str, str], Operand] = {("chosen", name): condition for name, condition in chosen.items()}
    known |= {("cost", f"{name}/{stock}"): amount for (name, stock), amount in costs.items()}
    return known


def _score(at: Assembly, seen: Scope, role: Role, action: Action) -> Operand:
    """Above 1 where the action is wanted and available."""
    index = at.game.actions.index(action)
    played = at.game.roles.index(role)
    build, score = at.build, constant(0.0)
    if action.propensity is not None:
        with build.guarded(played):
            odds = seen.number(action.propensity)
            at.tell("store", ("propensity", action.name, ""), odds)
            at.check(odds)
            bounded = build.compute(
                "minimum", build.compute("maximum", odds, constant(-_STEEPEST)), constant(_STEEPEST)
            )
            noise = seen.number(action.noise)
            against = build.compute("subtract", constant(1.0), noise)
            score = build.compute("multiply", build.compute("exp", bounded), build.compute("divide", noise, against))
    score = build.compute("given", score, ("index", played), ("index", index))
    return (
        score
        if action.available is None
        else build.compute("select", seen.condition(action.available), score, constant(0.0))
    )


def _best(
    at: Assembly, role: Role, actions: list[Action], scores: dict[str, Operand], costs: dict[tuple[str, str], Operand]
) -> dict[str, Operand]:
    """The highest scores above 1, one after another, as long as choices and means last; of equals the first name."""
    build = at.build
    if len(actions) <= role.choices and not costs and not any(action.excludes for action in actions):
        return {name: build.compute("less", constant(1.0), score) for name, score in scores.items()}
    left: dict[str, Operand] = {stock: _means(at, stock) for _, stock in costs}
    taken: dict[str, Operand] = {}
    for _ in range(min(role.choices, len(actions))):
        ranked = {action.name: _affordable(at, action, scores[action.name], costs, left) for action in actions}
        picked = _highest(at, ranked)
        for name, condition in picked.items():
            taken[name] = build.compute("or", taken[name], condition) if name in taken else condition
        scores = _without(at, actions, scores, picked)
        left = _after_paying(at, left, costs, picked)
    return taken


def _highest(at: Assembly, scores: dict[str, Operand]) -> dict[str, Operand]:
    """Where each score is the highest above 1, and the first of its equals."""
    build, best = at.build, constant(1.0)
    higher: dict[str, Operand] = {}
    for name, score in scores.items():
        higher[name] = build.compute("less", best, score)
        best = build.compute("maximum", best, score)
    picked: dict[str, Operand] = {}
    later: Operand | None = None  # where an action further on is higher still
    for name, condition in reversed(higher.items()):
        picked[name] = condition if later is None else build.compute("and", condition, build.compute("not", later))
        later = condition if later is None else build.compute("or", later, condition)
    return {name: picked[name] for name in scores}


def _means(at: Assembly, stock: str) -> Operand:
    """What may be spent of a stock: all above its lower limit."""
    low = next(one.low for one in at.game.stocks if one.name == stock)
    row: Operand = ("state", at.layout.row("stock", stock))
    return constant(float("inf")) if low is None else at.build.compute("subtract", row, constant(low)) if low else row


def _affordable(
    at: Assembly, action: Action, score: Operand, costs: dict[tuple[str, str], Operand], left: dict[str, Operand]
) -> Operand:
    for stock, _ in action.costs:
        enough = at.build.compute("less_equal", costs[action.name, stock], left[stock])
        score = at.build.compute("select", enough, score, constant(0.0))
    return score


def _without(
    at: Assembly, actions: list[Action], scores: dict[str, Operand], picked: dict[str, Operand]
) -> dict[str, Operand]:
    """The scores left once an action is picked: its own and those of the actions it rules out are 0."""
    left: dict[str, Operand] = {}
    for action in actions:
        ruled_out = picked[action.name]
        for other in actions:
            if other.name in action.excludes or action.name in other.excludes:
                ruled_out = at.build.compute("or", ruled_out, picked[other.name])
        left[action.name] = at.build.compute("select", ruled_out, constant(0.0), scores[action.name])
    return left


def _after_paying(
    at: Assembly, left: dict[str, Operand], costs: dict[tuple[str, str], Operand], picked: dict[str, Operand]
) -> dict[str, Operand]:
    rest = dict(left)
    for (name, stock), amount in sorted(costs.items()):
        paid = at.build.compute("select", picked[name], amount, constant(0.0))
        rest[stock] = at.build.compute("subtract", rest[stock], paid)
    return rest
