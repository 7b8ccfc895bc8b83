"""Where the keys and values of a document stand in its text, so that a finding can point at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from escalation_game.scenario.findings import Path, Place

_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what the parser of YAML takes for the end of a line

_LETTER = re.compile(r"\S")

FOLDED = -1  #: the lead of a text that is not in the file letter by letter


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one line, counted from 0.

    `lead` is how far in the text of a value begins: 1 after a quote, or FOLDED; then `text` is that text.
    """

    line: int
    column: int
    length: int = 1
    lead: int = FOLDED
    text: str = ""


@dataclass(frozen=True)
class Places:
    """Where every key and value of a document stands."""

    file: str
    lines: tuple[str, ...]
    values: dict[Path, Spot] = field(default_factory=dict[Path, Spot])
    keys: dict[Path, Spot] = field(default_factory=dict[Path, Spot])

    @classmethod
    def of(cls, text: str, file: str) -> Places:
        """The places of a text in which nothing has been found yet."""
        return cls(file, tuple(_LINE_ENDS.split(text)))

    def at(self, path: Path, *, key: bool = False) -> Place:
        """Where the value of a path (or its key) begins; for a path that is not there, the nearest above it that is."""
        while path:
            spot = (self.keys.get(path) if key else None) or self.values.get(path) or self.keys.get(path)
            if spot is not None:
                return self.spot(spot)
            path, key = path[:-1], True
        return self.spot(Spot(0, 0))

    def inside(self, path: Path, offset: int, length: int) -> Place:
        """A stretch inside the text of a value; the start of the value where the text has escapes."""
        spot = self.values.get(path)
        if spot is None:
            return self.at(path)
        if spot.lead != FOLDED:
            return self.spot(Spot(spot.line, spot.column + spot.lead + offset, length))
        inner = self._unfolded(spot, offset)
        return self.at(path) if inner is None else self.spot(self._cut(*inner, length))

    def _unfolded(self, spot: Spot, offset: int) -> tuple[int, int] | None:
        """Line and column of a letter of a text folded over lines, found by reading both side by side; None where they differ."""
        line, column = spot.line, spot.column
        opening = self.lines[line][column : column + 1]
        line, column = (line + 1, 0) if opening in {"|", ">"} else (line, column + (opening in {'"', "'"}))
        for letter in spot.text[: offset + 1]:
            if letter.isspace():
                continue  # in the file it may be wider
            while (found := _LETTER.search(self.lines[line], column)) is None:
                line, column = line + 1, 0
                if line == len(self.lines):
                    return None
            if found[0] != letter:
                return None
            column = found.end()
        return line, max(0, column - 1)

    def _cut(self, line: int, column: int, length: int) -> Spot:
        """A stretch no longer than its line."""
        return Spot(line, column, min(length, len(self.lines[line]) - column))

    def spot(self, spot: Spot) -> Place:
        """A stretch as a place in the file, with its line."""
        excerpt = self.lines[spot.line] if spot.line < len(self.lines) else ""
        return Place(self.file, spot.line + 1, spot.column + 1, max(1, spot.length), excerpt)
