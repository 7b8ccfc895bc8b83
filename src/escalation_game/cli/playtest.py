"""`playtest`: bots play a scenario thousands of times; what came about, how it ended, and what each option was worth."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

import click

from escalation_game.authoring.bots_at_play import TooFewPlaysError
from escalation_game.authoring.broken_plays import Fault, fault_of, told
from escalation_game.authoring.coverage import Kind, Reached
from escalation_game.authoring.playtest import PLAYS, Option, Playtest, Worth
from escalation_game.authoring.playtest import playtest as played
from escalation_game.cli.balance import balance_document, balance_lines
from escalation_game.cli.failures import STOPPED, WRONG
from escalation_game.cli.output import print_document, print_lines
from escalation_game.cli.play import LARGEST_SEED
from escalation_game.cli.telling import amount, folded
from escalation_game.scenario.load import load

_KINDS: Mapping[Kind, str] = {
    "action": "Actions", "event": "Events", "inject": "Injects", "rule": "Rules", "case": "Cases of switches", "ending": "Endings",
}  # fmt: skip
_NAME = 26  # columns for a name


@click.command()
@click.argument("scenario")
@click.option(
    "--plays", type=click.IntRange(1, 10_000_000), default=PLAYS, show_default=True, help="How many, over all bots."
)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    default=0,
    show_default=True,
    help="The first play's; others count on.",
)
@click.option(
    "--records", type=click.Path(file_okay=False, path_type=Path), default=Path("broken-plays"), show_default=True,
    help="The folder for records of plays that break; made only then.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def playtest(scenario: str, plays: int, seed: int, records: Path, *, as_json: bool) -> None:
    """Let bots play SCENARIO, and tell what never came about, how it ended, and what each option was worth. 1 when a play broke."""
    try:
        outcome = played(load(scenario), plays, seed, folder=records, progress=_progress)
    except TooFewPlaysError as error:
        raise click.UsageError(str(error)) from None
    finally:
        _clear()
    if as_json:
        print_document(document(outcome))
    else:
        print_lines(lines(outcome))
    if outcome.broken or not outcome.complete:
        raise SystemExit(WRONG if outcome.broken else STOPPED)


def document(outcome: Playtest) -> dict[str, object]:
    """Everything as one JSON document; the same plays give the same bytes."""
    return {
        "scenario": outcome.scenario.name,
        "rules_version": outcome.scenario.game.rules_version,
        "seed": outcome.seed,
        "plays": outcome.plays,
        "complete": outcome.complete,
        "bots": [
            {"bot": one.bot, "plays": one.plays, "broken": one.broken, "endings": dict(one.endings), "objectives": _finite(one.objectives)}
            for one in outcome.bots
        ],
        "coverage": [_reached(one, outcome.plays) for one in outcome.reached],
        "never": [{"kind": one.kind, "name": one.name} for one in outcome.never],
        "options": [_option(one) for one in outcome.options],
        "broken": outcome.broken,
        "faults": [
            {
                "bot": one.broken.bot, "seed": one.broken.seed, "turn": one.broken.turn, "message": one.message,
                "choices": {role: list(actions) for role, actions in one.broken.last.items()},
                "record": str(one.record) if one.record else None,
                "shortest": _shortest(one),
            }
            for one in outcome.faults
        ],
        "balance": balance_document(outcome),
    }  # fmt: skip


def lines(outcome: Playtest) -> list[str]:
    """The outcome in plain words, at most 100 columns wide."""
    title = outcome.scenario.file.title
    stopped = "" if outcome.complete else " Stopped early: what follows is of the plays so far."
    told_lines = folded(f"{title}: {outcome.plays:,} plays, seeds from {outcome.seed}.{stopped}")
    for part in (_fault_lines, _never_lines, _ending_lines, _option_lines, _coverage_lines, balance_lines):
        told_lines += ["", *part(outcome)]
    return told_lines


def _fault_lines(outcome: Playtest) -> list[str]:
    if not outcome.broken:
        return ["No play broke."]
    told_lines = [f"{outcome.broken:,} plays broke:" if outcome.broken > 1 else "1 play broke:"]
    kinds = Counter(fault_of(one.message) for one in outcome.faults)
    for one in outcome.faults:
        kind = fault_of(one.message)
        if kind in kinds:
            told_lines += _fault(one)
            alike = kinds.pop(kind) - 1
            told_lines += [f"    {alike:,} more broke in the same way"] if alike else []
    more = outcome.broken - len(outcome.faults)
    return [*told_lines, *([f"  and {more:,} more that were not looked into"] if more else [])]


def _fault(one: Fault) -> list[str]:
    told_lines = folded(f"{one.message}", "  ")
    choices = told(one.broken.last) if one.broken.choices else "before the first choice"
    record = f" Record up to there: {one.record}" if one.record else ""
    told_lines += folded(f"{one.broken.bot}, seed {one.broken.seed}: {choices}.{record}", "    ")
    if one.shortest is not None:
        short = one.shortest
        turns = [
            f"turn {turn}: {told(chosen)}"
            for turn, chosen in enumerate(short.broken.choices, 1)
            if any(chosen.values())
        ]
        told_lines += folded(
            f"Shortest, {short.broken.turn} turns: {'; '.join(turns) or 'nobody need choose anything'}.", "    "
        )
        if short.record is not None:
            told_lines += [f"    Open it at that turn: escalation-game play {quote(str(short.record))}"]
        told_lines += [f"    As a test, to put at the end of tests.yaml: {short.test}"]
    return told_lines


def _shortest(one: Fault) -> dict[str, object] | None:
    short = one.shortest
    if short is None:
        return None
    return {
        "turn": short.broken.turn,
        "choices": [
            {role: list(actions) for role, actions in turn.items() if actions} for turn in short.broken.choices
        ],
        "injects": [list(placed) for placed in short.broken.injects],
        "record": str(short.record) if short.record else None,
        "test": str(short.test),
    }


def _never_lines(outcome: Playtest) -> list[str]:
    never = outcome.never
    if not never:
        return ["Everything in the scenario came about in some play."]
    told_lines = ["Never came about:"]
    for one in never:
        chance = (
            ""
            if one.highest_chance is None
            else f" (its chance in a turn was never above {100 * one.highest_chance:.2g} %)"
        )
        told_lines += folded(f"{one.kind} {one.name}{chance}", "  ")
    return told_lines


def _ending_lines(outcome: Playtest) -> list[str]:
    """A table: a row a bot, a column an ending, in per cent."""
    names = [ending.name for ending in outcome.scenario.game.endings]
    file = outcome.scenario.file
    told_lines = ["How it ended, in per cent of each bot's plays:"]
    told_lines += [
        line for number, name in enumerate(names, 1) for line in folded(f"({number}) {file.endings[name].title}", "  ")
    ]
    told_lines += [
        "",
        f"  {'':{_NAME}}{'plays':>7}" + "".join(f"{f'({number})':>7}" for number in range(1, len(names) + 1)),
    ]
    for one in outcome.bots:
        shares = "".join(f"{_percent(one.endings.get(name, 0), one.plays - one.broken):>7}" for name in names)
        told_lines.append(f"  {_short(one.bot):{_NAME}}{one.plays:>7,}{shares}")
    return told_lines


def _option_lines(outcome: Playtest) -> list[str]:
    """What each option changed in the player's own objectives, where the plays say so clearly."""
    file = outcome.scenario.file
    player = next(role for role in file.roles.values() if role.player)
    own = player.objectives or tuple(file.objectives)
    told_lines = folded(
        "What an option was worth: the random bot's plays with it, less the same plays on the same luck without it."
    )
    for one in outcome.options:
        clear = [
            _worth_words(outcome, worth) for worth in one.worth if worth.objective in own and _clear_difference(worth)
        ]
        chosen = f"{file.actions[one.action].title} ({one.action}, chosen in {_percent(one.plays, one.of)} %)"
        told_lines += folded(f"{chosen}: {'; '.join(clear) or 'no clear difference'}", "  ")
    return told_lines


