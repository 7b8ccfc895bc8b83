"""Makes a play that breaks as short as it can be and still break in the same way.

Choices are left out in pieces, large ones first, then one at a time (delta debugging after A. Zeller and R. Hildebrandt, "Simplifying and isolating
failure-inducing input", IEEE Transactions on Software Engineering 28 (2), 2002), then whole turns, until nothing more can go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from escalation_game.authoring.broken_plays import Breaking, Broken, Fault, Shortest, break_again, file_name
from escalation_game.authoring.broken_tests import as_test
from escalation_game.scenario.load import Scenario

#: Something decided in a play: the turn counted from 0, whose choice it is ("" for an inject), and its name.
Decision = tuple[int, str, str]


def decisions(broken: Broken) -> Iterator[Decision]:
    """Everything decided in a play, in its order."""
    for turn, (choices, injects) in enumerate(zip(broken.choices, broken.injects, strict=True)):
        for role, actions in choices.items():
            yield from ((turn, role, action) for action in actions)
        yield from ((turn, "", inject) for inject in injects)


def without(broken: Broken, dropped: Collection[Decision]) -> Broken:
    """The play without some of its decisions."""
    choices = tuple(
        {role: tuple(one for one in actions if (turn, role, one) not in dropped) for role, actions in chosen.items()}
        for turn, chosen in enumerate(broken.choices)
    )
    injects = tuple(
        tuple(one for one in placed if (turn, "", one) not in dropped) for turn, placed in enumerate(broken.injects)
    )
    return replace(broken, choices=choices, injects=injects)


def without_turn(broken: Broken, turn: int) -> Broken:
    """The play without one of its turns; those after it come a turn earlier."""
    return replace(
        broken,
        choices=broken.choices[:turn] + broken.choices[turn + 1 :],
        injects=broken.injects[:turn] + broken.injects[turn + 1 :],
    )


def shrunk(scenario: Scenario, broken: Broken) -> Breaking:
    """The play without any decision or turn that it breaks without; the same when it does not break as a match.

    After Ctrl-C what has been reached so far.
    """
    search = _Search(scenario, break_again(scenario, broken))
    if search.best.message:
        try:
            before = None
            while before is not search.best:
                before = search.best
                search.leave_out_decisions()
                search.leave_out_turns()
        except KeyboardInterrupt:
            pass
    return search.best


def shorten(scenario: Scenario, fault: Fault, folder: Path) -> Fault:
    """The fault with its shortest play, kept in `folder` as a record and as a test. Raises OSError when they cannot be written."""
    best = shrunk(scenario, fault.broken)
    if not best.message:
        return fault
    name, record = file_name(scenario, fault.broken), None
    if best.match is not None:
        record = folder / f"{name}-shortest.json"
        best.match.keep(record)
    test = folder / f"{name}.tests.yaml"
    as_test(scenario, best, fault.broken, test)
    return replace(fault, shortest=Shortest(best.made, best.message, record, test))


@dataclass
class _Search:
    """A search under way. Its state: the best so far, and what has been tried."""

    scenario: Scenario
    best: Breaking
    tried: set[str] = field(default_factory=set[str])

    def leave_out_decisions(self) -> None:
        """In pieces, of all, of half, and so on down to single ones; these until none of them can go."""
        size = len(list(decisions(self.best.made)))
        while size:
            start, found = 0, False
            while start < len(every := list(decisions(self.best.made))):
                if self._accept(without(self.best.made, every[start : start + size])):
                    found = True
                else:
                    start += size
            size = size // 2 if size > 1 or not found else 1

    def leave_out_turns(self) -> None:
        """One at a time, the last first."""
        for turn in reversed(range(self.best.made.turn)):
            if turn < self.best.made.turn:
                self._accept(without_turn(self.best.made, turn))

    def _accept(self, candidate: Broken) -> bool:
        """Whether a play breaks in the same way and is shorter; then it is the best."""
        key = repr((candidate.choices, candidate.injects))
        if key in self.tried:
            return False
        self.tried.add(key)
        again = break_again(self.scenario, candidate)
        if again.fault != self.best.fault or _length(again.made) >= _length(self.best.made):
            return False
        self.best = again
        return True


def _length(broken: Broken) -> tuple[int, int]:
    """Fewer decisions are shorter, and of as many, fewer turns."""
    return broken.decided, broken.turn
