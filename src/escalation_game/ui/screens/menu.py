"""The menu of a match: what else there is to look at, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from escalation_game.ui.kit import Element, Screen, button, column, flow, heading, label, padded, scroll, style, text
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import READING_WIDTH, breakable
from escalation_game.ui.session import Session
from escalation_game.ui.share_line import share_line


@dataclass(frozen=True, slots=True)
class Way:
    """One entry. Where `act` returns words they are shown; `disabled` says why it cannot be taken now."""

    key: str
    name: str
    act: Callable[[], object]
    hint: str = ""
    kind: Literal["main", "normal", "quiet"] = "normal"
    disabled: str = ""


class MenuScreen(Screen):
    """Nothing here can lose anything: the match is kept after every turn. `ways` gives groups, each with its title.

    They are asked for each time, and the title is given each time: the settings that lie on top may change the language.
    """

    def __init__(self, session: Session, ways: Callable[[], Sequence[tuple[str, Sequence[Way]]]]) -> None:
        self.session, self.ways = session, ways
        self._said = ""

    def describe(self) -> Element:
        """Return the groups of ways, and where the match is kept."""
        self.title = _("Menu")
        session = self.session
        seed = _("Luck number {seed}. With it anybody can play the same months.").format(seed=session.match.seed)
        notes = [
            text(line, style=style("small", "choice_ink" if line == self._said else "muted"))
            for line in (self._said, seed, share_line(session.match), self._kept())
            if line
        ]
        groups = [self._group(title, ways, first=number == 0) for number, (title, ways) in enumerate(self.ways())]
        inside = column(heading(session.match.scenario.file.title, "headline"), *groups, *notes, gap=16)
        return padded(scroll(inside.at(max_width=READING_WIDTH, align="center", min_width=300), key="menu"), (24, 32))

    def _group(self, title: str, ways: Sequence[Way], *, first: bool) -> Element:
        buttons = [
            button(
                way.name, lambda way=way: self._take(way), kind=way.kind, key=way.key, hint=way.hint,
                disabled=way.disabled, autofocus=first and number == 0,
            ).at(min_width=200)
            for number, way in enumerate(ways)
        ]  # fmt: skip
        return column(label(title), flow(*buttons, gap=10, row_gap=10), gap=8, role="toolbar", name=title, key=title)

    def _take(self, way: Way) -> None:
        said = way.act()
        self._said = said if isinstance(said, str) else ""

    def _kept(self) -> str:
        """Where the record is, with room to break the line at each folder."""
        if self.session.path is None:
            return _("This match cannot be kept: {why}.").format(why=self.session.unkept)
        return _("Kept as {path}").format(path=breakable(str(self.session.path)))
