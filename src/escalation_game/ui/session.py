"""What the screens of one match share: the match, whose turn to decide it is, and the file it is kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import deciding_roles, player_role
from escalation_game.play.match import Match
from escalation_game.play.saves import new_save_path, unused

#: What the name of a branch's file ends with; it must not grow with each branch.
_BRANCHED = re.compile(r"(-turn-\d+(-\d+)?)+$")


@dataclass
class Session:
    """A match being played. `role` is looked at now; `path` None: kept nowhere, and `unkept` says why."""

    match: Match
    role: str
    path: Path | None = None
    unkept: str = ""
    in_words: bool = False  # the map is told, not drawn
    viewing: str = ""  # the lens that forecasts are seen through; "" is all of them

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that people at this machine decide for, in the order in which they do; none when everybody only watches."""
        return deciding_roles(self.match)

    @property
    def watching(self) -> bool:
        """Whether nobody here decides anything."""
        return not self.roles

    @property
    def next_role(self) -> str | None:
        """Who decides after this role in the same turn, or None when the turn can be played."""
        later = self.roles[self.roles.index(self.role) + 1 :] if self.role in self.roles else ()
        return later[0] if later else None

    def keep(self, path: Path) -> None:
        """Keeps the record in a file from now on; a match that cannot be kept can still be played."""
        try:
            self.match.keep(path)
            self.path, self.unkept = path, ""
        except OSError as error:
            self.path, self.unkept = None, error.strerror or str(error)

    def take_up(self, match: Match, left: Path | None = None) -> None:
        """Goes on with a match that left this one, or the one kept in `left`, in a file of its own beside it."""
        old = left or self.path
        path = new_save_path(match.scenario.name, match.seed)
        if old is not None:
            path = unused(old.with_name(f"{_BRANCHED.sub('', old.stem)}-turn-{match.turn + 1}.json"))
        self.open(match, path)

    def open(self, match: Match, path: Path | None) -> None:
        """Goes on with another match, kept in its own file; None: nowhere."""
        self.match = match
        self.role = self.roles[0] if self.roles else player_role(match)
        if path is not None:
            self.keep(path)

    def follow(self, match: Match, path: Path | None) -> None:
        """Goes on with the match under other rules, in the same role as far as it is still there."""
        role = self.role
        self.open(match, path)
        if role in (self.roles or tuple(match.seats)):
            self.role = role


def begun(match: Match, path: Path | None) -> Session:
    """The session of a match that begins, or is taken up, kept in `path` or in a new file of the user's."""
    roles = deciding_roles(match)
    session = Session(match, roles[0] if roles else player_role(match))
    session.keep(path or new_save_path(match.scenario.name, match.seed))
    return session
