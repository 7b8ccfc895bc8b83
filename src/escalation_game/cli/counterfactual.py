"""Whether a choice mattered: the match beside the same match, on the same luck, without it, as one role sees both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from escalation_game.cli.telling import amount, folded
from escalation_game.play.match import Match
from escalation_game.play.seeing import view
from escalation_game.play.view import View


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came out otherwise: `now` with the choice, `without` it, both in words."""

    title: str
    now: str
    without: str


def own_choices(match: Match, role: str, turn: int | None = None) -> list[tuple[int, str]]:
    """List the (turn, action) pairs a role chose, in one turn or in all."""
    turns = range(1, match.turn + 1) if turn is None else [turn]
    return [(number, action) for number in turns for action in match.turns[number - 1].choices.get(role, ())]


def differences(match: Match, role: str, action: str, turn: int) -> tuple[Difference, ...]:
    """Find what a choice made otherwise: how it ended, the role's objectives, then what it watches."""
    now, other = view(match, role), view(match.without(action, turn), role)
    return (*_ending(now, other), *_objectives(now, other), *_watched(now, other))


def matter_lines(match: Match, role: str, action: str, turn: int, most: int | None = None) -> list[str]:
    """Tell the differences of a choice, the first `most` of them."""
    title = match.scenario.file.actions[action].title
    found = differences(match, role, action, turn)
    if not found:
        return folded(f"Turn {turn}, “{title}”: without it, nothing you see would be otherwise now.")
    lines = folded(f"Turn {turn}, “{title}”: on the same luck without it,")
    for one in found[:most]:
        lines += folded(f"{one.title}: {one.without} instead of {one.now}", "  ")
    return lines


def _ending(now: View, other: View) -> Iterator[Difference]:
    if (now.ending and now.ending.name) != (other.ending and other.ending.name):
        here, there = (one.ending.title if one.ending else "not ended yet" for one in (now, other))
        yield Difference("Ending", here, there)


def _objectives(now: View, other: View) -> Iterator[Difference]:
    there = {one.name: one.value for one in other.objectives}
    for one in now.objectives:
        if one.name in there and there[one.name] != one.value:
            yield Difference(one.title, amount(one.value, one.unit), amount(there[one.name], one.unit))


def _watched(now: View, other: View) -> Iterator[Difference]:
    for name in now.watch:
        here, there = now.variable(name), other.variable(name)
        if here.value == there.value:
            continue
        if here.kind == "switch":
            yield Difference(here.title, here.label, there.label)
        else:
            yield Difference(here.title, amount(here.value, here.unit), amount(there.value, here.unit))
