"""Assumptions: every number the scenario rests on, with rival readings of it, to be changed in a copy of the match or for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from escalation_game.play.assumptions import Edit, assumptions
from escalation_game.ui import keys
from escalation_game.ui.assumption_edits import Edits
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    flow,
    padded,
    panel,
    radio,
    row,
    scroll,
    style,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.assumption_detail import DetailWays, assumption_detail, question_detail
from escalation_game.ui.screens.assumption_list import Listed, assumption_list, legend
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.session import Session

_ROOM_FOR_SUMMARY = 760  #: logical pixels of width from which the foot says how much is changed


@dataclass(frozen=True, slots=True)
class AssumptionWays:
    """Where the assumptions lead. `play_on` and `afresh` get all edits and return why that cannot be, or ""; `see_through` gets a lens or ""."""

    play_on: Callable[[Mapping[str, Edit]], str]
    afresh: Callable[[Mapping[str, Edit]], str]
    see_through: Callable[[str], object]
    why: Callable[[str], object]
    leave: Callable[[], object]


class AssumptionsScreen(Screen):
    """A list, and the chosen entry at length. What is edited counts only once one plays on with it: the match itself stays as it is."""

    private = True

    def __init__(self, stage: Stage, session: Session, ways: AssumptionWays) -> None:
        self.stage, self.session, self.ways = stage, session, ways
        self.title = _("Assumptions")
        self._every = assumptions(session.match, session.role)
        self._edits = Edits(dict(session.match.assumptions))
        self._made: dict[object, Element] = {}
        self._words, self._by_name, self._wrong = "", False, ""
        disputed = [one for one in self._every.entries if one.group == "disputed"]
        first = (disputed or list(self._every.entries))[:1]
        self._chosen = f"parameter:{first[0].name}" if first and self._wide else ""

    @property
    def _wide(self) -> bool:
        return logical_width(self.stage) >= WIDE

    def on_key(self, key: str) -> bool:
        """Let the key that opened it close it."""
        return keys.act(key, {"assumptions": self.ways.leave})

    def describe(self) -> Element:
        """Return the list beside the details, or the details within the list; what can be done with it all below."""
        back = button(_("Back"), self.ways.leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        said = (
            _("What the scenario rests on, and who reads it otherwise. This match stays as it is.")
            if self._wide
            else ""
        )
        return page(
            self.title,
            said,
            (self._side_by_side() if self._wide else self._in_one()).at(weight=1),
            divider(),
            self._foot(),
            buttons=[back],
        )

    def _side_by_side(self) -> Element:
        width = round(0.44 * logical_width(self.stage))
        entries = scroll(*self._list(None), key="entries", gap=14)
        left = column(self._tools(), entries.at(weight=1), gap=12)
        detail = scroll(*self._detail(), key=f"detail:{self._chosen}", gap=9, ground="panel")
        return row(
            padded(left, (24, 14)).at(weight=1),
            panel(detail.at(weight=1), padding=(22, 16), radius=0).at(width=width),
            gap=0,
            folds=False,
        )

    def _in_one(self) -> Element:
        return scroll(padded(column(self._tools(), *self._list(self._detail), gap=12), (20, 12)), key="all", gap=0)

    # The list

    def _tools(self) -> Element:
        search = textbox(_("Search"), self._words, self._search, placeholder=_("a word, such as shells"), key="search")
        order = radio(_("In order"), [_("By kind"), _("By name")], int(self._by_name), self._sort, key="order")
        lenses = [("", _("All readings")), *self._every.lenses]
        through = radio(
            _("Seen through, here and in forecasts"), [title for _name, title in lenses], self._lens_number, self._see_through, key="lens",
        )  # fmt: skip
        return column(row(search.at(weight=1), order, gap=20), through if len(lenses) > 1 else None, legend(), gap=6)

    def _list(self, below: Callable[[], list[Element]] | None) -> list[Element]:
        listed = Listed(self._edits, self.session.viewing, self._chosen, self._choose, below, self._made)
        return assumption_list(self._every, self._words, listed, by_name=self._by_name)

    def _detail(self) -> list[Element]:
        section, _colon, name = self._chosen.partition(":")
        if section == "question":
            question = next(one for one in self._every.questions if one.name == name)
            return [one.having(about=self._chosen) for one in question_detail(question, self._every.lenses)]
        if section == "parameter":
            ways = DetailWays(self._edits, self.session.viewing, self.ways.why)
            entry = next(one for one in self._every.entries if one.name == name)
            return [one.having(about=self._chosen) for one in assumption_detail(entry, ways)]
        return [text(_("Choose an entry to read it at length."), style=style("body", "muted"))]

    # The foot

    def _foot(self) -> Element:
        now = self._edits.now
        same = (
            "" if now != self.session.match.assumptions else _("Nothing is assumed otherwise than in this match yet.")
        )
        on = button(
            _("Play on with these"), lambda: self._take(self.ways.play_on), kind="primary", key="play-on", disabled=same,
            hint=_("A copy of this match from its first turn, with your choices, on the same luck."),
        )  # fmt: skip
        fresh = button(
            _("Begin anew with these"),
            lambda: self._take(self.ways.afresh),
            key="afresh",
            disabled=same,
            hint=_("A new match, on other luck."),
        )
        undo = button(_("Undo all"), self._undo_all, kind="quiet", key="undo-all") if not same else None
        words = self._wrong or spoken().plural(
            "{count} number assumed otherwise", "{count} numbers assumed otherwise", len(now)
        )
        words = words if now or self._wrong else _("Nothing is assumed otherwise yet.")
        look = style("small", "choice_ink", bold=True) if self._wrong else style("small", "muted")
        roomy = logical_width(self.stage) >= _ROOM_FOR_SUMMARY or bool(self._wrong)
        told = text(words, style=look).at(weight=1, min_width=140) if roomy else None
        return padded(row(flow(on, fresh, undo, gap=8), told, gap=14, align="center"), (20, 8))

    # What is done

    def _take(self, way: Callable[[Mapping[str, Edit]], str]) -> None:
        self._wrong = way(self._edits.now)

    def _undo_all(self) -> None:
        self._edits, self._wrong = Edits(dict(self.session.match.assumptions)), ""

    def _choose(self, key: str) -> None:
        folded = not self._wide and self._chosen == key
        self._chosen = "" if folded else key
        self._edits.typed = ("", "")

    def _search(self, words: str) -> None:
        self._words = words

    def _sort(self, number: int) -> None:
        self._by_name = bool(number)

    @property
    def _lens_number(self) -> int:
        names = ["", *(name for name, _title in self._every.lenses)]
        return names.index(self.session.viewing) if self.session.viewing in names else 0

    def _see_through(self, number: int) -> None:
        self.ways.see_through(["", *(name for name, _title in self._every.lenses)][number])
