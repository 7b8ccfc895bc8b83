"""The window from its first screen to its last: which screen leads to which."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, Listing, listings, new_match, resumed_match
from escalation_game.play.match import MatchStoppedError
from escalation_game.play.record import RecordError, write_record
from escalation_game.play.saves import Save, saves, unused
from escalation_game.ui.assets import asset
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.kit.window import Window
from escalation_game.ui.language import _
from escalation_game.ui.outlook import Outlook
from escalation_game.ui.screens.briefing import BriefingScreen
from escalation_game.ui.screens.ending import EndingScreen, WaysOn
from escalation_game.ui.screens.hand_over import HandOverScreen
from escalation_game.ui.screens.help import HelpScreen
from escalation_game.ui.screens.kept import KeptScreen, how_far
from escalation_game.ui.screens.menu import MenuScreen, MenuWays
from escalation_game.ui.screens.new_match import NewMatchScreen, Wish
from escalation_game.ui.screens.result import ResultScreen
from escalation_game.ui.screens.room import RoomScreen
from escalation_game.ui.screens.settings import SettingsScreen
from escalation_game.ui.screens.title import TitleScreen, Ways, message
from escalation_game.ui.screens.turns import TurnsScreen
from escalation_game.ui.screens.why import WhyScreen
from escalation_game.ui.session import Session, begun
from escalation_game.ui.settings import Settings, adopt, keep_settings, read_settings

NAME = "Escalation Game"
FEATURED = "kursk-2024"


def run(
    scenario: str | None, *, seed: int | None, lens: str | None, seats: Mapping[str, str], record: Path | None
) -> None:
    """Open the window: on a match of `scenario` kept in `record`, or on the first screen. Returns when it is closed.

    Raises ScenarioError and ValueError as `new_match` does, and pygame.error when there is no display.
    """
    settings = read_settings()
    adopt(settings)
    window = Window(NAME, settings.look(), settings.size, asset("icon.png"))
    app = App(window.stage, settings)
    if scenario is None:
        window.run(app.first_screen)
    else:
        session = begun(new_match(scenario, seed=seed, lens=lens, seats=seats), record)
        window.run(lambda _stage: app.opening(session))
    app.close()
    app.keep_size(window.stage.size)


class App:
    """Leads from screen to screen. Its state: the settings, and the session of the match on the table, if there is one."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self.stage = stage
        self.settings = settings
        self.session: Session | None = None
        self._outlook: Outlook | None = None
        self._outlook_of = ""

    # The first screen and what it leads to

    def first_screen(self, stage: Stage | None = None) -> Screen:
        """Return the first screen, with the match last played if it can go on."""
        del stage
        every = _featured_first()
        kept = saves()
        ways = Ways(
            lambda: self._push(NewMatchScreen(every, self._begin, self._pop)),
            (lambda: self._resume(kept[0])) if kept else None,
            (lambda: self._open_kept(kept, every)) if kept else None,
            self._open_settings,
            self._open_help,
            self.stage.navigation.quit,
        )
        titles, dates = _known(every)
        last = (titles.get(kept[0].record.scenario, kept[0].record.scenario), how_far(kept[0], dates)) if kept else None
        return TitleScreen(self.stage, every[0], last, ways)

    def _open_kept(self, kept: tuple[Save, ...], every: tuple[Listing, ...]) -> None:
        self._push(KeptScreen(kept, *_known(every), self._resume, self._pop))

    def opening(self, session: Session) -> Screen:
        """Return the first screen of a match: its briefing."""
        self.session = session
        return BriefingScreen(self.stage, session, self._enter_room, _("To the situation room"))

    def keep_size(self, size: tuple[int, int]) -> None:
        """Remember how large the window was."""
        if size != self.settings.size:
            keep_settings(replace(self.settings, size=size))

    def _begin(self, wish: Wish) -> None:
        try:
            match = new_match(wish.scenario, seed=wish.seed, lens=wish.lens, length=wish.length)
        except BrokenScenarioError as error:
            self._push(message(_("This scenario cannot be played"), tuple(str(error).splitlines()), self._pop))
            return
        self._replace(self.opening(begun(match, None)))

    def _resume(self, save: Save) -> None:
        try:
            self.session = begun(resumed_match(save.path), save.path)
        except (RecordError, BrokenScenarioError) as error:
            self._push(message(_("This match cannot be taken up again"), tuple(str(error).splitlines()), self._pop))
            return
        self._clear()
        over = self.session.match.ending is not None
        self._replace(self._ending(self.session) if over else self._room(self.session))

    # In a match

    def _enter_room(self) -> None:
        session = self._playing()
        self._replace(self._handed_over(session) if len(session.roles) > 1 else self._room(session))

    def _room(self, session: Session) -> RoomScreen:
        return RoomScreen(
            self.stage,
            session,
            self._open_why,
            self._end_turn,
            self._open_menu,
            self._open_briefing,
            self._open_help,
            self._looking_ahead(session),
        )

    def _looking_ahead(self, session: Session) -> Outlook | None:
        """The outlook for a match: its workers last as long as its scenario is played."""
        scenario = session.match.scenario
        if not self.settings.forecasts:
            return None
        if self._outlook is None or self._outlook_of != scenario.digest:
            self.close()
            self._outlook, self._outlook_of = Outlook.of(session.match), scenario.digest
        return self._outlook

    def close(self) -> None:
        """End the processes that look ahead."""
        if self._outlook is not None:
            self._outlook.close()
        self._outlook = None

    def _handed_over(self, session: Session) -> Screen:
        title = session.match.scenario.file.roles[session.role].title
        return HandOverScreen(title, lambda: self._replace(self._after_hand_over(session)))

    def _after_hand_over(self, session: Session) -> Screen:
        """Whoever decides first in a turn reads what came of the last one before deciding."""
        first = session.role == session.roles[0] and session.match.turn
        return ResultScreen(self.stage, session, self._open_why, self._after_result) if first else self._room(session)

    def _end_turn(self) -> None:
        session = self._playing()
        if session.next_role:
            session.role = session.next_role
            self._replace(self._handed_over(session))
            return
        try:
            session.match.end_turn()
        except (MatchStoppedError, OSError) as error:
            self._tell(str(error))
            return
        if len(session.roles) > 1:
            session.role = session.roles[0]
            self._replace(self._handed_over(session))
        else:
            self._replace(ResultScreen(self.stage, session, self._open_why, self._after_result))

    def _after_result(self) -> None:
        session = self._playing()
        self._replace(self._ending(session) if session.match.ending else self._room(session))

    def _ending(self, session: Session) -> Screen:
        ways = WaysOn(self._open_turns, self._new_match, lambda: self._push(self._room(session)), self._to_title)
        return EndingScreen(self.stage, session, ways)

    def _open_why(self, name: str) -> None:
        self._push(WhyScreen(self.stage, self._playing(), name, self._open_why, self._pop))

    def _open_briefing(self) -> None:
        self._push(BriefingScreen(self.stage, self._playing(), self._pop, _("Back to the room")))

    def _open_menu(self) -> None:
        ways = MenuWays(
            self._pop,
            self._open_turns,
            self._save,
            self._open_settings,
            self._open_help,
            self._to_title,
            self.stage.navigation.quit,
        )
        self._push(MenuScreen(self._playing(), ways))

    def _open_turns(self) -> None:
        self._push(TurnsScreen(self.stage, self._playing(), self._branch, self._pop))

    def _branch(self, turns: int, fresh: bool) -> None:
        session = self._playing()
        session.take_up(session.match.branch(turns, secrets.randbelow(1_000_000) if fresh else None))
        self._clear()
        self._enter_room()

    def _save(self) -> str:
        session = self._playing()
        if session.path is None:
            return _("There is no file to copy it beside.")
        path = unused(session.path.with_name(f"{session.path.stem}-copy.json"))
        try:
            write_record(session.match.record(), path)
        except OSError as error:
            return _("The copy could not be written: {why}.").format(why=error.strerror or error)
        return _("A copy was written to {path}").format(path=path)

    # Everywhere

    def _open_settings(self) -> None:
        self._push(SettingsScreen(lambda: self.settings, self._change_settings, self._pop))

    def _open_help(self) -> None:
        self._push(HelpScreen(self.stage, self._pop))

    def _change_settings(self, settings: Settings) -> str:
        self.settings = settings
        adopt(settings)
        self.stage.look = settings.look()
        return keep_settings(settings)

    def _to_title(self) -> None:
        self._clear()
        self._replace(self.first_screen())

    def _new_match(self) -> None:
        self._push(NewMatchScreen(_featured_first(), self._begin_anew, self._pop))

    def _begin_anew(self, wish: Wish) -> None:
        self._clear()
        self._begin(wish)

    def _tell(self, words: str) -> None:
        screen = self.stage.navigation.screen
        if isinstance(screen, RoomScreen):
            screen.say(words)

    def _playing(self) -> Session:
        if self.session is None:
            raise RuntimeError("no match is on the table")
        return self.session

    def _push(self, screen: Screen) -> None:
        self.stage.navigation.push(screen)

    def _pop(self) -> None:
        self.stage.navigation.pop()

    def _replace(self, screen: Screen) -> None:
        self.stage.navigation.replace(screen)

    def _clear(self) -> None:
        """Close all screens but the first."""
        while self.stage.navigation.depth > 1:
            self.stage.navigation.pop()


def _featured_first() -> tuple[Listing, ...]:
    return tuple(sorted(listings(), key=lambda one: (one.name != FEATURED, one.name)))


def _known(every: tuple[Listing, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Titles and dates of the scenarios at hand, by name."""
    return {one.name: one.title for one in every}, {one.name: one.dates for one in every}
