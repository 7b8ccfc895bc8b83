"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_LIKENESS = 0.6  # of two names, from 0 to 1
_MOST = 2000  # candidates looked at
_CLOSELY = 25  # of them compared letter by letter, the likeliest first
_LONGEST = 80  # letters compared


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, the first in order of names among equals; None when none is like it."""
    wanted = _plain(name)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    likely: list[tuple[float, str]] = []
    for candidate in sorted(candidates)[:_MOST]:
        matcher.set_seq1(_plain(candidate))
        if matcher.real_quick_ratio() > _LIKENESS and (bound := matcher.quick_ratio()) > _LIKENESS:
            likely.append((-bound, candidate))
    best, likeness = None, _LIKENESS
    for bound, candidate in sorted(likely)[:_CLOSELY]:
        if -bound < likeness:
            break  # the bound is never below the likeness, and the rest have lower ones
        matcher.set_seq1(_plain(candidate))
        score = 1.0 if candidate == name else matcher.ratio()
        if score > likeness or (score == likeness and best is not None and candidate < best):
            best, likeness = candidate, score
    return best


def _plain(name: str) -> str:
    return name[:_LONGEST].lower().replace("-", "_").replace(" ", "_")
