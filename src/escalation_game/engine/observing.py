"""What a role can know of the State when it chooses, as part of the program of a turn."""

from __future__ import annotations

from escalation_game.engine.assembly import Assembly
from escalation_game.engine.game import Observed, Role
from escalation_game.engine.layout import revealed
from escalation_game.engine.lowering import Scope
from escalation_game.engine.program import Operand, constant

UNKNOWN_CASE = -1.0  #: the index a role reads for a hidden case it has not learnt


def as_seen(at: Assembly, facts: Scope, role: Role) -> Scope:
    """A scope in which noisy variables are what the role sees of them, and what it cannot see is not a number."""
    scope = at.scope(facts)
    seen = {(one.kind, one.name): _sight(at, facts, one) for one in at.game.observed if one.role == role.name}
    scope.sights.update(seen)
    return scope


def _sight(at: Assembly, facts: Scope, one: Observed) -> Operand:
    if one.value is not None:
        return facts.number(one.value)
    if one.kind != "case":
        return constant(float("nan"))
    known = at.layout.rows.get(revealed(one.name, one.role))
    if known is None:
        return constant(UNKNOWN_CASE)
    true: Operand = ("state", at.layout.row("case", one.name))
    return at.build.compute("select", facts.as_condition(("state", known)), true, constant(UNKNOWN_CASE))
