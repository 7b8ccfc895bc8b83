"""A match played by a plan, and its account: a JSON document, or a few lines to read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from escalation_game.cli.assumptions import listed
from escalation_game.cli.output import print_document, print_lines
from escalation_game.cli.telling import amount, folded
from escalation_game.play.match import Match
from escalation_game.play.plan import Plan, Refused, play_plan, read_plan
from escalation_game.play.referee import account, objectives


def play_headless(match: Match, plan: Path | None, record: Path | None, *, json: bool) -> None:
    """Play to the end; without a plan the player's role chooses nothing.

    Raises ScenarioError for a wrong plan, OSError for a record that cannot be written.
    """
    chosen = read_plan(plan, match.scenario.file) if plan else Plan(())
    if record is not None:
        match.keep(record)
    refused = play_plan(match, chosen)
    for one in refused:
        click.echo(f"turn {one.turn}: {one.role} cannot choose {one.action}: {one.reason}", err=True)
    if json:
        print_document(account(match, refused))
    else:
        print_lines(short_account(match, refused))


def short_account(match: Match, refused: Sequence[Refused]) -> list[str]:
    """Tell how it ended, how the objectives stand, and a line a turn."""
    file = match.scenario.file
    lines = [f"{file.title} ({match.scenario.name}), seed {match.seed}, lens {match.lens}", ""]
    if match.assumptions:
        lines[1:1] = folded(f"Own assumptions: {listed(match.assumptions)}", indent="  ")
    for number in range(1, match.turn + 1):
        lines += folded(f"{file.calendar.dates[number - 1]}: {_what_was_done(match, number)}", indent="  ")
    if match.ending is not None:
        lines += ["", *folded(f"Ending: {file.endings[match.ending].title}", indent="  ")]
    stand = objectives(match)
    if stand:
        lines += ["", "Objectives:"]
    for name, value in stand.items():
        entry = file.objectives[name]
        lines += folded(
            f"{entry.title}: {amount(value, entry.unit) if value is not None else 'not a finite number'}", indent="  "
        )
    if refused:
        lines += ["", f"{len(refused)} choices of the plan were refused."]
    return lines


def _what_was_done(match: Match, number: int) -> str:
    turn = match.turns[number - 1]
    chosen = [f"{role} {', '.join(actions)}" for role, actions in sorted(turn.choices.items()) if actions]
    told = "; ".join(chosen) or "nobody chose anything"
    return told + (f". Happened: {', '.join(turn.happened)}" if turn.happened else "")
