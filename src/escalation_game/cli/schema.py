"""`schema`: the JSON Schema of the scenario file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from escalation_game.authoring.editor_schema import general_schema, schema_for
from escalation_game.cli.output import print_document
from escalation_game.play.whole_files import as_json, write_whole
from escalation_game.scenario.document import read_document
from escalation_game.scenario.load import find


@click.command()
@click.argument("scenario", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file, such as schema.json.",
)
def schema(scenario: str | None, output: Path | None) -> None:
    """Print the schema of every scenario, or one made for SCENARIO, with which an editor completes its own names.

    The scenario may have findings; only its YAML has to be readable. Name the schema in the file's first line:
    # yaml-language-server: $schema=schema.json
    """
    made = schema_for(read_document(find(scenario))[0]) if scenario else general_schema()
    if output is None:
        print_document(made)
        return
    write_whole(output, as_json(made))
    click.echo(f"wrote {output}")
