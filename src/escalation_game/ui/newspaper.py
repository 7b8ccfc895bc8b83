"""The dispatch: what the world says of the last turn, on paper, with the reason under each headline."""

from __future__ import annotations

from collections.abc import Sequence

from escalation_game.play.view import Headline, View
from escalation_game.ui.amounts import date_words
from escalation_game.ui.kit import (
    Element, column, divider, gap, grid, heading, label, paper, row, scroll, spacer, style, text,
)  # fmt: skip
from escalation_game.ui.language import _

_SERIF = style("body", "muted", family="serif")


def newspaper(view: View, *, lowest: int = 130) -> Element:
    """Return the front page. Before the first turn it carries the brief of the role. It gives way to `lowest`."""
    lead, *others = view.headlines or (_brief(view),)
    return paper(
        _masthead(view),
        divider(colour="ink", thickness=2),
        scroll(_lead(lead), _columns(others), key="newspaper", gap=12, lowest=lowest).at(weight=1),
        padding=(22, 14), gap=7, name=_("The dispatch"), key="paper",
    )  # fmt: skip


def news_words(view: View) -> str:
    """Return the front page as one text."""
    return " ".join(f"{one.text}. {one.reason}" for one in view.headlines or (_brief(view),))


def _masthead(view: View) -> Element:
    return row(label(_("The dispatch"), colour="ink"), spacer(), label(date_words(view.date), colour="ink"), gap=16)


def _lead(headline: Headline) -> Element:
    return column(
        heading(headline.text, "headline", level=2),
        text(headline.reason, style=_SERIF) if headline.reason else None,
        gap=5,
    )


def _columns(headlines: Sequence[Headline]) -> Element | None:
    if not headlines:
        return None
    each = [
        column(
            divider(),
            gap(2),
            text(one.text, style=style("body", family="serif", bold=True), role="heading", level=3),
            text(one.reason, style=style("small", "muted", family="serif")) if one.reason else None,
            gap=3,
        )
        for one in headlines
    ]
    return grid(*each, min_width=190, gap=18, most=3)


def _brief(view: View) -> Headline:
    text = _("{title}: the first orders").format(title=view.role_title)
    return Headline("change", text, view.brief or _("Nothing has been reported yet. End the turn to hear more."), "")
