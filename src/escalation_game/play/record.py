"""Record: what is kept of a match, enough to play it again bit for bit. JSON on disk, written whole and then renamed."""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import astuple, field, replace
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from escalation_game.play.whole_files import as_json, write_whole
from escalation_game.scenario.edited import Edit

_LARGEST = 20_000_000  # bytes; a long match with a large scenario is some 200 kB
_QUOTED = 60  # characters of a stranger's key that are told
LONGEST_NAME, LONGEST_NOTE = 80, 2_000  #: characters a player may give a branch, and write beside a turn
_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
_LATER = (
    "assumptions",
    "priorities",
    "open_information",
)  # fields left out where they say nothing, so that older programs read on


#: What decides all chance.
Seed: TypeAlias = Annotated[int, Field(ge=0, lt=2**64)]

#: What a role gave each of its objectives; only their proportions count.
Points: TypeAlias = dict[str, Annotated[float, Field(ge=0, le=1000)]]


class RecordError(Exception):
    """A record that cannot be read, or does not replay; `differences` lists what came out otherwise. All of it is safe to print."""

    def __init__(self, message: str, differences: tuple[str, ...] = ()) -> None:
        self.differences = tuple(_printable(one) for one in differences)
        super().__init__(_printable(message))


def _printable(text: str) -> str:
    """A stranger's text without what would move the cursor or turn round what is printed after it."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


@checked(frozen=True, config=_STRICT)
class Override:
    """A stock set by the facilitator before a turn, and why."""

    value: float
    reason: str = ""


@checked(frozen=True, config=_STRICT)
class Luck:
    """From turn `turn` on the dice are those of another seed."""

    turn: int
    seed: Seed


@checked(frozen=True, config=_STRICT)
class Parent:
    """Where a branch left its parent: after `turns` turns. Its luck is what the parent saw, or fresh.

    The parent had then been played for `played` turns, and `record` is its mark after those; both are missing in older records.
    """

    turns: int
    luck: Literal["seen", "fresh"]
    state_hash: str
    record: str = ""
    played: int | None = None


@checked(frozen=True, config=_STRICT)
class About:
    """What a player wrote on a match: its name, and a note beside any turn (0 is the start)."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    notes: dict[int, Annotated[str, Field(max_length=LONGEST_NOTE)]] = field(default_factory=dict[int, str])

    def until(self, turns: int) -> About:
        """The same without notes beside later turns."""
        return About(self.name, {turn: note for turn, note in self.notes.items() if turn <= turns})


@checked(frozen=True, config=_STRICT)
class Turn:
    """One turn. `choices` holds every role's; those of roles in `doctrine` were the scenario's own.

    `events` were made to happen or not; `injects` were placed, `withheld` ones kept from their date; `happened` is what came of it all.
    `values` and `state_hash` are for reading and checking, never for resuming.
    """

    choices: dict[str, tuple[str, ...]]
    doctrine: tuple[str, ...]
    events: dict[str, bool] = field(default_factory=dict[str, bool])
    injects: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    overrides: dict[str, Override] = field(default_factory=dict[str, Override])
    predictions: dict[str, float] = field(default_factory=dict[str, float])
    happened: tuple[str, ...] = ()
    values: dict[str, float] = field(default_factory=dict[str, float])
    state_hash: str = ""


@checked(frozen=True, config=_STRICT)
class Record:
    """A match: the scenario's text, seed, world lens, who sat where, and each turn. `length` is the number of turns agreed on.

    `assumptions` are parameters that are otherwise than the lens has them. `priorities` are the points each role gave its objectives before playing.
    With `open_information` nothing is hidden from those who look on.
    """

    record: Literal[1]
    rules_version: str
    scenario: str
    text: str
    seed: Seed
    lens: str
    seats: dict[str, str]
    length: int
    luck: tuple[Luck, ...] = ()
    parent: Parent | None = None
    turns: tuple[Turn, ...] = ()
    about: About = field(default_factory=About)
    assumptions: dict[str, Edit] = field(default_factory=dict[str, Edit])
    priorities: dict[str, Points] = field(default_factory=dict[str, Points])
    open_information: bool = False

    def mark(self, turns: int) -> str:
        """A hash of everything that made the first `turns` turns of this match; what is played later does not change it."""
        luck = [(one.turn, one.seed) for one in self.luck if one.turn <= turns + 1]
        played = [turn.state_hash for turn in self.turns[:turns]]
        rules = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        begun = [rules, self.seed, self.lens, sorted(self.seats.items()), self.length, luck, played]
        if self.assumptions:
            begun.append([(name, *astuple(edit)) for name, edit in sorted(self.assumptions.items())])
        return hashlib.blake2b(json.dumps(begun).encode(), digest_size=12).hexdigest()

    def until(self, turns: int) -> Record:
        """The shorter record: the first `turns` turns of this one."""
        luck = tuple(luck for luck in self.luck if luck.turn <= turns)
        return replace(self, turns=self.turns[:turns], luck=luck)


def differences(recorded: Turn, played: Turn) -> tuple[str, ...]:
    """What came out otherwise when a recorded turn was played again, in words; empty when nothing did."""
    found: list[str] = []
    for role in sorted({*recorded.choices, *played.choices}):
        then, now = recorded.choices.get(role, ()), played.choices.get(role, ())
        if set(then) != set(now):
            found.append(f"{role} chose {', '.join(then) or 'nothing'}, now {', '.join(now) or 'nothing'}")
    if set(recorded.happened) != set(played.happened):
        then, now = recorded.happened, played.happened
        found.append(f"happened: {', '.join(then) or 'nothing'}, now {', '.join(now) or 'nothing'}")
    for name, value in recorded.values.items():
        if name in played.values and played.values[name] != value:
            found.append(f"{name} was {value!r}, now {played.values[name]!r}")
    if not found and recorded.state_hash != played.state_hash:
        found.append(f"the state's hash was {recorded.state_hash}, now {played.state_hash}")
    return tuple(found)


_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def write_record(record: Record, path: Path) -> None:
    """Writes a record so that at any moment either the old file or the new one is whole. Raises OSError."""
    content: dict[str, object] = _RECORD.dump_python(record, mode="json")
    if record.about == About():
        del content["about"]  # most matches have neither name nor note
    write_whole(path, as_json({key: value for key, value in content.items() if value or key not in _LATER}))


def read_record(path: Path) -> Record:
    """Reads a record. Raises RecordError when it is not one; a file that is too large is refused unread."""
    try:
        record = _RECORD.validate_json(_content(path))
        return replace(record, scenario=_file_name(record.scenario), about=_shown(record.about))
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part)[:_QUOTED] for part in first["loc"]) or "the file"
        raise RecordError(f"{path}: not a record of a match: {where}: {first['msg']}") from None


def _shown(about: About) -> About:
    """A stranger's name and notes, safe to print."""
    return About(_printable(about.name), {turn: _printable(note) for turn, note in about.notes.items()})


def _file_name(text: str) -> str:
    """A scenario's name as part of the name of a file, which it will be when a branch is kept."""
    return _printable(text).replace("/", "_").replace("\\", "_")[:_QUOTED] or "scenario"


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
    except ValueError:  # a path with a NUL
        raise RecordError("this is not the path of a file") from None
    if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device could take for ever
        raise RecordError(f"{path}: this is not a file")
    if found.st_size > _LARGEST:
        raise RecordError(f"{path}: larger than {_LARGEST // 1_000_000} MB, so it is not a record of a match")
    return path.read_bytes()
