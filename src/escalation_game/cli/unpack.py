"""`unpack`: puts a packed scenario among the user's own, after saying what it is."""

from __future__ import annotations

from pathlib import Path

import click

from escalation_game.scenario.installing import Installed, install
from escalation_game.scenario.pack import SUFFIX, read_pack
from escalation_game.scenario.pack_bytes import Pack


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of scenarios (your own when left out).",
)
def unpack(file: Path, folder: Path | None) -> None:
    """Check the pack FILE and put its scenario among your own, or into a folder of another folder.

    Nothing that is there is replaced: another scenario of this name stays, and the new one gets a number.
    """
    pack = read_pack(file)
    click.echo("\n".join(described(pack)))
    click.echo(outcome(install(pack, folder)))


def is_pack(path: str) -> bool:
    """Whether a command line's path means a pack."""
    return path.lower().endswith(SUFFIX)


def put_among_own(path: str) -> str:
    """Installs the pack at a path, says on standard error what it is and where it went, and returns the scenario's path.

    Raises ScenarioError, OSError.
    """
    pack = read_pack(path)
    click.echo("\n".join(described(pack)), err=True)
    installed = install(pack)
    click.echo(outcome(installed), err=True)
    return str(installed.path)


def described(pack: Pack) -> list[str]:
    """What somebody wants to know of a pack before it is used."""
    file = pack.scenario.file
    return [
        f"Title:    {file.title}",
        f"Authors:  {', '.join(file.authors)}",
        f"Licence:  {file.license}",
        f"Hash:     {pack.digest}",
    ]


def outcome(installed: Installed) -> str:
    """Where it is now, and what happened to get there."""
    if not installed.new:
        return f"It is there already: {installed.path.parent}"
    kept = " Another scenario of its name was there and stays as it is." if installed.renamed else ""
    return f"Installed: {installed.path.parent}.{kept}"
