"""Where matches are kept when nobody says otherwise: the user's own data folder, one record a match, a picture beside it where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from escalation_game.play.record import LONGEST_NAME, Record, RecordError, read_record, write_record

_MOST_READ = 200  #: newest files looked at; a folder with more is somebody's archive
LARGEST_PICTURE = 1_000_000  #: bytes; a picture of a record is some 40 kB
TRASH = "trash"  #: the folder beside the records to which deleted ones are moved


@dataclass(frozen=True, slots=True)
class Save:
    """A kept match: its file, what is recorded, and when it was last played."""

    path: Path
    record: Record
    played: datetime

    @property
    def picture(self) -> Path:
        """Where its picture is, if it has one."""
        return picture_path(self.path)


def saves_folder() -> Path:
    """Where records are kept."""
    return Path(platformdirs.user_data_dir("escalation-game", appauthor=False)) / "records"


def picture_path(path: Path) -> Path:
    """Where the picture of a record is."""
    return path.with_suffix(".png")


def new_save_path(scenario: str, seed: int) -> Path:
    """A file for a match that begins now."""
    begun = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    return unused(saves_folder() / f"{scenario}-{begun}-seed-{seed}.json")


def unused(path: Path) -> Path:
    """The path, or, where there is a file already, its name with the first number that is free."""
    number, candidate = 2, path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate


def saves(folder: Path | None = None) -> tuple[Save, ...]:
    """The matches kept in a folder (the user's, if none is given), last played first. What cannot be read is left out, and left alone."""
    found: list[Save] = []
    for changed, path in sorted(_dated(folder or saves_folder()), reverse=True)[:_MOST_READ]:
        try:
            found.append(_read(path, changed))
        except RecordError:
            continue
    return tuple(found)


def renamed(save: Save, name: str) -> Save:
    """The save under another name, which is written into its record; too long a name is cut. Raises OSError, RecordError."""
    record = read_record(save.path)
    record = replace(record, about=replace(record.about, name=" ".join(name.split())[:LONGEST_NAME]))
    write_record(record, save.path)
    return replace(save, record=record)


def thrown_away(save: Save) -> Path:
    """Moves a record and its picture to the trash beside it, and returns where the record is now. Raises OSError; both are then where they were."""
    trash = save.path.parent / TRASH
    trash.mkdir(exist_ok=True)
    target = unused(trash / save.path.name)
    save.path.rename(target)
    if save.picture.exists():
        _or_back(lambda: save.picture.rename(picture_path(target)), lambda: target.rename(save.path))
    return target


def exported(save: Save, wanted: str) -> Path:
    """Writes a copy of a record where a person says: a file, or a folder for one of the same name. Nothing is written over.

    Raises OSError when it cannot be written, RecordError when the record can no longer be read, ValueError when nothing is said.
    """
    target = _place(wanted)
    if target.is_dir():
        target = target / save.path.name
    if not target.suffix:
        target = target.with_suffix(save.path.suffix)
    target = unused(target)
    write_record(read_record(save.path), target)
    return target


def imported(wanted: str | Path) -> Save:
    """Takes a record from a file into the user's folder. Raises RecordError when it is none, OSError when it cannot be written, ValueError."""
    source = _place(str(wanted))
    record = read_record(source)
    target = unused(saves_folder() / f"{source.stem or record.scenario}.json")
    write_record(record, target)
    picture = picture_path(source)
    if picture.is_file() and picture.stat().st_size <= LARGEST_PICTURE:
        shutil.copyfile(picture, picture_path(target))
    return _read(target, target.stat().st_mtime)


def export_folder() -> Path:
    """Where a copy goes when nobody says otherwise: the user's documents, or the home folder where there are none."""
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_dir() else Path.home()


def _place(wanted: str) -> Path:
    """A path as a person writes it: with ~ for home, perhaps in quotes, perhaps with blanks around it."""
    words = wanted.strip().strip('"').strip()
    if not words:
        raise ValueError("no path has been given")
    try:
        return Path(words).expanduser()
    except RuntimeError:  # ~somebody who is not there
        return Path(words)


def _or_back(act: Callable[[], object], back: Callable[[], object]) -> None:
    try:
        act()
    except OSError:
        back()
        raise


def _read(path: Path, changed: float) -> Save:
    return Save(path, read_record(path), datetime.fromtimestamp(changed, UTC).astimezone())


def _dated(folder: Path) -> list[tuple[float, Path]]:
    try:
        return [(path.stat().st_mtime, path) for path in folder.glob("*.json")]
    except OSError:
        return []
