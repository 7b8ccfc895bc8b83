"""Findings: what is wrong with a scenario file, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

#: Where something stands in the document: keys and list positions from the top, e.g. ("actions", "lift_kursk", "effects", 0).
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file. `line` and `column` count from 1; `length` is how many characters are meant."""

    file: str
    line: int
    column: int
    length: int = 1
    excerpt: str = ""  # the source line


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a stable `code` (see docs/reference/findings.md), what, where, and what to do."""

    code: str
    message: str
    place: Place
    hint: str = ""
    related: tuple[tuple[str, Place], ...] = field(default=())
    severity: Literal["error", "warning"] = "error"


class ScenarioError(Exception):
    """A scenario that cannot be used; `findings` say why, root causes first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(as_line(finding) for finding in self.findings))


def as_line(finding: Finding) -> str:
    """`PATH:LINE:COLUMN: CODE message`."""
    place = finding.place
    return f"{place.file}:{place.line}:{place.column}: {finding.code} {finding.message}"


def as_text(finding: Finding) -> str:
    """The finding with its source line, a caret and the hint, as printed in a terminal."""
    lines = [as_line(finding), *_excerpt(finding.place)]
    if finding.hint:
        lines.append(f"    = {finding.hint}")
    for label, place in finding.related:
        lines += [f"    {label}: {place.file}:{place.line}:{place.column}", *_excerpt(place)]
    return "\n".join(lines)


def _excerpt(place: Place) -> list[str]:
    if not place.excerpt.strip():
        return []
    shift = max(0, place.column - 60)  # keep a far column in view
    shown = place.excerpt[shift : shift + 110].replace("\t", " ")
    caret = " " * (place.column - 1 - shift) + "^" * max(1, min(place.length, 110 - (place.column - 1 - shift)))
    return [f"    {shown}", f"    {caret}"]
