"""A match that begins in the middle: the turns before are played by rule, so that a late turn can be looked at at once."""

from __future__ import annotations

from typing import Literal, TypeAlias

from escalation_game.play.match import YOU, Match, MatchStoppedError

#: How people's roles are played until then: they choose nothing, or what their doctrine would.
Until: TypeAlias = Literal["nothing", "doctrine"]


def play_to(match: Match, turn: int, until: Until) -> str:
    """Plays a match until `turn` (1 is the first) is the next. Returns why it broke off, "" when it did not; it can be over before."""
    people = [role for role, seat in match.seats.items() if seat == YOU]
    while match.turn < turn - 1 and match.ending is None:
        if until == "doctrine":
            for role in people:
                match.follow_doctrine(role)
        try:
            match.end_turn()
        except MatchStoppedError as error:
            return str(error)
    return ""
