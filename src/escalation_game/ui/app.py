"""The window from its first screen to its last: which screen leads to which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, Listing, listing, new_match
from escalation_game.play.glossary import words_of
from escalation_game.play.match import Match
from escalation_game.play.saves import saves
from escalation_game.ui import keys
from escalation_game.ui.archive import Archive
from escalation_game.ui.bench import Bench
from escalation_game.ui.desk import Desk, WaysOut
from escalation_game.ui.follower import Follower
from escalation_game.ui.greeting import window_of
from escalation_game.ui.hearing import Hearing
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.kit.window import Window
from escalation_game.ui.language import _
from escalation_game.ui.outlook import Outlook
from escalation_game.ui.screens.credits import CreditsScreen
from escalation_game.ui.screens.glossary import GlossaryScreen
from escalation_game.ui.screens.hand_over import HandOverScreen
from escalation_game.ui.screens.help import HelpScreen, HelpWays
from escalation_game.ui.screens.kept_parts import how_far
from escalation_game.ui.screens.keys import KeysScreen
from escalation_game.ui.screens.new_match import NewMatchScreen, Wish
from escalation_game.ui.screens.settings import SettingsScreen
from escalation_game.ui.screens.title import TitleScreen, Ways, message
from escalation_game.ui.session import Session, begun
from escalation_game.ui.settings import Settings, adopt, keep_settings, read_settings
from escalation_game.ui.shelf import Shelf
from escalation_game.ui.sounds import Loudspeaker
from escalation_game.ui.speech import Speaker, engines
from escalation_game.ui.workshop import Workshop

FEATURED = "kursk-2024"


def run(
    match: Match | None = None,
    *,
    record: Path | None = None,
    projector: bool = False,
    bench: Bench | None = None,
    followed: Path | None = None,
    window: Window | None = None,
) -> None:
    """Open the window: on a match kept in `record` (a new file of the user's if not said), or on the first screen. Returns when it is closed.

    `window` is one that is open already.

    `projector` is for this once; what the settings say of it is not changed by that. With a `bench` there is a workshop. `followed` is the
    scenario's file: whenever it is saved the match goes on by what it says then.
    Raises pygame.error when there is no display.
    """
    kept = read_settings()
    settings = replace(kept, projector=kept.projector or projector)
    adopt(settings)
    window = window or window_of(settings)
    app = App(window.stage, settings, Loudspeaker(), Speaker(engines(settings.language)), bench)
    window.run(app.first_screen if match is None else lambda _stage: app.opening(begun(match, record), followed))
    app.close()
    app.keep_size(window.stage.size)
    if projector:
        keep_settings(replace(app.settings, size=window.stage.size, projector=kept.projector))


class App:
    """Leads from screen to screen. Its state: the settings, and the match on the desk, if there is one."""

    def __init__(
        self, stage: Stage, settings: Settings, loudspeaker: Loudspeaker | None = None, speaker: Speaker | None = None,
        bench: Bench | None = None,
    ) -> None:  # fmt: skip
        self.stage = stage
        self.settings = settings
        self.desk: Desk | None = None
        self.shelf = Shelf(stage, lambda: self.settings, self._change_settings, self._play)
        self.archive = Archive(stage, self._dates_at_hand, self._take_up)
        stage.dropped = lambda path: self.archive.dropped(path) or self.shelf.dropped(path)
        self.hearing = Hearing(stage, lambda: self.settings, self._session, loudspeaker, speaker)
        stage.everywhere, stage.heard = self._use_key, self.hearing.heard
        stage.watchers += [self._keep_private, self.hearing.notice]
        self.workshop = Workshop(stage, self.shelf, bench, self._to_desk) if bench else None
        self._outlook: Outlook | None = None
        self._outlook_of = ""

    # The first screen and what it leads to

    def first_screen(self, stage: Stage | None = None) -> Screen:
        """Return the first screen, with the match last played if it can go on."""
        del stage
        kept = saves()
        ways = Ways(
            lambda: self._push(NewMatchScreen(self.stage, self._playable(), self._begin, self._pop)),
            self.shelf.open,
            (lambda: self.archive.resume(kept[0])) if kept else None,
            self.archive.open,
            self._open_settings,
            self._open_help,
            self._open_credits,
            self.stage.navigation.quit,
            self.workshop.open if self.workshop else None,
        )
        last = None
        if kept:
            titles, dates = _known(_at_hand(kept[0].record.scenario))
            last = titles.get(kept[0].record.scenario, kept[0].record.scenario), lambda: how_far(kept[0], dates)
        return TitleScreen(self.stage, listing(FEATURED), last, ways)

    def _dates_at_hand(self) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        return _known(self._playable())

    def _take_up(self, session: Session) -> None:
        self.stage.navigation.keep_first()
        self._replace(self._on_the_desk(session).going_on())

    def opening(self, session: Session, followed: Path | None = None) -> Screen:
        """Return the first screen of a match: its briefing, or where one that has been begun before stands.

        The match follows the file `followed`, if there is one.
        """
        desk = self._on_the_desk(session, followed)
        return desk.going_on() if session.match.turn else desk.opening()

    def keep_size(self, size: tuple[int, int]) -> None:
        """Remember how large the window was."""
        if size != self.settings.size:
            keep_settings(replace(self.settings, size=size))

    def _begin(self, wish: Wish) -> None:
        try:
            match = new_match(
                wish.scenario, seed=wish.seed, lens=wish.lens, seats=wish.seats, length=wish.length,
                priorities=wish.priorities, open_information=wish.open_information,
            )  # fmt: skip
        except BrokenScenarioError as error:
            self._push(message(_("This scenario cannot be played"), tuple(str(error).splitlines()), self._pop))
            return
        self._replace(self.opening(begun(match, None)))

    def _to_desk(self, session: Session, file: Path) -> None:
        """Show a match of the workshop, which follows its file and leads back there."""
        self.stage.navigation.keep_first()
        self._replace(self._on_the_desk(session, file, lambda: self._to_workshop(file.parent)).going_on())

    def _to_workshop(self, folder: Path) -> None:
        self._to_title()
        if self.workshop:
            self.workshop.open(folder)

    def _on_the_desk(
        self, session: Session, followed: Path | None = None, workshop: Callable[[], object] | None = None
    ) -> Desk:
        out = WaysOut(
            self._open_settings,
            self._open_help,
            self._to_title,
            self._new_match,
            self.stage.navigation.quit,
            self._looking_ahead,
            workshop,
        )
        self.desk = Desk(self.stage, session, out)
        self.stage.companion = Follower(self.stage, followed, session, self.desk.follow) if followed else None
        return self.desk

    def _looking_ahead(self, match: Match) -> Outlook | None:
        """The outlook for a match: its workers last as long as its scenario is played."""
        if not self.settings.forecasts:
            return None
        if self._outlook is None or self._outlook_of != match.scenario.digest:
            self._end_outlook()
            self._outlook, self._outlook_of = Outlook.of(match), match.scenario.digest
        return self._outlook

    def close(self) -> None:
        """End the processes that look ahead, and whatever is heard."""
        self.hearing.close()
        self._end_outlook()

    def _end_outlook(self) -> None:
        if self._outlook is not None:
            self._outlook.close()
        self._outlook = None

    # Everywhere

    def _open_settings(self) -> None:
        self._push(SettingsScreen(lambda: self.settings, self._change_settings, self._open_keys, self._pop))

    def _open_keys(self) -> None:
        self._push(KeysScreen(lambda: self.settings, self._change_settings, self._pop))

    def _use_key(self, key: str) -> bool:
        """Use a key that does the same on every screen."""
        now = self.settings
        return keys.act(key, {
            "glossary": self.open_glossary,
            "speak": lambda: self._change_settings(replace(now, self_voicing=not now.self_voicing)),
            "projector": lambda: self._change_settings(replace(now, projector=not now.projector)),
        })  # fmt: skip

    def _keep_private(self) -> None:
        """Let nothing that one seat knows be shown on a projector, in a match or outside one."""
        desk, screens = self.desk, self.stage.navigation.screens
        if desk is not None and any(getattr(one, "session", None) is desk.session for one in screens):
            desk.keep_private()
        elif self.settings.projector and screens[-1].private:
            said = _("It may show what one seat knows. Leave the projector to see it: key {key}.")
            words = (said.format(key=keys.spelled_of("projector")),)
            self._replace(message(_("Not for a projector"), words, self._pop))

    def _session(self) -> Session | None:
        return self.desk.session if self.desk is not None else None

    def _open_help(self) -> None:
        self._push(HelpScreen(self.stage, HelpWays(self.open_glossary, self._open_credits, self._pop)))

    def open_glossary(self, wanted: str = "") -> None:
        """Explain the words of the game, and those of the match on the desk as its seat knows them; `wanted` first."""
        screen = self.stage.navigation.screen
        if isinstance(screen, GlossaryScreen):
            self._pop()
            return
        session = None if isinstance(screen, HandOverScreen) or self.settings.projector else self._session()
        known = words_of(session.match, session.role) if session else ()
        self._push(GlossaryScreen(self.stage, known, self._pop, wanted))

    def _open_credits(self) -> None:
        self._push(CreditsScreen(self.stage, self._playable(), self._pop))

    def _change_settings(self, settings: Settings) -> str:
        self.settings = settings
        adopt(settings)
        self.stage.look = settings.look()
        return keep_settings(settings)

    def _to_title(self) -> None:
        self.stage.companion = None
        self.stage.navigation.keep_first()
        self._replace(self.first_screen())

    def _new_match(self) -> None:
        self._push(NewMatchScreen(self.stage, self._playable(), self._begin_anew, self._pop))

    def _play(self, one: Listing) -> None:
        self._push(NewMatchScreen(self.stage, (one,), self._begin_anew, self._pop))

    def _playable(self) -> tuple[Listing, ...]:
        """The scenarios at hand that have no findings, the featured one first."""
        found = [one for one in self.shelf.every() if not one.findings]
        return tuple(sorted(found, key=lambda one: (one.name != FEATURED, one.origin != "shipped", one.name)))

    def _begin_anew(self, wish: Wish) -> None:
        self.stage.navigation.keep_first()
        self._begin(wish)

    def _push(self, screen: Screen) -> None:
        self.stage.navigation.push(screen)

    def _pop(self) -> None:
        self.stage.navigation.pop()

    def _replace(self, screen: Screen) -> None:
        self.stage.navigation.replace(screen)


def _at_hand(name: str) -> tuple[Listing, ...]:
    """The scenario of this name, if it can be played."""
    try:
        return (listing(name),)
    except BrokenScenarioError:
        return ()


def _known(every: tuple[Listing, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Titles and dates of the scenarios at hand, by name."""
    first = {one.name: one for one in reversed(every)}  # of two with one name, the one that comes with the game
    return {name: one.title for name, one in first.items()}, {name: one.dates for name, one in first.items()}
