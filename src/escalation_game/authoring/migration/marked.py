"""A file's text with where each key and value begins and ends in it, and changes of that text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_LINE_ENDS = re.compile("\r\n|[\r\n]")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value or key from `start` to before `end`, in characters of the text. `flow`: written in brackets or braces."""

    start: int
    end: int
    text: str = ""
    flow: bool = False
    pairs: tuple[tuple[Node, Node], ...] = ()
    items: tuple[Node, ...] = ()

    def get(self, key: str) -> tuple[Node, Node] | None:
        """The key and the value of this name, where there is one."""
        return next((pair for pair in self.pairs if pair[0].text == key), None)


@dataclass(frozen=True, slots=True)
class Edit:
    """What stood from `start` to before `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Marked:
    """A text that can be read, and its nodes. `starts` are where its lines begin."""

    text: str
    root: Node
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Marked:
        """The nodes of a text that `parse_document` has accepted."""
        starts = (0, *(found.end() for found in _LINE_ENDS.finditer(text)))
        compose: Any = yaml.compose  # type: ignore[reportUnknownMemberType]
        return cls(text, _node(compose(text, Loader=_LOADER), starts, len(text)), starts)

    def entries(self, sections: Iterable[str]) -> Iterator[Node]:
        """Every entry of these sections that has keys."""
        for section in sections:
            found = self.root.get(section)
            yield from (value for _, value in (found[1].pairs if found else ()) if value.pairs)

    def line(self, offset: int) -> int:
        """The number of the line, from 0, that a place lies in."""
        return bisect_right(self.starts, offset) - 1

    def column(self, offset: int) -> int:
        """How far into its line a place lies."""
        return offset - self.starts[self.line(offset)]

    def written(self, line: int) -> str:
        """A line without its end."""
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[line] : end].rstrip("\r\n")

    def word(self, node: Node) -> tuple[int, int]:
        """Where the word of a scalar stands, quotes included: that of a text in lines of its own (`|`, `>`) below the sign."""
        if self.text[node.start : node.start + 1] not in {"|", ">"}:
            return node.start, node.end
        word = node.text.strip()
        start = self.text.index(word, self.starts[self.line(node.start) + 1])
        return start, start + len(word)

    def after(self, edits: Iterable[Edit]) -> str:
        """The text with changes made, none of which overlaps another."""
        text = self.text
        for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text


def is_aside(line: str) -> bool:
    """Whether a line is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def indent(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip(" "))


def _node(found: Any, starts: tuple[int, ...], length: int) -> Node:
    if found is None:  # an empty document
        return Node(0, 0)
    start, end = (_offset(mark, starts, length) for mark in (found.start_mark, found.end_mark))
    if isinstance(found, yaml.ScalarNode):
        return Node(start, end, str(found.value))  # type: ignore[reportUnknownMemberType]
    flow = bool(found.flow_style)
    if isinstance(found, yaml.MappingNode):
        pairs: Any = found.value  # type: ignore[reportUnknownMemberType]
        return Node(
            start, end, flow=flow, pairs=tuple((_node(k, starts, length), _node(v, starts, length)) for k, v in pairs)
        )
    return Node(start, end, flow=flow, items=tuple(_node(one, starts, length) for one in found.value))


def _offset(mark: yaml.Mark, starts: tuple[int, ...], length: int) -> int:
    """Where a mark of the parser is; the parser's end of a text lies a line further."""
    return starts[mark.line] + mark.column if mark.line < len(starts) else length
