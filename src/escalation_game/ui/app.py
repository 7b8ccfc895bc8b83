"""The window from its first screen to its last: which screen leads to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, Listing, listings, new_match, resumed_match
from escalation_game.play.match import Match
from escalation_game.play.record import RecordError
from escalation_game.play.saves import Save, saves
from escalation_game.ui.assets import asset
from escalation_game.ui.desk import Desk, WaysOut
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.kit.window import Window
from escalation_game.ui.language import _
from escalation_game.ui.outlook import Outlook
from escalation_game.ui.screens.help import HelpScreen
from escalation_game.ui.screens.kept import KeptScreen, how_far
from escalation_game.ui.screens.new_match import NewMatchScreen, Wish
from escalation_game.ui.screens.settings import SettingsScreen
from escalation_game.ui.screens.title import TitleScreen, Ways, message
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
    """Leads from screen to screen. Its state: the settings, and the match on the desk, if there is one."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self.stage = stage
        self.settings = settings
        self.desk: Desk | None = None
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
        return self._on_the_desk(session).opening()

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
            session = begun(resumed_match(save.path), save.path)
        except (RecordError, BrokenScenarioError) as error:
            self._push(message(_("This match cannot be taken up again"), tuple(str(error).splitlines()), self._pop))
            return
        self.stage.navigation.keep_first()
        self._replace(self._on_the_desk(session).going_on())

    def _on_the_desk(self, session: Session) -> Desk:
        out = WaysOut(
            self._open_settings,
            self._open_help,
            self._to_title,
            self._new_match,
            self.stage.navigation.quit,
            self._looking_ahead,
        )
        self.desk = Desk(self.stage, session, out)
        return self.desk

    def _looking_ahead(self, match: Match) -> Outlook | None:
        """The outlook for a match: its workers last as long as its scenario is played."""
        if not self.settings.forecasts:
            return None
        if self._outlook is None or self._outlook_of != match.scenario.digest:
            self.close()
            self._outlook, self._outlook_of = Outlook.of(match), match.scenario.digest
        return self._outlook

    def close(self) -> None:
        """End the processes that look ahead."""
        if self._outlook is not None:
            self._outlook.close()
        self._outlook = None

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
        self.stage.navigation.keep_first()
        self._replace(self.first_screen())

    def _new_match(self) -> None:
        self._push(NewMatchScreen(_featured_first(), self._begin_anew, self._pop))

    def _begin_anew(self, wish: Wish) -> None:
        self.stage.navigation.keep_first()
        self._begin(wish)

    def _push(self, screen: Screen) -> None:
        self.stage.navigation.push(screen)

    def _pop(self) -> None:
        self.stage.navigation.pop()

    def _replace(self, screen: Screen) -> None:
        self.stage.navigation.replace(screen)


def _featured_first() -> tuple[Listing, ...]:
    return tuple(sorted(listings(), key=lambda one: (one.name != FEATURED, one.name)))


def _known(every: tuple[Listing, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Titles and dates of the scenarios at hand, by name."""
    return {one.name: one.title for one in every}, {one.name: one.dates for one in every}
