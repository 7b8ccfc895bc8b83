"""Findings: what is wrong with a scenario file, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

#: Where something stands in the document: keys and list positions from the top, e.g. ("actions", "lift_kursk", "effects", 0).
Path: TypeAlias = tuple[str | int, ...]

MOST = 50  #: findings told at once; after so many of them more would not help
LONGEST = 300  # characters of a message or hint
_ALSO = 3  # further places told of a name that is not known
_NAMES = frozenset({"E201", "E303", "E304"})  # codes that say of a name that it is not known

#: Letters that move the cursor, hide or turn round what is printed after them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


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
    """One thing wrong: a stable `code` (see docs/reference/findings.md and lint.md), what, where, and what to do."""

    code: str
    message: str
    place: Place
    hint: str = ""
    related: tuple[tuple[str, Place], ...] = field(default=())
    severity: Literal["error", "warning", "note"] = "error"
    confidence: Literal["certain", "likely", "possible"] | None = None  # of what is legal and probably wrong
    evidence: tuple[tuple[str, float], ...] = ()  # the numbers behind it, by what they are

    def __post_init__(self) -> None:
        """What a stranger's file is quoted with is made safe to print, and short."""
        for one in ("message", "hint"):
            text = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", getattr(self, one))
            object.__setattr__(self, one, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


class ScenarioError(Exception):
    """A scenario that cannot be used; `findings` say why, root causes first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(as_line(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Finding, ...]]]:
        """So that it comes out of a worker process as it went in."""
        return type(self), (self.findings,)


def printable(text: str) -> str:
    """A stranger's text with what would move the cursor, hide or turn round what follows made visible."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """At most MOST findings in the order of the file, each said once, and how many more there are."""
    told = {(one.place.line, one.place.column, one.code, one.message): one for one in reversed(findings)}
    ranked = _once_a_name([told[key] for key in sorted(told)])
    if len(ranked) <= MOST:
        return ranked
    rest = Finding("E100", f"and {len(ranked) - MOST} more like these", ranked[MOST].place, "mend those above first")
    return [*ranked[:MOST], rest]


def _once_a_name(ranked: Sequence[Finding]) -> list[Finding]:
    """Tells a name that is not known where it stands first: used often, it was most likely renamed or taken out."""
    alike: dict[object, list[Finding]] = {}
    for number, one in enumerate(ranked):
        alike.setdefault((one.code, one.message) if one.code in _NAMES else number, []).append(one)
    return [replace(first, related=(*first.related, *_also(rest))) for first, *rest in alike.values()]


def _also(rest: Sequence[Finding]) -> list[tuple[str, Place]]:
    told = [("also here", one.place) for one in rest[:_ALSO]]
    if len(rest) > _ALSO:
        told[-1] = (f"and in {len(rest) - _ALSO + 1} more places, first here", told[-1][1])
    return told


def as_line(finding: Finding) -> str:
    """`PATH:LINE:COLUMN: CODE message`."""
    place = finding.place
    return f"{_UNSAFE.sub('?', place.file)}:{place.line}:{place.column}: {finding.code} {finding.message}"


def as_text(finding: Finding) -> str:
    """The finding with its source line, a caret and the hint, as printed in a terminal."""
    lines = [as_line(finding), *_excerpt(finding.place)]
    if finding.hint:
        lines.append(f"    = {finding.hint}")
    if finding.confidence:
        lines.append(f"    {finding.severity}, {finding.confidence}")
    for label, place in finding.related:
        lines += [f"    {label}: {_UNSAFE.sub('?', place.file)}:{place.line}:{place.column}", *_excerpt(place)]
    return "\n".join(lines)


def _excerpt(place: Place) -> list[str]:
    if not place.excerpt.strip():
        return []
    shift = max(0, place.column - 60)  # keep a far column in view
    shown = place.excerpt[shift : shift + 110].replace("\t", " ")
    shown = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", shown)
    caret = " " * (place.column - 1 - shift) + "^" * max(1, min(place.length, 110 - (place.column - 1 - shift)))
    return [f"    {shown}", f"    {caret}"]
