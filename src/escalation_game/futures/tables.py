"""The tables of an exploration: plain columns, each row one fact; and as Parquet or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, TypeAlias

import numpy as np

from escalation_game.engine.state import Numbers
from escalation_game.futures.cells import Cell
from escalation_game.futures.exploration import Exploration
from escalation_game.scenario.schema import Derived, Objective, Stock

#: Columns by name, all of one length.
Table: TypeAlias = Mapping[str, Sequence[object]]
Format: TypeAlias = Literal["parquet", "csv"]

QUANTILES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)

_OUTCOMES = (
    "plan", "lens", "kind", "variable", "title", "unit", "turn", "date", "mean", "deviation", "least",
    *(f"q{round(100 * share):02}" for share in QUANTILES), "most", "futures", "failed", "complete",
)  # fmt: skip
_ENDINGS = ("plan", "lens", "ending", "title", "turn", "date", "ended", "share", "reached")
_REGRET = (
    "lens", "objective", "title", "unit", "better", "plan", "mean", "best_plan", "difference", "regret", "standard_error",
)  # fmt: skip
_WORST = ("objective", "title", "unit", "better", "plan", "worst_regret", "worst_lens")


def entry(asked: Exploration, kind: str, name: str) -> Stock | Derived | Objective:
    """What the author says of a column."""
    file = asked.scenario.file
    section: Mapping[str, Stock | Derived | Objective] = (
        file.stocks if kind == "stock" else file.derived if kind == "derived" else file.objectives
    )
    return section[name]


def date_of(asked: Exploration, turn: int) -> str:
    """The label of the turn that led to a row; empty for the start."""
    return asked.scenario.file.calendar.dates[turn - 1] if turn else ""


def outcomes(asked: Exploration, cells: Sequence[Cell]) -> Table:
    """A row for each plan, lens, variable and turn (0 is the start): mean, spread, quantiles, and over how many futures."""
    rows: list[tuple[object, ...]] = []
    for cell in cells:
        quantiles = [cell.quantile(share) for share in QUANTILES]
        deviation = cell.deviation
        for column, (kind, name) in enumerate(asked.watched):
            about = entry(asked, kind, name)
            for turn in range(len(deviation)):
                at = turn, column
                rows.append(
                    (
                        cell.plan, cell.lens, kind, name, about.title, about.unit, turn, date_of(asked, turn),
                        _number(cell.tally.mean[at]), _number(deviation[at]), _number(cell.tally.least[at]),
                        *(_number(one[at]) for one in quantiles), _number(cell.tally.most[at]),
                        cell.tally.held, cell.tally.failed, cell.complete,
                    )
                )  # fmt: skip
    return _table(_OUTCOMES, rows)


def endings(asked: Exploration, cells: Sequence[Cell]) -> Table:
    """A row for each plan, lens, ending and turn: futures that ended so then, as a share, and the share that had by then."""
    rows: list[tuple[object, ...]] = []
    for cell in cells:
        counts, held = cell.tally.endings, max(cell.tally.held, 1)
        reached = counts.cumsum(axis=0)
        for column, ending in enumerate(asked.scenario.game.endings):
            title = asked.scenario.file.endings[ending.name].title
            for turn in range(1, len(counts)):
                ended, so_far = int(counts[turn, column]), int(reached[turn, column])
                when = turn, date_of(asked, turn)
                rows.append((cell.plan, cell.lens, ending.name, title, *when, ended, ended / held, so_far / held))
    return _table(_ENDINGS, rows)


def regret(asked: Exploration, cells: Sequence[Cell]) -> Table:
    """For each lens, objective and plan: its mean at the end, less the best plan's on the same luck. Finished cells only.

    `regret` is how much worse than the best it is, 0 for the best itself; `standard_error` is that of the difference, from pairs of futures.
    """
    rows: list[tuple[object, ...]] = []
    for lens in asked.lenses:
        rivals = [cell for cell in cells if cell.lens == lens and cell.complete]
        for place, (kind, name) in enumerate(asked.objectives if rivals else ()):
            about = asked.scenario.file.objectives[name]
            sign = 1.0 if about.better == "higher" else -1.0
            column = asked.watched.index((kind, name))
            means = [float(cell.tally.mean[-1, column]) for cell in rivals]
            best = max(range(len(rivals)), key=lambda index: sign * means[index])
            for cell, mean in zip(rivals, means, strict=True):
                difference = mean - means[best]
                error = _error(cell, rivals[best], place)
                told = cell.plan, mean, rivals[best].plan, difference, -sign * difference + 0.0, error
                rows.append((lens, name, about.title, about.unit, about.better, *told))
    return _table(_REGRET, rows)


def worst_regret(asked: Exploration, cells: Sequence[Cell]) -> Table:
    """For each objective and plan: its largest regret over the lenses, and under which one. Small everywhere is robust."""
    table = regret(asked, cells)
    worst: dict[tuple[object, ...], tuple[float, object]] = {}
    about = [table[name] for name in ("objective", "title", "unit", "better", "plan")]
    for *key, lens, amount in zip(*about, table["lens"], table["regret"], strict=True):
        known = worst.get(tuple(key), (-1.0, ""))
        assert isinstance(amount, float)
        if amount > known[0]:
            worst[tuple(key)] = (amount, lens)
    return _table(_WORST, [(*key, *value) for key, value in worst.items()])


def as_file(table: Table, form: Format) -> bytes:
    """A table as the bytes of a file. Raises ImportError for Parquet without pyarrow."""
    return _parquet(table) if form == "parquet" else _csv(table)


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table, each by column."""
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def table_of(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Columns from rows."""
    return _table(names, list(rows))


def _error(cell: Cell, other: Cell, objective: int) -> float:
    """The standard error of a difference of means over all futures, from the spread of the pairs that were kept."""
    pairs = min(len(cell.paired), len(other.paired))
    apart: Numbers = cell.paired[:pairs, objective] - other.paired[:pairs, objective]
    apart = apart[np.isfinite(apart)]
    return float(apart.std(ddof=1) / np.sqrt(cell.tally.held)) if len(apart) > 1 else 0.0


def _table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _number(value: float) -> float:
    """A plain float; zeros have no sign."""
    return float(value) + 0.0


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(
        ["" if value is None else repr(value) if isinstance(value, float) else str(value) for value in row]
        for row in zip(*table.values(), strict=True)
    )
    return text.getvalue().encode("utf-8")


def _parquet(table: Table) -> bytes:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    sink: Any = arrow.BufferOutputStream()
    parquet.write_table(arrow.table({name: list(column) for name, column in table.items()}), sink, compression="zstd")
    return sink.getvalue().to_pybytes()
