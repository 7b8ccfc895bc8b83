"""What to ask for in a match: from a Match and a role to the evidence and the request of a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from escalation_game.futures.forecast import FUTURES, Option, Request
from escalation_game.futures.study import Watched
from escalation_game.play.match import Match
from escalation_game.play.sight import Sights


def request(
    match: Match,
    role: str,
    options: Sequence[Sequence[str]],
    *,
    baseline: Sequence[str] = (),
    then: Literal["doctrine", "nothing"] = "doctrine",
    watched: Sequence[Watched] = (),
    futures: int = FUTURES,
    turns: int | None = None,
) -> Request:
    """A request about a role's next turn, for what it watches and its objectives, to the end of the match, unless said otherwise."""
    file = match.scenario.file
    objectives = file.roles[role].objectives or tuple(sorted(file.objectives))
    named = tuple(watched) or watched_by(match, role)
    columns = tuple(dict.fromkeys((*named, *(("objective", name) for name in objectives))))
    better = {name: 1 if file.objectives[name].better == "higher" else -1 for name in objectives}
    return Request(
        tuple(tuple(option) for option in options), columns, better, match.length - match.turn if turns is None else turns,
        tuple(baseline), then, futures,
    )  # fmt: skip


def single_actions(match: Match, role: str) -> tuple[Option, ...]:
    """Every action the role could choose now, each alone."""
    legal = match.observation(role).legal
    return tuple((name,) for name, mask in sorted(legal.items()) if mask[0])


def watched_by(match: Match, role: str) -> tuple[Watched, ...]:
    """The stocks and derived values a role watches, as far as it sees them at all; every stock it sees where the scenario names none."""
    file, sights = match.scenario.file, Sights(match.scenario.file, role)
    names = file.roles[role].watch or tuple(sorted(file.stocks))
    numbers = [("stock" if name in file.stocks else "derived", name) for name in names if name not in file.switches]
    return tuple((kind, name) for kind, name in numbers if sights.variable(name).kind != "hidden")
