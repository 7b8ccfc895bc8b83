"""The codebook: every variable of the scenario in one table, for a spreadsheet and as a page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from escalation_game.authoring.guides.blocks import Code, Grid, Heading, Link, Page, Paragraph, Said, Words, words
from escalation_game.authoring.guides.wording import (
    case_label,
    formula,
    seen_words,
    sight_of,
    source_words,
    spread,
    unit_of,
    variables,
)
from escalation_game.scenario.schema import Derived, ScenarioFile, SeenBy, Switch

COLUMNS = ("name", "title", "kind", "unit", "low", "high", "cases", "initial", "formula", "seen_by", "sources", "note")
_NUMBER = re.compile(r"-?[0-9.]+(e[-+]?[0-9]+)?", re.IGNORECASE)
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def codebook_page(file: ScenarioFile) -> Page:
    """The codebook to be read."""
    rows = tuple(_row(file, name, kind) for name, kind, _ in variables(file))
    blocks = (
        Paragraph(
            (
                "Every variable of the scenario. ",
                Link("The same as a table for a spreadsheet", "codebook.csv"),
                " (UTF-8, separated by commas).",
            )
        ),
        Heading(2, ("Variables",)),
        Grid(
            "Stocks, derived values and switches",
            ("Name", "What", "Kind, unit", "Range or cases", "Formula", "Seen", "Sources"),
            rows,
        ),
        Heading(2, ("Parameters and hidden cases",)),
        Grid(
            "What each match draws anew",
            ("Name", "What", "Kind, unit", "Value and range, or odds", "Sources"),
            tuple(_unknowns(file)),
        ),
    )
    return Page("codebook", "Codebook", file.title, file.language, blocks)


def codebook_csv(file: ScenarioFile) -> str:
    """The codebook as a table: one row for each variable, parameter and hidden case. Line ends are those of RFC 4180.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in _records(file):
        table.writerow([inert(row.get(column, "")) for column in COLUMNS])
    return text.getvalue()


def inert(text: str) -> str:
    """The text of a cell that no spreadsheet computes: what it could take for a formula is marked as text."""
    plain = " ".join(text.split())
    return f"'{plain}" if text.startswith(_ACTIVE) and not _NUMBER.fullmatch(text) else plain


def _row(file: ScenarioFile, name: str, kind: str) -> tuple[Words, ...]:
    record = next(one for one in _records(file) if one["name"] == name)
    entry = next(entry for one, _, entry in variables(file) if one == name)
    unit = unit_of(entry)
    shown = (
        words(formula(entry.value)) if isinstance(entry, Derived) else words("starts at ", formula(record["initial"]))
    )
    limits = (
        record["cases"] if isinstance(entry, Switch) else " to ".join(record[end] or "…" for end in ("low", "high"))
    )
    return (
        (Code(name),), (Said(entry.title),), words(kind, *(", ", Said(unit)) if unit else ()), (Said("" if limits == "… to …" else limits),),
        shown, seen_words(file, entry), source_words(file, entry.source),
    )  # fmt: skip


def _unknowns(file: ScenarioFile) -> Iterator[tuple[Words, ...]]:
    for name, one in file.parameters.items():
        kind = words("parameter", *(", ", Said(one.unit)) if one.unit else ())
        yield (
            (Code(name),),
            (Said(one.title or ""),),
            kind,
            (spread(one.low, one.value, one.high, one.unit),),
            source_words(file, one.source),
        )
    for name, case in file.cases.items():
        odds = ", ".join(f"{case.labels.get(answer, answer)} {share:g}" for answer, share in case.odds.items())
        yield (Code(name),), (Said(case.title),), ("hidden case",), (Said(odds),), source_words(file, case.source)


def _records(file: ScenarioFile) -> Iterator[dict[str, str]]:
    for name, kind, entry in variables(file):
        low, high = (None, None) if isinstance(entry, Switch) else entry.range or (None, None)
        yield {
            "name": name, "title": entry.title, "kind": kind, "unit": unit_of(entry), "low": _plain(low), "high": _plain(high),
            "cases": ", ".join(case_label(entry, one) for one in entry.cases) if isinstance(entry, Switch) else "",
            "initial": _initial(entry), "formula": _plain(getattr(entry, "value", None)), "seen_by": _seen(file, entry.seen_by),
            "sources": ", ".join(entry.source), "note": entry.note or "",
        }  # fmt: skip
    for name, one in file.parameters.items():
        yield {
            "name": name, "title": one.title or "", "kind": "parameter", "unit": one.unit, "low": _plain(one.low), "high": _plain(one.high),
            "initial": _plain(one.value), "sources": ", ".join(one.source), "note": one.note or "",
        }  # fmt: skip
    for name, case in file.cases.items():
        yield {
            "name": name, "title": case.title, "kind": "hidden case", "seen_by": _seen(file, case.seen_by),
            "cases": ", ".join(f"{answer} {share:g}" for answer, share in case.odds.items()), "sources": ", ".join(case.source),
            "note": case.note or "",
        }  # fmt: skip


def _initial(entry: object) -> str:
    if isinstance(entry, Switch):
        return entry.initial or entry.cases[0]
    return _plain(getattr(entry, "initial", None))


def _plain(value: str | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(float(value)).removesuffix(".0")


def _seen(file: ScenarioFile, seen_by: SeenBy) -> str:
    """How each role sees it: exact, hidden, or noise with its size."""
    told: list[str] = []
    for role in file.roles:
        sight = sight_of(seen_by, role)
        size = f" {sight.noise:g} at least {sight.floor:g}" if sight.kind == "noise" else ""
        told.append(f"{role}: {sight.kind}{size}")
    return "; ".join(told)
