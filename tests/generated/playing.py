"""Loads generated scenarios and plays them at random."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from numpy.typing import NDArray

from escalation_game.engine.machine import Machine, Moves, Report
from escalation_game.engine.state import Numbers, State
from escalation_game.play.match import Match
from escalation_game.play.seats import refusals
from escalation_game.scenario import Scenario, load_text

from .constructs import EXERCISED, constructs
from .scenarios import Document, as_yaml

#: What every property is run with: the same examples on every machine. A failure is not shrunk, which could
#: take minutes: add Phase.shrink to see the smallest scenario that fails.
PROPERTY = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def loaded(document: Document, order_seed: int | None = None) -> Scenario:
    """The scenario of a document."""
    EXERCISED.update(constructs(document))
    return load_text(as_yaml(document, order_seed), "generated")


def turns(machine: Machine, seed: int, width: int, moves: Moves | None = None) -> Iterator[tuple[State, State, Report]]:
    """Plays futures to their end: the State before each turn, the State after it, and the report."""
    state = machine.start(seed, range(width), np.arange(width) % len(machine.game.lenses))
    for _ in range(machine.game.turns):
        before = state.copy()
        report = machine.step(state, moves, report=True)
        assert report is not None
        yield before, state, report


def end(machine: Machine, seed: int, width: int, moves: Moves | None = None) -> State:
    """The State after the last turn."""
    return list(turns(machine, seed, width, moves))[-1][1]


def same_bits(one: Numbers, other: Numbers) -> bool:
    """Whether two arrays are the same bit for bit."""
    return one.shape == other.shape and np.ascontiguousarray(one).tobytes() == np.ascontiguousarray(other).tobytes()


def span(machine: Machine, stock: str, *numbers: Numbers) -> Numbers:
    """What a rounding error in a stock is small against: its range, or the largest number that went into it."""
    rules = next(one for one in machine.game.stocks if one.name == stock)
    size: NDArray[np.float64] = np.maximum(1.0, np.max(np.abs(np.array(numbers)), axis=0))
    return size if rules.low is None or rules.high is None else np.maximum(size, rules.high - rules.low)


def choose_at_random(match: Match, role: str, dice: random.Random) -> tuple[str, ...]:
    """A choice that is not refused, made for a role; returns it."""
    seen = match.observation(role)
    wanted = [name for name in seen.legal if dice.random() < 0.6]
    dice.shuffle(wanted)
    refused = refusals(match.scenario.file, match.scenario.game, seen, wanted)
    chosen = tuple(name for name in wanted if name not in refused)
    match.choose(role, chosen)
    return chosen


def play_at_random(match: Match, dice: random.Random, *, meddling: bool = False) -> Match:
    """Plays a match to its end: random legal choices for the seats that are yours, now and then some meddling."""
    while match.ending is None:
        for role in in_order(match):
            if match.seats[role] == "you":
                choose_at_random(match, role, dice)
        if meddling and dice.random() < 0.5:
            meddle(match, dice)
        match.end_turn()
    return match


def in_order(match: Match) -> list[str]:
    """The roles in the order in which they choose."""
    return [role.name for role in sorted(match.scenario.game.roles, key=lambda role: (role.order, role.name))]


def meddle(match: Match, dice: random.Random) -> None:
    """What a facilitator may do before a turn."""
    file = match.scenario.file
    match.place(dice.choice(sorted(file.injects)), happens=dice.random() < 0.7)
    match.force(dice.choice(sorted(file.events)), happens=dice.random() < 0.5)
    stock = dice.choice(match.scenario.game.stocks)
    low = -20.0 if stock.low is None else stock.low
    high = 60.0 if stock.high is None else stock.high
    match.override(stock.name, low + (high - low) * dice.random(), "The facilitator says so.")