def _clear_difference(worth: Worth) -> bool:
    change = worth.chosen - worth.without
    return change != 0.0 and abs(change) >= 2 * worth.standard_error


def _worth_words(outcome: Playtest, worth: Worth) -> str:
    about = outcome.scenario.file.objectives[worth.objective]
    change = worth.chosen - worth.without
    good = (change > 0) == (about.better == "higher")
    mixed = "" if worth.direction in {"up", "down"} else ", not in most plays"
    return f"{about.title} {amount(change, about.unit, signed=True)} ({'better' if good else 'worse'}{mixed})"


def _coverage_lines(outcome: Playtest) -> list[str]:
    told_lines = ["How many of the plays each came about in, in per cent:"]
    for kind, words in _KINDS.items():
        there = [one for one in outcome.reached if one.kind == kind]
        if there:
            listed = ", ".join(f"{one.name} {_percent(one.plays, outcome.plays)}" for one in there)
            told_lines += folded(f"{words}: {listed}", "  ")
    return told_lines


def _reached(one: Reached, plays: int) -> dict[str, object]:
    content: dict[str, object] = {
        "kind": one.kind,
        "name": one.name,
        "plays": one.plays,
        "share": one.plays / plays if plays else 0.0,
    }
    return content if one.highest_chance is None else {**content, "highest_chance": one.highest_chance}


def _option(one: Option) -> dict[str, object]:
    worth = {
        each.objective: {
            "chosen": each.chosen, "without": each.without, "difference": each.chosen - each.without,
            "standard_error": each.standard_error, "direction": each.direction,
        }
        for each in one.worth
    }  # fmt: skip
    return {"action": one.action, "plays": one.plays, "of": one.of, "chosen_by_bot": dict(one.by_bot), "worth": worth}


def _finite(values: Mapping[str, float]) -> dict[str, float | None]:
    return {name: value if value - value == 0.0 else None for name, value in values.items()}


def _percent(count: int, of: int) -> str:
    share = 100 * count / max(of, 1)
    return "0" if not count else "<1" if share < 0.5 else f"{share:.0f}"


def _short(text: str) -> str:
    return text if len(text) < _NAME else text[: _NAME - 2] + "…"


def _progress(what: str, done: int, steps: int) -> None:
    """Write one line on a terminal, over the one before; nothing where there is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{100 * done // steps} % {what}", nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
