"""A match on the desk: which of its screens leads to which, from the briefing to the ending."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from escalation_game.play.anew import begun_anew, played_anew
from escalation_game.play.assumptions import Edit
from escalation_game.play.match import Match, MatchStoppedError
from escalation_game.play.record import write_record
from escalation_game.play.saves import unused
from escalation_game.play.seeing import view
from escalation_game.ui.branching import Branching
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.language import _
from escalation_game.ui.outlook import Outlook, seen_through
from escalation_game.ui.screens.anew import AnewScreen, AnewWays
from escalation_game.ui.screens.assumptions import AssumptionsScreen, AssumptionWays
from escalation_game.ui.screens.branches import BranchesScreen, BranchWays
from escalation_game.ui.screens.briefing import BriefingScreen
from escalation_game.ui.screens.causes import CausesScreen
from escalation_game.ui.screens.charts import ChartsScreen
from escalation_game.ui.screens.compare import CompareScreen
from escalation_game.ui.screens.ending import EndingScreen, WaysOn
from escalation_game.ui.screens.hand_over import HandOverScreen
from escalation_game.ui.screens.menu import MenuScreen, Way
from escalation_game.ui.screens.projector import ProjectorScreen, ProjectorWays
from escalation_game.ui.screens.result import ResultScreen
from escalation_game.ui.screens.room import RoomScreen, RoomWays
from escalation_game.ui.screens.why import WhyScreen
from escalation_game.ui.session import Session
from escalation_game.ui.thumbnails import keep_picture


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Where a match leads out of itself. `outlook` gives what looks ahead in a match, None where nothing should.

    `workshop` None: the match was not begun there.
    """

    settings: Callable[[], object]
    help: Callable[[], object]
    title: Callable[[], object]
    new_match: Callable[[], object]
    quit: Callable[[], object]
    outlook: Callable[[Match], Outlook | None]
    workshop: Callable[[], object] | None = None


