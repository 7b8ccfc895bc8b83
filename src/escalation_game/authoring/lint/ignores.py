"""`# lint: ignore L203 because …`: what an author has looked at and means to keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from escalation_game.authoring.lint.subject import Remark
from escalation_game.scenario.findings import Finding
from escalation_game.scenario.places import Places, Spot

_MARK = re.compile(r"#\s*lint:\s*ignore\b(?P<codes>[^\n]*?)(?:\s+because\b(?P<reason>.*))?$", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][0-9]{3}\b")
_scan: Any = yaml.scan  # type: ignore[reportUnknownMemberType]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Ignore:
    """A comment that ignores a code. `line` and `column` count from 0; `lines` are those of findings it is about."""

    code: str
    reason: str
    line: int
    column: int
    length: int
    lines: frozenset[int]


def ignores(text: str, places: Places) -> tuple[Ignore, ...]:
    """The ignores of a file, in order: one for each code named; one without a code has the code ""."""
    found: list[Ignore] = []
    inside = _scalars(text) if "lint:" in text else {}
    for number, line in enumerate(places.lines):
        match = next((one for one in _MARK.finditer(line) if not _in_scalar(inside, number, one.start())), None)
        if match is None or not (match.start() == 0 or line[match.start() - 1].isspace()):
            continue
        about = frozenset({number, _next_line(places.lines, number) if not line[: match.start()].strip() else number})
        codes = [code.upper() for code in _CODE.findall(match["codes"])] or [""]
        reason = (match["reason"] or "").strip(" .:…")
        length = len(line.rstrip()) - match.start()
        found += [Ignore(code, reason, number, match.start(), length, about) for code in codes]
    return tuple(found)


def kept(
    remarks: Iterable[tuple[Remark, Finding]], given: Collection[Ignore], places: Places
) -> tuple[list[Finding], set[Ignore]]:
    """The findings that are not ignored, and the ignores that were needed."""
    left: list[Finding] = []
    used: set[Ignore] = set()
    for remark, finding in remarks:
        lines = (
            {finding.place.line - 1, places.at(remark.path, key=True).line - 1}
            if remark.path
            else {finding.place.line - 1}
        )
        by = [one for one in given if one.code == finding.code and one.reason and one.lines & lines]
        used |= set(by)
        if not by:
            left.append(finding)
    return left, used


def remarks(given: Iterable[Ignore], used: Collection[Ignore], places: Places, *, complete: bool) -> Iterator[Remark]:
    """What is wrong with the ignores themselves; whether one is needed is known only when every check was `complete`."""
    for one in given:
        place = places.spot(Spot(one.line, one.column, one.length))
        if not one.reason:
            yield Remark("L901", "this ignore has no reason", place, "write `# lint: ignore CODE because …`")
        elif not one.code:
            yield Remark("L902", "this ignore names no code", place, "write `# lint: ignore CODE because …`")
        elif complete and one not in used:
            yield Remark(
                "L902", f"there is no {one.code} here to ignore", place, "remove the comment, or correct the code"
            )


def _next_line(lines: tuple[str, ...], number: int) -> int:
    """The first line below that is no comment."""
    number += 1
    while number < len(lines) and lines[number].lstrip().startswith("#"):
        number += 1
    return number


def _scalars(text: str) -> dict[int, list[tuple[int, int]]]:
    """Stretches of each line that belong to a text or number, where a # begins no comment."""
    found: dict[int, list[tuple[int, int]]] = {}
    for token in _scan(text, Loader=_LOADER):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start, end = token.start_mark, token.end_mark  # type: ignore[reportUnknownMemberType]
        block = token.style in {"|", ">"}  # type: ignore[reportUnknownMemberType]
        for line in range(start.line + block, end.line + 1):
            first = start.column if line == start.line else 0
            last = end.column if line == end.line else 1_000_000
            found.setdefault(line, []).append((first, last))
    return found


def _in_scalar(inside: dict[int, list[tuple[int, int]]], line: int, column: int) -> bool:
    return any(first <= column < last for first, last in inside.get(line, ()))
