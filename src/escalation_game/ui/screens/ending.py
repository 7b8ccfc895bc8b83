"""How it ended: the outcome, how what was wanted came out, the lens behind the world, and what each choice did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escalation_game.play.counterfactual import own_choices
from escalation_game.play.revealed import revealed
from escalation_game.play.seeing import view
from escalation_game.play.view import Objective
from escalation_game.ui import keys
from escalation_game.ui.amounts import amount, change_sign, steps_words
from escalation_game.ui.asking import OnWhy, about, asking
from escalation_game.ui.kit import (
    Element,
    Stage,
    button,
    column,
    divider,
    heading,
    label,
    meter,
    padded,
    panel,
    paper,
    row,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.ending_priorities import against_priorities
from escalation_game.ui.screens.frame import READING_WIDTH, WIDE, logical_width, page
from escalation_game.ui.screens.matter import Comparing, ComparingScreen, matter, matter_title
from escalation_game.ui.session import Session
from escalation_game.ui.share_line import share_line


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where one goes from the end."""

    back: Callable[[], object]
    again: Callable[[], object]
    room: Callable[[], object]
    why: OnWhy
    title: Callable[[], object]


class EndingScreen(ComparingScreen):
    """The last screen of a match, and the first of the talk about it."""

    def __init__(self, stage: Stage, session: Session, ways: WaysOn) -> None:
        self.stage, self.session, self.ways = stage, session, ways
        match = session.match
        self._now = view(match, session.role)
        self._revealed = revealed(match)
        self.comparing = Comparing(match, session.role, own_choices(match, session.role))
        self.title = self._now.ending.title if self._now.ending else _("The end")

    def on_key(self, key: str) -> bool:
        """Use the keys of the ways on."""
        acts = {"back": self.ways.title, "turns": self.ways.back, "new-match": self.ways.again, "look": self.ways.room}
        return keys.act(key, acts)

    def describe(self) -> Element:
        """Return the outcome on paper, the account beside or below it."""
        buttons = [
            button(
                _("Turns and branches"), self.ways.back, kind="primary", key="back", autofocus=True,
                hint=keys.hint(_("Decide a turn again, on the same luck or fresh luck, and compare."), "turns"),
            ),
            button(_("Look at the room"), self.ways.room, key="room", hint=keys.hint(_("As it stands at the end."), "look")),
            button(_("New match"), self.ways.again, key="again", hint=keys.hint("", "new-match")),
            button(_("Leave"), self.ways.title, kind="quiet", key="title", hint=_("To the first screen. Key ESC.")),
        ]  # fmt: skip
        left, right = self._outcome(), self._account()
        if logical_width(self.stage) >= WIDE:
            sheet = paper(
                scroll(*left, key="outcome", gap=14).at(weight=1), padding=(34, 26), name=self.title, key="paper"
            )
            body = row(
                sheet.at(width=round(0.46 * logical_width(self.stage))),
                padded(scroll(*right, key="account", gap=12), (26, 20)).at(weight=1),
                gap=0,
                folds=False,
            )
        else:
            sheet = paper(*left, padding=(24, 20), gap=14, name=self.title, key="paper")
            body = scroll(sheet, padded(column(*right, gap=12), (20, 16)), key="all", gap=0)
        match = self.session.match
        when = _("{title}, after {time}").format(
            title=self._now.title, time=steps_words(match.turn, match.scenario.file.calendar.step)
        )
        return page(self.title, when, body.at(weight=1), buttons=buttons)

    def _outcome(self) -> list[Element]:
        voice = style("lead", family="serif")
        told = text(self._now.ending.text if self._now.ending else "", style=voice)
        lens = self._revealed.lens
        world = [
            divider(colour="ink", thickness=2),
            label(_("The world followed this reading"), colour="ink", level=2),
            heading(lens.title, "title", level=3)
            if lens
            else heading(_("The scenario's own numbers"), "title", level=3),
            text(lens.argument, style=voice) if lens else None,
        ]
        secrets = [
            text(
                span(f"{one.title} ", "body", "muted", family="serif"),
                span(one.answer, "body", family="serif", bold=True),
            )
            for one in self._revealed.cases
        ]
        hidden = (
            [divider(), label(_("What was hidden, as this match had drawn it"), colour="ink", level=2), *secrets]
            if secrets
            else []
        )
        return [one.at(max_width=READING_WIDTH) for one in (told, *world, *hidden) if one is not None]

    def _account(self) -> list[Element]:
        truth = self._revealed.objectives
        wanted = [_objective(one, *truth[one.name], self.ways.why) for one in self._now.objectives if one.name in truth]
        said = _(
            "The whole match on the same luck, without each of them. What follows from a choice includes what others then did. "
            "Told as your seat saw it, so a number may lie beside the true one."
        )
        goals: Sequence[Element] = (
            [label(_("What you wanted, and how it truly came out"), level=2), *wanted, divider()] if wanted else []
        )
        against = against_priorities(self.session.match, self.session.role)
        code = text(share_line(self.session.match), style=style("small", "muted"))
        return [
            *against,
            *goals,
            *matter_title(said),
            *matter(self.comparing, self.ways.why, dated=True),
            divider(),
            code,
        ]


def _objective(one: Objective, before: float, after: float, on_why: OnWhy) -> Element:
    """An objective with its true values at the start and at the end. ENTER or a click asks why it moved, as far as one saw."""
    low, high = one.low or 0.0, one.high if one.high is not None else max(abs(after), 1.0)
    share, start = ((value - low) / (high - low) if high > low else 0.0 for value in (after, before))
    change = after - before
    good = change > 0 if one.better == "higher" else change < 0
    word = _("better") if good else _("worse") if change else _("as before")
    said = f"{change_sign(change)} {amount(change, one.unit, signed=True)} · {word}"
    value = amount(after, one.unit)
    line = row(
        text(one.title, style=style("body", bold=True)).at(weight=1),
        text(span(value, "lead", bold=True), span(f"  {said}", "small", "good_ink" if good else "choice_ink" if change else "muted")),
        gap=10, align="center",
    )  # fmt: skip
    bar = meter(
        _("From the start to the end"),
        share,
        f"{value}, {said}",
        colour="good" if good else "choice",
        width=200,
        marks=(start,),
    )
    note = text(one.note, style=style("small", "muted")) if one.note else None
    shown = panel(line, bar, note, padding=(14, 10), gap=6)
    named = shown.having(name=one.title, value=f"{value}, {said}", key=f"objective:{one.name}")
    return asking(named, about(one), on_why)
