"""What can be typed in a match of plain lines. Each command takes the session and the rest of its line."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from escalation_game.cli.counterfactual import matter_lines
from escalation_game.cli.output import print_lines
from escalation_game.cli.telling import (
    about_action,
    about_variable,
    briefing_parts,
    change_lines,
    date_words,
    folded,
    situation,
    source_lines,
)
from escalation_game.cli.text_session import NotUnderstoodError, Session
from escalation_game.play.counterfactual import own_choices
from escalation_game.play.record import write_record
from escalation_game.play.saves import unused
from escalation_game.play.seeing import briefing
from escalation_game.play.sharing import CodeError, share_code
from escalation_game.play.view import Action
from escalation_game.play.why import seen_change, why

Command: TypeAlias = Callable[[Session, str], None]

_HELP = (
    "NUMBER: chooses an action or takes it back; several may be given: 1 3",
    "end: ends the turn",
    "why NAME [TURN]: why a variable changed; NAME may be a part of its title",
    "did it matter [TURN]: the same match on the same luck without what you chose in that turn",
    "undo: takes back the last choice, or the last turn",
    "back N: decides from turn N anew, on the same luck; what was played is kept",
    "branch N: the same, on fresh luck",
    "about NAME or NUMBER: what a variable or an action is",
    "sources NAME or NUMBER: where its numbers come from",
    "all: every variable you can see; again: this turn once more; briefing: the briefing",
    "code: the share code, with which anybody can play this match from its start",
    "save FILE: writes the record to a file; it is also kept by itself after every turn",
    "quit: leaves; Ctrl-D and Ctrl-C do the same",
)


class LeaveError(Exception):
    """The player wants to stop."""


def _end(session: Session, _rest: str) -> None:
    session.end_turn()


def _undo(session: Session, _rest: str) -> None:
    session.undo()


def _why(session: Session, rest: str) -> None:
    before, _, last = rest.rpartition(" ")
    name, said = (before, last) if before and last.isdecimal() else (rest, "")
    turn = _turn(session, said)
    found = session.find(name)
    if isinstance(found, Action):
        print_lines(folded(f"{found.title}: {found.reason or 'It can be chosen.'}"))
        return
    parts = why(session.match, session.role, found.name, turn)
    change = seen_change(session.match, session.role, found.name, turn)
    when = date_words(session.match.scenario.file.calendar.dates[turn - 1])
    print_lines(change_lines(found, parts, change, when))


def _did_it_matter(session: Session, rest: str) -> None:
    turn = _turn(session, rest)
    choices = own_choices(session.match, session.role, turn)
    if not choices:
        raise NotUnderstoodError(f"You chose nothing in turn {turn}.")
    for number, action in choices:
        print_lines(matter_lines(session.match, session.role, action, number))


def _back(session: Session, rest: str) -> None:
    _leave_for(session, _turn(session, rest), None)


def _branch(session: Session, rest: str) -> None:
    _leave_for(session, _turn(session, rest), secrets.randbelow(1_000_000))


def _leave_for(session: Session, turn: int, seed: int | None) -> None:
    """Decide from a turn anew, on the same luck or that of a seed, in a file beside the one so far."""
    luck, which = ("same", "the same") if seed is None else ("fresh", "fresh")
    path = unused(session.path.with_name(f"{session.path.stem}-turn-{turn}-{luck}-luck{session.path.suffix}"))
    print_lines(folded(f"Turn {turn} is decided anew, on {which} luck. What was played stays in {session.path.name}."))
    session.take_up(session.match.branch(turn - 1, seed), path)


def _about(session: Session, rest: str) -> None:
    found = session.find(rest)
    print_lines(about_action(found) if isinstance(found, Action) else about_variable(found, session.match.turn))


def _sources(session: Session, rest: str) -> None:
    found = session.find(rest)
    print_lines(
        source_lines(found.sources) or folded(f"No source is named for {found.title}: a judgement of the authors.")
    )


def _all(session: Session, _rest: str) -> None:
    seen = session.seen
    print_lines(situation(seen, [one.name for one in seen.variables]))


def _again(session: Session, _rest: str) -> None:
    session.open_turn()


def _briefing(session: Session, _rest: str) -> None:
    for part in briefing_parts(briefing(session.match)):
        print_lines([*part, ""])


def _save(session: Session, rest: str) -> None:
    if not rest:
        raise NotUnderstoodError("Save to which file? `save FILE`")
    path = Path(rest).expanduser()
    try:
        write_record(session.match.record(), path)
    except OSError as error:
        raise NotUnderstoodError(f"{path}: {error.strerror or error}") from None
    print_lines([f"Saved to {path}. A turn that has not ended is not in it."])


def _code(session: Session, _rest: str) -> None:
    try:
        code = share_code(session.match)
    except CodeError as error:
        raise NotUnderstoodError(f"There is no code: {error}.") from None
    print_lines(
        [f"Share code: {code}", *folded(f"`escalation-game play --code {code}` begins the same match anywhere.")]
    )


def _help(_session: Session, _rest: str) -> None:
    print_lines([line for told in _HELP for line in folded(told, "    ", first="  ")])


def _quit(_session: Session, _rest: str) -> None:
    raise LeaveError


def _turn(session: Session, said: str) -> int:
    """Read which turn that has been played is meant; the last one, if none is said."""
    last = session.match.turn
    if last == 0:
        raise NotUnderstoodError("No turn has been played yet.")
    if not said:
        return last
    if not said.isdecimal() or not 1 <= int(said) <= last:
        raise NotUnderstoodError(f"“{said}” is no turn that has been played; those are 1 to {last}.")
    return int(said)


#: Every command by what is typed for it.
COMMANDS: Mapping[str, Command] = {
    "end": _end,
    "why": _why,
    "did it matter": _did_it_matter,
    "undo": _undo,
    "back": _back,
    "branch": _branch,
    "about": _about,
    "sources": _sources,
    "all": _all,
    "again": _again,
    "briefing": _briefing,
    "code": _code,
    "save": _save,
    "help": _help,
    "quit": _quit,
}
