"""Break a paragraph of several styles into lines of runs. Words are never cut unless one alone is too wide.

That serves Korean as well, which has spaces between words: a word of syllables is kept whole where it fits, and what is cut
keeps its closing marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from escalation_game.ui.kit.fonts import Fonts, TextStyle

_KEPT_PARAGRAPHS = 3000
_NO_LINK = -1
#: A no-break space is not in here, so a number and its unit stay together.
_SPLIT = re.compile(r"([ \t\u200b]+|\n)")
_CLOSING = ".,:;!?)]}%…”’»」』、。"  #: what does not begin a line


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style; `link` is the number of the link they belong to, or -1."""

    text: str
    style: TextStyle
    link: int = _NO_LINK


@dataclass(frozen=True, slots=True)
class Run:
    """A piece on its line: `x` from the line's start, `y` from the paragraph's top to the run's own top."""

    piece: Piece
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, its width, and where it lies in the paragraph."""

    runs: tuple[Run, ...]
    width: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A broken paragraph."""

    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Word:
    """What may not be broken; `space` is the style of the gap before it, None where it touches the word before."""

    parts: tuple[Piece, ...]
    space: Piece | None
    starts_line: bool = False


_kept: dict[tuple[Fonts, tuple[Piece, ...], int, int], Lines] = {}


def broken(pieces: tuple[Piece, ...], width: int, fonts: Fonts, max_lines: int = 0) -> Lines:
    """Return the paragraph in lines no wider than `width` pixels."""
    key = (fonts, pieces, width, max_lines)
    found = _kept.get(key)
    if found is None:
        if len(_kept) > _KEPT_PARAGRAPHS:
            _kept.clear()
        found = _kept[key] = _set(pieces, width, fonts, max_lines)
    return found


@lru_cache(maxsize=_KEPT_PARAGRAPHS)
def narrowest(pieces: tuple[Piece, ...], fonts: Fonts) -> int:
    """Return the width of the widest word."""
    return max((_word_width(word, fonts) for word in _words(pieces)), default=0)


def _set(pieces: tuple[Piece, ...], width: int, fonts: Fonts, max_lines: int) -> Lines:
    rows = list(_rows(pieces, width, fonts))
    if 0 < max_lines < len(rows):
        rows = [*rows[: max_lines - 1], _shortened(rows[max_lines - 1], width, fonts)]
    lines, top = list[Line](), 0
    for row in rows:
        lines.append(_line(row, top, fonts))
        top += lines[-1].height
    return Lines(tuple(lines), max((line.width for line in lines), default=0), top)


def _rows(pieces: Sequence[Piece], width: int, fonts: Fonts) -> Iterator[list[Piece]]:
    """Yield what stands on each line, spaces included."""
    row, x = list[Piece](), 0
    for word in _narrow_words(pieces, width, fonts):
        space = fonts.width(" ", word.space.style) if word.space and row else 0
        length = _word_width(word, fonts)
        longer = [*row, *([word.space] if space and word.space else []), *word.parts]
        if word.starts_line or (row and word.space and not _fits(longer, x + space + length, width, fonts)):
            yield row
            row, x, space = [], 0, 0
        if space and word.space:
            row.append(word.space)
        row += word.parts
        x += space + length
    if row:
        yield row


def _fits(row: list[Piece], apart: int, width: int, fonts: Fonts) -> bool:
    """Whether a row fits that is `apart` wide word by word. Set in one piece it may be longer, by less than a pixel a word."""
    return apart <= width and (apart + len(row) <= width or _line(row, 0, fonts).width <= width)


def _narrow_words(pieces: Sequence[Piece], width: int, fonts: Fonts) -> Iterator[_Word]:
    """Yield the words, those wider than the line in pieces that fit."""
    for word in _words(pieces):
        if _word_width(word, fonts) <= width or not word.parts:
            yield word
            continue
        gap, starts_line = word.space, word.starts_line
        for part in word.parts:
            for chunk in _chunks(part, width, fonts):
                yield _Word((chunk,), gap, starts_line)
                gap, starts_line = replace(chunk, text=""), False


def _chunks(part: Piece, width: int, fonts: Fonts) -> Iterator[Piece]:
    chunk = ""
    for letter in part.text:
        if chunk and fonts.width(chunk + letter, part.style) > width:
            with_mark = len(chunk.rstrip(_CLOSING)) - 1  # the letter before a mark goes on with it
            kept = with_mark if letter in _CLOSING and with_mark > 0 else len(chunk)
            yield replace(part, text=chunk[:kept])
            chunk = chunk[kept:]
        chunk += letter
    yield replace(part, text=chunk)


def _words(pieces: Sequence[Piece]) -> Iterator[_Word]:
    parts, space, starts_line = list[Piece](), None, False
    for piece in pieces:
        for token in _SPLIT.split(piece.text):
            if token == "":
                continue
            if not (token.isspace() or token == "\u200b") or "\u00a0" in token or "\u202f" in token:
                parts.append(replace(piece, text=token))
                continue
            if parts or token == "\n":
                yield _Word(tuple(parts), space, starts_line)
            starts_line = token == "\n"
            space = replace(piece, text="" if token == "\u200b" else " ")
            parts = []
    if parts:
        yield _Word(tuple(parts), space, starts_line)


def _word_width(word: _Word, fonts: Fonts) -> int:
    return sum(fonts.width(part.text, part.style) for part in word.parts)


def _line(row: Sequence[Piece], top: int, fonts: Fonts) -> Line:
    merged = list[Piece]()
    for piece in row:
        if merged and merged[-1].style == piece.style and merged[-1].link == piece.link:
            merged[-1] = replace(piece, text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    above = max((_above(piece.style, fonts) for piece in merged), default=0)
    below = max((fonts.line_height(piece.style) - _above(piece.style, fonts) for piece in merged), default=0)
    runs, x = list[Run](), 0
    for piece in merged:
        words = piece.text.strip(" ")
        before = fonts.width(" ", piece.style) * (len(piece.text) - len(piece.text.lstrip(" "))) if words else 0
        if words:  # a space between two runs belongs to neither, so that the line can also run right to left
            width = fonts.width(words, piece.style)
            runs.append(Run(replace(piece, text=words), x + before, top + above - fonts.ascent(piece.style), width))
        x += fonts.width(piece.text, piece.style)
    apart = sum(fonts.width(piece.text, piece.style) for piece in row)
    return Line(tuple(runs), max(x, apart), top, above + below)  # broken again at this width it stays one line


def _above(style: TextStyle, fonts: Fonts) -> int:
    """Return the part of the line height that lies above the baseline."""
    ascent = fonts.ascent(style)
    return ascent + (fonts.line_height(style) - fonts.face_height(style)) // 2


def _shortened(row: list[Piece], width: int, fonts: Fonts) -> list[Piece]:
    """Return the row with an ellipsis at its end, as much of it as fits."""
    while row:
        last = row[-1]
        if (
            sum(fonts.width(piece.text, piece.style) for piece in row[:-1]) + fonts.width(last.text + "…", last.style)
            <= width
        ):
            return [*row[:-1], replace(last, text=last.text.rstrip() + "…")]
        row = [*row[:-1], replace(last, text=last.text[:-1])] if len(last.text) > 1 else row[:-1]
    return row
