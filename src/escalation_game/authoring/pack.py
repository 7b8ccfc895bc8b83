"""Makes a pack of a scenario: its own files and no others, and only when it is fit to be passed on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from escalation_game.authoring.reading import TESTS, read_tests
from escalation_game.play.whole_files import write_whole
from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.load import find
from escalation_game.scenario.pack import SUFFIX, read_pack
from escalation_game.scenario.pack_bytes import Pack, as_bytes, pack_of
from escalation_game.scenario.pack_files import gathered
from escalation_game.scenario.shipped import FILE
from escalation_game.scenario.textfile import read_bytes


@dataclass(frozen=True, slots=True)
class Packing:
    """A pack about to be written, and the names of the files beside the scenario that do not go into it."""

    pack: Pack
    left_out: tuple[str, ...]


def packing_of(source: str | Path) -> Packing:
    """The pack of a scenario given by name, file or folder. Raises ScenarioError with all that keeps it from being passed on."""
    path = find(source)
    if path.name != FILE:  # a scenario in a single file
        return Packing(pack_of(path.stem, {FILE: read_bytes(path)}, str(path.parent), str(path)), ())
    files, left_out = gathered(path.parent)
    pack = pack_of(path.parent.resolve().name, files, str(path.parent))
    if TESTS in files:
        read_tests(path.parent / TESTS)  # raises what is wrong with them
    return Packing(pack, left_out)


def write_pack(pack: Pack, path: Path) -> int:
    """Writes a pack, whole or not at all, and returns its length in bytes. Only an older pack of the same scenario is replaced.

    Raises FileExistsError for anything else that is there, and OSError.
    """
    if path.exists() and not _is_older(path, pack.name):
        raise FileExistsError(f"{path} is there already and is no pack of {pack.name}; give another name with -o")
    content = as_bytes(pack)
    write_whole(path, content)
    return len(content)


def default_path(pack: Pack) -> Path:
    """Where a pack goes when nobody says otherwise."""
    return Path(pack.name + SUFFIX)


def _is_older(path: Path, name: str) -> bool:
    try:
        return read_pack(path).name == name
    except ScenarioError:
        return False
