"""The menu of a match: go on, go back, save a copy, settings, leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.ui.kit import Element, Screen, button, column, heading, padded, scroll, style, text
from escalation_game.ui.language import _
from escalation_game.ui.session import Session


@dataclass(frozen=True, slots=True)
class MenuWays:
    """Where the menu leads."""

    resume: Callable[[], object]
    turns: Callable[[], object]
    save: Callable[[], str]
    settings: Callable[[], object]
    help: Callable[[], object]
    title: Callable[[], object]
    quit: Callable[[], object]


class MenuScreen(Screen):
    """Nothing here can lose anything: the match is kept after every turn."""

    def __init__(self, session: Session, ways: MenuWays) -> None:
        self.session, self.ways = session, ways
        self.title = _("Menu")
        self._said = ""

    def describe(self) -> Element:
        """Return the ways out in a narrow column in the middle."""
        none = _("No turn has been played yet.") if not self.session.match.turn else ""
        ways = [
            button(
                _("Back to the room"), self.ways.resume, kind="main", key="resume", autofocus=True, hint=_("Key ESC.")
            ),
            button(
                _("Turns played"),
                self.ways.turns,
                key="turns",
                disabled=none,
                hint=_("Look back, or decide a turn again."),
            ),
            button(_("Save a copy"), self._save, key="save", hint=_("The match is kept after every turn anyway.")),
            button(_("How to play"), self.ways.help, key="help"),
            button(_("Settings"), self.ways.settings, key="settings"),
            button(_("To the first screen"), self.ways.title, key="title"),
            button(_("Quit"), self.ways.quit, kind="quiet", key="quit"),
        ]
        session = self.session
        kept = self._kept()
        seed = _("Luck number {seed}. With it anybody can play the same months.").format(seed=session.match.seed)
        notes = [
            text(line, style=style("small", "choice_ink" if line == self._said else "muted"))
            for line in (self._said, seed, kept)
            if line
        ]
        tools = column(*ways, gap=10, role="toolbar", name=self.title, key="ways")
        inside = column(heading(session.match.scenario.file.title, "headline"), tools, *notes, gap=10)
        return padded(scroll(inside.at(max_width=440, align="center", min_width=300), key="menu"), (24, 40))

    def _kept(self) -> str:
        """Where the record is, with room to break the line at each folder."""
        if self.session.path is None:
            return _("This match cannot be kept: {why}.").format(why=self.session.unkept)
        return _("Kept as {path}").format(
            path=" / ".join(part.strip("/\\") for part in self.session.path.parts if part.strip("/\\"))
        )

    def _save(self) -> None:
        self._said = self.ways.save()
