"""Findings as they are shown: what is wrong, where it stands, the line itself, and what to do."""

from __future__ import annotations

from escalation_game.play.catalogue import FindingTold
from escalation_game.ui.excerpts import excerpt
from escalation_game.ui.kit import Element, column, span, style, text
from escalation_game.ui.screens.scenario_dialogs import breakable

SIGN = "⚠"  #: stands before whatever is wrong


def finding_block(finding: FindingTold) -> Element:
    """Return a finding in full."""
    return column(
        finding_line(finding),
        excerpt(finding),
        text(finding.hint, style=style("small")) if finding.hint else None,
        gap=5, role="group", name=finding.message,
    )  # fmt: skip


def finding_line(finding: FindingTold, *, max_lines: int = 0) -> Element:
    """Return where and what in a few words."""
    return text(
        span(f"{SIGN} {finding.code}  ", "body", "alarm_ink", bold=True),
        span(finding.message, "body", bold=True),
        span(f"  {breakable(finding.place)}", "small", "muted"),
        max_lines=max_lines,
    )
