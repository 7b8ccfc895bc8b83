"""A small scenario, and matches of it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from escalation_game.play.match import Match
from escalation_game.play.seats import refusals
from escalation_game.scenario import Scenario, load_text

TEXT = (Path(__file__).parent / "lake.yaml").read_text(encoding="utf-8")
KEEPERS = "keepers"


@cache
def lake(*changes: tuple[str, str]) -> Scenario:
    """The scenario, with some of its text replaced."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_text(text, "lake", "lake.yaml")


def played(seed: int, turns: int, lens: str | None = None, scenario: Scenario | None = None) -> Match:
    """A match after so many turns, in which the keepers choose at random."""
    match, dice = Match(scenario or lake(), seed, lens), random.Random(seed)
    while match.turn < turns and match.ending is None:
        wanted = dice.sample(["bow", "dig", "open_gates"], dice.randint(0, 2))
        refused = refusals(match.scenario.file, match.scenario.game, match.observation(KEEPERS), wanted)
        match.choose(KEEPERS, [name for name in wanted if name not in refused])
        match.end_turn()
    return match
