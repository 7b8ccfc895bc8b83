"""The Result of an exploration: its cells, and its tables as plain columns or as pandas frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from escalation_game.futures import tables
from escalation_game.futures.cells import Cell
from escalation_game.futures.exploration import Exploration
from escalation_game.futures.observations import Observations
from escalation_game.futures.scoring import scores
from escalation_game.futures.tables import Table

HOW_TO_GET = "pip install 'escalation-game[explore]'"


@dataclass(frozen=True)
class Result:
    """What came of an exploration. `observed` are the real observations its bands are scored against, if any were given."""

    asked: Exploration
    cells: tuple[Cell, ...]
    observed: Observations | None = None

    @property
    def complete(self) -> bool:
        """Whether every plan was played under every lens over all futures."""
        return len(self.cells) == len(list(self.asked.pairs())) and all(cell.complete for cell in self.cells)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Columns by table: outcomes, endings, regret, worst_regret and, with observations, scores."""
        asked, cells = self.asked, self.cells
        told = {
            "outcomes": tables.outcomes(asked, cells),
            "endings": tables.endings(asked, cells),
            "regret": tables.regret(asked, cells),
            "worst_regret": tables.worst_regret(asked, cells),
        }
        return told if self.observed is None else {**told, "scores": scores(asked, cells, self.observed)}

    def cell(self, plan: str, lens: str) -> Cell:
        """One plan under one lens. Raises KeyError when it was not played."""
        for cell in self.cells:
            if (cell.plan, cell.lens) == (plan, lens):
                return cell
        raise KeyError(f"{plan} under {lens} was not played")

    def to_pandas(self, table: str = "outcomes") -> Any:
        """A table as a pandas.DataFrame. Raises KeyError for a table that does not exist, ImportError where pandas is not installed."""
        columns = self.tables[table]
        try:
            pandas: Any = import_module("pandas")
        except ImportError:
            raise ImportError(f"a table as a DataFrame needs pandas: {HOW_TO_GET}") from None
        return pandas.DataFrame({name: list(column) for name, column in columns.items()})
