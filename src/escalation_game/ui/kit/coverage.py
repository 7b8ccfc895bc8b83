"""Which characters each font can draw. pygame draws an empty box for the others and says nothing."""

from __future__ import annotations

import json
from functools import cache

from escalation_game.ui.assets import asset


@cache
def coverage(file: str) -> frozenset[int]:
    """Return the code points that a font of `assets/fonts` has, as its `coverage.json` lists them ("0020-007E").

    Raises FileNotFoundError for a missing list and KeyError for a font it does not name.
    """
    ranges: list[str] = json.loads(asset("fonts", "coverage.json").read_text())["fonts"][file]
    return frozenset(code for each in ranges for code in _codes(each))


def _codes(each: str) -> range:
    first, _, last = each.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
