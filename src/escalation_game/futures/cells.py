"""A Cell: one plan under one lens over all its futures, as statistics, and as the bytes of a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalation_game.engine.state import Numbers
from escalation_game.futures.exploration import Exploration, NamedPlan
from escalation_game.futures.playing import Values, play
from escalation_game.futures.runs import Progress, run
from escalation_game.futures.tally import Grid, Tally, quantile
from escalation_game.play.machines import machine_of

PAIRED = 2000  #: futures whose objectives are kept one by one, to say how sure a difference between two plans is

_NUMBERS = ("mean", "deviations", "least", "most", "counts", "endings")


@dataclass(frozen=True)
class Cell:
    """What is known of a plan under a lens.

    `tally` and `grid` are over the columns `Exploration.watched`; `paired` holds each objective at the end of the first futures, shape
    (futures, objectives), not a number where one failed. `played` of `futures` were played; `identity` says of what this is.
    """

    plan: str
    lens: str
    tally: Tally
    grid: Grid
    paired: Numbers
    played: int
    futures: int
    identity: str

    @property
    def complete(self) -> bool:
        """Whether every future was played; otherwise it was stopped, and holds the first ones."""
        return self.played == self.futures

    @property
    def deviation(self) -> Numbers:
        """Standard deviations, shape (turns + 1, variables); 0 for a single future."""
        return np.sqrt(self.tally.deviations / max(self.tally.held - 1, 1))

    @property
    def ending_shares(self) -> Numbers:
        """The share of futures with each ending at last, shape (endings,); they add up to 1."""
        return self.tally.endings.sum(axis=0) / max(self.tally.held, 1)

    def quantile(self, share: float) -> Numbers:
        """The value below which this share of futures lies, shape (turns + 1, variables); see `tally.quantile` for how exact."""
        return quantile(self.tally, self.grid, share)


def played_cell(
    asked: Exploration, plan: NamedPlan, lens: str, *, workers: int | None = None, progress: Progress | None = None
) -> Cell:
    """Plays a cell. After Ctrl-C it holds what was played until then and is not complete."""
    machine = machine_of(asked.scenario)
    with np.errstate(all="ignore"):  # what is no number is counted and left out, so it needs no warning
        result = run(asked.study(plan, lens), workers=workers, progress=progress, machine=machine)
    paired = _paired(asked, plan, lens, min(PAIRED, result.played))
    return Cell(
        plan.name, lens, result.tally, result.grid, paired, result.played, asked.futures, asked.identity(plan, lens)
    )


def as_bytes(cell: Cell) -> bytes:
    """The cell as a numpy archive; the same cell gives the same bytes."""
    arrays: dict[str, object] = {name: getattr(cell.tally, name) for name in _NUMBERS}
    arrays |= {"low": cell.grid.low, "step": cell.grid.step, "paired": cell.paired}
    whole = np.array([cell.tally.held, cell.tally.failed, cell.played, cell.futures], np.int64)
    words = np.array([cell.plan, cell.lens, cell.identity])
    file = io.BytesIO()
    savez: Callable[..., None] = np.savez_compressed
    savez(file, whole=whole, words=words, **arrays)
    return file.getvalue()


def from_bytes(content: bytes) -> Cell:
    """The cell of a file. Raises ValueError when it is none."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            held, failed, played, futures = (int(number) for number in kept["whole"])
            plan, lens, identity = (str(word) for word in kept["words"])
            tally = Tally(held, failed, *(kept[name] for name in _NUMBERS))
            return Cell(plan, lens, tally, Grid(kept["low"], kept["step"]), kept["paired"], played, futures, identity)
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(f"not a cell of an exploration: {error}") from None


def _paired(asked: Exploration, plan: NamedPlan, lens: str, futures: int) -> Numbers:
    """Objectives at the end of the first futures, played again side by side: a tenth of a second."""
    if not futures:
        return np.empty((0, len(asked.objectives)))
    machine = machine_of(asked.scenario)
    *_, last = play(machine, asked.study(plan, lens, futures), range(futures))
    told = Values(machine, asked.objectives).of(last)
    told[:, last.failed] = np.nan
    return told.T.copy()
