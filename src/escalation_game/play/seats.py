"""Who may choose what: refusals with their reasons, from nothing but the role's own Observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from escalation_game.engine.game import Game
from escalation_game.play.said import counted, said
from escalation_game.policies.observation import Observation
from escalation_game.scenario.schema import ScenarioFile


class RefusedError(Exception):
    """A choice that cannot be made; `reasons` maps each refused action to why, in words."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("; ".join(f"{action}: {reason}" for action, reason in reasons.items()))


def in_order(game: Game) -> tuple[str, ...]:
    """The roles in the order in which they choose."""
    return tuple(role.name for role in sorted(game.roles, key=lambda role: (role.order, role.name)))


def refusals(file: ScenarioFile, game: Game, seen: Observation, chosen: Sequence[str]) -> dict[str, str]:
    """Why actions of a choice, taken in this order, cannot be had; empty when all can."""
    reasons: dict[str, str] = {}
    accepted: list[str] = []
    for action in chosen:
        reason = refusal(file, game, seen, action, accepted)
        if reason:
            reasons[action] = reason
        else:
            accepted.append(action)
    return reasons


def refusal(file: ScenarioFile, game: Game, seen: Observation, action: str, beside: Sequence[str]) -> str:
    """Why an action cannot be chosen beside others already chosen, or "" when it can."""
    if action not in seen.legal:
        return said("no action of {role}", role=file.roles[seen.role].title)
    if action in beside:
        return said("chosen already")
    if not seen.legal[action][0]:
        return _lacking(file, seen, action, ()) or file.actions[action].unavailable or said("not possible now")
    rules = next(one for one in game.actions if one.name == action)
    for other in beside:
        if other in rules.excludes:
            return said("not in the same turn as “{action}”", action=file.actions[other].title)
    if len(beside) >= seen.choices:
        return counted("{count} choice a turn, all taken", "{count} choices a turn, all taken", seen.choices)
    return _lacking(file, seen, action, beside)


def _lacking(file: ScenarioFile, seen: Observation, action: str, beside: Sequence[str]) -> str:
    """What is missing for an action beside others. They are paid one after another by name, as in the turn: sums round by their order."""
    for stock, cost in seen.costs[action].items():
        left = float(seen.means[stock][0])
        for name in sorted({*beside, action}):
            amount = float(seen.costs[name].get(stock, (0.0,))[0])
            if amount > left:
                spent = sum(float(seen.costs[other].get(stock, (0.0,))[0]) for other in beside)
                rest = max(float(seen.means[stock][0]) - spent, 0.0)
                means = file.stocks[stock].title.lower()
                return said(
                    "costs {cost} {means}, {left} left", cost=float(cost[0]), means=means, left=float(f"{rest:.3g}")
                )
            left -= amount
    return ""
