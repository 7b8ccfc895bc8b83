"""A match on the desk: which of its screens leads to which, from the briefing to the ending."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.play.match import Match, MatchStoppedError
from escalation_game.play.record import write_record
from escalation_game.play.saves import unused
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.language import _
from escalation_game.ui.outlook import Outlook
from escalation_game.ui.screens.briefing import BriefingScreen
from escalation_game.ui.screens.ending import EndingScreen, WaysOn
from escalation_game.ui.screens.hand_over import HandOverScreen
from escalation_game.ui.screens.menu import MenuScreen, Way
from escalation_game.ui.screens.result import ResultScreen
from escalation_game.ui.screens.room import RoomScreen, RoomWays
from escalation_game.ui.screens.turns import TurnsScreen
from escalation_game.ui.screens.why import WhyScreen
from escalation_game.ui.session import Session


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Where a match leads out of itself. `outlook` gives what looks ahead in a match, None where nothing should."""

    settings: Callable[[], object]
    help: Callable[[], object]
    title: Callable[[], object]
    new_match: Callable[[], object]
    quit: Callable[[], object]
    outlook: Callable[[Match], Outlook | None]


class Desk:
    """Leads from screen to screen within one match. Its state: the session."""

    def __init__(self, stage: Stage, session: Session, out: WaysOut) -> None:
        self.stage, self.session, self.out = stage, session, out

    # The straight way through a match

    def opening(self) -> Screen:
        """Return the first screen of a match that begins: its briefing."""
        return BriefingScreen(self.stage, self.session, self._enter_room, _("To the situation room"))

    def going_on(self) -> Screen:
        """Return where a match that is taken up again stands."""
        return self._ending() if self.session.match.ending is not None else self._room()

    def _enter_room(self) -> None:
        self._replace(self._handed_over() if len(self.session.roles) > 1 else self._room())

    def _room(self) -> RoomScreen:
        ways = RoomWays(self.open_why, self._end_turn, self._open_menu, self._open_briefing, self.out.help)
        return RoomScreen(self.stage, self.session, ways, self.out.outlook(self.session.match))

    def _handed_over(self) -> Screen:
        title = self.session.match.scenario.file.roles[self.session.role].title
        return HandOverScreen(title, lambda: self._replace(self._after_hand_over()))

    def _after_hand_over(self) -> Screen:
        """Whoever decides first in a turn reads what came of the last one before deciding."""
        session = self.session
        return self._result() if session.role == session.roles[0] and session.match.turn else self._room()

    def _end_turn(self) -> None:
        session = self.session
        if session.next_role:
            session.role = session.next_role
            self._replace(self._handed_over())
            return
        try:
            session.match.end_turn()
        except (MatchStoppedError, OSError) as error:
            self._tell(str(error))
            return
        if len(session.roles) > 1:
            session.role = session.roles[0]
            self._replace(self._handed_over())
        else:
            self._replace(self._result())

    def _result(self) -> Screen:
        return ResultScreen(self.stage, self.session, self.open_why, self._after_result)

    def _after_result(self) -> None:
        self._replace(self.going_on())

    def _ending(self) -> Screen:
        ways = WaysOn(self._open_turns, self.out.new_match, lambda: self._push(self._room()), self.out.title)
        return EndingScreen(self.stage, self.session, ways)

    # What can be looked at on the way

    def open_why(self, name: str) -> None:
        """Show why a number is what it is."""
        self._push(WhyScreen(self.stage, self.session, name, self.open_why, self._pop))

    def _open_briefing(self) -> None:
        self._push(BriefingScreen(self.stage, self.session, self._pop, _("Back to the room")))

    def _open_turns(self) -> None:
        self._push(TurnsScreen(self.stage, self.session, self._branch, self._pop))

    def _open_menu(self) -> None:
        none = "" if self.session.match.turn else _("No turn has been played yet.")
        look = [
            Way("resume", _("Back to the room"), self._pop, _("Key ESC."), kind="main"),
            Way("turns", _("Turns played"), self._open_turns, _("Look back, or decide a turn again."), disabled=none),
            Way("save", _("Save a copy"), self._save, _("The match is kept after every turn anyway.")),
        ]
        leave = [
            Way("help", _("How to play"), self.out.help),
            Way("settings", _("Settings"), self.out.settings),
            Way("title", _("To the first screen"), self.out.title),
            Way("quit", _("Quit"), self.out.quit, kind="quiet"),
        ]
        self._push(MenuScreen(self.session, [(_("This match"), look), (_("The game"), leave)]))

    # What changes which match is on the desk

    def _branch(self, turns: int, fresh: bool) -> None:
        self.session.take_up(self.session.match.branch(turns, secrets.randbelow(1_000_000) if fresh else None))
        self.stage.navigation.keep_first()
        self._enter_room()

    def _save(self) -> str:
        session = self.session
        if session.path is None:
            return _("There is no file to copy it beside.")
        path = unused(session.path.with_name(f"{session.path.stem}-copy.json"))
        try:
            write_record(session.match.record(), path)
        except OSError as error:
            return _("The copy could not be written: {why}.").format(why=error.strerror or error)
        return _("A copy was written to {path}").format(path=path)

    def _tell(self, words: str) -> None:
        screen = self.stage.navigation.screen
        if isinstance(screen, RoomScreen):
            screen.say(words)

    def _push(self, screen: Screen) -> None:
        self.stage.navigation.push(screen)

    def _pop(self) -> None:
        self.stage.navigation.pop()

    def _replace(self, screen: Screen) -> None:
        self.stage.navigation.replace(screen)
