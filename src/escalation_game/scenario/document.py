"""Reads a file of YAML 1.2 (core schema) as plain data, and remembers where each key and value stands.

Only what data needs is understood: no anchors, aliases, tags, merge keys, directives or second documents, and nothing is ever built but mappings,
lists, texts, numbers, true, false and null. Size and depth are capped before anything is built.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath
from typing import Any, TypeAlias

import yaml

from escalation_game.scenario.findings import Finding, Path, Place, ScenarioError
from escalation_game.scenario.places import FOLDED, Places, Spot
from escalation_game.scenario.textfile import LARGEST, read_text, refusal
from escalation_game.scenario.yaml_trouble import at_mark, broken

DEEPEST = 20
MOST_ENTRIES = 500  # in one mapping or list
MOST_NODES = 100_000
LONGEST_KEY = 100

Content: TypeAlias = dict[str, "Content"] | list["Content"] | str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,29})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
#: What YAML does not allow, the line ends that editors do not count as lines, and what turns round the text around it.
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_events: Callable[..., Iterator[Any]] = yaml.parse  # type: ignore[reportUnknownMemberType]


def read_document(path: FilePath) -> tuple[Content, Places]:
    """The content of a file. Raises ScenarioError."""
    text = read_text(path)
    return parse_document(text, str(path))


def parse_document(text: str, file: str) -> tuple[Content, Places]:
    """The content of a text. Raises ScenarioError with the first thing wrong."""
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise refusal(file, "E002", f"the file has more than {LARGEST:,} bytes")
    places = Places.of(text, file)
    for number, line in enumerate(places.lines):
        if (unfit := _UNFIT.search(line)) is not None:
            place = places.spot(Spot(number, unfit.start()))
            hint = "delete it; it may be invisible, and is often copied along from a web page or a word processor"
            raise ScenarioError(
                [Finding("E004", f"the character U+{ord(unfit[0]):04X} cannot stand in a file", place, hint)]
            )
    reader = _Reader(places)
    try:
        content = reader.document(iter(_events(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        raise ScenarioError([broken(places, error, reader.quoted)]) from None
    return content, places


class _Reader:
    """Builds the content from a parser's events. Its state: the places found, how much has been built, the latest text in quotes."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.nodes = 0
        self.quoted: Any = None

    def document(self, events: Iterator[Any]) -> Content:
        """The one document of a stream."""
        content: Content = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong(
                        "E006", "a second document begins here", event, "one file, one document: remove this line"
                    )
                if event.version or event.tags:
                    raise self._wrong(
                        "E006", "directives (`%YAML`, `%TAG`) are not used in scenario files", event, "remove this line"
                    )
            elif isinstance(event, yaml.NodeEvent):
                content = self._node(event, events, ())
        return content

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Content:
        self._check(event, path)
        if isinstance(event, yaml.ScalarEvent):
            self.places.values[path] = _spot(event)
            return self._scalar(event)
        mark = event.start_mark
        self.places.values[path] = Spot(mark.line, mark.column)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _check(self, event: Any, path: Path) -> None:
        self.nodes += 1
        if isinstance(event, yaml.ScalarEvent) and event.style in {'"', "'"}:
            self.quoted = event
        if self.nodes > MOST_NODES:
            raise self._wrong("E010", f"more than {MOST_NODES:,} keys and values", event)
        if len(path) > DEEPEST:
            raise self._wrong("E005", f"nested more than {DEEPEST} deep", event)
        if isinstance(event, yaml.AliasEvent):
            message = f"“*{event.anchor}” is an alias, which is not used in scenario files"
            raise self._wrong(
                "E006", message, event, "write the value out, or put quotes around a text that begins with *"
            )
        if event.anchor is not None:
            message = f"“&{event.anchor}” is an anchor, which is not used in scenario files"
            raise self._wrong("E006", message, event, "remove it, or put quotes around a text that begins with &")
        if event.tag is not None:
            message = "what begins with ! is a tag, which is not used in scenario files"
            raise self._wrong("E006", message, event, "remove it, or put quotes around a text that begins with !")

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
                related = (("the first", self.places.at((*path, key), key=True)),)
                message, hint = f"“{key}” is there twice", "rename one of them, or remove it"
                raise ScenarioError([Finding("E007", message, self.places.spot(_spot(event)), hint, related)])
            self.places.keys[*path, key] = _spot(event)
            table[key] = self._node(next(events), events, (*path, key))
        return table

    def _key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._wrong(
                "E008", "a key has to be a word, not a list", event, "put quotes around a text that begins with [ or {"
            )
        self._check(event, path)
        key: str = event.value
        if key == "<<" and _is_plain(event):
            raise self._wrong("E006", "merge keys (`<<`) are not used in scenario files", event, "write the values out")
        if not key:
            raise self._wrong("E008", "the word before this “:” is missing", event, "write the name of a key before it")
        if len(key) > LONGEST_KEY:
            raise self._wrong("E008", f"this key is longer than {LONGEST_KEY} characters", event)
        return self._fit(key, event)

    def _scalar(self, event: Any) -> Content:
        text = self._fit(event.value, event)
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

    def _fit(self, text: str, event: Any) -> str:
        """The text, when none of its characters was smuggled in as an escape in quotes."""
        if (unfit := _UNFIT.search(text)) is not None:
            raise self._wrong(
                "E004",
                f"the character U+{ord(unfit[0]):04X} cannot stand in a text",
                event,
                "remove the escape that begins with \\",
            )
        return text

    def _plain(self, text: str, event: Any) -> Content:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _LEADING_ZERO.fullmatch(text):
            return text
        if _NOT_A_NUMBER.fullmatch(text):
            raise self._wrong(
                "E009", f"“{text}” is not a number one can calculate with", event, "for no limit write null"
            )
        if _FLOAT.fullmatch(text):
            value = float(text)
            if not math.isfinite(value):
                raise self._wrong(
                    "E009",
                    f"“{text[:30]}” is too large a number",
                    event,
                    "choose a larger unit, such as million or billion",
                )
            return value
        return text

    def _place(self, event: Any) -> Place:
        return at_mark(self.places, event.start_mark)

    def _wrong(self, code: str, message: str, event: Any, hint: str = "") -> ScenarioError:
        return ScenarioError([Finding(code, message, self._place(event), hint)])


def _is_plain(event: Any) -> bool:
    """Whether a scalar stands without quotes, so that it may be a number."""
    return bool(event.implicit[0])


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    one_line = start.line == end.line
    length = end.column - start.column if one_line else 1
    lead = 0 if _is_plain(event) else 1
    as_written = one_line and event.style not in {"|", ">"} and len(event.value) == length - 2 * lead
    if as_written:
        return Spot(start.line, start.column, length, lead)
    return Spot(start.line, start.column, length, FOLDED, event.value)
