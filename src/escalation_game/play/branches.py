"""The tree of matches of one world (scenario, seed, lens, assumptions): which left which, after which turn, and on whose luck.

Nothing is stored of the tree itself. A record says whom it left; where it does not (older ones, or when the match it left is gone) it belongs
where it first differs from what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from escalation_game.play.match import Match, replay
from escalation_game.play.record import About, Record
from escalation_game.play.saves import Save
from escalation_game.play.sight import Sights
from escalation_game.play.view import TurnTold

#: "first": nobody was left. "same": the dice of the match it left, which had not gone on. "seen": those dice, seen before. "fresh": other dice.
BranchLuck = Literal["first", "same", "seen", "fresh"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A match of the tree. Its first `left` turns belong to `parent`, a number in the tree, or to what that one left.

    `path` None: it is kept in no file.
    """

    path: Path | None
    record: Record
    parent: int | None
    left: int
    luck: BranchLuck

    @property
    def turns(self) -> int:
        """How many turns have been played, those before it left its parent included."""
        return len(self.record.turns)


@dataclass(frozen=True, slots=True)
class Tree:
    """Branches from top to bottom: each below the one it left, those that left last nearest to it. `current` is the match on the desk."""

    branches: tuple[Branch, ...]
    current: int

    def owner(self, number: int, turn: int) -> int:
        """The branch to which a turn of this branch belongs: itself, or one it left later than that."""
        branch = self.branches[number]
        while branch.parent is not None and turn <= branch.left:
            number, branch = branch.parent, self.branches[branch.parent]
        return number

    def note(self, number: int, turn: int) -> str:
        """What was written beside a turn (0 is the start) of a branch."""
        return self.branches[self.owner(number, turn)].record.about.notes.get(turn, "")

    def nodes(self) -> tuple[tuple[int, int], ...]:
        """Every moment (branch, turn) once: the start, each branch's own turns, and where a branch stands that has none yet."""
        start = [(n, one.left) for n, one in enumerate(self.branches) if one.parent is None or one.turns == one.left]
        own = [(n, turn) for n, one in enumerate(self.branches) for turn in range(one.left + 1, one.turns + 1)]
        return tuple(sorted({*start, *own}))


def tree_of(match: Match, path: Path | None, kept: Iterable[Save]) -> Tree:
    """The tree around a match, kept in `path`, from what else is kept of the same world."""
    current = match.record()
    others = [save for save in kept if save.path != path and _same_world(save.record, current)]
    every = [(path, current), *((save.path, save.record) for save in others)]
    every.sort(key=lambda one: (one[1].parent is not None, str(one[0] or "")))
    every = _without_copies(every, current)
    placed = _placed([record for _path, record in every])
    found = [
        Branch(*one, place.parent, place.left, _luck(one[1], place)) for one, place in zip(every, placed, strict=True)
    ]
    order = _downwards(found)
    return Tree(_numbered_anew(found, order), order.index(next(n for n, one in enumerate(every) if one[1] is current)))


def played(branch: Branch, match: Match) -> Match:
    """The match of a branch, played again with the rules of another of its tree. Raises RecordError when it does not replay."""
    return replay(branch.record, match.scenario, match.policies)


def recorded_turn(match: Match, role: str, record: Record, turn: int) -> TurnTold:
    """A recorded turn (1 is the first) as the role knows it, without playing it: choices and what happened, no news.

    `match` is any of the same scenario. Names the scenario does not have are left out.
    """
    file, kept = match.scenario.file, record.turns[turn - 1]
    sights, dates = Sights(file, role), file.calendar.dates
    choices = tuple(file.actions[name].title for name in kept.choices.get(role, ()) if name in file.actions)
    known = {**file.injects, **file.events}
    happened = tuple(known[name].title for name in kept.happened if name in known and sights.event(name))
    return TurnTold(dates[min(turn, len(dates)) - 1], choices, happened, ())


def luck_apart(one: Record, other: Record) -> int | None:
    """The first turn that two matches of one seed meet other dice in, of those that either has agreed to play; None: all the same."""
    last = max(one.length, other.length)
    return next((turn for turn in range(1, last + 1) if _dice(one, turn) != _dice(other, turn)), None)


