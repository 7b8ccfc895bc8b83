"""`play`: a match in the window, as plain lines, or without either by a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from escalation_game.cli.display import missing_display
from escalation_game.cli.headless import play_headless
from escalation_game.cli.text_play import play_as_text
from escalation_game.play.match import Match
from escalation_game.play.saves import new_save_path
from escalation_game.scenario.load import load

DEFAULT_SCENARIO = "kursk-2024"
LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The match a command line asks for."""

    scenario: str = DEFAULT_SCENARIO
    seed: int | None = None
    lens: str | None = None
    seats: Mapping[str, str] = field(default_factory=dict[str, str])

    def match(self) -> Match:
        """Begin it. Raises UsageError on an unknown lens, role or bot, ScenarioError on a broken scenario."""
        scenario = load(self.scenario)
        try:
            return Match(scenario, self.seed, self.lens, self.seats)
        except ValueError as error:
            raise click.UsageError(str(error)) from None


def _seats(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    seats: dict[str, str] = {}
    for one in given:
        role, sign, seat = one.partition("=")
        if not (role and sign and seat):
            raise click.BadParameter(f"“{one}” is not of the form ROLE=you, ROLE=doctrine or ROLE=BOT")
        seats[role] = seat
    return seats


@click.command()
@click.argument("scenario", required=False)
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="What decides all chance; drawn when left out.")
@click.option("--lens", help="The world lens; the seed draws one when left out.")
@click.option(
    "--seat",
    "seats",
    multiple=True,
    metavar="ROLE=WHO",
    callback=_seats,
    help="Who plays a role: you, doctrine, nothing or random.",
)
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Where to keep the match's record.")
@click.option("--text", is_flag=True, help="Play as plain lines in this terminal.")
@click.option("--headless", is_flag=True, help="Play a plan to the end without a window.")
@click.option("--plan", type=click.Path(path_type=Path), help="With --headless: the plan, a YAML file.")
@click.option("--json", "as_json", is_flag=True, help="With --headless: one JSON document instead of lines.")
def play(
    scenario: str | None,
    seed: int | None,
    lens: str | None,
    seats: dict[str, str],
    record: Path | None,
    *,
    text: bool,
    headless: bool,
    plan: Path | None,
    as_json: bool,
) -> None:
    """Play SCENARIO: the name of one that comes with the game, or a file or folder (kursk-2024 when left out)."""
    if text and headless:
        raise click.UsageError("--text and --headless exclude each other")
    if not headless and (plan is not None or as_json):
        raise click.UsageError("--plan and --json go with --headless")
    wanted = _Wanted(scenario or DEFAULT_SCENARIO, seed, lens, seats)
    if headless:
        play_headless(wanted.match(), plan, record, json=as_json)
    elif text or _without_display():
        _play_text(wanted, record)
    else:
        from escalation_game.ui.app import run

        wanted.match()  # what is wrong with the command line is said here, not in the window
        run(wanted.scenario, seed=seed, lens=lens, seats=seats, record=record)


def open_title_screen() -> None:
    """Open the window before a match is chosen; where there is no display, play a match as plain lines."""
    if _without_display():
        _play_text(_Wanted(), None)
    else:
        from escalation_game.ui.app import run

        run(None, seed=None, lens=None, seats={}, record=None)


def _without_display() -> bool:
    reason = missing_display()
    if reason:
        click.echo(f"There is no display ({reason}), so the match is played as text.", err=True)
    return bool(reason)


def _play_text(wanted: _Wanted, record: Path | None) -> None:
    match = wanted.match()
    play_as_text(match, record or new_save_path(match.scenario.name, match.seed))
