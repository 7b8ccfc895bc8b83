"""A broken play as a test of the scenario: it fails until the fault is mended, and passes ever after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from escalation_game.authoring.broken_plays import Breaking, Broken
from escalation_game.play.machines import drawn_lens
from escalation_game.play.whole_files import write_whole
from escalation_game.scenario.load import Scenario

_LARGEST = "1.0e+308"  # beyond it a number is none


def as_test(scenario: Scenario, breaking: Breaking, found: Broken, path: Path) -> None:
    """Writes the test to a file whose lines can be put at the end of a `tests.yaml`. Raises OSError."""
    write_whole(path, test_text(scenario, breaking, found))


def test_text(scenario: Scenario, breaking: Breaking, found: Broken) -> str:
    """The test as text: what it came from, and its entry of `tests:`, indented as it stands there."""
    short = breaking.made
    lines = [
        f"  # {_one_line(breaking.message)}",
        f"  # Found by the bot “{found.bot}”, and shortened from {found.decided} decisions to {short.decided}. It passes once the fault is mended.",
        f"  {json.dumps(_name(breaking), ensure_ascii=False)}:",
        f"    given: {_given(scenario, short)}",
        "    play:",
        *_play(short),
        f"    expect: {_expected(breaking)}",
    ]
    return "\n".join(lines) + "\n"


def _name(breaking: Breaking) -> str:
    what = breaking.fault[-1].removesuffix("is not a finite number")
    return f"{what}stays a number (seed {breaking.made.seed})"


def _given(scenario: Scenario, broken: Broken) -> str:
    parts = [f"seed: {broken.seed}", f"lens: {drawn_lens(scenario, broken.seed)}"]
    seats = [f"{role}: you" for role in broken.played if not scenario.file.roles[role].player]
    return "{" + ", ".join([*parts, *([f"seats: {{{', '.join(seats)}}}"] if seats else [])]) + "}"


def _play(broken: Broken) -> Iterator[str]:
    """The turns up to the last in which anything was decided; where nobody played, the player's role follows its doctrine too."""
    turns = [_turn(broken, number) for number in range(broken.turn)]
    while turns and turns[-1] == "{}":
        turns.pop()
    if not turns:
        yield "      {}" if broken.played else "      {then: doctrine}"
    else:
        yield "      turns:"
        yield from (f"        - {one}" for one in turns)


def _turn(broken: Broken, number: int) -> str:
    parts = [f"{role}: [{', '.join(actions)}]" for role, actions in broken.choices[number].items() if actions]
    if broken.injects[number]:
        parts.append(f"injects: [{', '.join(broken.injects[number])}]")
    return "{" + ", ".join(parts) + "}"


def _expected(breaking: Breaking) -> str:
    """What holds of every match that can be played; of one that ends with an objective that is none, that it is a number."""
    where, _, what = breaking.message.rpartition(": ")
    if where.endswith("at the end"):
        objective = what.removeprefix("the objective ").removesuffix(" is not a finite number")
        return f"{{values: {{{objective}: {{at_least: -{_LARGEST}, at_most: {_LARGEST}}}}}}}"
    return "{that: turn >= 0}"


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
