"""A page as data: blocks of words, which are written as HTML and as Markdown alike.

Whatever comes from the scenario's file stands in a span of its own kind, so that both ways of writing know what a stranger wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the author, in the language of the scenario; line ends count as spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name or formula of the file, as it is written there."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page of these guides (`target` is its name), or to an address in the web."""

    text: str
    target: str


#: A span; plain text is our own, in English.
Span: TypeAlias = str | Said | Code | Link
Words: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 2 is the highest level within a page, 4 the lowest."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that `stands_out` is framed."""

    words: Words
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of items, with numbers where their order counts."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a caption, a head, and rows whose first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG, kept as `name`.svg where a page cannot hold it; `says` tells what it shows."""

    name: str
    svg: str
    says: str


Block: TypeAlias = Heading | Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `name` is that of its file, without ending; `kind` says what the page is, `title` is the scenario's, `language` that of the author."""

    name: str
    kind: str
    title: str
    language: str
    blocks: tuple[Block, ...]


def words(*spans: Span | None) -> Words:
    """Spans in a row, without those that are none."""
    return tuple(one for one in spans if one)


def joined(every: Iterable[Words], by: str = ", ") -> Words:
    """Several words one after the other, with `by` between them."""
    result: list[Span] = []
    for one in every:
        result += [by, *one] if result else one
    return tuple(result)
