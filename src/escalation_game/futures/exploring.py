"""Runs an exploration cell by cell, keeps each as soon as it is finished, and hands back the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from escalation_game.futures.cells import Cell, played_cell
from escalation_game.futures.exploration import FUTURES, SEED, Exploration, PlansAsked, exploration
from escalation_game.futures.folder import Folder
from escalation_game.futures.observations import read_observations
from escalation_game.futures.results import Result
from escalation_game.futures.writing import write_results
from escalation_game.scenario import Scenario
from escalation_game.scenario.load import load

#: Told (what is being played, futures played so far in all, futures asked for in all).
Progress = Callable[[str, int, int], None]


def explore(  # noqa: PLR0913 - one parameter for each thing that can be asked for
    scenario: Scenario | str | Path,
    plans: PlansAsked = (),
    lenses: Sequence[str] = (),
    futures: int = FUTURES,
    *,
    seed: int = SEED,
    series: Sequence[str] = (),
    workers: int | None = None,
    output: str | Path | None = None,
    resume: bool = False,
    observed: str | Path | None = None,
    progress: Progress | None = None,
) -> Result:
    """Plays every plan under every lens over the same futures.

    `plans` are "nothing", "doctrine", paths, or Plans by name (without any the two built in); `lenses` are names (without any the scenario's own);
    `series` the stocks and derived values wanted (without any all); `workers` processes (all cores). With `output` everything is kept in that
    folder, each cell as soon as it is finished, and `resume` goes on with what is there. `observed` is a CSV file to score the bands against.
    Ctrl-C ends it early: the result is then not `complete`. Raises AskedError (a ValueError) on what does not exist, ScenarioError on a wrong
    scenario or plan, ExplorationError on a folder that does not fit, ObservationsError on a wrong CSV, OSError when a file cannot be written.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario)
    asked = exploration(loaded, plans, lenses, futures=futures, seed=seed, series=series)
    seen = read_observations(Path(observed), asked) if observed is not None else None
    folder = Folder(Path(output)) if output is not None else None
    if folder is not None:
        folder.begin(asked, resume=resume)
    result = Result(asked, tuple(_cells(asked, folder, workers, progress)), seen)
    if folder is not None:
        write_results(result, folder)
    return result


def _cells(asked: Exploration, folder: Folder | None, workers: int | None, progress: Progress | None) -> list[Cell]:
    """Every cell; after Ctrl-C those finished and, marked as such, the one under way."""
    cells = {(cell.plan, cell.lens): cell for cell in (folder.kept(asked) if folder else ())}
    pairs = list(asked.pairs())
    try:
        for place, (plan, lens) in enumerate(pairs):
            known = cells.get((plan.name, lens))
            if known is not None and known.complete:
                continue
            told = _told(progress, f"{plan.name}, {lens}", place * asked.futures, len(pairs) * asked.futures)
            cell = played_cell(asked, plan, lens, workers=workers, progress=told)
            if known is None or cell.played > known.played:
                cells[plan.name, lens] = cell
                if folder is not None:
                    folder.keep(cell)
                    folder.tell(asked, list(cells.values()))
            if not cell.complete:
                break
    except KeyboardInterrupt:
        pass
    return [
        cells[plan.name, lens]
        for plan, lens in pairs
        if (plan.name, lens) in cells and cells[plan.name, lens].tally.held
    ]


def _told(progress: Progress | None, what: str, before: int, total: int) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda played, _futures: progress(what, before + played, total)
