"""Follows the file of the match on the desk: when it is saved, the match goes on under the new rules, or what is wrong is shown below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, FindingTold, findings_told
from escalation_game.play.following import Followed, is_of, taken_up
from escalation_game.play.match import Match
from escalation_game.play.pending import Pending
from escalation_game.play.record import Turn
from escalation_game.play.saves import unused
from escalation_game.play.watched_files import WatchedFiles
from escalation_game.ui.kit import Element, Stage
from escalation_game.ui.language import _, spoken, tell
from escalation_game.ui.screens.findings import FindingsScreen
from escalation_game.ui.screens.follower_strip import findings_strip, losses_strip
from escalation_game.ui.session import Session

LOOKED = 0.5  #: seconds between looks at the file


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What people last decided themselves: their match, and what was made of it under later rules, with the decisions that then stood in it."""

    match: Match
    made: Match
    turns: tuple[Turn, ...]
    pending: Pending


class Follower:
    """A companion of every screen of a match. Its state: the looks at the file, what stands in it that is wrong, and what was left behind.

    Whatever one version of the rules has no place for comes back with a later one, as long as nobody has gone on playing without it.
    """

    def __init__(
        self, stage: Stage, path: Path, session: Session, follow: Callable[[Match, Path | None, str], object]
    ) -> None:
        """`follow` puts the match under the new rules on the desk, keeps it in a file, and says in a few words what has happened."""
        self.path = path
        self.findings: tuple[FindingTold, ...] = ()
        self.losses: tuple[str, ...] = ()
        self._stage, self._session, self._follow = stage, session, follow
        self._files = WatchedFiles([path])
        self._looked = -LOOKED
        self._wanted: _Wanted | None = None

    # Looking at the file

    @property
    def interval(self) -> float | None:
        """Twice a second."""
        return LOOKED

    def tick(self, now: float) -> bool:
        """Look, when it is time to; return whether anything has changed."""
        if now - self._looked < LOOKED * 0.9:
            return False
        self._looked = now
        return self._files.changed() and self._take()

    def _take(self) -> bool:
        """Take the file as it is now: go on by it, or keep what is wrong with it."""
        before = self.findings
        try:
            self.findings = ()
            if is_of(self._session.match, self.path):
                return bool(before)
            self._go_on()
        except BrokenScenarioError as error:
            self.findings = findings_told(error, self.path.parent)
        return True

    def _go_on(self) -> None:
        wanted = self._still_wanted()
        followed = taken_up(wanted, self.path)
        self.losses = tuple(_losses(followed))
        played = wanted is self._session.match
        path = self._session.path
        if path is not None and played and not followed.whole:
            path = unused(path)  # what was played stays in its own file
        now = followed.match
        self._wanted = _Wanted(wanted, now, now.turns, now.pending.copy())
        self._follow(now, path, _said(followed))

    def _still_wanted(self) -> Match:
        """The match to repeat: the one before the file was last changed, unless somebody has decided something since."""
        last, now = self._wanted, self._session.match
        if last is None or last.made is not now or last.turns != now.turns or last.pending != now.pending:
            return now
        return last.match

    # What stands below the screen

    def describe(self) -> Element | None:
        """Return what is wrong with the file, else what was left behind, until somebody has read it."""
        screen = self._stage.navigation.screen
        if self._stage.look.projector or isinstance(screen, FindingsScreen):
            return None
        if self.findings:
            return findings_strip(self._stage, self.findings, self.open)
        return losses_strip(self._stage, self.losses, self.open, self.forget) if self.losses else None

    def open(self) -> None:
        """Show everything there is to say of the file."""
        navigation = self._stage.navigation
        navigation.push(FindingsScreen(self.path, lambda: self.findings, lambda: self.losses, navigation.pop))

    def forget(self) -> None:
        """Take away what was said of the last change."""
        self.losses = ()


def _losses(followed: Followed) -> Sequence[str]:
    said = _("Turn {turn}: “{choice}” cannot be chosen any more ({why}).")
    told = [said.format(turn=one.turn, choice=one.title, why=tell(one.reason)) for one in followed.lost]
    told += [tell(one) for one in followed.told]
    if followed.stopped:
        told.append(_("The next turn cannot be played by the new rules: {why}.").format(why=followed.stopped))
    if followed.ended:
        told.append(_over(followed.match.turn))
    return told


def _over(turns: int) -> str:
    return spoken().plural(
        "By the new rules the match is over after {count} turn.",
        "By the new rules the match is over after {count} turns.",
        turns,
    )


def _said(followed: Followed) -> str:
    turn = followed.match.turn + 1
    if followed.match.ending is not None:
        return ""
    if followed.whole:
        return _("The new rules hold. It is still turn {turn}, on the same luck, with the same choices.").format(
            turn=turn
        )
    return _("The new rules hold. It is turn {turn}, on the same luck.").format(turn=turn)
