"""Leads through the workshop: from the list to a new scenario, and to a match of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, Listing, new_match
from escalation_game.play.match import MatchStoppedError
from escalation_game.play.started import play_to
from escalation_game.ui.bench import Bench
from escalation_game.ui.kit import Stage
from escalation_game.ui.language import _
from escalation_game.ui.screens.new_scenario import NewScenarioScreen
from escalation_game.ui.screens.workshop import WorkshopScreen, WorkshopWays
from escalation_game.ui.session import Session, begun
from escalation_game.ui.shelf import Shelf
from escalation_game.ui.work import Work


class Workshop:
    """The way to the workshop from anywhere. Its state: what is known of the scenarios that have been on the bench.

    `take_up` puts a match on the desk that follows a file.
    """

    def __init__(self, stage: Stage, shelf: Shelf, bench: Bench, take_up: Callable[[Session, Path], object]) -> None:
        self._stage, self._shelf, self._bench, self._take_up = stage, shelf, bench, take_up
        self._works: dict[Path, Work] = {}

    def open(self, chosen: Path | None = None, said: str = "") -> None:
        """Show the list, with the scenario in the folder `chosen` on the bench."""
        ways = WorkshopWays(self._find, self._work, self._ask, self._open_path, self._play, self._stage.navigation.pop)
        screen = WorkshopScreen(self._stage, ways, chosen, said)
        self._stage.navigation.push(screen)
        if chosen is not None:
            screen.turn_to()

    def _find(self) -> tuple[Listing, ...]:
        """The scenarios that are the user's to change: not those that come with the game."""
        return tuple(one for one in self._shelf.every() if one.origin in {"own", "further"})

    def _work(self, folder: Path) -> Work:
        if folder not in self._works:
            self._works[folder] = Work(self._bench, folder)
        return self._works[folder]

    def _ask(self) -> None:
        self._stage.navigation.push(NewScenarioScreen(self._begin, self._stage.navigation.pop))

    def _begin(self, folder: Path, title: str, author: str) -> str:
        """Write a new scenario and put it on the bench; returns why it cannot be written."""
        try:
            self._bench.begin(folder, title, author)
        except FileExistsError:
            return _("There is a folder of this name already. Choose another name.")
        except OSError as error:
            return _("It could not be written: {why}.").format(why=error.strerror or error)
        except BrokenScenarioError as error:
            return str(error)
        self._works.pop(folder, None)
        self._stage.navigation.keep_first()
        self.open(folder, _("It is written, and can be played at once."))
        return ""

    def _open_path(self, path: Path) -> str:
        try:
            return self._shelf.open_path(path.expanduser())
        except RuntimeError:  # there is no home to expand
            return self._shelf.open_path(path)

    def _play(self, work: Work) -> str:
        """Play a scenario from its turn on, in a match that follows its file; returns why there is none."""
        try:
            match = new_match(str(work.folder), seed=work.seed)
        except (BrokenScenarioError, MatchStoppedError) as error:
            return str(error)
        stopped = play_to(match, work.turn, work.until)
        if stopped:
            return stopped
        self._take_up(begun(match, None), work.file)
        return ""
