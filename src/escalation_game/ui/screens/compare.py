"""Two branches side by side: how each ended, where the numbers lie apart, and turn by turn what each chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.beside import Beside, ObjectiveBeside, TurnBeside, VariableBeside, beside
from escalation_game.play.view import Ending, TurnTold
from escalation_game.ui import keys
from escalation_game.ui.amounts import amount, change_sign, date_words
from escalation_game.ui.branching import Branching
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    grid,
    label,
    padded,
    panel,
    radio,
    row,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.paired import end_sign, paired_lines
from escalation_game.ui.screens.frame import WIDE, logical_width, page

_MOST = 8  #: variables shown before "all"
_NEWS = 2  #: headlines told of each side of a turn


class CompareScreen(Screen):
    """The match on the desk and another branch, or any two of the tree."""

    private = True

    def __init__(self, stage: Stage, branching: Branching, other: int, leave: Callable[[], object]) -> None:
        self.stage, self.branching, self._leave = stage, branching, leave
        self.title = _("Two branches side by side")
        able = [number for number in range(len(branching.tree.branches)) if branching.match(number) is not None]
        self._able = able
        self._sides = [able.index(branching.tree.current), able.index(other)]
        self._every = False
        self._beside = self._compared()

    def on_key(self, key: str) -> bool:
        """Show all variables with the key that does so in the room."""
        return keys.act(key, {"every": self._toggle_every})

    def describe(self) -> Element:
        """Return the heads of both, the numbers, and the turns."""
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."), autofocus=True)
        numbers, turns = self._numbers(), self._turns()
        width = logical_width(self.stage)
        if width >= WIDE:
            body = row(
                padded(scroll(*self._heads(), *turns, key="turns", gap=12), (24, 16)).at(weight=3),
                divider(upright=True),
                padded(scroll(*numbers, key="numbers", gap=12), (22, 16)).at(weight=2),
                gap=0, folds=False,
            )  # fmt: skip
        else:
            body = scroll(
                padded(column(*self._heads(), *numbers, divider(), *turns, gap=12), (16, 12)), key="all", gap=0
            )
        return page(self.title, self._about_luck(), body.at(weight=1), buttons=[back])

    # What is compared

    def _compared(self) -> Beside:
        matches = [self.branching.match(self._able[side]) for side in self._sides]
        one, other = matches
        assert one is not None and other is not None  # those that do not replay were left out
        return beside(one, other, self.branching.session.role)

    def _choose(self, side: int, place: int) -> None:
        self._sides[side] = place
        self._beside = self._compared()

    def _toggle_every(self) -> None:
        self._every = not self._every

    @property
    def _names(self) -> tuple[str, str]:
        one, other = (self.branching.name(self._able[side]) for side in self._sides)
        return one, other

    def _about_luck(self) -> str:
        found = self._beside
        shared = (
            spoken().plural("One turn is shared.", "{count} turns are shared.", found.shared) if found.shared else ""
        )
        if found.luck_apart is None:
            return f"{_('On the same luck: what differs follows from the decisions.')} {shared}"
        date = self.branching.date(found.luck_apart - 1)
        return f"{_('On the same luck until {date}; from then on the dice differ, too.').format(date=date)} {shared}"

    # The heads

    def _heads(self) -> list[Element]:
        heads = [self._head(number) for number in (0, 1)]
        pickers = [self._picker(number) for number in (0, 1)] if len(self._able) > 2 else []
        return [_pair(*heads), *pickers, *self._wanted()]

    def _head(self, side: int) -> Element:
        number = self._able[self._sides[side]]
        ending, branch = self._beside.endings[side], self.branching.branch(number)
        mark = self.branching.mark(number)
        gone = _("{gone} of {turns} turns played").format(gone=branch.turns, turns=branch.record.length)
        name = text(self._names[side], style=style("lead", bold=True), role="heading", level=2)
        sign = end_sign(_("solid line, disc") if side == 0 else _("dashed line, ring"), first=side == 0)
        line = row(sign, name.at(weight=1), gap=10, align="center", folds=False)
        said = text(" · ".join(part for part in (mark, gone) if part), style=style("small", "muted"))
        return panel(line, said, _ended(ending), gap=5, accent="choice" if side == 0 else "question")

    def _picker(self, side: int) -> Element:
        names = [self.branching.name(number) for number in self._able]
        title = _("With the solid line") if side == 0 else _("With the dashed line")
        return radio(title, names, self._sides[side], lambda place: self._choose(side, place), key=f"side:{side}")

    def _wanted(self) -> list[Element]:
        sides = [self.branching.branch(self._able[side]).turns for side in self._sides]
        level = sides[0] == sides[1]
        found = [_objective(one, level=level) for one in self._beside.objectives if None not in (one.one, one.other)]
        if not found:
            return []
        over = all(self._beside.endings)
        return [
            label(_("What you wanted, in truth") if over else _("What you wanted, as far as you know"), level=2),
            *found,
        ]

    # The numbers

    def _numbers(self) -> list[Element]:
        found = self._beside
        date = self.branching.date(found.after)
        apart = [one for one in found.variables if (one.difference(found.after) or 0.0) and self._can_be_seen(one)]
        shown = apart if self._every else apart[:_MOST]
        title = label(_("Where the numbers lie apart, {date}").format(date=date), level=2)
        said = text(
            _("First the solid line, then the dashed one; below, how far the second lies from the first."),
            style=style("small", "muted"),
        )
        none = [text(_("Nothing you see is otherwise so far."), style=style("body", "muted"))] if not apart else []
        more = button(
            _("Fewer numbers") if self._every else _("All {count} that differ").format(count=len(apart)), self._toggle_every,
            kind="quiet", key="every", disabled="" if len(apart) > _MOST else _("All of them are shown."), hint=keys.hint("", "every"),
        )  # fmt: skip
        return [title, said, *none, *(self._variable(one) for one in shown), more.at(align="start")]

    def _can_be_seen(self, one: VariableBeside) -> bool:
        """Whether the two differ as they are written."""
        after = self._beside.after
        return bool(one.labels) or amount(one.one[after], one.unit) != amount(one.other[after], one.unit)

    def _variable(self, one: VariableBeside) -> Element:
        after = self._beside.after
        title = text(one.title, style=style("small", "muted", family="condensed", bold=True))
        if one.labels:
            values = [one.labels[round(line[after])] for line in (one.one, one.other)]
            said = text(_("{one} here, {other} there").format(one=values[0], other=values[1]), style=style(bold=True))
            return column(title, said, divider(), gap=5)
        gap = one.difference(after) or 0.0
        both = text(
            span(amount(one.one[after], one.unit), "body", "choice_ink", bold=True),
            span(" · ", "body", "muted"),
            span(amount(one.other[after], one.unit), "body", "question_ink", bold=True),
        )
        noise = f" ± {amount(one.noise, '')}" if one.noise else ""
        size = text(span(f"{change_sign(gap)} {amount(gap, one.unit, signed=True)}{noise}", "small"))
        words = column(title, both, size, gap=2).at(weight=1, min_width=150)
        told = column(row(words, paired_lines(one, self._names), gap=14, align="center"), divider(), gap=6)
        return told.having(about=f"beside:{one.kind}:{one.name}")

    # The turns

    def _turns(self) -> list[Element]:
        same = [one for one in self._beside.turns if one.same]
        parts: list[Element] = [divider(), label(_("Turn by turn"), level=2)]
        if same:
            parts.append(_shared(same))
        return [*parts, *(self._turn(one) for one in self._beside.turns if not one.same)]

    def _turn(self, turn: TurnBeside) -> Element:
        otherwise = _choices(turn.one) != _choices(turn.other) and turn.one is not None and turn.other is not None
        mark = span(f"   {_('decided otherwise')}", "small", "choice_ink", bold=True) if otherwise else span("")
        date = text(span(date_words(turn.date), "body", bold=True), mark, role="heading", level=3)
        one, other = _side(turn.one, turn.other, first=True), _side(turn.other, turn.one, first=False)
        return column(date, _pair(one, other), divider(), gap=6)


def _pair(one: Element, other: Element) -> Element:
    """Return two things side by side, or below each other where there is no room."""
    return grid(one, other, min_width=240, gap=18, most=2)


def _ended(ending: Ending | None) -> Element:
    if ending is None:
        return text(_("Not over yet."), style=style("small", "muted"))
    return column(
        text(span(f"{_('Ending:')} ", "small", "muted"), span(ending.title, "body", bold=True, family="serif")),
        text(ending.text, style=style("small", "muted", family="serif"), max_lines=4),
        gap=2,
    )


def _objective(one: ObjectiveBeside, *, level: bool) -> Element:
    """Return an objective of both; which is better is said only where both have come as far (`level`)."""
    if one.one is None or one.other is None:
        return column()
    gap = one.one - one.other
    good = gap > 0 if one.better == "higher" else gap < 0
    word = _("better with the solid line") if good else _("better with the dashed line") if gap else _("alike")
    values = span(f" {amount(one.one, one.unit)}", "body", "choice_ink", bold=True)
    others = span(amount(one.other, one.unit), "body", "question_ink", bold=True)
    word = word if level else _("not at the same date")
    between, said = span(" · ", "body", "muted"), span(f" · {word}", "small", "muted")
    return text(span(one.title, "body"), values, between, others, said).having(about=f"beside:objective:{one.name}")


def _shared(turns: Sequence[TurnBeside]) -> Element:
    """Return the past both have, a line for each turn."""
    lines = [
        text(span(f"{date_words(one.date)}  ", "small", "muted"), span(_choices(one.one), "small")) for one in turns
    ]
    title = text(_("The same in both"), style=style("small", "muted", bold=True))
    return column(title, *lines, divider(), gap=3)


def _choices(told: TurnTold | None) -> str:
    if told is None:
        return ""
    return ", ".join(told.choices) or _("nothing chosen")


def _side(told: TurnTold | None, beside: TurnTold | None, *, first: bool) -> Element:
    """Return what one match chose in a turn, and the first news of it that the other did not have."""
    if told is None:
        return text(_("not played"), style=style("small", "faint", italic=True))
    there = {one.text for one in beside.headlines} if beside else set[str]()
    news = [one for one in told.headlines if one.kind != "choice" and one.text not in there]
    chosen = text(_choices(told), style=style("body", "choice_ink" if first else "question_ink", bold=True))
    return column(chosen, *(text(one.text, style=style("small", family="serif")) for one in news[:_NEWS]), gap=3)
