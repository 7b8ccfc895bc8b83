"""Leads among the scenarios at hand: from the list to a match, from a packed file to the list. What changes lies on disk, not here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, Listing, findings_told, listings
from escalation_game.play.shelf import Offer, folder_of_scenarios, is_pack, offered, put_away, scenarios_folder, take
from escalation_game.ui.kit import Stage
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import breakable
from escalation_game.ui.screens.scenario_dialogs import OfferScreen, RefusedScreen
from escalation_game.ui.screens.scenarios import ScenariosScreen, ScenarioWays
from escalation_game.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """The way to the scenarios from anywhere. `play` begins a match of one; `change` keeps settings."""

    stage: Stage
    settings: Callable[[], Settings]
    change: Callable[[Settings], str]
    play: Callable[[Listing], object]

    def every(self) -> tuple[Listing, ...]:
        """All scenarios at hand, those with findings too."""
        further = self.settings().scenarios
        return listings(Path(further) if further else None)

    def open(self, chosen: Path | None = None, said: str = "") -> None:
        """Show the list, with the scenario in the folder `chosen` in front."""
        ways = ScenarioWays(
            self.every, self.play, self.open_path, self._remove, self._forget, scenarios_folder(), self._pop
        )
        self.stage.navigation.push(ScenariosScreen(self.stage, ways, chosen, said))

    def dropped(self, path: str) -> bool:
        """Take a file that was let go over any screen, if it is a pack."""
        if not is_pack(Path(path)):
            return False
        self.open_path(Path(path))
        return True

    def open_path(self, path: Path) -> str:
        """Show what a pack holds, or look into a folder from now on. Returns what to say, "" when a screen says it."""
        if path.is_dir():
            return self._open_folder(path)
        try:
            offer = offered(path)
        except BrokenScenarioError as error:
            findings = findings_told(error, path)
            self.stage.navigation.push(RefusedScreen(path.name, findings, self._pop))
            return ""
        self.stage.navigation.push(OfferScreen(offer, path.name, lambda: self._take(offer), self._pop))
        return ""

    def _open_folder(self, path: Path) -> str:
        folder = folder_of_scenarios(path)
        if folder is None:
            return _("There is no scenario in {path}").format(path=breakable(str(path)))
        why = self.change(replace(self.settings(), scenarios=str(folder)))
        if why:
            return _("The folder could not be remembered: {why}.").format(why=why)
        return _("The scenarios of {path} are in the list now.").format(path=breakable(str(folder)))

    def _take(self, offer: Offer) -> None:
        try:
            taken = take(offer)
        except OSError as error:
            self._pop()
            self._show(None, _("It could not be added: {why}.").format(why=error.strerror or error))
            return
        self._pop()
        if not taken.new:
            said = _("It was among your scenarios already.")
        elif taken.renamed:
            said = _("It was added as {name}, beside another scenario of its name.").format(name=taken.folder.name)
        else:
            said = _("It was added to your scenarios.")
        self._show(taken.folder, said)

    def _show(self, chosen: Path | None, said: str) -> None:
        """Show the list anew, instead of the one that is shown now."""
        if isinstance(self.stage.navigation.screen, ScenariosScreen):
            self._pop()
        self.open(chosen, said)

    def _remove(self, listing: Listing) -> str:
        try:
            now = put_away(listing)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else None
            return _("It could not be removed: {why}.").format(why=why or error)
        return _("It lies in {path} now.").format(path=breakable(str(now)))

    def _forget(self) -> None:
        self.change(replace(self.settings(), scenarios=""))

    def _pop(self) -> None:
        self.stage.navigation.pop()
