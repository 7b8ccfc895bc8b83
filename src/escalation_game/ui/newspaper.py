"""The dispatch: what the world says of the last turn, on paper, with the reason under each headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.view import Headline, View
from escalation_game.ui.amounts import change_words, date_words
from escalation_game.ui.asking import OnWhy, about
from escalation_game.ui.kit import (
    Element,
    column,
    divider,
    gap,
    grid,
    heading,
    label,
    link,
    paper,
    row,
    scroll,
    spacer,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, tell

_SERIF = style("body", "muted", family="serif")


def printed(view: View, on_why: OnWhy, *, key: str, scrolls: bool = True) -> Element:
    """Return the whole front page as a sheet that fills its place, or with `scrolls` False takes as much as it needs."""
    told = front_page(view, on_why)
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


def newspaper(view: View, on_read: Callable[[], object], on_why: OnWhy, *, lowest: int = 84) -> Element:
    """Return the front page, which gives way to `lowest`. Before the first turn it carries the brief of the role.

    ENTER or a click calls `on_read`, to show all of it in front.
    """
    sheet = paper(
        _masthead(view),
        divider(colour="ink", thickness=2),
        scroll(*front_page(view, on_why), key="newspaper", gap=12, lowest=lowest).at(weight=1),
        padding=(22, 14), gap=7, name=_("The dispatch"), key="paper",
    )  # fmt: skip
    lead = (view.headlines or (_brief(view),))[0]
    return sheet.having(on_activate=on_read, value=worded(view, lead), about=_about(view, lead))


def worded(view: View, headline: Headline) -> str:
    """Return a headline with the numbers of what changed as the interface writes them."""
    if headline.kind != "change" or not headline.variable:
        return headline.text
    variable = view.variable(headline.variable)
    return f"{variable.title}: {change_words(variable, whole=True)}"


def front_page(view: View, on_why: OnWhy) -> list[Element]:
    """Return the lead and the other headlines, each with its reason. Those of a number lead on to all of its reasons."""
    lead, *others = view.headlines or (_brief(view),)
    columns = _columns(view, others, on_why)
    first = _lead(worded(view, lead), tell(lead.reason), _asked_why(view, lead, on_why)).having(
        about=_about(view, lead)
    )
    return [first, columns] if columns else [first]


def _about(view: View, headline: Headline) -> str:
    return about(view.variable(headline.variable)) if headline.variable else ""


def _asked_why(view: View, headline: Headline, on_why: OnWhy) -> Element | None:
    """Return the link to the reasons of a headline's number."""
    if not headline.variable:
        return None
    name, title = headline.variable, view.variable(headline.variable).title
    said = _("why? {title}").format(title=title)
    return link(_("why?"), lambda: on_why(name), key=f"news:{name}", name=said, style=style("small", "question_ink"))


def _masthead(view: View) -> Element:
    return row(label(_("The dispatch"), colour="ink"), spacer(), label(date_words(view.date), colour="ink"), gap=16)


def _lead(words: str, reason: str, asked: Element | None) -> Element:
    return column(
        heading(words, "headline", level=2),
        text(reason, style=_SERIF) if reason else None,
        text(asked) if asked else None,
        gap=5,
    )


def _columns(view: View, headlines: Sequence[Headline], on_why: OnWhy) -> Element | None:
    if not headlines:
        return None
    each = [
        column(
            divider(),
            gap(2),
            text(worded(view, one), style=style("body", family="serif", bold=True), role="heading", level=3),
            text(tell(one.reason), style=style("small", "muted", family="serif")) if one.reason else None,
            text(asked) if (asked := _asked_why(view, one, on_why)) else None,
            gap=3,
        ).having(about=_about(view, one))
        for one in headlines
    ]
    return grid(*each, min_width=165, gap=18, most=3)


def _brief(view: View) -> Headline:
    text = _("{title}: the first orders").format(title=view.role_title)
    return Headline("change", text, view.brief or _("Nothing has been reported yet. End the turn to hear more."), "")
