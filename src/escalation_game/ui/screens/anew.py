"""The same match under other assumptions: what is assumed otherwise, what could not be repeated, and what came out differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.play.anew import Anew
from escalation_game.play.assumptions import assumptions
from escalation_game.play.beside import Beside, VariableBeside, beside
from escalation_game.ui.amounts import amount, change_sign, date_words, number_and_unit
from escalation_game.ui.assumption_edits import taken_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    label,
    padded,
    row,
    scroll,
    span,
    style,
    table,
    text,
)
from escalation_game.ui.language import _, spoken, tell
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.session import Session

_MOST = 10  #: variables compared; what is watched comes first


@dataclass(frozen=True, slots=True)
class AnewWays:
    """Where it leads: on in the copy, or back to the assumptions with the match as it was."""

    go_on: Callable[[], object]
    back: Callable[[], object]


class AnewScreen(Screen):
    """The copy beside the original, as the role sees both. Nothing has been given up: the original is still on the desk."""

    private = True

    def __init__(self, stage: Stage, session: Session, anew: Anew, ways: AnewWays) -> None:
        self.stage, self.session, self.anew, self.ways = stage, session, anew, ways
        self.title = _("A copy, otherwise assumed")
        self._every = {one.name: one for one in assumptions(anew.match, session.role).entries}
        self._beside: Beside = beside(session.match, anew.match, session.role)

    def describe(self) -> Element:
        """Return what was changed beside what that changed."""
        go_on = button(_("Go on in the copy"), self.ways.go_on, kind="primary", key="go-on", autofocus=True)
        back = button(_("Back to the original"), self.ways.back, key="back", hint=_("Key ESC."))
        wide = logical_width(self.stage) >= WIDE
        said = (
            _("On the same luck, with your choices. The original stays as it is, in a file of its own.") if wide else ""
        )
        causes, effects = [*self._assumed(), *self._lost()], self._differences()
        if wide:
            left = padded(scroll(*causes, key="causes", gap=10), (24, 18)).at(weight=2)
            body = row(
                left,
                divider(upright=True),
                padded(scroll(*effects, key="effects", gap=10), (24, 18)).at(weight=3),
                gap=0,
                folds=False,
            )
        else:
            body = scroll(padded(column(*causes, divider(), *effects, gap=10), (20, 14)), key="all", gap=0)
        return page(self.title, said, body.at(weight=1), buttons=[go_on, back])

    def _assumed(self) -> list[Element]:
        before, now = self.session.match.assumptions, self.anew.match.assumptions
        lines: list[Element] = []
        for name in sorted({*before, *now}, key=lambda name: self._every[name].title):
            one = self._every[name]
            was = taken_words(before[name], one.unit) if name in before else _("as the world's reading has it")
            will = taken_words(now[name], one.unit) if name in now else _("as the world's reading has it")
            if was != will:
                words = text(span(f"{was} → ", "small", "muted"), span(will, "small", "choice_ink", bold=True))
                lines.append(
                    column(text(one.title, style=style("body", bold=True)), words, gap=1).having(
                        about=f"parameter:{name}"
                    )
                )
        return [label(_("Assumed otherwise"), level=2), *lines]

    def _lost(self) -> list[Element]:
        if not self.session.match.turn:
            return []
        dates = self.session.match.scenario.file.calendar.dates
        lines = [
            column(
                text(
                    span(f"{date_words(dates[one.turn - 1])}  ", "small", "muted"), span(one.title, "body", bold=True)
                ),
                text(tell(one.reason), style=style("small", "muted")),
                gap=1,
            )
            for one in self.anew.lost
        ]
        none = text(_("Nothing: every choice of yours could be repeated."), style=style("small", "muted"))
        return [divider(), label(_("What could no longer be chosen"), level=2), *(lines or [none]), *self._stopped()]

    def _stopped(self) -> list[Element]:
        turns = spoken().plural(
            "The copy ended after {count} turn.", "The copy ended after {count} turns.", self.anew.match.turn
        )
        told = [turns] if self.anew.ended else [self.anew.stopped] if self.anew.stopped else []
        return [text(words, style=style("small", "choice_ink", bold=True)) for words in told]

    def _differences(self) -> list[Element]:
        turn = self._beside.after
        title = label(_("What came of it"), level=2)
        if not turn:
            return [
                title,
                text(_("No turn has been played, so there is nothing to compare yet."), style=style("body", "muted")),
            ]
        date = date_words(self.session.match.scenario.file.calendar.dates[turn])
        differing = [
            one for one in self._beside.variables if _shown(one, one.one[turn]) != _shown(one, one.other[turn])
        ]
        head = [date, _("This match"), _("The copy"), _("Difference")]
        rows = [_compared(one, turn) for one in differing[:_MOST]]
        if not rows:
            return [
                title,
                text(_("Nothing this seat sees differs after {date}.").format(date=date), style=style("body", "muted")),
            ]
        more = len(differing) - len(rows)
        rest = [text(_("and {count} more").format(count=more), style=style("small", "muted"))] if more > 0 else []
        told = table(_("What came of it"), head, rows, key="differences")
        about = " ".join(f"beside:{one.kind}:{one.name}" for one in differing[:_MOST])
        return [title, *self._endings(), told.having(about=about), *rest]

    def _endings(self) -> list[Element]:
        here, there = (one.title if one else _("it goes on") for one in self._beside.endings)
        if here == there:
            return []
        return [
            text(
                _("This match: {here}. The copy: {there}.").format(here=here, there=there),
                style=style("lead", bold=True),
            )
        ]


def _compared(one: VariableBeside, turn: int) -> list[str]:
    before, after, apart = one.one[turn], one.other[turn], one.difference(turn) or 0.0
    size = "—" if one.labels else f"{change_sign(apart)} {amount(apart, one.unit, signed=True)}"
    return [one.title, _shown(one, before), _shown(one, after), size]


def _shown(one: VariableBeside, value: float) -> str:
    """Return a value as it is written in the table: a number without its unit, or a case."""
    return one.labels[int(value)] if one.labels else number_and_unit(value, one.unit)[0]
