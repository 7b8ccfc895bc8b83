"""Turns and branches: what was and what could have been as a tree. Look at any moment, write on it, go on from it, or compare two branches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.play.view import TurnTold
from escalation_game.ui import keys
from escalation_game.ui.branch_drawing import NARROWEST, Lane, Moment, Plan, drawn_tree, sign
from escalation_game.ui.branching import Branching
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    flow,
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
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _, spoken, tell
from escalation_game.ui.screens.frame import WIDE, logical_width, page

_PAPER = 0.34  #: of a wide window


@dataclass(frozen=True, slots=True)
class BranchWays:
    """Where the screen leads. `go_on` gets branch, turn and whether luck is to be fresh; `open` and `compare` a branch."""

    go_on: Callable[[Branching, int, int, bool], object]
    open: Callable[[Branching, int], object]
    compare: Callable[[Branching, int], object]
    leave: Callable[[], object]


class BranchesScreen(Screen):
    """Choose a moment, then what to do from it. What was played stays in its own file."""

    private = True

    def __init__(self, stage: Stage, branching: Branching, ways: BranchWays) -> None:
        self.stage, self.branching, self.ways = stage, branching, ways
        self.title = _("Turns and branches")
        tree = branching.tree
        self._branch, self._turn = tree.current, branching.branch(tree.current).turns
        if self._over() and self._turn:  # begin where something can be decided
            self._turn -= 1
        self._fresh = 0
        self._listed = False
        self._said = ""
        self._name = self._note = ""
        self._take_words()

    # What can be done

    def on_key(self, key: str) -> bool:
        """Close with the key that opened it; L tells the tree as a list."""
        return keys.act(key, {"turns": self.ways.leave, "as-list": self._toggle_list})

    def on_close(self) -> None:
        """Keep what was written."""
        self._keep_words()

    def choose(self, number: int, turn: int) -> None:
        """Look at a moment of a branch."""
        if (number, turn) != (self._branch, self._turn):
            self._keep_words()
            self._branch, self._turn = number, turn
            self._take_words()

    def _toggle_list(self) -> None:
        self._listed = not self._listed

    def _take_words(self) -> None:
        tree = self.branching.tree
        self._name = tree.branches[self._branch].record.about.name
        self._note = tree.note(self._branch, self._turn)

    def _keep_words(self) -> None:
        problem = self.branching.write(self._branch, self._turn, self._name, self._note)
        self._said = _("This could not be written: {why}.").format(why=problem) if problem else ""

    def _write_name(self, words: str) -> None:
        self._name = words

    def _write_note(self, words: str) -> None:
        self._note = words

    def _choose_luck(self, number: int) -> None:
        self._fresh = number

    def _go(self) -> None:
        self._keep_words()
        self.ways.go_on(self.branching, self._branch, self._turn, bool(self._fresh))

    def _open(self) -> None:
        self._keep_words()
        self.ways.open(self.branching, self._branch)

    def _compare(self) -> None:
        self._keep_words()
        self.ways.compare(self.branching, self._branch)

    # How it looks

    def describe(self) -> Element:
        """Return the tree, what can be done from the chosen moment, and beside or below it what was in the news."""
        back = button(_("Back"), self.ways.leave, key="back", hint=_("Key ESC."))
        other = _("As a drawing") if self._listed else _("As a list")
        listed = button(other, self._toggle_list, kind="quiet", key="as-list", hint=keys.hint("", "as-list"))
        kept = _("What was played stays as it is, each branch in a file of its own.")
        width = logical_width(self.stage)
        if width >= WIDE:
            side = column(scroll(*self._tree(), key="moments").at(weight=1), self._acts(), gap=14)
            sheet = paper(
                scroll(*self._news(), key="news", gap=12).at(weight=1),
                padding=(28, 22),
                name=_("The dispatch"),
                key="paper",
            )
            body = row(padded(side, (24, 16)).at(weight=1), sheet.at(width=round(_PAPER * width)), gap=0, folds=False)
        else:
            sheet = paper(*self._news(), padding=(20, 16), gap=12, name=_("The dispatch"), key="paper")
            body = scroll(padded(column(*self._tree(), self._acts(), gap=14), (16, 12)), sheet, key="all", gap=0)
        return page(self.title, kept, body.at(weight=1), buttons=[listed, back])

    def _tree(self) -> list[Element]:
        if self._listed:
            return [self._list(number) for number in range(len(self.branching.tree.branches))]
        moments = [self._moment(number, turn) for number, turn in self.branching.tree.nodes()]
        drawing = column(drawn_tree(self._plan(), moments, self.title), role="grid", name=self.title, key="tree-grid")
        return [drawing, self._legend()]

    def _legend(self) -> Element:
        lucks = {one.luck for one in self.branching.tree.branches}
        shown = [
            _meaning(sign("same", _("Disc"), here=True), _("where this match stands")),
            _meaning(sign("same", _("Disc")), _("played without knowing")) if lucks & {"first", "same"} else None,
            _meaning(sign("seen", _("Ring")), _("seen luck: played knowing what came")) if "seen" in lucks else None,
            _meaning(sign("fresh", _("Diamond")), _("fresh luck: other dice")) if "fresh" in lucks else None,
        ]
        return flow(*shown, gap=20, row_gap=4)

    def _plan(self) -> Plan:
        tree, session = self.branching.tree, self.branching.session
        lanes = tuple(self._lane(number) for number in range(len(tree.branches)))
        last = max(1, *(round(lane.last + 0.5) if lane.last % 1 else round(lane.last) for lane in lanes))
        begin, end = self._shown(last)
        lit: dict[int, float] = {}
        for turn in range(session.match.turn + 1):
            lit[tree.owner(tree.current, turn)] = turn
        lit[tree.current] = lanes[tree.current].last
        dates = tuple(self.branching.date(turn) for turn in range(last + 1))
        return Plan(lanes, dates, tuple(lit.items()), (self._branch, self._turn), begin, end)

    def _shown(self, last: int) -> tuple[int, int]:
        """The first and last turn drawn: all of them, or as many as there is room for around the chosen one."""
        width = logical_width(self.stage)
        room = width * (1 - _PAPER) if width >= WIDE else width
        most = max(4, int((room - 110) // NARROWEST))
        if last <= most:
            return 0, last
        begin = min(max(0, self._turn - most // 2), last - most)
        return begin, begin + most

    def _lane(self, number: int) -> Lane:
        branch, tree = self.branching.branch(number), self.branching.tree
        noted = frozenset(turn for turn in branch.record.about.notes if tree.owner(number, turn) == number)
        current = number == tree.current
        over = self.branching.session.match.ending is not None if current else branch.turns >= branch.record.length
        return Lane(
            self._called(number), self.branching.mark(number), branch.luck, branch.parent, branch.left, branch.turns,
            current, over, noted,
        )  # fmt: skip

    def _called(self, number: int) -> str:
        """The name of a branch, with what is being written now."""
        if number == self._branch and self._name.strip():
            return self._name.strip()
        return self.branching.name(number)

    def _moment(self, number: int, turn: int) -> Moment:
        return Moment(
            number, turn, f"{self.branching.date(turn)}, {self._called(number)}", self._moment_words(number, turn),
            lambda: self.choose(number, turn),
        )  # fmt: skip

    def _moment_words(self, number: int, turn: int) -> str:
        """What a voice says of a moment beyond its date and branch."""
        branching, branch = self.branching, self.branching.branch(number)
        here = number == branching.tree.current and turn == branch.turns
        note = branching.tree.note(number, turn)
        parts = [
            _("where this match stands") if here else "",
            branching.chosen(number, turn) if turn > branch.left else "",
            branching.mark(number),
            _("note: {note}").format(note=note) if note else "",
        ]
        return ", ".join(part for part in parts if part)

    def _list(self, number: int) -> Element:
        """Return one branch for reading: what it is called, where it comes from, and its moments."""
        branching, branch = self.branching, self.branching.branch(number)
        mark = f" · {branching.mark(number)}" if branching.mark(number) else ""
        left = ""
        if branch.parent is not None:
            left = _("left “{name}” in {date}").format(
                name=self._called(branch.parent), date=branching.date(branch.left)
            )
        items = [self._item(number, turn) for owner, turn in branching.tree.nodes() if owner == number]
        title = text(self._called(number), style=style("lead", bold=True), role="heading", level=2)
        said = text(f"{left}{mark}".strip(" ·"), style=style("small", "muted")) if left or mark else None
        return column(title, said, list_of(self._called(number), *items, key=f"branch:{number}"), gap=3)

    def _item(self, number: int, turn: int) -> Element:
        said = self._moment_words(number, turn)
        line = text(span(f"{self.branching.date(turn)}  ", "body", bold=True), span(said, "body"))
        item = list_item(
            self.branching.date(turn), line, on_activate=lambda: self.choose(number, turn),
            checked=(number, turn) == (self._branch, self._turn), key=f"moment:{number}:{turn}",
        )  # fmt: skip
        return item.having(value=said)

    # The chosen moment

    def _acts(self) -> Element:
        branching, current = self.branching, self.branching.tree.current
        own = self._branch == current
        date, problem = branching.date(self._turn), branching.problem(self._branch)
        title = text(
            span(f"{date}  ", "lead", bold=True),
            span(self._called(self._branch), "body", "muted"),
            role="heading",
            level=2,
        )
        luck = radio(
            _("Luck from there"), [_("The same luck"), _("Fresh luck")], self._fresh, self._choose_luck, key="luck"
        )
        again = button(
            _("Decide {date}").format(date=date), self._go, kind="primary", key="again", autofocus=True,
            disabled=_("This branch cannot be played again: {why}.").format(why=problem) if problem else self._over(),
            hint=_("What you know now you cannot unlearn. The same luck shows what the decision changes; fresh luck is a new chance."),
        )  # fmt: skip
        this = _("This is the match on the desk.") if own else ""
        opened = button(
            _("Open this branch"),
            self._open,
            key="open",
            disabled=this or problem,
            hint=_("Goes on where it was left."),
        )
        compared = button(
            _("Compare with this match"), self._compare, key="compare", hint=_("Turn by turn, side by side."),
            disabled=_("Go to a moment of another branch first.") if own else problem,
        )  # fmt: skip
        said = text(self._said, style=style("small", "choice_ink")) if self._said else None
        buttons = flow(again, opened, compared, gap=10, row_gap=8)
        return column(divider(), row(title.at(weight=1), luck, gap=20), buttons, self._words(), said, gap=10)

    def _words(self) -> Element:
        """Return the two lines on which one can write."""
        name = textbox(
            _("Name of this branch"), self._name, self._write_name, on_activate=self._keep_words, key="name",
            placeholder=self.branching.name(self._branch),
        )  # fmt: skip
        note = textbox(
            _("Note beside {date}").format(date=self.branching.date(self._turn)), self._note, self._write_note,
            on_activate=self._keep_words, key="note", placeholder=_("what you thought"),
        )  # fmt: skip
        return row(name.at(weight=1), note.at(weight=1), gap=16)

    def _over(self) -> str:
        """Why nothing can be decided at the chosen moment, "" when something can."""
        match = self.branching.match(self._branch)
        ended = match is not None and match.ending is not None and self._turn >= match.turn
        return _("The match is over here. Go to an earlier moment.") if ended else ""

    def _news(self) -> list[Element]:
        """Return what was in the paper after the turn before, and what was decided then, in each branch."""
        branching, turn = self.branching, self._turn
        note = branching.tree.note(self._branch, turn)
        parts = [label(_("The dispatch"), colour="ink"), heading(branching.date(turn), "title", level=2)]
        if note:
            parts.append(text(note, style=style("body", "muted", italic=True, family="serif")))
        parts += [text(_("Nothing has been decided yet."), style=style("body", family="serif"))] if turn == 0 else []
        parts += _told(branching.told(self._branch, turn), branching.date(turn - 1)) if turn else []
        return [*parts, *self._decided()]

    def _decided(self) -> list[Element]:
        branching, turn = self.branching, self._turn
        after = branching.passing(self._branch, turn) if turn <= branching.branch(self._branch).turns else ()
        if not after:
            return []
        lines = [
            text(
                span(f"{self._called(number)}  ", "small", "muted"),
                span(branching.chosen(number, turn + 1), "body", bold=True),
            )
            for number in after
        ]
        title = spoken().plural("Decided then", "Decided then, in {count} branches", len(lines))
        return [divider(), label(title, colour="ink", level=3), *lines]


def _meaning(shape: Element, words: str) -> Element:
    return row(shape, text(words, style=style("small", "muted")), gap=6, align="center", folds=False)


def _told(told: TurnTold, before: str) -> list[Element]:
    """Return a turn's choices and its news."""
    chosen = ", ".join(told.choices) or _("nothing chosen")
    each = [
        column(
            text(one.text, style=style("body", family="serif", bold=True), role="heading", level=3),
            text(tell(one.reason), style=style("small", "muted", family="serif")) if one.reason else None,
            gap=2,
        )
        for one in told.headlines
    ]
    news = (
        each or [text(" · ".join(told.happened), style=style("body", family="serif"))] if told.happened or each else []
    )
    return [
        text(_("Chosen in {date}: {choices}").format(date=before, choices=chosen), style=style("small", "muted")),
        *news,
    ]
