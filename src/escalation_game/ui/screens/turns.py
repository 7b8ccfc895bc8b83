"""The turns played: what was decided, what came of it, and the way back to any of them on the same luck or on fresh luck."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.seeing import turn_told
from escalation_game.play.view import TurnTold
from escalation_game.ui.amounts import date_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    heading,
    label,
    list_item,
    list_of,
    padded,
    paper,
    radio,
    row,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.session import Session


class TurnsScreen(Screen):
    """Choose a turn to read it again, then decide it again. What was played stays in its own file."""

    def __init__(
        self, stage: Stage, session: Session, branch: Callable[[int, bool], object], leave: Callable[[], object]
    ) -> None:
        self.stage, self.session, self._branch, self._leave = stage, session, branch, leave
        self.title = _("Turns played")
        self._told = [turn_told(session.match, session.role, number + 1) for number in range(session.match.turn)]
        self._chosen = len(self._told) - 1
        self._fresh = 0

    def describe(self) -> Element:
        """Return the turns as a list, the news of the chosen one, and what can be done from it."""
        turns = list_of(self.title, *(self._turn(number, told) for number, told in enumerate(self._told)), key="turns")
        back = button(_("Back"), self._leave, key="back", hint=_("Key ESC."))
        sheet = self._news(self._told[self._chosen])
        width = logical_width(self.stage)
        if width >= WIDE:
            side = column(scroll(turns, key="list").at(weight=1), self._choice(), gap=16)
            news = paper(
                scroll(*sheet, key="news", gap=12).at(weight=1), padding=(28, 22), name=_("The dispatch"), key="paper"
            )
            body = row(padded(side, (24, 18)).at(weight=1), news.at(width=round(0.46 * width)), gap=0, folds=False)
        else:
            news = paper(*sheet, padding=(20, 16), gap=12, name=_("The dispatch"), key="paper")
            body = scroll(padded(column(turns, self._choice(), gap=16), (20, 14)), news, key="all", gap=0)
        kept = _("What was played stays as it is, in a file of its own.")
        return page(self.title, kept, body.at(weight=1), buttons=[back])

    def _choice(self) -> Element:
        date = date_words(self._told[self._chosen].date)
        again = button(
            _("Decide {date} again").format(date=date), self._go, kind="primary", key="again", autofocus=True
        )
        luck = radio(
            _("Luck from there"), [_("The same luck"), _("Fresh luck")], self._fresh, self._choose_luck, key="luck"
        )
        said = _(
            "What you know now you cannot unlearn. The same luck shows what the decision changes; fresh luck is a new chance."
        )
        return column(divider(), luck, text(said, style=style("small", "muted")), again.at(align="start"), gap=10)

    def _turn(self, number: int, told: TurnTold) -> Element:
        chosen = ", ".join(told.choices) or _("nothing chosen")
        line = text(span(f"{date_words(told.date)}  ", "body", bold=True), span(chosen, "body"))
        happened = text(" · ".join(told.happened), style=style("small", "muted")) if told.happened else None
        item = list_item(
            date_words(told.date),
            line,
            happened,
            on_activate=lambda: self._choose(number),
            checked=number == self._chosen,
            key=f"turn:{number}",
        )
        return item.having(value=chosen)

    def _news(self, told: TurnTold) -> list[Element]:
        """Return what was in the paper after a turn."""
        title = _("What came of {date}").format(date=date_words(told.date))
        each = [
            column(
                text(one.text, style=style("body", family="serif", bold=True), role="heading", level=3),
                text(one.reason, style=style("small", "muted", family="serif")) if one.reason else None,
                gap=2,
            )
            for one in told.headlines
        ]
        return [label(_("The dispatch"), colour="ink"), heading(title, "title", level=2), *each]

    def _choose(self, number: int) -> None:
        self._chosen = number

    def _choose_luck(self, number: int) -> None:
        self._fresh = number

    def _go(self) -> None:
        self._branch(self._chosen, bool(self._fresh))
