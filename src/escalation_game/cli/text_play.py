"""A match as plain lines: for a terminal without a display, a remote shell or a screen reader."""

from __future__ import annotations

import sys
from pathlib import Path

from escalation_game.cli.assumptions import listed
from escalation_game.cli.failures import STOPPED
from escalation_game.cli.output import print_lines
from escalation_game.cli.telling import briefing_parts, folded
from escalation_game.cli.text_commands import COMMANDS, LeaveError
from escalation_game.cli.text_session import NotUnderstoodError, Session, unknown
from escalation_game.play.match import Match
from escalation_game.play.seeing import briefing

_AS_TYPED = {"save"}  # what follows is a file's name, whose capital letters matter


def play_as_text(match: Match, path: Path) -> None:
    """Play a match line by line until the player leaves; its record is kept from the start and after every turn.

    Raises OSError when the record cannot be written, SystemExit after Ctrl-C.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to stop
    match.keep(path)
    session = Session(match, path)
    stopped = False
    try:
        _play(session)
    except (EOFError, LeaveError):
        pass
    except KeyboardInterrupt:
        stopped = True
    print_lines(["", f"The record is kept in {session.path}"])
    if stopped:
        raise SystemExit(STOPPED)


def _play(session: Session) -> None:
    """Read and obey lines. Raises EOFError, KeyboardInterrupt or LeaveError when it is over."""
    seen = session.seen
    print_lines(folded(f"{seen.title}. {_seat(session)}"))
    for line in _agreed(session.match):
        print_lines(folded(line))
    print_lines([f"Seed {session.match.seed}. `help` lists what can be typed."])
    line = _read_briefing(session)
    session.open_turn()
    while True:
        _obey(session, line)
        line = input("> ")


def _agreed(match: Match) -> list[str]:
    """What is otherwise in this match than in others of the scenario."""
    own = [f"Own assumptions: {listed(match.assumptions)}."] if match.assumptions else []
    return [*own, "Open information: nothing is hidden."] if match.open_information else own


def _seat(session: Session) -> str:
    seen = session.seen
    if session.watching:
        return f"You watch {seen.role_title}; nobody here decides."
    if len(session.roles) > 1:
        titles = [session.match.scenario.file.roles[role].title for role in session.roles]
        return f"Played here, one after the other: {', '.join(titles)}."
    return f"You are {seen.role_title}. {seen.brief}"


def _read_briefing(session: Session) -> str:
    """Show the briefing part by part; an empty line reads on, anything else skips the rest and is obeyed."""
    for part in briefing_parts(briefing(session.match)):
        print_lines(["", *part])
        line = input("[Enter reads on, `skip` goes to the first turn] ").strip()
        if line:
            return "" if line.lower() == "skip" else line
    return ""


def _obey(session: Session, line: str) -> None:
    """Do what a line says, or say why not."""
    words = line.replace(",", " ").split()
    try:
        if words and all(word.isdecimal() for word in words):
            for word in words:
                session.toggle(int(word))
        elif words:
            _command(session, line.strip())
    except NotUnderstoodError as error:
        print_lines(folded(str(error)))


def _command(session: Session, line: str) -> None:
    typed = " ".join(line.lower().split())
    for name, command in COMMANDS.items():
        if typed == name or typed.startswith(f"{name} "):
            command(session, line[len(name) :].strip() if name in _AS_TYPED else typed[len(name) :].strip())
            return
    raise NotUnderstoodError(unknown("command", typed.split()[0], list(COMMANDS)))
