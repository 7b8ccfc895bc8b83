"""Sources of the file, as a View shows them."""

from __future__ import annotations

from collections.abc import Sequence

from escalation_game.play.match import Match
from escalation_game.play.view import Source


def sources(match: Match, names: Sequence[str]) -> tuple[Source, ...]:
    """Sources by name, in the order given. Raises KeyError on one that the file does not have."""
    known = match.scenario.file.sources
    return tuple(
        Source(name, one.title, one.publisher or "", one.date or "", one.url or "", one.grade or "")
        for name, one in ((name, known[name]) for name in names)
    )
