"""The outcome held against what the player said to want before playing."""

from __future__ import annotations

from escalation_game.play.match import Match
from escalation_game.play.priorities import Outcome, Weighed, share_of, weighed
from escalation_game.ui.kit import Element, column, divider, label, meter, row, span, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.theme import ColourRole

_LOOKS: dict[Outcome, tuple[str, ColourRole, ColourRole]] = {
    "better": ("▲", "good", "good_ink"), "worse": ("▼", "choice", "choice_ink"), "same": ("—", "question", "muted"),
}  # fmt: skip


def against_priorities(match: Match, role: str) -> list[Element]:
    """Return what was wanted, in the order in which it was wanted, with what became of it; nothing where the role did not say."""
    wanted = weighed(match, role)
    if not wanted:
        return []
    said = _("Of what mattered to you, {better} came out better than at the start and {worse} worse.")
    words = said.format(
        better=spoken().share(share_of(wanted, "better")), worse=spoken().share(share_of(wanted, "worse"))
    )
    lines = [_line(one) for one in wanted]
    return [
        label(_("Against your priorities"), level=2),
        text(words, style=style("lead", bold=True)),
        *lines,
        divider(),
    ]


def _line(one: Weighed) -> Element:
    sign, colour, ink = _LOOKS[one.outcome]
    named = {"better": _("better"), "worse": _("worse"), "same": _("as before")}[one.outcome]
    share = spoken().share(one.share)
    title = text(one.title, style=style("body")).at(weight=1)
    outcome = text(span(f"{share}  ", "body", bold=True), span(f"{sign} {named}", "small", ink))
    bar = meter(
        _("Weight of {title}").format(title=one.title), one.share, f"{share}, {named}", colour=colour, width=200
    )
    return column(row(title, outcome, gap=10, align="center"), bar, gap=3).having(about=f"objective:{one.name}")
