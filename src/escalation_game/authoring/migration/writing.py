"""Writes a migrated file, and keeps the old one beside it."""

from __future__ import annotations

from pathlib import Path

from escalation_game.authoring.migration.migrating import Migration
from escalation_game.play.whole_files import write_whole

KEPT = ".before"


def write(migration: Migration) -> Path:
    """Writes the migrated file whole, after the old one has been copied, letter by letter, to the name returned. Raises OSError."""
    kept = _free(migration.path, content := migration.path.read_bytes())
    write_whole(kept, content)
    write_whole(migration.path, migration.after)
    return kept


def _free(path: Path, content: bytes) -> Path:
    """The first name for the old file under which no other content is kept."""
    for number in range(1, 1000):
        kept = path.with_name(path.name + KEPT + ("" if number == 1 else f"-{number}"))
        if not kept.exists() or kept.read_bytes() == content:
            return kept
    raise FileExistsError(f"{path}: too many older files beside it; delete some that end in {KEPT}")
