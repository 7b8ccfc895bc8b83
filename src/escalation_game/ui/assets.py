"""Where the fonts, pictures and maps lie: inside the package in a wheel, at the top of the tree in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("escalation_game")))


def assets_folder() -> Path:
    """Return the folder of assets. Raises FileNotFoundError when the installation has none."""
    for folder in (_PACKAGE / "assets", _PACKAGE.parents[1] / "assets"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the folder of assets is missing from this installation")


def asset(*parts: str) -> Path:
    """Return the path of one asset, e.g. `asset("fonts", "PlexSans-Regular.ttf")`. Raises FileNotFoundError."""
    path = assets_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"the asset {'/'.join(parts)} is missing from this installation")
    return path
