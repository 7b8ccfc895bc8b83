"""What the screens of one match share: the match, whose turn to decide it is, and the file it is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import deciding_roles, player_role
from escalation_game.play.match import Match
from escalation_game.play.saves import new_save_path, unused


@dataclass
class Session:
    """A match being played. `role` is looked at now; `path` None: kept nowhere, and `unkept` says why."""

    match: Match
    role: str
    path: Path | None = None
    unkept: str = ""
    in_words: bool = False  # the map is told, not drawn

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

    def take_up(self, match: Match) -> None:
        """Goes on with a match that left this one, in a file of its own."""
        old = self.path
        self.match = match
        self.role = self.roles[0] if self.roles else player_role(match)
        self.keep(
            unused(old.with_name(f"{old.stem}-turn-{match.turn + 1}.json"))
            if old
            else new_save_path(match.scenario.name, match.seed)
        )


def begun(match: Match, path: Path | None) -> Session:
    """The session of a match that begins, or is taken up, kept in `path` or in a new file of the user's."""
    roles = deciding_roles(match)
    session = Session(match, roles[0] if roles else player_role(match))
    session.keep(path or new_save_path(match.scenario.name, match.seed))
    return session
