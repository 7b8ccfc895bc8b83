"""Which scenarios a path on the command line means."""

from __future__ import annotations

import os.path
from pathlib import Path

from escalation_game.scenario.shipped import FILE, shipped


def scenarios_at(path: str) -> list[str]:
    """The path itself, or the scenarios in the folders of a folder that is none."""
    folder = Path(path)
    if path in shipped() or not os.path.isdir(path) or os.path.lexists(folder / FILE):  # noqa: PTH112 - never raises
        return [path]
    return [str(one) for one in sorted(folder.glob(f"*/{FILE}"))] or [path]
