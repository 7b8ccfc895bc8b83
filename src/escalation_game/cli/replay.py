"""`replay`: plays a record again and checks that every turn comes out as it was."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from escalation_game.cli.assumptions import listed
from escalation_game.cli.output import print_document
from escalation_game.play.match import Match
from escalation_game.play.match import replay as played_again
from escalation_game.play.record import Record, RecordError, read_record


@click.command()
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a line.")
def replay(record: Path, *, as_json: bool) -> None:
    """Replay and verify RECORD, the file a match was kept in."""
    kept = read_record(record)
    try:
        match = played_again(kept)
    except RecordError as error:
        if as_json:
            print_document(
                {**_summary(kept), "replays": False, "message": str(error), "differences": list(error.differences)}
            )
        raise
    if as_json:
        print_document(
            {
                **_summary(kept),
                "replays": True,
                "ending": match.ending,
                "state_hash": match.state.digest(),
                "differences": [],
            }
        )
    else:
        click.echo(_told(record, match))


def _summary(record: Record) -> dict[str, object]:
    return {
        "scenario": record.scenario,
        "rules_version": record.rules_version,
        "seed": record.seed,
        "lens": record.lens,
        **(
            {"assumptions": {name: asdict(edit) for name, edit in record.assumptions.items()}}
            if record.assumptions
            else {}
        ),
        "turns": len(record.turns),
    }


def _told(path: Path, match: Match) -> str:
    turns = "1 turn" if match.turn == 1 else f"{match.turn} turns"
    ending = match.scenario.file.endings[match.ending].title if match.ending else "not ended yet"
    lens = match.scenario.file.lenses.get(match.lens)
    own = f", own assumptions {listed(match.assumptions)}" if match.assumptions else ""
    titled = f" ({lens.title})" if lens else ""
    return (
        f"{path}: replays: {match.scenario.name}, seed {match.seed}, lens {match.lens}{titled}{own}, {turns}, {ending}"
    )
