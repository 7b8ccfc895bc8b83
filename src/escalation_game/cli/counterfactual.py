"""Whether a choice mattered, as plain lines."""

from __future__ import annotations

from escalation_game.cli.telling import amount, folded
from escalation_game.play.counterfactual import Difference, compare
from escalation_game.play.match import Match


def matter_lines(match: Match, role: str, action: str, turn: int, most: int | None = None) -> list[str]:
    """Tell the differences a choice made, the first `most` of them."""
    found = compare(match, role, action, turn)
    seen = [one for one in found.differences if _told(one, without=True) != _told(one, without=False)]
    if not seen:
        return folded(f"Turn {turn}, “{found.title}”: without it, nothing you see would be otherwise now.")
    lines = folded(f"Turn {turn}, “{found.title}”: on the same luck without it,")
    for one in seen[:most]:
        lines += folded(f"{one.title}: {_told(one, without=True)} instead of {_told(one, without=False)}", "  ")
    return lines


def _told(one: Difference, *, without: bool) -> str:
    label, value = (one.other_label, one.other) if without else (one.label, one.value)
    return label or amount(value, one.unit)