def shared_turns(one: Record, other: Record) -> int:
    """How many turns two matches have in common: the same state was reached by the same dice."""
    count = 0
    for number, (a, b) in enumerate(zip(one.turns, other.turns, strict=False), 1):
        if a.state_hash != b.state_hash or _dice(one, number) != _dice(other, number):
            break
        count = number
    return count


# How

_Kept: TypeAlias = tuple[Path | None, Record]


@dataclass(frozen=True, slots=True)
class _Place:
    parent: int | None
    left: int


def _without_copies(every: Sequence[_Kept], current: Record) -> list[_Kept]:
    """What is left when files that hold no turn which another does not have are taken away, such as a saved copy."""
    left: list[_Kept] = list(every)
    for one in every:
        others = [other[1] for other in left if other is not one]
        if one[1] is not current and any(_is_copy(one[1], other) for other in others):
            left.remove(one)
    return left


def _is_copy(record: Record, other: Record) -> bool:
    count = len(record.turns)
    return (
        record.about == About()
        and (record.parent, record.luck, record.seats) == (other.parent, other.luck, other.seats)
        and record.turns == other.turns[:count]
    )


def _same_world(one: Record, other: Record) -> bool:
    return (one.text, one.seed, one.lens, one.assumptions) == (other.text, other.seed, other.lens, other.assumptions)


def _dice(record: Record, turn: int) -> int:
    """The seed whose dice a turn meets."""
    fresh = [(luck.turn, luck.seed) for luck in record.luck if luck.turn <= turn]
    return max(fresh)[1] if fresh else record.seed


def _placed(records: Sequence[Record]) -> list[_Place]:
    """Where each record left another: first the first one, then whoever is known to have left one of those placed, then by what is shared."""
    places: dict[int, _Place] = {0: _Place(None, 0)}
    while len(places) < len(records):
        waiting = [number for number in range(len(records)) if number not in places]
        number, parent = next(
            ((one, known) for one in waiting if (known := _parent_of(records, one, places)) is not None),
            (waiting[0], None),
        )
        left = records[number].parent
        if parent is not None and left is not None:
            places[number] = _owned(places, _Place(parent, left.turns))
        else:
            places[number] = _by_what_is_shared(records, number, places)
    return [places[number] for number in range(len(records))]


def _parent_of(records: Sequence[Record], number: int, placed: Iterable[int]) -> int | None:
    """The placed record that this one says it left."""
    said = records[number].parent
    if said is None or said.played is None:
        return None
    for other in sorted(placed):
        record = records[other]
        if len(record.turns) >= said.played >= said.turns and record.mark(said.played) == said.record:
            return other
    return None


def _by_what_is_shared(records: Sequence[Record], number: int, placed: dict[int, _Place]) -> _Place:
    shared = {other: shared_turns(records[number], records[other]) for other in sorted(placed)}
    best = max(shared, key=lambda other: (shared[other], -other))
    return _owned(placed, _Place(best, shared[best]))


def _owned(places: dict[int, _Place], place: _Place) -> _Place:
    """The same fork, named by the branch that the turn before it belongs to."""
    parent = place.parent
    while parent is not None and places[parent].parent is not None and place.left <= places[parent].left:
        parent = places[parent].parent
    return replace(place, parent=parent)


def _luck(record: Record, place: _Place) -> BranchLuck:
    left = record.parent
    if left is None:
        return "first" if place.parent is None else "same"
    if left.luck == "fresh":
        return "fresh"
    return "seen" if left.played is None or left.played > left.turns else "same"


def _downwards(found: Sequence[Branch]) -> list[int]:
    """The numbers from top to bottom, so that no line from a branch to what left it crosses another."""
    order, waiting = list[int](), [0]
    while waiting:
        number = waiting.pop(0)
        order.append(number)
        below = [other for other, one in enumerate(found) if one.parent == number]
        waiting = [*sorted(below, key=lambda other: (-found[other].left, other)), *waiting]
    return order


def _numbered_anew(found: Sequence[Branch], order: Sequence[int]) -> tuple[Branch, ...]:
    place: dict[int | None, int | None] = {None: None, **{old: new for new, old in enumerate(order)}}
    return tuple(replace(found[old], parent=place[found[old].parent]) for old in order)
