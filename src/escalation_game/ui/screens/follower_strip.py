"""What stands below a match while its scenario is written: the first finding in place, or what the new rules had no room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.catalogue import FindingTold
from escalation_game.ui.excerpts import excerpt
from escalation_game.ui.kit import Element, Stage, button, column, flow, panel, row, span, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.findings_told import finding_line
from escalation_game.ui.theme import ColourRole

_ROOM = (900, 640)  #: logical pixels of a window in which a finding is shown with its line and what to do
_SHOWN = 2  #: losses named in the strip


def findings_strip(stage: Stage, findings: Sequence[FindingTold], show: Callable[[], object]) -> Element:
    """Return the first finding, with its line where there is room, and the way to all of them."""
    first, more = findings[0], len(findings) - 1
    name = _("Show it") if not more else spoken().plural("Show {count} finding", "Show {count} findings", more + 1)
    tool = button(name, show, key="findings", hint=_("What is wrong with the file. The match can be played on."))
    roomy = _roomy(stage)
    inside = column(
        finding_line(first, max_lines=2),
        excerpt(first) if roomy else None,
        text(first.hint, style=style("small")) if roomy and first.hint else None,
        gap=5,
    )
    return _strip(inside, tool, "alarm", first.message)


def losses_strip(
    stage: Stage, losses: Sequence[str], show: Callable[[], object], forget: Callable[[], object]
) -> Element:
    """Return what could not be kept under the new rules."""
    named = losses[: _SHOWN if _roomy(stage) else 1]
    more = len(losses) - len(named)
    said = [text(span("↺ ", "body", "choice_ink", bold=True), span(one, "body"), max_lines=2) for one in named]
    tools = flow(
        button(_("and {count} more").format(count=more), show, key="losses") if more else None,
        button(_("Close"), forget, key="forget-losses"),
    )
    return _strip(column(*said, gap=3), tools, "choice", losses[0])


def _roomy(stage: Stage) -> bool:
    return all(length / stage.scale >= least for length, least in zip(stage.size, _ROOM, strict=True))


def _strip(inside: Element, tools: Element, accent: ColourRole, name: str) -> Element:
    body = row(inside.at(weight=1, min_width=220), tools, gap=20, align="center")
    sheet = panel(body, fill="panel", padding=(20, 9), accent=accent, edge="line", radius=0)
    return sheet.having(role="region", name=name, key="strip")
