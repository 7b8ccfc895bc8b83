"""The tree of matches as the window holds it: names and marks in words, matches played again when they are looked at, what is written on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from escalation_game.play.branches import Branch, Tree, played, recorded_turn, tree_of
from escalation_game.play.match import Match
from escalation_game.play.record import (
    LONGEST_NAME,
    LONGEST_NOTE,
    About,
    Record,
    RecordError,
    read_record,
    write_record,
)
from escalation_game.play.saves import saves
from escalation_game.play.seeing import turn_told
from escalation_game.play.view import TurnTold
from escalation_game.ui.amounts import date_words
from escalation_game.ui.language import _
from escalation_game.ui.session import Session


@dataclass
class Branching:
    """The tree around the match of a session. Its state: the tree, and the matches of it that have been played again."""

    session: Session
    tree: Tree
    _matches: dict[int, Match] = field(default_factory=dict[int, Match])
    _problems: dict[int, str] = field(default_factory=dict[int, str])

    @classmethod
    def around(cls, session: Session) -> Branching:
        """The tree of what is kept beside the session's match."""
        kept = saves(session.path.parent if session.path else None)
        return cls(session, tree_of(session.match, session.path, kept))

    def branch(self, number: int) -> Branch:
        """One branch of the tree."""
        return self.tree.branches[number]

    def match(self, number: int) -> Match | None:
        """The match of a branch, played again the first time; None when it does not replay, and `problem` says why."""
        if number == self.tree.current:
            return self.session.match
        if number not in self._matches and number not in self._problems:
            try:
                self._matches[number] = played(self.branch(number), self.session.match)
            except RecordError as error:
                self._problems[number] = str(error)
        return self._matches.get(number)

    def problem(self, number: int) -> str:
        """Why a branch can only be looked at; "" when it can be gone on with."""
        return "" if self.match(number) is not None else self._problems[number]

    # In words

    def name(self, number: int) -> str:
        """What a branch is called: its own name, else what was first decided otherwise in it."""
        branch = self.branch(number)
        if branch.record.about.name:
            return branch.record.about.name
        if number == self.tree.current:
            return _("This match")
        if branch.parent is None:
            return _("The first match")
        if branch.turns == branch.left:
            return _("Just begun")
        return _("“{choices}”").format(choices=self.chosen(number, branch.left + 1))

    def mark(self, number: int) -> str:
        """Whose luck a branch meets, in words; "" for the first."""
        words = {"first": "", "same": _("same luck"), "seen": _("seen luck"), "fresh": _("fresh luck")}
        return words[self.branch(number).luck]

    def chosen(self, number: int, turn: int) -> str:
        """What was chosen in a turn of a branch (1 is the first), in words."""
        told = recorded_turn(self.session.match, self.session.role, self.branch(number).record, turn)
        return ", ".join(told.choices) or _("nothing chosen")

    def told(self, number: int, turn: int) -> TurnTold:
        """A turn of a branch (1 is the first), with its news where the branch can be played again."""
        match = self.match(number)
        if match is None:
            return recorded_turn(self.session.match, self.session.role, self.branch(number).record, turn)
        return turn_told(match, self.session.role, turn)

    def date(self, turn: int) -> str:
        """When it is after `turn` turns, in words."""
        dates = self.session.match.scenario.file.calendar.dates
        return date_words(dates[min(turn, len(dates) - 1)])

    def passing(self, number: int, turn: int) -> tuple[int, ...]:
        """The branches that go on from a moment (a turn of a branch): each with a decision of its own there."""
        owner = self.tree.owner(number, turn)
        through = [
            n for n, one in enumerate(self.tree.branches) if one.turns > turn and self.tree.owner(n, turn) == owner
        ]
        return tuple(dict.fromkeys(self.tree.owner(n, turn + 1) for n in through))

    # What is written on it

    def write(self, number: int, turn: int, name: str, note: str) -> str:
        """Gives a branch a name, and a moment of it a note. Returns why that could not be kept, "" when it was."""
        owner = self.tree.owner(number, turn)
        problem = self._described(number, lambda about: replace(about, name=" ".join(name.split())[:LONGEST_NAME]))
        return problem or self._described(owner, lambda about: _noted(about, turn, note.strip()[:LONGEST_NOTE]))

    def _described(self, number: int, change: Callable[[About], About]) -> str:
        branch = self.branch(number)
        about = change(branch.record.about)
        if about == branch.record.about:
            return ""
        try:
            record = self._kept(number, about)
        except (OSError, RecordError) as error:
            return error.strerror or str(error) if isinstance(error, OSError) else str(error)
        branches = list(self.tree.branches)
        branches[number] = replace(branch, record=record)
        self.tree = replace(self.tree, branches=tuple(branches))
        return ""

    def _kept(self, number: int, about: About) -> Record:
        """Writes what is told of a match into its record. That of the match on the desk follows it."""
        path = self.branch(number).path
        if number == self.tree.current:
            self.session.match.about = about
            record = self.session.match.record()
        else:
            record = replace(read_record(path) if path else self.branch(number).record, about=about)
        if path is not None:
            write_record(record, path)
        return record


def _noted(about: About, turn: int, note: str) -> About:
    others = {at: words for at, words in about.notes.items() if at != turn}
    return replace(about, notes={**others, turn: note} if note else others)
