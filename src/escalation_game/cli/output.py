"""How commands write: one JSON document as bytes, or lines of text."""

from __future__ import annotations

from collections.abc import Mapping

import click

from escalation_game.play.whole_files import as_json


def print_document(content: Mapping[str, object]) -> None:
    """Write one JSON document on standard output: UTF-8 with plain line ends, so the same content is the same bytes."""
    click.echo(as_json(content).encode("utf-8"), nl=False)


def print_lines(lines: list[str]) -> None:
    """Write lines of text on standard output."""
    click.echo("\n".join(lines))
