"""`graph`: what moves what in a scenario, as a drawing, for other tools, or as data."""

from __future__ import annotations

from pathlib import Path

import click

from escalation_game.authoring.graph import as_data, as_dot, as_mermaid, drawing
from escalation_game.authoring.graph_svg import as_svg
from escalation_game.play.whole_files import as_json, write_whole
from escalation_game.scenario import Scenario, load

_ENDINGS = {".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot", ".json": "json"}


@click.command()
@click.argument("scenario")
@click.option(
    "--format", "kind", type=click.Choice(["svg", "mermaid", "dot", "json"]), default=None,
    help="How it is written; else as the name of the file says, and SVG without one.",
)  # fmt: skip
@click.option(
    "--around", metavar="NAME", default="", help="Only what moves this variable, action or event, and what it moves."
)
@click.option("--everything", is_flag=True, help="Actions and events too, not only variables.")
@click.option("--doctrine", is_flag=True, help="Also what the roles go by when nobody plays them.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def graph(
    scenario: str, kind: str | None, around: str, output: Path | None, *, everything: bool, doctrine: bool
) -> None:
    """Draw what moves what in a scenario, which way, and in which feedback loops."""
    kind = kind or (_ENDINGS.get(output.suffix.lower(), "svg") if output else "svg")
    text = _written(load(scenario), kind, around, everything=everything, doctrine=doctrine)
    if output is None:
        click.echo(text.encode("utf-8"), nl=False)
    else:
        write_whole(output, text)


def _written(scenario: Scenario, kind: str, around: str, *, everything: bool, doctrine: bool) -> str:
    try:
        drawn = drawing(scenario, around, everything=everything, doctrine=doctrine)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--around") from None
    match kind:
        case "json":
            return as_json(as_data(scenario, doctrine=doctrine))
        case "mermaid":
            return as_mermaid(drawn)
        case "dot":
            return as_dot(drawn)
        case _:
            return as_svg(drawn)
