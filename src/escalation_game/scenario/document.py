"""Reads a file of YAML 1.2 (core schema) as plain data, and remembers where each key and value stands.

Only what data needs is understood: no anchors, aliases, tags, merge keys, directives or second documents, and nothing is ever built but mappings,
lists, texts, numbers, true, false and null. Size and depth are capped before anything is built.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeAlias

import yaml

from escalation_game.scenario.findings import Finding, Path, Place, ScenarioError

LARGEST = 1_000_000  # bytes
DEEPEST = 20
MOST_ENTRIES = 500  # in one mapping or list
MOST_NODES = 100_000

Content: TypeAlias = dict[str, "Content"] | list["Content"] | str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,29})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int  # from 0
    column: int  # from 0
    length: int
    lead: int  # characters before the text begins: 1 for a quote, −1 where the text is folded over lines


@dataclass(frozen=True)
class Places:
    """Where every key and value of a document stands."""

    file: str
    lines: tuple[str, ...]
    values: dict[Path, _Spot] = field(default_factory=dict[Path, _Spot])
    keys: dict[Path, _Spot] = field(default_factory=dict[Path, _Spot])

    def at(self, path: Path, *, key: bool = False) -> Place:
        """Where the value of a path (or its key) begins; for a path that is not there, the nearest above it that is."""
        while path:
            spot = (self.keys.get(path) if key else None) or self.values.get(path) or self.keys.get(path)
            if spot is not None:
                return self._place(spot.line, spot.column, spot.length)
            path, key = path[:-1], True
        return self._place(0, 0, 1)

    def inside(self, path: Path, offset: int, length: int) -> Place:
        """A stretch inside the text of a value; the start of the value where the text is folded over lines."""
        spot = self.values.get(path)
        if spot is None or spot.lead < 0:
            return self.at(path)
        return self._place(spot.line, spot.column + spot.lead + offset, length)

    def _place(self, line: int, column: int, length: int) -> Place:
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, max(1, length), excerpt)


def read_document(path: FilePath) -> tuple[Content, Places]:
    """The content of a file. Raises ScenarioError."""
    text = read_text(path)
    return parse_document(text, str(path))


def read_text(path: FilePath) -> str:
    """The text of a file, refused before it is read when it is too large. Raises ScenarioError."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _refused(path, "E002", f"the file has {size:,} bytes; at most {LARGEST:,} are read")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _refused(path, "E001", f"cannot be read: {error.strerror or error}") from None
    if len(content) > LARGEST:
        raise _refused(path, "E002", f"the file has more than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "not written in UTF-8"
        raise ScenarioError([Finding("E003", message, Place(str(path), line, 1), "save the file with the encoding UTF-8")]) from None


def parse_document(text: str, file: str) -> tuple[Content, Places]:
    """The content of a text. Raises ScenarioError with the first thing wrong."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise _refused(FilePath(file), "E002", f"the file has more than {LARGEST:,} bytes")
    places = Places(file, tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    reader = _Reader(places)
    try:
        content = reader.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        raise ScenarioError([_syntax(places, error)]) from None
    except (yaml.YAMLError, ValueError, UnicodeError):
        raise ScenarioError([_unprintable(places, text)]) from None
    return content, places


def _refused(path: FilePath, code: str, message: str) -> ScenarioError:
    return ScenarioError([Finding(code, message, Place(str(path), 1, 1))])


def _syntax(places: Places, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(places.lines) - 1)
    message = f"not YAML: {error.problem or error.context or 'cannot be read'}"
    hint = "check the indentation, and put quotes around texts that hold `: ` or begin with a sign"
    return Finding("E004", message, places._place(line, column, 1), hint)  # noqa: SLF001 - the same file


def _unprintable(places: Places, text: str) -> Finding:
    for number, line in enumerate(text.split("\n")):
        for column, letter in enumerate(line):
            if not letter.isprintable() and letter not in "\t\r":
                message = f"the character U+{ord(letter):04X} cannot stand in a file"
                return Finding("E004", message, Place(places.file, number + 1, column + 1, 1, ""))
    return Finding("E004", "not YAML: cannot be read", Place(places.file, 1, 1))


class _Reader:
    """Builds the content from a parser's events. Its state: the places found, and how much has been built."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Content:
        """The one document of a stream."""
        content: Content = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong("E006", "a second document begins here", event, "one file, one document")
                if event.version or event.tags:
                    raise self._wrong("E006", "directives (`%YAML`, `%TAG`) are not used", event)
            elif isinstance(event, yaml.NodeEvent):
                content = self._node(event, events, ())
        return content

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Content:
        self._check(event, path)
        if isinstance(event, yaml.ScalarEvent):
            self.places.values[path] = _spot(event)
            return self._scalar(event, path)
        mark = event.start_mark
        self.places.values[path] = _Spot(mark.line, mark.column, 1, -1)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _check(self, event: Any, path: Path) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._wrong("E010", f"more than {MOST_NODES:,} keys and values", event)
        if len(path) > DEEPEST:
            raise self._wrong("E005", f"nested more than {DEEPEST} deep", event)
        if isinstance(event, yaml.AliasEvent):
            raise self._wrong("E006", f"an alias (`*{event.anchor}`) is not used in scenario files", event, "write the value out")
        if event.anchor is not None:
            raise self._wrong("E006", f"an anchor (`&{event.anchor}`) is not used in scenario files", event, "remove it")
        if event.tag is not None and event.tag != "!":
            raise self._wrong("E006", f"a tag (`{event.tag}`) is not used in scenario files", event, "remove it")

    def _sequence(self, events: Iterator[Any], path: Path) -> Content:
        items: list[Content] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if len(items) == MOST_ENTRIES:
                raise self._wrong("E010", f"more than {MOST_ENTRIES} entries in one list", event)
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> Content:
        table: dict[str, Content] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if len(table) == MOST_ENTRIES:
                raise self._wrong("E010", f"more than {MOST_ENTRIES} entries in one section", event)
            key = self._key(event, path)
            if key in table:
                first = self.places.at((*path, key), key=True)
                raise ScenarioError(
                    [Finding("E007", f"“{key}” is there twice", self._place(event), "give one of them another name", (("first", first),))]
                )
            self.places.keys[*path, key] = _spot(event)
            table[key] = self._node(next(events), events, (*path, key))
        return table

    def _key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._wrong("E008", "a key has to be a word", event)
        self._check(event, path)
        if event.value == "<<" and _is_plain(event):
            raise self._wrong("E006", "merge keys (`<<`) are not used in scenario files", event, "write the values out")
        if not event.value:
            raise self._wrong("E008", "a key is missing before this", event)
        return event.value

    def _scalar(self, event: Any, path: Path) -> Content:
        text: str = event.value
        if not _is_plain(event):
            return text
        match text:
            case "" | "~" | "null" | "Null" | "NULL":
                return None
            case "true" | "True" | "TRUE":
                return True
            case "false" | "False" | "FALSE":
                return False
            case _:
                return self._plain(text, event)

    def _plain(self, text: str, event: Any) -> Content:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _LEADING_ZERO.fullmatch(text):
            return text
        if _NOT_A_NUMBER.fullmatch(text):
            raise self._wrong("E009", f"“{text}” is not a number one can calculate with", event)
        if _FLOAT.fullmatch(text):
            value = float(text)
            if not math.isfinite(value):
                raise self._wrong("E009", f"“{text[:30]}” is too large a number", event)
            return value
        return text

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return self.places._place(mark.line, mark.column, 1)  # noqa: SLF001 - the same file

    def _wrong(self, code: str, message: str, event: Any, hint: str = "") -> ScenarioError:
        return ScenarioError([Finding(code, message, self._place(event), hint)])


def _is_plain(event: Any) -> bool:
    """Whether a scalar stands without quotes, so that it may be a number."""
    return bool(event.implicit[0])


def _spot(event: Any) -> _Spot:
    start, end = event.start_mark, event.end_mark
    one_line = start.line == end.line
    lead = -1 if not one_line or event.style in {"|", ">"} else 0 if _is_plain(event) else 1
    length = end.column - start.column if one_line else 1
    return _Spot(start.line, start.column, length, lead)
