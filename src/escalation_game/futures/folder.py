"""The folder of an exploration on disk: every file whole or not there, what is finished kept, and a manifest that says how to get it all again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from escalation_game.futures.cells import Cell, as_bytes, from_bytes
from escalation_game.futures.exploration import Exploration, ExplorationError, NamedPlan
from escalation_game.play.whole_files import as_json

MANIFEST, SCENARIO, REPORT = "manifest.json", "scenario.yaml", "report.md"

_CHANGED = {
    "scenario_hash": "the scenario",
    "rules_version": "the version of the rules",
    "seed": "the seed",
    "futures": "the number of futures",
    "player": "the player's role",
    "series": "what is watched",
}


@dataclass(frozen=True)
class Folder:
    """Where an exploration is kept: `cells/` one file a plan and lens, `plans/`, `tables/`, `figures/`, the scenario, a manifest and a report."""

    path: Path

    def begin(self, asked: Exploration, *, resume: bool) -> None:
        """Makes the folder and writes what is known before anything is played.

        Raises ExplorationError when there is something else in it, or, going on, when it is of another scenario, seed or number of futures;
        OSError when it cannot be written.
        """
        there = self._manifest()
        if there is None:
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise ExplorationError(f"{self.path} is in use for something else: name a new folder")
        elif not resume:
            raise ExplorationError(f"{self.path} holds an exploration: go on with it by --resume, or name a new folder")
        else:
            self._same(there, asked)
        self.write(SCENARIO, asked.scenario.text.encode("utf-8"))
        for plan in asked.plans:
            self.write(f"plans/{plan.name}.yaml", plan.text.encode("utf-8"))
        self.tell(asked, self.kept(asked))

    def kept(self, asked: Exploration) -> list[Cell]:
        """The cells on disk that belong to an exploration, finished or stopped; a file that is damaged or of something else is not one."""
        cells: list[Cell] = []
        for plan, lens in asked.pairs():
            try:
                cell = from_bytes((self.path / cell_file(plan.name, lens)).read_bytes())
            except (OSError, ValueError):
                continue
            if cell.identity == asked.identity(plan, lens):
                cells.append(cell)
        return cells

    def keep(self, cell: Cell) -> None:
        """Writes a cell. Raises OSError."""
        self.write(cell_file(cell.plan, cell.lens), as_bytes(cell))

    def tell(self, asked: Exploration, cells: Sequence[Cell], more: Mapping[str, object] | None = None) -> None:
        """Writes the manifest: all that decides the numbers, and which cells are there."""
        told = [
            {
                "plan": cell.plan, "lens": cell.lens, "file": cell_file(cell.plan, cell.lens),
                "state": "finished" if cell.complete else "partial", "futures": cell.played, "failed": cell.tally.failed,
            }
            for cell in cells
        ]  # fmt: skip
        content = {
            "exploration": 1,
            "package_version": version("escalation-game"),
            "scenario": asked.scenario.name,
            **asked.fixed(),
            "lenses": list(asked.lenses),
            "plans": [{"name": plan.name, "text": plan.text} for plan in asked.plans],
            "again": again(asked),
            "cells": told,
            **(more or {}),
        }
        self.write(MANIFEST, as_json(content).encode("utf-8"))

    def write(self, name: str, content: bytes) -> None:
        """Writes a file under a temporary name and renames it. Raises OSError that names the file; the old one is then as it was."""
        path = self.path / name
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as error:
            raise OSError(error.errno, error.strerror or str(error), str(path)) from None
        finally:
            unfinished.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Removes a file that is no longer true, if it is there. Raises OSError."""
        (self.path / name).unlink(missing_ok=True)

    def _manifest(self) -> Mapping[str, object] | None:
        try:
            content: object = json.loads((self.path / MANIFEST).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError:
            content = None
        if not isinstance(content, dict) or "exploration" not in content:
            raise ExplorationError(f"{self.path / MANIFEST} is not the manifest of an exploration: name a new folder")
        return content  # type: ignore[reportUnknownVariableType]

    def _same(self, there: Mapping[str, object], asked: Exploration) -> None:
        for key, now in asked.fixed().items():
            if there.get(key) != now:
                what = _CHANGED[key]
                raise ExplorationError(
                    f"{self.path} cannot be gone on with: {what} is another now ({_short(there.get(key))} then, {_short(now)} now). "
                    "Ask as it was asked then, or name a new folder"
                )
        for plan in asked.plans:
            self._same_plan(plan, there.get("plans"))

    def _same_plan(self, plan: NamedPlan, there: object) -> None:
        for one in there if isinstance(there, list) else ():  # type: ignore[reportUnknownVariableType]
            if isinstance(one, dict) and one.get("name") == plan.name and one.get("text") != plan.text:  # type: ignore[reportUnknownMemberType]
                raise ExplorationError(
                    f"{self.path} cannot be gone on with: the plan “{plan.name}” has changed. Give it another name"
                )


def cell_file(plan: str, lens: str) -> str:
    """The file of a cell, within the folder."""
    return f"cells/{plan}--{lens}.npz"


def again(asked: Exploration) -> str:
    """The command that makes the same tables from the files in the folder."""
    parts = ["escalation-game explore", SCENARIO, f"--seed {asked.seed}", f"--futures {asked.futures}"]
    parts += [f'--plan "plans/{plan.name}.yaml"' for plan in asked.plans]
    parts += [f"--lens {lens}" for lens in asked.lenses]
    everything = len(asked.series) == len(asked.scenario.file.stocks) + len(asked.scenario.file.derived)
    parts += [] if everything else [f"--series {name}" for _, name in asked.series]
    return " ".join([*parts, "-o again"])


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:119] + "…"
