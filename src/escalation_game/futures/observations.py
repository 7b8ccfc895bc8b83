"""Real observations in a CSV file: columns date, variable, value, then error or low and high, and source."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import isfinite
from pathlib import Path

from escalation_game.futures.exploration import Exploration
from escalation_game.futures.study import Watched
from escalation_game.futures.tables import entry
from escalation_game.scenario.nearest import nearest

_NEEDED = ("date", "variable", "value")
_ALLOWED = (*_NEEDED, "error", "low", "high", "source")
_OF_90 = 2 * 1.6448536269514722  # standard errors from the low to the high end of a 90 % range
_LARGEST = 20_000_000  # bytes


class ObservationsError(Exception):
    """A CSV file that cannot be used; each of `findings` is one line, `PATH:LINE: what is wrong`."""

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(self.findings))


@dataclass(frozen=True)
class Observation:
    """One number. `turn` is the one its date lies in (0: before the scenario begins), `day` counts days, `error` is one standard error or 0."""

    column: Watched
    turn: int
    day: int
    value: float
    error: float
    source: str


@dataclass(frozen=True)
class Observations:
    """The observations of a file. `beyond` were dated after the last turn, and `digest` is a hash of the file."""

    all: tuple[Observation, ...]
    units: Mapping[str, str]
    beyond: int
    file: str
    digest: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables with something to score."""
        return tuple(sorted({one.column[1] for one in self.all if one.turn}))

    def known(self, variable: str) -> tuple[Observation, ...]:
        """What was known when the scenario begins, the oldest first."""
        return tuple(one for one in self.all if one.column[1] == variable and not one.turn)

    def later(self, variable: str) -> tuple[Observation, ...]:
        """What is to be forecast, the oldest first."""
        return tuple(one for one in self.all if one.column[1] == variable and one.turn)

    def unit(self, variable: str) -> str:
        """The unit the values are in: the scenario's."""
        return self.units[variable]


def read_observations(path: Path, asked: Exploration) -> Observations:
    """Reads a CSV file (UTF-8). A date (2024-11 or 2024-11-23) belongs to the turn it lies in, and is compared with how that turn ends.

    `error` is one standard error; `low` and `high` are read as a 90 % range. Raises ObservationsError.
    """
    reading = _Reading(path, asked)
    observations = reading.all()
    if reading.findings:
        raise ObservationsError(reading.findings)
    units = {name: entry(asked, kind, name).unit for kind, name in asked.watched}
    return Observations(observations, units, reading.beyond, path.name, reading.digest)


class _Reading:
    """Turns a file into observations. Its state: the findings so far, and how many observations came too late."""

    def __init__(self, path: Path, asked: Exploration) -> None:
        self.path, self.asked = path, asked
        self.findings: list[str] = []
        self.beyond, self.digest = 0, ""
        self.columns = {name: (kind, name) for kind, name in asked.watched}
        calendar = asked.scenario.file.calendar
        self.begins = [_day(label) or 0 for label in calendar.dates]

    def all(self) -> tuple[Observation, ...]:
        rows = csv.DictReader(self._lines(), strict=True)
        given: list[Observation] = []
        try:
            header = [name.strip() for name in rows.fieldnames or ()]
            self._header(header)
            if not self.findings:
                rows.fieldnames = header
                given = [one for row in rows if (one := self._row(rows.line_num, row)) is not None]
        except csv.Error as error:
            self._say(rows.line_num + 1, f"not CSV: {error}")
        if not given and not self.findings:
            self._say(1, "no observation in it lies in the scenario's time")
        return tuple(sorted(given, key=lambda one: (one.column[1], one.day)))

    def _lines(self) -> list[str]:
        try:
            if self.path.stat().st_size > _LARGEST:
                raise ObservationsError([f"{self.path}:1: larger than {_LARGEST // 1_000_000} MB"])
            content = self.path.read_bytes()
            self.digest = sha256(content).hexdigest()[:16]
            return content.decode("utf-8-sig").splitlines(keepends=True)
        except OSError as error:
            raise ObservationsError([f"{self.path}: {error.strerror or error}"]) from None
        except UnicodeDecodeError:
            raise ObservationsError([f"{self.path}:1: not a text in UTF-8"]) from None

    def _header(self, names: Sequence[str]) -> None:
        for name in _NEEDED:
            if name not in names:
                self._say(1, f"there is no column “{name}”; the first line names the columns: {', '.join(_ALLOWED)}")
        for name in names:
            if name not in _ALLOWED:
                self._say(1, f"unknown column “{name}”{_meant(name, _ALLOWED)}")

    def _row(self, line: int, row: Mapping[str | None, str | None]) -> Observation | None:
        if None in row:
            self._say(line, "more values than columns")
            return None
        cells = {str(key): (value or "").strip() for key, value in row.items()}
        before = len(self.findings)
        column = self.columns.get(cells["variable"])
        if column is None:
            self._say(
                line,
                f"“{cells['variable']}” is not among the variables explored{_meant(cells['variable'], self.columns)}",
            )
        day = _day(cells["date"])
        if day is None:
            self._say(line, f"“{cells['date']}” is no date: write 2024-11 or 2024-11-23")
        value, error = self._number(line, cells, "value"), self._error(line, cells)
        if len(self.findings) > before or column is None or day is None or value is None:
            return None
        turn = bisect_right(self.begins, day)
        if turn >= len(self.begins):
            self.beyond += 1
            return None
        return Observation(column, turn, day, value, error, cells.get("source", ""))

    def _error(self, line: int, cells: Mapping[str, str]) -> float:
        low, high = cells.get("low", ""), cells.get("high", "")
        if cells.get("error"):
            error = self._number(line, cells, "error") or 0.0
        elif low and high:
            error = ((self._number(line, cells, "high") or 0.0) - (self._number(line, cells, "low") or 0.0)) / _OF_90
        else:
            return 0.0
        if error < 0.0:
            self._say(line, "an error is not below 0, and low not above high")
        return error

    def _number(self, line: int, cells: Mapping[str, str], name: str) -> float | None:
        try:
            value = float(cells[name])
        except ValueError:
            value = float("nan")
        if isfinite(value):
            return value
        self._say(line, f"{name}: “{cells[name]}” is not a number")
        return None

    def _say(self, line: int, message: str) -> None:
        self.findings.append(f"{self.path}:{line}: {message}")


def _meant(name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    close = nearest(name, list(known))
    return f"; did you mean “{close}”?" if close else ""


def _day(label: str) -> int | None:
    parts = label.split("-")
    try:
        return (
            date(*(int(part) for part in (parts if len(parts) == 3 else [*parts, "1"]))).toordinal()
            if len(parts) in {2, 3}
            else None
        )
    except (ValueError, TypeError):
        return None
