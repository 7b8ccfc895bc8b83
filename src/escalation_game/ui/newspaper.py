"""The dispatch: what the world says of the last turn, on paper, with the reason under each headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.view import Headline, View
from escalation_game.ui.amounts import change_words, date_words, unit_words
from escalation_game.ui.kit import (
    Element,
    column,
    divider,
    gap,
    grid,
    heading,
    label,
    paper,
    row,
    scroll,
    spacer,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _

_SERIF = style("body", "muted", family="serif")


def printed(view: View, *, key: str, scrolls: bool = True) -> Element:
    """Return the whole front page as a sheet that fills its place, or with `scrolls` False takes as much as it needs."""
    told = front_page(view)
    body = [scroll(*told, key=f"{key}/scroll", gap=14).at(weight=1)] if scrolls else told
    return paper(
        _masthead(view),
        divider(colour="ink", thickness=2),
        *body,
        padding=(28, 20),
        gap=10,
        name=_("The dispatch"),
        key=key,
    )


def newspaper(view: View, on_read: Callable[[], object], *, lowest: int = 84) -> Element:
    """Return the front page, which gives way to `lowest`. Before the first turn it carries the brief of the role.

    ENTER or a click calls `on_read`, to show all of it in front.
    """
    sheet = paper(
        _masthead(view),
        divider(colour="ink", thickness=2),
        scroll(*front_page(view), key="newspaper", gap=12, lowest=lowest).at(weight=1),
        padding=(22, 14), gap=7, name=_("The dispatch"), key="paper",
    )  # fmt: skip
    return sheet.having(on_activate=on_read, value=worded(view, (view.headlines or (_brief(view),))[0]))


def worded(view: View, headline: Headline) -> str:
    """Return a headline with the numbers of what changed as the interface writes them."""
    if headline.kind != "change" or not headline.variable:
        return headline.text
    variable = view.variable(headline.variable)
    unit = unit_words(variable.unit) if variable.unit not in {"points", "share"} else ""
    return f"{variable.title}: {change_words(variable)}" + (f" {unit}" if unit else "")


def front_page(view: View) -> list[Element]:
    """Return the lead and the other headlines, each with its reason."""
    lead, *others = view.headlines or (_brief(view),)
    columns = _columns(view, others)
    first = _lead(worded(view, lead), lead.reason)
    return [first, columns] if columns else [first]


def _masthead(view: View) -> Element:
    return row(label(_("The dispatch"), colour="ink"), spacer(), label(date_words(view.date), colour="ink"), gap=16)


def _lead(words: str, reason: str) -> Element:
    return column(
        heading(words, "headline", level=2),
        text(reason, style=_SERIF) if reason else None,
        gap=5,
    )


def _columns(view: View, headlines: Sequence[Headline]) -> Element | None:
    if not headlines:
        return None
    each = [
        column(
            divider(),
            gap(2),
            text(worded(view, one), style=style("body", family="serif", bold=True), role="heading", level=3),
            text(one.reason, style=style("small", "muted", family="serif")) if one.reason else None,
            gap=3,
        )
        for one in headlines
    ]
    return grid(*each, min_width=165, gap=18, most=3)


def _brief(view: View) -> Headline:
    text = _("{title}: the first orders").format(title=view.role_title)
    return Headline("change", text, view.brief or _("Nothing has been reported yet. End the turn to hear more."), "")
