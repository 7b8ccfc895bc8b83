"""Writes a page as Markdown (CommonMark with tables). What a stranger wrote stays text: no HTML, no links, no marks of its own."""

from __future__ import annotations

import re

from escalation_game.authoring.guides.as_html import INSIDE, WEB
from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Code,
    Grid,
    Heading,
    Link,
    Page,
    Paragraph,
    Picture,
    Said,
    Words,
)

_MARKS = re.compile(r"([\\`*_\[\]|~#!$^{}])")
_BEGINS = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown_of(page: Page) -> str:
    """The page as a whole document."""
    head = [f"# {_text(page.title)}", f"*{_text(page.kind)}*"]
    return "\n\n".join([*head, *(_block(one) for one in page.blocks)]) + "\n"


def pictures_of(page: Page) -> dict[str, str]:
    """The drawings that stand beside the page, by the name of their file."""
    return {f"{one.name}.svg": one.svg for one in page.blocks if isinstance(one, Picture)}


def _block(block: Block) -> str:
    match block:
        case Heading(level, spans):
            return f"{'#' * level} {_words(spans)}"
        case Paragraph(spans, stands_out):
            return f"{'> ' if stands_out else ''}{_line(spans)}"
        case Bullets(items, numbered):
            return "\n".join(f"{f'{place}.' if numbered else '-'} {_line(one)}" for place, one in enumerate(items, 1))
        case Grid(caption, head, rows):
            lines = [_row([_text(one) for one in head]), _row(["---"] * len(head))]
            return "\n".join(
                [f"{_text(caption)}:", "", *lines, *(_row([_words(one, in_row=True) for one in row]) for row in rows)]
            )
        case Picture(name, _, says):
            return f"![{_text(says)}]({name}.svg)"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(spans: Words) -> str:
    """Words that begin a line, where a dash or a number would begin a list."""
    written = _words(spans)
    return _BEGINS.sub(r"\1\\\2" if not re.match(r"\s*\d", written) else _escaped_number, written, count=1)


def _escaped_number(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _words(spans: Words, *, in_row: bool = False) -> str:
    return "".join(_span(one, in_row=in_row) for one in spans)


def _span(span: str | Said | Code | Link, *, in_row: bool) -> str:
    match span:
        case Said(text):
            return _text(text)
        case Code(text):
            return _code(text, in_row=in_row)
        case Link(text, target):
            if INSIDE.fullmatch(target):
                return f"[{_text(text)}]({target.replace('.html', '.md')})"
            whole = WEB.fullmatch(target) is not None and not re.search(r"[()\\]", target)
            return f"[{_text(text)}](<{target}>)" if whole else _text(text)
        case str():
            return _text(span)


def _text(text: str) -> str:
    """Text without anything that Markdown or HTML would read as more than text."""
    plain = " ".join(text.split()) if "\n" in text or "\r" in text else text
    return _MARKS.sub(r"\\\1", "".join(_ENTITIES.get(letter, letter) for letter in plain))


def _code(text: str, *, in_row: bool) -> str:
    """A code span fenced by more backticks than stand in it. In a row of a table a bar needs a backslash even there."""
    plain = " ".join(text.split())
    if not plain:
        return ""
    runs = [0] + [len(run) for run in re.findall("`+", plain)]
    fence = "`" * (max(runs) + 1)
    padded = f" {plain} " if plain.startswith("`") or plain.endswith("`") else plain
    return f"{fence}{padded.replace('|', chr(92) + '|') if in_row else padded}{fence}"
