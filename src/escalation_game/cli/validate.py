"""`validate`: whether scenarios hold together: schema, references, formulas and units."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import escalation_game
from escalation_game.cli.failures import WRONG
from escalation_game.cli.output import print_document
from escalation_game.cli.scenario_paths import scenarios_at
from escalation_game.cli.unpack import is_pack
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.load import load
from escalation_game.scenario.pack import read_pack
from escalation_game.scenario.report import as_data, as_plain, as_sarif


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "kind", type=click.Choice(["text", "json", "sarif"]), default="text", help="How findings are told."
)
def validate(paths: Sequence[str], kind: str) -> None:
    """Check scenarios: files, folders, folders of folders, packs, or names of those that come with the game."""
    scenarios = [one for path in paths for one in scenarios_at(path)]
    findings = [finding for one in scenarios for finding in _findings(one)]
    match kind:
        case "json":
            print_document(as_data(findings))
        case "sarif":
            print_document(as_sarif(findings, escalation_game.__version__))
        case _ if findings:
            click.echo(as_plain(findings), err=True)
        case _:
            count = len(scenarios)
            click.echo("1 scenario, no findings" if count == 1 else f"{count} scenarios, no findings")
    if findings:
        sys.exit(WRONG)


def _findings(path: str) -> tuple[Finding, ...]:
    try:
        read_pack(path) if is_pack(path) else load(path)
    except ScenarioError as error:
        return error.findings
    return ()
