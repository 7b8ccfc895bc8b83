"""The kept matches in the window: their list, taking one up again, and records that were let go over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, resumed_match
from escalation_game.play.other_rules import Copy, copied
from escalation_game.play.record import RecordError
from escalation_game.play.saves import Save, unused
from escalation_game.ui.kit import Stage
from escalation_game.ui.language import _
from escalation_game.ui.screens.kept import KeptScreen, KeptWays
from escalation_game.ui.screens.other_rules import OtherRulesScreen
from escalation_game.ui.screens.title import message
from escalation_game.ui.session import Session, begun

Known = tuple[dict[str, str], dict[str, tuple[str, ...]]]  #: titles and dates of scenarios, by name


@dataclass(frozen=True, slots=True)
class Archive:
    """Leads to kept matches. `known` tells of the scenarios at hand, `take_up` puts a match on the desk."""

    stage: Stage
    known: Callable[[], Known]
    take_up: Callable[[Session], object]

    def open(self) -> KeptScreen:
        """Show the list."""
        screen = KeptScreen(self.stage, *self.known(), KeptWays(self.resume, self._pop))
        self.stage.navigation.push(screen)
        return screen

    def dropped(self, path: str) -> bool:
        """Bring in a record that was let go over any screen outside a match; inside one it would tear somebody away from it."""
        if Path(path).suffix.lower() != ".json" or self.stage.navigation.depth > 1:
            return False
        return self.open().on_drop(path)

    def resume(self, save: Save, turn: int | None = None) -> None:
        """Take a match up where it was left, or, as a branch, after an earlier turn."""
        try:
            session = begun(resumed_match(save.path), save.path)
        except BrokenScenarioError as error:
            self._tell(str(error))
            return
        except RecordError as error:
            self._otherwise(save, error)
            return
        if turn is not None and turn < session.match.turn:
            session.take_up(session.match.branch(turn))
        self.take_up(session)

    def _otherwise(self, save: Save, error: RecordError) -> None:
        """Show a record that does not replay, and offer a copy; where not even its start fits there is nothing but the reason."""
        try:
            copy = copied(save.record)
        except (RecordError, BrokenScenarioError):
            self._tell(str(error))
            return
        self.stage.navigation.push(
            OtherRulesScreen(self.stage, copy, str(error), lambda: self._take_copy(save, copy), self._pop)
        )

    def _take_copy(self, save: Save, copy: Copy) -> None:
        self.take_up(begun(copy.match, unused(save.path.with_name(f"{save.path.stem}-copy.json"))))

    def _tell(self, why: str) -> None:
        self.stage.navigation.push(
            message(_("This match cannot be taken up again"), tuple(why.splitlines()), self._pop)
        )

    def _pop(self) -> None:
        self.stage.navigation.pop()
