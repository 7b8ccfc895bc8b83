"""Writes files so that at any moment either the old one or the new one is whole, and JSON always alike."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes text or bytes to a temporary name beside the file, and renames it. Makes the folder. Raises OSError; the old file is then as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def as_json(content: Mapping[str, object]) -> str:
    """The one way this project writes JSON: the same content gives the same bytes."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
