"""Files that somebody is writing in: looked at now and then, and taken as they are only when they have come to rest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.textfile import read_bytes

#: What a file system says of a file without opening it: times of change in ns, length in bytes, number. None: it is not there.
_Stamp: TypeAlias = tuple[int, int, int, int]


_COARSE = 3_000_000_000  #: ns; the clocks of some file systems go in steps of two seconds


@dataclass(frozen=True, slots=True)
class _Look:
    """A file as it was at one look. `mark` is a hash of its content, or why it could not be read.

    `sure`: when it was read its stamp was so old that a later change cannot have the same one.
    """

    stamp: _Stamp | None
    mark: str
    sure: bool


class WatchedFiles:
    """Says when files are other than they were when last taken. Its state: how they were then, and at the last look.

    A change counts when two looks in a row find the same, so that a file half written, or for a moment gone because an editor puts a new one
    in its place, is waited for. What is saved again unchanged is no change. At first nothing has been taken: the files as they are count as changed.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._looks: dict[Path, _Look] = {}
        self._seen: tuple[str, ...] | None = None
        self._taken: tuple[str, ...] | None = None

    def changed(self) -> bool:
        """Looks once; when there is a change, it is taken and told once. Files that are missing or cannot be read are as good a state as any."""
        now = tuple(self._mark_of(path) for path in self._paths)
        at_rest, self._seen = now == self._seen, now
        if not at_rest or now == self._taken:
            return False
        self._taken = now
        return True

    def _mark_of(self, path: Path) -> str:
        """The mark of a file; it is read again unless its stamp says for certain that it is as it was."""
        before, stamp = self._looks.get(path), _stamp(path)
        if before is not None and before.sure and before.stamp == stamp:
            return before.mark
        old = stamp is not None and time.time_ns() - max(stamp[:2]) > _COARSE
        self._looks[path] = _Look(stamp, _mark(path), old)
        return self._looks[path].mark


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _mark(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()
    except ScenarioError as error:
        return str(error)
