"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_LIKENESS = 0.6  # of two names, from 0 to 1
_MOST = 2000  # candidates looked at


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, the first in order of names among equals; None when none is like it."""
    best, likeness = None, _LIKENESS
    wanted = _plain(name)
    for candidate in sorted(candidates)[:_MOST]:
        score = _score(wanted, _plain(candidate))
        if score > likeness:
            best, likeness = candidate, score
    return best


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")[:120]


def _score(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > _LIKENESS and matcher.quick_ratio() > _LIKENESS else 0.0
