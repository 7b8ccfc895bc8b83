"""Who may choose what: refusals with their reasons, from nothing but the role's own Observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from escalation_game.engine.game import Game
from escalation_game.policies.observation import Observation
from escalation_game.scenario.schema import ScenarioFile


class RefusedError(Exception):
    """A choice that cannot be made; `reasons` maps each refused action to why, in words."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("; ".join(f"{action}: {reason}" for action, reason in reasons.items()))


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
        return f"no action of {file.roles[seen.role].title}"
    if action in beside:
        return "chosen already"
    spent = {stock: sum(float(seen.costs[name].get(stock, (0.0,))[0]) for name in beside) for stock in seen.means}
    if not seen.legal[action][0]:
        lacking = _lacking(file, seen, action, dict.fromkeys(seen.means, 0.0))
        return lacking or file.actions[action].unavailable or "not possible now"
    rules = next(one for one in game.actions if one.name == action)
    for other in beside:
        if other in rules.excludes:
            return f"not in the same turn as “{file.actions[other].title}”"
    if len(beside) >= seen.choices:
        return f"{seen.choices} {'choice' if seen.choices == 1 else 'choices'} a turn, all taken"
    return _lacking(file, seen, action, spent)


def _lacking(file: ScenarioFile, seen: Observation, action: str, spent: Mapping[str, float]) -> str:
    for stock, amount in seen.costs[action].items():
        left = float(seen.means[stock][0]) - spent[stock]
        if float(amount[0]) > left:
            title = file.stocks[stock].title
            return f"costs {float(amount[0]):g} {title.lower()}, {max(left, 0.0):.3g} left"
    return ""
