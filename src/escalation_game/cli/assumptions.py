"""Assumptions edited on the command line: `--set PARAMETER=VALUE`, or `--set PARAMETER=LOW:VALUE:HIGH`."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import click

from escalation_game.play.match import Match
from escalation_game.scenario.edited import Edit, beyond, widest

FORM = "PARAMETER=VALUE"


def read_edits(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, Edit]:
    """Read the edits of a command line. Raises BadParameter on one that is not of the form, or is given twice."""
    edits: dict[str, Edit] = {}
    for one in given:
        name, sign, numbers = one.partition("=")
        if not (name.strip() and sign and numbers.strip()):
            raise click.BadParameter(f"“{one}” is not of the form {FORM} or PARAMETER=LOW:VALUE:HIGH")
        if name.strip() in edits:
            raise click.BadParameter(f"{name.strip()} is set twice")
        edits[name.strip()] = _edit(one, numbers)
    return edits


def _edit(one: str, numbers: str) -> Edit:
    read = [_number(one, number) for number in numbers.split(":")]
    match read:
        case [value]:
            return Edit(value, value, value)
        case [low, value, high]:
            return Edit(low, value, high)
        case _:
            raise click.BadParameter(f"“{one}”: one number is wanted, or three with colons between them")


def _number(one: str, words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        raise click.BadParameter(f"“{one}”: “{words.strip()}” is not a number") from None
    if not isfinite(number):
        raise click.BadParameter(f"“{one}”: “{words.strip()}” is not a number to play with")
    return number


def warnings(match: Match) -> list[str]:
    """Say which edited assumptions leave the range that the author and all lenses give them."""
    file = (match.scenario.authored or match.scenario).file
    told: list[str] = []
    for name in beyond(match.scenario, match.assumptions):
        low, high = widest(file, name)
        believed = f"takes it as {low:g}" if low == high else f"has it from {low:g} to {high:g}"
        told.append(
            f"{name}={shown(match.assumptions[name])} is outside its range: the scenario {believed}, under every lens"
        )
    return told


def shown(edit: Edit) -> str:
    """Write an edit as it is typed."""
    return f"{edit.value:g}" if edit.certain else f"{edit.low:g}:{edit.value:g}:{edit.high:g}"


def listed(assumptions: Mapping[str, Edit]) -> str:
    """Write all edits in one line; "" when there are none."""
    return ", ".join(f"{name}={shown(edit)}" for name, edit in assumptions.items())
