"""What the workshop needs of the designer's bench. The window does not know the bench: whoever opens it hands in these functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import FindingTold


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the tests of a scenario have come: test `number` of `count` is at work, with `played` of `asked` futures (0 where it plays none)."""

    number: int
    count: int
    name: str
    played: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class TestTold:
    """What came of a test: `failures` are what did not come as expected, `shares` what was measured of futures, each in words."""

    __test__ = False  # it is no test of this program

    title: str
    passed: bool
    failures: tuple[FindingTold, ...] = ()
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written: where, how many files and bytes, its hash, and the names of files that were left out."""

    path: Path
    files: int
    size: int
    digest: str
    left_out: tuple[str, ...]


#: Told what comes while tests run; returns whether to go on.
Told = Callable[[Progress | TestTold], bool]


@dataclass(frozen=True, slots=True)
class Bench:
    """Functions on the folder of a scenario. `files` are the names of the files in it that are checked, the scenario's own first.

    `begin` (folder, title, author) writes a new scenario that works. Raises OSError where the folder is not empty or cannot be written, and
    BrokenScenarioError on a title or author that cannot stand in a file.
    `check` gives everything that is wrong with the scenario or its tests.
    `test` runs the tests until they are done or `Told` says no. Raises BrokenScenarioError. It is called beside the window, in a thread of its own.
    `pack` (folder, file) writes a pack. Raises OSError, BrokenScenarioError.
    """

    files: tuple[str, ...]
    begin: Callable[[Path, str, str], object]
    check: Callable[[Path], tuple[FindingTold, ...]]
    test: Callable[[Path, Told], None]
    pack: Callable[[Path, Path], Packed]
