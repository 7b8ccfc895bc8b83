"""Puts packs among the user's own scenarios, and takes scenarios away to a trash. Nothing is ever overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from escalation_game.scenario.own import own_folder
from escalation_game.scenario.pack_bytes import Pack
from escalation_game.scenario.shipped import FILE, shipped

TRASH = ".trash"


@dataclass(frozen=True, slots=True)
class Installed:
    """Where a pack's scenario lies. `new` is False when it was there already, `renamed` says that another one has its name."""

    path: Path
    new: bool
    renamed: bool = False


def install(pack: Pack, folder: Path | None = None) -> Installed:
    """Puts a pack's files into a folder of their own, whole or not at all. Raises OSError.

    What is there under its name stays: with the same files it is the scenario asked for, otherwise the pack gets a number.
    """
    folder = own_folder() if folder is None else folder
    known = shipped().get(pack.name)
    if known and _same(known.parent, pack.files):
        return Installed(known, new=False)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".installing-", dir=folder))
    try:
        inside = unfinished / pack.name
        _write(pack.files, inside)
        for name in _numbered(pack.name):
            if _same(folder / name, pack.files):
                return Installed(folder / name / FILE, new=False, renamed=name != pack.name)
            if name not in shipped() and _moved(inside, folder / name):
                return Installed(folder / name / FILE, new=True, renamed=name != pack.name)
        raise FileExistsError(f"{folder}: there are too many scenarios called {pack.name}")
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def put_away(path: Path) -> Path:
    """Moves a scenario of the user's own folder to the trash beside it and returns where it is now. Raises OSError, ValueError for any other."""
    folder = path.parent
    if folder.parent != own_folder():
        raise ValueError(f"{path} is not in {own_folder()}")
    trash = folder.parent / TRASH
    trash.mkdir(exist_ok=True)
    stem = f"{folder.name}-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}"
    for name in _numbered(stem):
        if _moved(folder, trash / name):
            return trash / name
    raise FileExistsError(f"{trash}: it is full")


def _numbered(name: str) -> list[str]:
    return [name, *(f"{name}-{number}" for number in range(2, 1000))]


def _moved(source: Path, target: Path) -> bool:
    """Renames a folder; False where something of the name is there already."""
    if os.path.lexists(target):
        return False
    try:
        source.rename(target)
    except OSError:
        if os.path.lexists(target):  # somebody was quicker
            return False
        raise
    return True


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files; what else is in it does not count."""
    try:
        return all((folder / name).read_bytes() == content for name, content in files.items())
    except OSError:
        return False
