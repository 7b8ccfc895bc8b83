"""What is said when a command cannot go on, and which exit code tells it. Never a traceback: that goes to a file."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import click
import platformdirs

DONE, WRONG, STOPPED = 0, 1, 130


def exit_code_of(error: Exception) -> int:
    """Say on standard error what went wrong, and return the exit code for it."""
    match error:
        case click.ClickException():
            error.show()
            return error.exit_code
        case click.Abort():
            return STOPPED
        case BrokenPipeError():
            _stop_writing()
            return WRONG
        case _:
            click.echo("\n".join(_told(error)), err=True)
            return WRONG


def _told(error: Exception) -> list[str]:
    """Word an error of the game, of a file, or one nobody expected."""
    from escalation_game.play.match import MatchStoppedError
    from escalation_game.play.record import RecordError
    from escalation_game.scenario.findings import ScenarioError, as_text

    match error:
        case ScenarioError():
            return [as_text(finding) for finding in error.findings]
        case RecordError():
            return [str(error), *(f"    {difference}" for difference in error.differences)]
        case MatchStoppedError():
            return [str(error)]
        case OSError() if error.filename:
            return [f"{error.filename}: {error.strerror or error}"]
        case _:
            return [f"internal error: {_in_one_line(error)}. {_how_to_report(error)}"]


def _in_one_line(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__


def _how_to_report(error: Exception) -> str:
    """Write what a developer needs to a file, and say so."""
    place = Path(platformdirs.user_log_dir("escalation-game", appauthor=False)) / "last-error.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "Please report it to whoever gave you the game, with the command you gave."
    return f"Please report it to whoever gave you the game, with the command you gave and the file {place}"


def _stop_writing() -> None:
    """Let what Python still holds for standard output go nowhere: nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
