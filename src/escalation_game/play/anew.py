"""The same match under other assumptions: a copy from its first turn, in which people choose as they did, on the same luck.

What they chose and can no longer have is listed. Bots and doctrines choose anew, since the world they see is another. The match itself stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from escalation_game.play.match import YOU, Match, MatchStoppedError
from escalation_game.play.record import Parent, Turn
from escalation_game.play.seats import in_order, refusals
from escalation_game.scenario.edited import Edit


@dataclass(frozen=True, slots=True)
class Lost:
    """A choice that cannot be had any more when its turn comes (the first is 1), and why."""

    turn: int
    role: str
    action: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Anew:
    """The copy, and what could not be repeated in it. `ended`: it is over before as many turns as the original; `stopped` says why it broke off."""

    match: Match
    lost: tuple[Lost, ...]
    ended: bool
    stopped: str = ""


def played_anew(match: Match, assumptions: Mapping[str, Edit]) -> Anew:
    """A copy of a match under other assumptions, as far as it had come; kept nowhere until it is told to.

    Raises ValueError on a parameter that does not exist or cannot be so, MatchStoppedError when the rules have no value to begin with.
    """
    copy = begun_anew(match, assumptions)
    copy.parent = Parent(0, "seen", match.states[0].digest(), match.record().mark(match.turn), match.turn)
    lost: list[Lost] = []
    for turn in match.turns:
        if copy.ending is not None:
            break
        lost += repeated(copy, turn)
        try:
            copy.end_turn()
        except MatchStoppedError as error:
            return Anew(copy, tuple(lost), ended=False, stopped=str(error))
    return Anew(copy, tuple(lost), ended=copy.turn < match.turn)


def begun_anew(match: Match, assumptions: Mapping[str, Edit], seed: int | None = None) -> Match:
    """The same match before its first turn under other assumptions, on the same luck or on that of `seed`. Raises as `played_anew` does."""
    luck = match.luck if seed is None else ()
    return Match(
        match.scenario, match.seed if seed is None else seed, match.lens, match.seats, match.policies, match.length, luck,
        assumptions=assumptions, priorities=match.priorities, open_information=match.open_information,
    )  # fmt: skip


def repeated(copy: Match, turn: Turn) -> list[Lost]:
    """Decides a turn as people decided it; returns what they cannot have. Raises ValueError on a name that does not exist."""
    file = copy.scenario.file
    copy.repeat(Turn({}, turn.doctrine, turn.events, turn.injects, turn.withheld, turn.overrides, turn.predictions))
    lost: list[Lost] = []
    for role in in_order(copy.scenario.game):
        if copy.seats[role] != YOU or role in turn.doctrine or role not in turn.choices:
            continue
        wanted = turn.choices[role]
        reasons = refusals(file, copy.scenario.game, copy.observation(role), wanted)
        lost += [Lost(copy.turn + 1, role, one, file.actions[one].title, why) for one, why in reasons.items()]
        copy.choose(role, [one for one in wanted if one not in reasons])
    return lost
