"""`pack`: a scenario as one file to pass on, the same bytes on every machine."""

from __future__ import annotations

from pathlib import Path

import click

from escalation_game.authoring.pack import default_path, packing_of, write_pack


@click.command()
@click.argument("scenario")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write (NAME.zip when left out).",
)
def pack(scenario: str, output: Path | None) -> None:
    """Make one file of SCENARIO (a name, a file or a folder) to pass on: its rules, tests, plans, tables, texts and pictures.

    It has to be without findings, and to name its authors and its licence.
    """
    packing = packing_of(scenario)
    path = output or default_path(packing.pack)
    try:
        length = write_pack(packing.pack, path)
    except FileExistsError as error:
        raise click.ClickException(str(error)) from None
    for name in packing.left_out:
        click.echo(f"left out: {click.format_filename(name)}", err=True)
    count = len(packing.pack.files)
    click.echo(f"{path}: {count} {'file' if count == 1 else 'files'}, {length:,} bytes, hash {packing.pack.digest}")
