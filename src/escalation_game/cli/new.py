"""`new`: a folder with a small scenario that works, to be changed into one's own."""

from __future__ import annotations

from pathlib import Path

import click

from escalation_game.authoring.starting import begin


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the scenario is called.")
@click.option("--author", default="", help="Who writes it.")
def new(folder: Path, title: str, author: str) -> None:
    """Write a new scenario into FOLDER, which must be empty or not there yet: comments, passing tests, and help for editors."""
    try:
        written = begin(folder, title, author)
    except FileExistsError as error:
        raise click.ClickException(str(error)) from None
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"\nPlay it:   escalation-game play {folder}\nTest it:   escalation-game test {folder}")
