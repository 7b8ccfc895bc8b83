"""`lint`: what is legal in a scenario and probably wrong, with evidence."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import escalation_game
from escalation_game.authoring.bots_at_play import TooFewPlaysError
from escalation_game.authoring.lint.codes import codes
from escalation_game.authoring.lint.fixes import fixed
from escalation_game.authoring.lint.plays import PLAYS
from escalation_game.authoring.lint.running import Lint
from escalation_game.authoring.lint.running import lint as run
from escalation_game.cli.failures import STOPPED, WRONG
from escalation_game.cli.output import print_document
from escalation_game.cli.scenario_paths import scenarios_at
from escalation_game.scenario.findings import Finding
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.report import as_data, as_plain, as_sarif

_LARGEST_SEED = 2**64 - 1


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format", "kind", type=click.Choice(["text", "json", "sarif"]), default="text", help="How findings are told."
)
@click.option("--explain", metavar="CODE", help="Explain a code, with an example of each kind, and do nothing else.")
@click.option("--fix", is_flag=True, help="Remove what may simply go: unused sources and parameters, needless ignores.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the change, write nothing.")
@click.option(
    "--plays", type=click.IntRange(1, 10_000_000), default=PLAYS, show_default=True, help="How many, over all bots."
)
@click.option(
    "--seed",
    type=click.IntRange(0, _LARGEST_SEED),
    default=0,
    show_default=True,
    help="The first play's; others count on.",
)
def lint(
    paths: Sequence[str], kind: str, explain: str | None, *, fix: bool, dry_run: bool, plays: int, seed: int
) -> None:
    """Tell what is legal in scenarios and probably wrong: files, folders, folders of folders, or names of those that come with the game."""
    if explain is not None:
        click.echo(_explained(explain))
        return
    if not paths:
        raise click.UsageError("which scenario? give a path or a name, or --explain CODE")
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix")
    try:
        found = _run_all([one for path in paths for one in scenarios_at(path)], plays, seed)
        if fix:
            found = [_mended(one, plays, seed, dry_run=dry_run) for one in found]
    except TooFewPlaysError as error:
        raise click.UsageError(str(error)) from None
    finally:
        _clear()
    _tell(found, kind)
    if not all(one.complete for one in found):
        sys.exit(STOPPED)
    if any(one.findings for one in found):
        sys.exit(WRONG)


def _run_all(paths: Sequence[str], plays: int, seed: int) -> list[Lint]:
    """Looks at each in turn; after Ctrl-C at no more."""
    found: list[Lint] = []
    for path in paths:
        found.append(run(path, plays, seed, _progress))
        if not found[-1].complete:
            break
    return found


def _mended(found: Lint, plays: int, seed: int, *, dry_run: bool) -> Lint:
    """What is left after fixing; the change itself goes to standard error."""
    change = fixed(found)
    if change is None:
        return found
    if dry_run:
        click.echo(change.diff, err=True)
        return found
    change.write()
    click.echo(f"{change.path}: removed {', '.join(change.removed)}", err=True)
    return run(found.path, plays, seed, _progress)


def _tell(found: Sequence[Lint], kind: str) -> None:
    findings = [finding for one in found for finding in one.findings]
    match kind:
        case "json":
            complete = all(one.complete for one in found)
            print_document({**as_data(findings), "plays": sum(one.plays for one in found), "complete": complete})
        case "sarif":
            print_document(as_sarif(findings, escalation_game.__version__))
        case _:
            if findings:
                click.echo(as_plain(findings), err=True)
            click.echo(_summary(found, findings))


def _summary(found: Sequence[Lint], findings: Sequence[Finding]) -> str:
    scenarios = "1 scenario" if len(found) == 1 else f"{len(found)} scenarios"
    told = "no findings" if not findings else "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    ignored = sum(one.ignored for one in found)
    parts = [
        scenarios,
        f"{sum(one.plays for one in found):,} plays",
        told,
        *([f"{ignored} ignored"] if ignored else []),
    ]
    stopped = "" if all(one.complete for one in found) else "; stopped before the rest"
    return ", ".join(parts) + stopped


def _explained(code: str) -> str:
    known = codes().get(code.upper())
    if known is not None:
        return known.section
    close = nearest(code.upper(), codes())
    hint = (
        f"did you mean {close}?"
        if close
        else f"lint has the codes {', '.join(codes())}; validate's are in docs/reference/findings.md"
    )
    raise click.UsageError(f"there is no code {code}: {hint}")


def _progress(what: str, done: int, steps: int) -> None:
    """Write one line on a terminal, over the one before; nothing where there is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{100 * done // steps} % {what}"[:100], nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
