"""`play`: a match in the window, as plain lines, or without either by a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from escalation_game.cli.assumptions import FORM, read_edits, warnings
from escalation_game.cli.display import missing_display
from escalation_game.cli.headless import play_headless
from escalation_game.cli.text_play import play_as_text
from escalation_game.cli.unpack import is_pack, put_among_own
from escalation_game.play.catalogue import resumed_match
from escalation_game.play.match import Match
from escalation_game.play.saves import new_save_path
from escalation_game.play.sharing import CodeError, invitation
from escalation_game.scenario.edited import Edit
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
    assumptions: Mapping[str, Edit] = field(default_factory=dict[str, Edit])
    length: int | None = None

    def match(self) -> Match:
        """Begin it, and say which assumptions leave their range.

        Raises UsageError on an unknown lens, role, bot or parameter, ScenarioError on a broken scenario.
        """
        scenario = load(self.scenario)
        try:
            match = Match(scenario, self.seed, self.lens, self.seats, length=self.length, assumptions=self.assumptions)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        for warning in warnings(match):
            click.echo(warning, err=True)
        return match


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
@click.option("--code", help="A share code: scenario, seed, lens and length of somebody's match.")
@click.option(
    "--seat",
    "seats",
    multiple=True,
    metavar="ROLE=WHO",
    callback=_seats,
    help="Who plays a role: you, doctrine, nothing or random.",
)
@click.option(
    "--set",
    "assumptions",
    multiple=True,
    metavar=FORM,
    callback=read_edits,
    help="Play with a parameter otherwise; LOW:VALUE:HIGH keeps it uncertain.",
)
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Where to keep the match's record.")
@click.option("--projector", is_flag=True, help="Large type, and only what everybody may know, for a class.")
@click.option("--text", is_flag=True, help="Play as plain lines in this terminal.")
@click.option("--headless", is_flag=True, help="Play a plan to the end without a window.")
@click.option("--plan", type=click.Path(path_type=Path), help="With --headless: the plan, a YAML file.")
@click.option("--json", "as_json", is_flag=True, help="With --headless: one JSON document instead of lines.")
def play(
    scenario: str | None,
    seed: int | None,
    lens: str | None,
    code: str | None,
    seats: dict[str, str],
    assumptions: dict[str, Edit],
    record: Path | None,
    *,
    projector: bool,
    text: bool,
    headless: bool,
    plan: Path | None,
    as_json: bool,
) -> None:
    """Play SCENARIO: the name of one that comes with the game or is your own, a file, a folder or a pack (kursk-2024 when left out).

    The record of a match (a .json file) is taken up where it stands; the record itself stays as it is.
    """
    if text and headless:
        raise click.UsageError("--text and --headless exclude each other")
    if not headless and (plan is not None or as_json):
        raise click.UsageError("--plan and --json go with --headless")
    if scenario and is_pack(scenario):
        scenario = put_among_own(scenario)
    if code is not None and (scenario or lens is not None or seed is not None):
        raise click.UsageError("--code says which SCENARIO, --seed and --lens to play; leave those out")
    if scenario and scenario.endswith(".json"):
        settled = bool(headless or code or lens or seats or assumptions) or seed is not None
        _take_up(Path(scenario), record, projector=projector, text=text, settled=settled)
        return
    wanted = _Wanted(scenario or DEFAULT_SCENARIO, seed, lens, seats, assumptions)
    if code is not None:
        wanted = _invited(code, wanted)
    if headless:
        play_headless(wanted.match(), plan, record, json=as_json)
    elif text or _without_display():
        _play_text(wanted, record)
    else:
        _open_window(wanted.match(), record, projector=projector)


def _take_up(path: Path, record: Path | None, *, projector: bool, text: bool, settled: bool) -> None:
    """Go on with the match of a record, in a record of its own.

    Raises UsageError where the command line has `settled` what the record does, RecordError when it cannot be replayed.
    """
    if settled:
        raise click.UsageError("a record says what it is a match of: only --record, --projector and --text go with it")
    match = resumed_match(path)
    if text or _without_display():
        play_as_text(match, record or new_save_path(match.scenario.name, match.seed))
    else:
        _open_window(match, record, projector=projector)


def _open_window(match: Match, record: Path | None, *, projector: bool) -> None:
    from escalation_game.cli.workbench import workbench
    from escalation_game.ui.app import run

    run(match, record=record, projector=projector, bench=workbench())


def _invited(code: str, wanted: _Wanted) -> _Wanted:
    """The match of a share code, in the seats and with the assumptions asked for. Raises UsageError when nothing here fits the code."""
    try:
        found = invitation(code)
    except CodeError as error:
        raise click.UsageError(f"--code: {error}") from None
    return replace(wanted, scenario=found.scenario, seed=found.seed, lens=found.lens, length=found.length)


def play_without_window() -> None:
    """Play a match of the first scenario as plain lines."""
    _play_text(_Wanted(), None)


def _without_display() -> bool:
    reason = missing_display()
    if reason:
        click.echo(f"There is no display ({reason}), so the match is played as text.", err=True)
    return bool(reason)


def _play_text(wanted: _Wanted, record: Path | None) -> None:
    match = wanted.match()
    play_as_text(match, record or new_save_path(match.scenario.name, match.seed))
