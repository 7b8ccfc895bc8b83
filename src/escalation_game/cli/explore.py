"""`explore`: plans under lenses over many futures, as tables, figures and a report."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click

from escalation_game.cli.failures import STOPPED, WRONG
from escalation_game.cli.output import print_document, print_lines
from escalation_game.cli.play import LARGEST_SEED
from escalation_game.futures.cells import Cell
from escalation_game.futures.exploration import FUTURES, SEED, AskedError, ExplorationError
from escalation_game.futures.exploring import explore as explored
from escalation_game.futures.observations import ObservationsError
from escalation_game.futures.results import Result
from escalation_game.futures.tables import rows_of
from escalation_game.futures.writing import apology


@click.command()
@click.argument("scenario")
@click.option("--futures", type=click.IntRange(1), default=FUTURES, show_default=True, help="How many in each.")
@click.option(
    "--plan", "plans", multiple=True, help="nothing, doctrine or a plan's file; again for more. Both when left out."
)
@click.option("--lens", "lenses", multiple=True, help="Again for more; the scenario's own lenses when left out.")
@click.option(
    "--series", multiple=True, help="A stock or derived value for the tables; again for more; all when left out."
)
@click.option(
    "--seed", type=click.IntRange(0, LARGEST_SEED), default=SEED, show_default=True, help="What decides all chance."
)
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes; as many as there are cores when left out.")
@click.option(
    "--observed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A CSV file of real observations to score against.",
)
@click.option("--resume", is_flag=True, help="Go on with what is in the folder.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write."
)
def explore(  # noqa: PLR0913 - one parameter for each option of the command
    scenario: str,
    *,
    futures: int,
    plans: tuple[str, ...],
    lenses: tuple[str, ...],
    series: tuple[str, ...],
    seed: int,
    workers: int | None,
    observed: Path | None,
    output: Path,
    resume: bool,
    as_json: bool,
) -> None:
    """Compare plans for SCENARIO over many futures, under each lens, on the same luck.

    The folder gets tables, figures, a report to read and a manifest that says how to get it all again. Ctrl-C keeps what was played.
    """
    with _in_words():
        result = explored(
            scenario, plans, lenses, futures, seed=seed, series=series, workers=workers, output=output, resume=resume,
            observed=observed, progress=_progress,
        )  # fmt: skip
    if apology():
        click.echo(apology(), err=True)
    if as_json:
        print_document(_document(result, output))
    else:
        print_lines(_lines(result, output))
    if not result.complete:
        raise SystemExit(STOPPED)


@contextmanager
def _in_words() -> Generator[None]:
    """Say what went wrong in a line, and clear the progress whatever happens."""
    try:
        yield
    except AskedError as error:
        raise click.UsageError(str(error)) from None
    except ExplorationError as error:
        raise click.ClickException(str(error)) from None
    except ObservationsError as error:
        click.echo("\n".join(error.findings), err=True)
        raise SystemExit(WRONG) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename}: {error.strerror}. What is finished is kept: make room and go on by --resume"
        ) from None
    finally:
        _clear()


def _document(result: Result, output: Path) -> dict[str, object]:
    asked = result.asked
    cells = [
        {
            "plan": cell.plan, "lens": cell.lens, "complete": cell.complete, "futures": cell.tally.held, "failed": cell.tally.failed,
            "endings": dict(zip((one.name for one in asked.scenario.game.endings), cell.ending_shares.tolist(), strict=True)),
            "objectives": {
                name: {"mean": float(cell.tally.mean[-1, column]), **_quantiles(cell, column)}
                for name, column in ((name, asked.watched.index((kind, name))) for kind, name in asked.objectives)
            },
        }
        for cell in result.cells
    ]  # fmt: skip
    tables = {name: rows_of(table) for name, table in result.tables.items() if name not in {"outcomes", "endings"}}
    return {"scenario": asked.scenario.name, **asked.fixed(), "lenses": list(asked.lenses), "plans": [plan.name for plan in asked.plans],
            "folder": str(output),
            "complete": result.complete, "cells": cells, **tables}  # fmt: skip


def _quantiles(cell: Cell, column: int) -> dict[str, float]:
    return {f"q{round(100 * share)}": float(cell.quantile(share)[-1, column]) for share in (0.1, 0.5, 0.9)}


def _lines(result: Result, output: Path) -> list[str]:
    state = "" if result.complete else " Stopped early: go on by --resume."
    lines = [
        f"{len(result.cells)} of {len(list(result.asked.pairs()))} pairs of plan and lens, {result.asked.futures:,} futures each.{state}"
    ]
    lines += [
        f"  {cell.plan}, {cell.lens}: {cell.played:,} futures{'' if cell.complete else ' (partial)'}"
        for cell in result.cells
    ]
    return [*lines, f"Report: {output / 'report.md'}"]


def _progress(what: str, played: int, futures: int) -> None:
    """Write one line on a terminal, over the one before; nothing where there is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{100 * played // futures} % {what}", nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
