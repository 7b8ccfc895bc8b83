"""`test`: runs the tests that scenarios bring along in `tests.yaml`."""

from __future__ import annotations

import os.path
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from escalation_game.authoring.reading import TESTS, ScenarioTests, read_tests
from escalation_game.authoring.running import run_test
from escalation_game.authoring.verdicts import Outcome, as_data
from escalation_game.cli.failures import STOPPED, WRONG
from escalation_game.cli.output import print_document
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.report import as_data as findings_as_data
from escalation_game.scenario.report import as_plain
from escalation_game.scenario.shipped import FILE, shipped
from escalation_game.scenario.textfile import refusal


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def test(paths: Sequence[str], *, as_json: bool) -> None:
    """Run scenarios' own tests: of folders, of folders of folders, of files, or of scenarios that come with the game."""
    outcomes: list[tuple[str, Outcome]] = []
    findings: list[Finding] = []
    complete = True
    try:
        for path in dict.fromkeys(found for given in paths for found in _test_files(given, findings)):
            for outcome in _run(path, findings):
                outcomes.append((str(path), outcome))
                if not as_json:
                    _tell_one(outcome)
    except KeyboardInterrupt:
        complete = False
    _progress("")
    if as_json:
        print_document(_document(outcomes, findings, complete=complete))
    else:
        _tell(outcomes, findings, complete=complete)
    if not complete:
        sys.exit(STOPPED)
    if findings or not all(one.passed for _, one in outcomes):
        sys.exit(WRONG)


def _test_files(given: str, findings: list[Finding]) -> list[Path]:
    """The files of tests a path means; where there are none, a finding."""
    path = shipped()[given].parent if given in shipped() else Path(given)
    try:
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            own = os.path.lexists(path / TESTS) or os.path.lexists(path / FILE)
            found = [path / TESTS] if own else sorted(path.glob(f"*/{TESTS}"))
            if not found:
                raise refusal(path, "E001", f"no folder in here has a {TESTS}")
            return found
    except ScenarioError as error:
        findings += error.findings
        return []
    return [path.with_name(TESTS) if path.name == FILE else path]


def _run(path: Path, findings: list[Finding]) -> Iterator[Outcome]:
    """Runs a file of tests; what cannot be read becomes findings."""
    try:
        file = read_tests(path)
    except ScenarioError as error:
        findings += error.findings
        return
    yield from _outcomes(file)


def _outcomes(file: ScenarioTests) -> Iterator[Outcome]:
    for number, one in enumerate(file.tests, 1):
        words = f"{file.scenario.name} {number}/{len(file.tests)} {one.name}"
        _progress(words)
        yield from run_test(
            one,
            file.scenario,
            lambda played, asked, words=words: _progress(f"{words}: {played:,} of {asked:,} futures"),
        )
        _progress("")


def _progress(words: str) -> None:
    """Write one line on a terminal, over the one before; nothing where there is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words[:100]}", nl=False, err=True)


def _tell_one(outcome: Outcome) -> None:
    """Say what came of a test: shares are worth knowing even where they are as claimed."""
    click.echo(f"{'passed' if outcome.passed else 'failed'}  {outcome.title}")
    for one in outcome.verdicts:
        if one.passed and one.share is not None:
            click.echo(f"        {one.expected}: {one.came}")
    if not outcome.passed:
        click.echo(as_plain(outcome.failures), err=True)


def _tell(outcomes: Sequence[tuple[str, Outcome]], findings: Sequence[Finding], *, complete: bool) -> None:
    """Say what could not be read, and how many passed."""
    if findings:
        click.echo(as_plain(findings), err=True)
    failed = sum(not one.passed for _, one in outcomes)
    told = [f"{len(outcomes) - failed} passed"] + ([f"{failed} failed"] if failed else [])
    told += [f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"] if findings else []
    click.echo(", ".join(told) + ("" if complete else "; stopped before the rest"))


def _document(
    outcomes: Sequence[tuple[str, Outcome]], findings: Sequence[Finding], *, complete: bool
) -> dict[str, object]:
    passed = sum(one.passed for _, one in outcomes)
    return {
        "complete": complete, "passed": passed, "failed": len(outcomes) - passed, "tests": as_data(outcomes),
        **findings_as_data(findings),
    }  # fmt: skip
