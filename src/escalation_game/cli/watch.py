"""`watch`: a match in the window that follows the scenario's file while somebody writes it."""

from __future__ import annotations

import click

from escalation_game.cli.display import missing_display
from escalation_game.play.match import Match
from escalation_game.scenario.load import find, load

LARGEST_SEED = 2**64 - 1


@click.command()
@click.argument("scenario")
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="What decides all chance; drawn when left out.")
@click.option("--lens", help="The world lens; the seed draws one when left out.")
def watch(scenario: str, seed: int | None, lens: str | None) -> None:
    """Play SCENARIO (a file, a folder or a name) in a window that follows its file.

    Whenever the file is saved, the match goes on by the new rules: the same turn, the same luck, the same choices. While the file has findings they
    stand below the match, which can still be played by the rules before.
    """
    reason = missing_display()
    if reason:
        raise click.ClickException(f"there is no display ({reason}), and what is watched is a window")
    path = find(scenario)
    try:
        match = Match(load(path), seed, lens)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    from escalation_game.cli.workbench import workbench
    from escalation_game.ui.app import run

    run(match, bench=workbench(), followed=path)
