"""`doc`: guides for players, teachers and designers, the sources and a codebook, from the scenario file."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from escalation_game.authoring.guides.writing import Format, write_guides
from escalation_game.scenario import load


@click.command()
@click.argument("scenario")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the files.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["html", "md"]),
    default="html",
    show_default=True,
    help="Pages for a browser and for print, or Markdown.",
)
def doc(scenario: str, folder: Path, kind: str) -> None:
    """Write a guide for each seat, for the teacher and for the designer, the sources and a codebook of SCENARIO."""
    for path in write_guides(load(scenario), folder, cast("Format", kind)):
        click.echo(f"wrote {path}")