class Desk:
    """Leads from screen to screen within one match. Its state: the session."""

    def __init__(self, stage: Stage, session: Session, out: WaysOut) -> None:
        self.stage, self.session = stage, session

        def outlook(match: Match) -> Outlook | None:
            return seen_through(out.outlook(match), session.viewing)

        self.out = replace(out, outlook=outlook)

    # The straight way through a match

    def opening(self) -> Screen:
        """Return the first screen of a match that begins: its briefing."""
        return BriefingScreen(self.stage, self.session, self._enter_room, _("To the situation room"))

    def going_on(self) -> Screen:
        """Return where a match that is taken up again stands."""
        return self._ending() if self.session.match.ending is not None else self._room()

    def _enter_room(self) -> None:
        self._replace(self._handed_over() if len(self.session.roles) > 1 else self._room())

    def keep_private(self) -> None:
        """Show the public view instead of a screen of one seat while a projector is on, and the seat's own again after it."""
        screen = self.stage.navigation.screen
        if self._projecting and screen.private:
            self.stage.navigation.keep_first()
            self._replace(self.going_on())
        elif isinstance(screen, ProjectorScreen) and not self._projecting:
            self.stage.navigation.keep_first()
            self._enter_room()

    @property
    def _projecting(self) -> bool:
        return self.stage.look.projector

    def _room(self) -> Screen:
        if self._projecting:
            return ProjectorScreen(
                self.stage, self.session, ProjectorWays(self._end_turn, self._open_menu, self._open_briefing)
            )
        ways = RoomWays(
            self.open_why, self._end_turn, self._open_menu, self._open_briefing, self.out.help, self.open_charts, self.open_causes,
            self.open_assumptions, self._open_turns,
        )  # fmt: skip
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
        self._keep_picture()
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
        ways = WaysOn(
            self._open_turns, self.out.new_match, lambda: self._push(self._room()), self.open_why, self.out.title
        )
        return EndingScreen(self.stage, self.session, ways)

    # What can be looked at on the way

    def open_why(self, name: str, turn: int | None = None) -> None:
        """Show why a number is what it is, or was after a turn."""
        self._push(self._why(name, turn))

    def _why(self, name: str, turn: int | None = None) -> Screen:
        return WhyScreen(self.stage, self.session, name, self.open_why, self._pop, turn, self.open_causes)

    def open_charts(self, first: str = "") -> None:
        """Show charts, that of a variable first, if named."""
        self._push(self._charts(first))

    def _charts(self, first: str = "") -> Screen:
        outlook = self.out.outlook(self.session.match)
        return ChartsScreen(self.stage, self.session, self.open_why, self._pop, outlook, first)

    def open_causes(self, name: str = "") -> None:
        """Show what moves a variable and what it moves; the first of those watched, if none is named."""
        self._push(self._causes(name))

    def _causes(self, name: str) -> Screen:
        return CausesScreen(self.stage, self.session, name, self.open_why, self._pop)

    def open_assumptions(self) -> None:
        """Show what the match assumes, and let it be assumed otherwise."""
        ways = AssumptionWays(self._play_on, self._begin_assuming, self._see_through, self.open_why, self._pop)
        self._push(AssumptionsScreen(self.stage, self.session, ways))

    def _see_through(self, lens: str) -> None:
        self.session.viewing = lens
        self.out.outlook(self.session.match)

    def _open_briefing(self) -> None:
        self._push(self._briefing())

    def _briefing(self) -> Screen:
        return BriefingScreen(self.stage, self.session, self._pop, _("Back to the room"))

    def _open_turns(self) -> None:
        ways = BranchWays(self._branch, self._open_branch, self._compare, self._pop)
        self._push(BranchesScreen(self.stage, Branching.around(self.session), ways))

    def _compare(self, branching: Branching, number: int) -> None:
        self._push(CompareScreen(self.stage, branching, number, self._pop))

    def _open_menu(self) -> None:
        self._keep_picture()
        self._push(MenuScreen(self.session, self._menu))

    def _menu(self) -> list[tuple[str, list[Way]]]:
        """Return the groups of ways of the menu, in the language spoken now."""
        look = [
            Way("resume", _("Back to the room"), self._pop, _("Key ESC."), kind="main"),
            Way("charts", _("Charts"), self.open_charts, _("What was, and what may come.")),
            Way("causes", _("Causes"), self.open_causes, _("What moves what, and in which loops.")),
            Way(
                "assumptions",
                _("Assumptions"),
                self.open_assumptions,
                _("Every number behind the model, to be changed in a copy."),
            ),
            Way("turns", _("Turns and branches"), self._open_turns, _("Look back, decide again, or compare.")),
            Way("save", _("Save a copy"), self._save, _("The match is kept after every turn anyway.")),
        ]
        workshop = self.out.workshop
        leave = [
            *([Way("workshop", _("Back to the workshop"), workshop)] if workshop else []),
            Way("help", _("How to play"), self.out.help),
            Way("settings", _("Settings"), self.out.settings),
            Way("title", _("To the first screen"), self.out.title),
            Way("quit", _("Quit"), self.out.quit, kind="quiet"),
        ]
        return [(_("This match"), look), (_("The game"), leave)]

    # What changes which match is on the desk

    def _branch(self, branching: Branching, number: int, turns: int, fresh: bool) -> None:
        """Go on from a moment of a branch; where the match on the desk stands, and on its luck, that is the match itself."""
        match = branching.match(number)
        if match is None:
            return
        if match is not self.session.match or turns != match.turn or fresh:
            seed = secrets.randbelow(1_000_000) if fresh else None
            self.session.take_up(match.branch(turns, seed), branching.branch(number).path)
        self.stage.navigation.keep_first()
        self._enter_room()

    def _open_branch(self, branching: Branching, number: int) -> None:
        match = branching.match(number)
        if match is None:
            return
        self.session.open(match, branching.branch(number).path)
        self.stage.navigation.keep_first()
        self._replace(self._handed_over() if len(self.session.roles) > 1 else self.going_on())

    def _keep_picture(self) -> None:
        """Keep a picture of the room beside the record, unless it shows what only one of several people here may know."""
        if (
            self.session.path is not None
            and len(self.session.roles) <= 1
            and isinstance(self.stage.navigation.screen, RoomScreen)
        ):
            keep_picture(self.stage, self.session.path)

    def _play_on(self, edits: Mapping[str, Edit]) -> str:
        """Show a copy of the match under other assumptions beside it; returns why there cannot be one, or ""."""
        try:
            anew = played_anew(self.session.match, edits)
        except (ValueError, MatchStoppedError) as error:
            return str(error)
        self._push(AnewScreen(self.stage, self.session, anew, AnewWays(lambda: self._go_on_in(anew.match), self._pop)))
        return ""

    def _begin_assuming(self, edits: Mapping[str, Edit]) -> str:
        try:
            match = begun_anew(self.session.match, edits, secrets.randbelow(1_000_000))
        except (ValueError, MatchStoppedError) as error:
            return str(error)
        self.session.take_up(match)
        self.stage.navigation.keep_first()
        self._replace(self.opening())
        return ""

    def _go_on_in(self, match: Match) -> None:
        self.session.take_up(match)
        self.stage.navigation.keep_first()
        self._replace(self._handed_over() if len(self.session.roles) > 1 else self.going_on())

    def follow(self, match: Match, path: Path | None, said: str) -> None:
        """Go on under other rules, kept in `path`, on whatever screens are shown; `said` tells of it where there is room for notices."""
        self.session.follow(match, path)
        self.stage.navigation.renew(self._renewed)
        self._tell(said)

    def _renewed(self, screen: Screen) -> Screen | None:
        """Return a screen of this match as it is under other rules, None where they leave nothing of it. What is not of the match stays."""
        first = screen is self.stage.navigation.screens[0]
        match screen:
            case RoomScreen() if not first or self.session.match.ending is None:
                screen.renew(self.out.outlook(self.session.match))
                return screen
            case ResultScreen() if self.session.match.turn:
                return self._result()
            case BriefingScreen():
                return self.opening() if first else self._briefing()
            case HandOverScreen():
                return self._handed_over()
            case ChartsScreen():
                return self._charts()
            case CausesScreen() | WhyScreen() if screen.name in self._known():
                return self._causes(screen.name) if isinstance(screen, CausesScreen) else self._why(screen.name)
            case MenuScreen():
                return screen
            case _ if first:
                return self.going_on()
            case _:
                return None if hasattr(screen, "session") else screen

    def _known(self) -> frozenset[str]:
        seen = view(self.session.match, self.session.role)
        return frozenset(one.name for one in (*seen.variables, *seen.objectives))

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
