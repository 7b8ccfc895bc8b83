"""The turns played, and the way back to any of them: a branch, on the same luck or on fresh luck."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.seeing import turn_told
from escalation_game.ui.amounts import date_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    column,
    list_item,
    list_of,
    padded,
    radio,
    row,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import READING_WIDTH, page
from escalation_game.ui.session import Session


class TurnsScreen(Screen):
    """Choose a turn, then decide it again. What was played stays in its own file."""

    def __init__(self, session: Session, branch: Callable[[int, bool], object], leave: Callable[[], object]) -> None:
        self.session, self._branch, self._leave = session, branch, leave
        self.title = _("Turns played")
        self._chosen = max(0, session.match.turn - 1)
        self._fresh = 0

    def describe(self) -> Element:
        """Return the turns as a list, and what can be done from the chosen one."""
        turns = [self._turn(number) for number in range(self.session.match.turn)]
        date = date_words(self.session.match.scenario.file.calendar.dates[self._chosen])
        again = button(
            _("Decide {date} again").format(date=date), self._go, kind="primary", key="again", autofocus=True
        )
        back = button(_("Back"), self._leave, key="back", hint=_("Key ESC."))
        said = _(
            "What you know now you cannot unlearn: on the same luck a branch shows what the decision changed; fresh luck is a new chance."
        )
        luck = radio(
            _("Luck from there"), [_("The same luck"), _("Fresh luck")], self._fresh, self._choose_luck, key="luck"
        )
        choice = column(
            luck, text(said, style=style("small", "muted")), row(again, back, gap=10, align="center"), gap=10
        )
        body = column(scroll(list_of(self.title, *turns, key="turns"), key="scroll").at(weight=1), choice, gap=16)
        kept = _("What was played stays as it is, in a file of its own.")
        return page(self.title, kept, padded(body, (24, 18)).at(max_width=READING_WIDTH + 48, weight=1))

    def _turn(self, number: int) -> Element:
        told = turn_told(self.session.match, self.session.role, number + 1)
        chosen = ", ".join(told.choices) or _("nothing chosen")
        happened = text(" · ".join(told.happened), style=style("small", "muted")) if told.happened else None
        line = text(span(f"{date_words(told.date)}  ", "body", bold=True), span(chosen, "body"))
        return list_item(date_words(told.date), line, happened, on_activate=lambda: self._choose(number), checked=number == self._chosen,
                         key=f"turn:{number}").having(value=chosen)  # fmt: skip

    def _choose(self, number: int) -> None:
        self._chosen = number

    def _choose_luck(self, number: int) -> None:
        self._fresh = number

    def _go(self) -> None:
        self._branch(self._chosen, bool(self._fresh))
