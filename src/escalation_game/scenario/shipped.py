"""The scenarios that come with the game: inside the installed package, or beside the sources."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = "scenario.yaml"


def scenarios_folder() -> Path:
    """The folder of shipped scenarios."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "scenarios"
    return installed if installed.is_dir() else package.parents[1] / "scenarios"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Path]:
    """The file of each shipped scenario, by name."""
    return {path.parent.name: path for path in sorted(scenarios_folder().glob(f"*/{FILE}"))}
