"""A kept match that no longer comes out as it was: look at what was recorded, or go on with a copy played by the rules of today."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.other_rules import Copy
from escalation_game.play.view import TurnTold
from escalation_game.ui.amounts import amount, date_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    label,
    padded,
    paper,
    row,
    scroll,
    span,
    style,
    table,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.frame import WIDE, logical_width, page

_MOST = 60  #: differing numbers listed


class OtherRulesScreen(Screen):
    """The record is only read; a copy is a match of its own."""

    private = True

    def __init__(
        self, stage: Stage, copy: Copy, why: str, go_on: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        self.title = _("This match cannot be taken up again")
        self.stage, self.copy, self.why, self._go_on, self._leave = stage, copy, why, go_on, leave

    def describe(self) -> Element:
        """Return what was recorded beside what the rules of today make of it."""
        back = button(_("Back"), self._leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        again = button(
            _("Go on with a copy"), self._go_on, key="copy",
            hint=_("The same choices by the rules of today, in a file of its own. The old record stays as it is."),
        )  # fmt: skip
        said = _("{why}. What was recorded can be read here, and a copy can be played by the rules of today.").format(
            why=self.why[:1].upper() + self.why[1:]
        )
        recorded, now = self._recorded(), self._now()
        if logical_width(self.stage) >= WIDE:
            sheet = paper(
                scroll(*recorded, key="recorded", gap=10).at(weight=1),
                padding=(28, 22),
                name=_("As recorded"),
                key="paper",
            )
            body = row(
                sheet.at(weight=1), padded(scroll(*now, key="now", gap=10), (24, 18)).at(weight=1), gap=0, folds=False
            )
        else:
            sheet = paper(*recorded, padding=(20, 16), gap=10, name=_("As recorded"), key="paper")
            body = scroll(sheet, padded(column(*now, gap=10), (16, 12)), key="all", gap=0)
        return page(self.title, said, body.at(weight=1), buttons=[again, back])

    def _recorded(self) -> list[Element]:
        turns = [_turn(told) for told in self.copy.turns] or [text(_("No turn had been played."))]
        return [label(_("As recorded"), colour="ink", level=2), *turns]

    def _now(self) -> list[Element]:
        copy = self.copy
        count = len(copy.numbers) + len(copy.happenings)
        title = label(spoken().plural("One difference you can see", "{count} differences you can see", count), level=2)
        parts: list[Element] = [title]
        if copy.stopped:
            parts.append(
                text(_("The copy goes only so far: {why}.").format(why=copy.stopped), style=style("body", "choice_ink"))
            )
        parts += [_pair(was, now) for was, now in copy.happenings]
        if copy.numbers:
            rows = [
                (f"{date_words(one.date)} · {one.title}", amount(one.was, one.unit), amount(one.now, one.unit))
                for one in copy.numbers[:_MOST]
            ]
            parts.append(table(_("Numbers that differ"), (_("Number"), _("was"), _("is now")), rows, key="numbers"))
        if len(copy.numbers) > _MOST:
            parts.append(
                text(_("and {count} more").format(count=len(copy.numbers) - _MOST), style=style("small", "muted"))
            )
        return parts


def _turn(told: TurnTold) -> Element:
    chosen = ", ".join(told.choices) or _("nothing chosen")
    happened = text(" · ".join(told.happened), style=style("small", "muted", family="serif")) if told.happened else None
    return column(
        text(span(f"{date_words(told.date)}  ", "body", bold=True), span(chosen, "body", family="serif")),
        happened,
        gap=2,
    )


def _pair(was: TurnTold, now: TurnTold) -> Element:
    date = text(date_words(was.date), style=style("body", bold=True))
    lines = [
        text(
            span(f"{word}  ", "small", "muted"),
            span(", ".join((*told.choices, *told.happened)) or _("nothing"), "small"),
        )
        for word, told in ((_("was"), was), (_("is now"), now))
    ]
    return column(date, *lines, gap=2)
