"""An exploration: its tables, its folder, and going on with it. Real files and real processes."""

from __future__ import annotations

import csv
import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pyarrow.parquet as parquet
import pytest

from escalation_game.futures.cells import as_bytes, from_bytes
from escalation_game.futures.exploration import (
    AskedError,
    Exploration,
    ExplorationError,
    NamedPlan,
    exploration,
    plan_text,
)
from escalation_game.futures.exploring import explore
from escalation_game.futures.results import Result
from escalation_game.futures.tables import QUANTILES, rows_of
from escalation_game.play.plan import Plan, PlannedTurn, read_plan

from .lake import KEEPERS, TEXT, lake

DIG = Plan(tuple(PlannedTurn({KEEPERS: ("dig",)}) for _ in range(4)), "doctrine")
COMMAND = [sys.executable, "-c", "from escalation_game.cli.main import main; main()", "explore"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A finished exploration in its folder."""
    folder = tmp_path_factory.mktemp("explored") / "out"
    plans = {"nothing": Plan(()), "dig": DIG}
    return folder, explore(lake(), plans, futures=1500, seed=3, workers=1, output=folder)


@pytest.fixture
def folder(kept: tuple[Path, Result], tmp_path: Path) -> Path:
    """A copy of it to do harm to."""
    return Path(shutil.copytree(kept[0], tmp_path / "out"))


@pytest.fixture
def lake_file(tmp_path: Path) -> Path:
    path = tmp_path / "lake.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def contents(folder: Path, *places: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for place in places
        for path in sorted((folder / place).rglob("*"))
        if path.is_file()
    }


def manifest(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def go_on(folder: Path, **changes: Any) -> Result:
    asked: dict[str, Any] = {"plans": {"nothing": Plan(()), "dig": DIG}, "futures": 1500, "seed": 3, "workers": 1}
    scenario = changes.pop("scenario", lake())
    return explore(scenario, **{**asked, **changes}, output=folder, resume=True)


def test_the_folder_holds_it_all(kept: tuple[Path, Result]) -> None:
    folder, result = kept
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["cells", "figures", "manifest.json", "plans", "report.md", "scenario.yaml", "tables"]
    )
    told = manifest(folder)
    assert told["complete"] and result.complete
    assert [cell["state"] for cell in told["cells"]] == ["finished"] * 4
    assert all((folder / name).stat().st_size for name in told["files"])
    assert told["plans"] == [
        {"name": name, "text": plan_text(plan)} for name, plan in (("nothing", Plan(())), ("dig", DIG))
    ]
    assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (folder / "figures").iterdir())
    assert {path.stem for path in (folder / "figures").iterdir()} == {"fan-safety", "fan-wealth", "endings", "regret"}


def test_the_tables_on_disk_are_the_results(kept: tuple[Path, Result]) -> None:
    folder, result = kept
    for name, table in result.tables.items():
        on_disk = parquet.read_table(folder / "tables" / f"{name}.parquet").to_pydict()
        assert on_disk == {column: list(values) for column, values in table.items()}
        pandas.testing.assert_frame_equal(result.to_pandas(name), pandas.DataFrame(on_disk))
    with pytest.raises(KeyError):
        result.to_pandas("weather")


def test_outcomes_are_in_order(kept: tuple[Path, Result]) -> None:
    _, result = kept
    frame = result.to_pandas()
    assert len(frame) == 2 * 2 * 9 * (4 + 2 + 2)
    columns = ["least", *(f"q{round(100 * share):02}" for share in QUANTILES), "most"]
    assert (np.diff(frame[columns].to_numpy(), axis=1) >= 0).all()
    assert ((frame["mean"] >= frame["least"]) & (frame["mean"] <= frame["most"])).all()
    assert frame[frame.turn == 0].date.eq("").all()
    assert sorted(frame[frame.turn == 1].date.unique()) == ["2024-11"]


def test_endings_add_up(kept: tuple[Path, Result]) -> None:
    frame = kept[1].to_pandas("endings")
    assert frame.groupby(["plan", "lens"]).share.sum().to_numpy() == pytest.approx(1.0)
    last = frame[frame.turn == 8]
    assert last.groupby(["plan", "lens"]).reached.sum().to_numpy() == pytest.approx(1.0)
    doubt, trust = (last[(last.lens == lens) & (last.ending == "flood")].reached.mean() for lens in ("doubt", "trust"))
    assert doubt > 3 * trust


def test_regret_is_against_the_best_on_the_same_luck(kept: tuple[Path, Result]) -> None:
    result = kept[1]
    rows = rows_of(result.tables["regret"])
    assert len(rows) == 2 * 2 * 2
    for row in rows:
        means = {
            one["plan"]: one["mean"]
            for one in rows
            if (one["lens"], one["objective"]) == (row["lens"], row["objective"])
        }
        assert row["regret"] == max(means.values()) - row["mean"] == -row["difference"]
        column = result.asked.watched.index(("objective", row["objective"]))
        assert row["mean"] == result.cell(row["plan"], row["lens"]).tally.mean[-1, column]
        assert (row["standard_error"] > 0) == (row["plan"] != row["best_plan"])
    for row in rows_of(result.tables["worst_regret"]):
        own = [one for one in rows if (one["plan"], one["objective"]) == (row["plan"], row["objective"])]
        assert row["worst_regret"] == max(one["regret"] for one in own)


def test_a_standard_error_is_that_of_the_pairs(kept: tuple[Path, Result]) -> None:
    result = kept[1]
    one, other = result.cell("nothing", "doubt"), result.cell("dig", "doubt")
    assert one.paired.shape == (1500, 2)
    [row] = [
        row for row in rows_of(result.tables["regret"])
        if (row["lens"], row["objective"]) == ("doubt", "safety") and row["plan"] != row["best_plan"]
    ]  # fmt: skip
    place = [name for _, name in result.asked.objectives].index("safety")
    apart = one.paired[:, place] - other.paired[:, place]
    assert abs(apart.mean()) == pytest.approx(row["regret"])
    assert row["standard_error"] == pytest.approx(apart.std(ddof=1) / np.sqrt(1500))
    alone = [np.sqrt(cell.deviation[-1].max() ** 2 / 1500) for cell in (one, other)]
    assert row["standard_error"] < sum(alone)


def test_a_cell_is_the_same_after_a_file(kept: tuple[Path, Result]) -> None:
    cell = kept[1].cells[0]
    content = as_bytes(cell)
    again = from_bytes(content)
    assert as_bytes(again) == content
    assert np.array_equal(again.quantile(0.3), cell.quantile(0.3))
    for broken in (b"", b"PK", content[: len(content) // 2]):
        with pytest.raises(ValueError, match="not a cell"):
            from_bytes(broken)


def test_workers_change_no_byte(tmp_path: Path) -> None:
    for workers in (1, 2):
        explore(lake(), ["nothing"], ["doubt"], 17_000, workers=workers, output=tmp_path / str(workers))
    assert contents(tmp_path / "1", "tables", "cells", "figures") == contents(
        tmp_path / "2", "tables", "cells", "figures"
    )
    assert (tmp_path / "1" / "manifest.json").read_bytes() == (tmp_path / "2" / "manifest.json").read_bytes()


def test_the_folder_says_how_to_get_it_again(folder: Path) -> None:
    words = manifest(folder)["again"].replace('"', "").split()
    assert words[:2] == ["escalation-game", "explore"]
    told = subprocess.run([*COMMAND, *words[2:]], cwd=folder, capture_output=True, text=True, timeout=120)
    assert (told.returncode, told.stderr) == (0, "")
    assert contents(folder / "again", "tables") == contents(folder, "tables")


def test_going_on_plays_only_what_is_missing(folder: Path) -> None:
    before = contents(folder, "cells", "tables")
    (folder / "cells" / "dig--trust.npz").unlink()
    (folder / "cells" / "nothing--doubt.npz").write_bytes(b"damaged")
    untouched = folder / "cells" / "nothing--trust.npz"
    written = untouched.stat().st_mtime_ns
    played: list[str] = []
    go_on(folder, progress=lambda what, _played, _all: played.append(what))
    assert list(dict.fromkeys(played)) == ["nothing, doubt", "dig, trust"]
    assert contents(folder, "cells", "tables") == before
    assert untouched.stat().st_mtime_ns == written


def test_going_on_may_add_a_plan_and_a_lens(folder: Path) -> None:
    played: list[str] = []
    result = go_on(
        folder,
        plans={"dig": DIG, "wait": Plan(())},
        lenses=["trust", "baseline"],
        progress=lambda what, _p, _a: played.append(what),
    )
    assert list(dict.fromkeys(played)) == ["dig, baseline", "wait, trust", "wait, baseline"]
    assert {(cell.plan, cell.lens) for cell in result.cells} == {
        (plan, lens) for plan in ("dig", "wait") for lens in ("trust", "baseline")
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seed": 4}, "the seed is another now"),
        ({"futures": 1400}, "the number of futures is another now"),
        ({"scenario": lake(("initial: 50", "initial: 51"))}, "the scenario is another now"),
        ({"series": ["water"]}, "what is watched is another now"),
        ({"plans": {"dig": Plan(DIG.turns)}}, "the plan “dig” has changed"),
    ],
)
def test_what_has_changed_is_refused(folder: Path, changes: dict[str, Any], words: str) -> None:
    before = contents(folder, ".")
    with pytest.raises(ExplorationError, match=words):
        go_on(folder, **changes)
    assert contents(folder, ".") == before


def test_a_folder_in_use_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ExplorationError, match="--resume"):
        explore(lake(), futures=10, output=folder)
    with pytest.raises(ExplorationError, match="in use for something else"):
        explore(lake(), futures=10, output=tmp_path)
    (folder / "manifest.json").write_text("[]")
    with pytest.raises(ExplorationError, match="not the manifest of an exploration"):
        go_on(folder)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"lenses": ["truth"]}, "no lens “truth”"),
        ({"series": ["watr"]}, "did you mean “water”"),
        ({"futures": 0}, "at least one future"),
        ({"seed": -1}, "a seed from 0"),
        ({"plans": {"a/b": DIG}}, "cannot be the name of a plan"),
        ({"plans": {"dig": DIG, "Dig": DIG}}, "two plans are called"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(AskedError, match=words):
        exploration(lake(), **asked)


def test_a_plan_is_the_same_plan_as_text(tmp_path: Path) -> None:
    plan = Plan(
        (PlannedTurn({KEEPERS: ("dig", "bow"), "rivals": ()}, ("visit",), {"storm": True}), PlannedTurn()), "doctrine"
    )
    (tmp_path / "plan.yaml").write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(tmp_path / "plan.yaml", lake().file) == plan


def test_without_anything_said_the_built_in_plans_meet_the_scenarios_lenses() -> None:
    asked: Exploration = exploration(lake())
    assert [plan.name for plan in asked.plans] == ["nothing", "doctrine"]
    assert all(isinstance(plan, NamedPlan) for plan in asked.plans)
    assert (asked.lenses, asked.futures, asked.player) == (("doubt", "trust"), 100_000, KEEPERS)
    assert len(asked.watched) == 4 + 2 + 2


def started(arguments: Sequence[str], **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def waited_for(path: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until and process.poll() is None, process.communicate()
        time.sleep(0.01)


def test_ctrl_c_keeps_what_is_finished_and_marks_what_is_not(lake_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    arguments = [
        str(lake_file),
        "--plan",
        "nothing",
        "--lens",
        "doubt",
        "--lens",
        "trust",
        "--futures",
        "150000",
        "--workers",
        "1",
    ]
    process = started([*arguments, "-o", str(folder)], start_new_session=True)
    first = folder / "cells" / "nothing--doubt.npz"
    waited_for(first, process)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")
    assert "Stopped early" in out
    told = manifest(folder)
    assert not told["complete"]
    states = {cell["lens"]: cell for cell in told["cells"]}
    assert states["doubt"]["state"] == "finished"
    assert states["trust"]["state"] == "partial"
    assert 0 < states["trust"]["futures"] < 150_000
    assert "Stopped early" in (folder / "report.md").read_text(encoding="utf-8")
    frame = pandas.read_parquet(folder / "tables" / "outcomes.parquet")
    assert not frame[frame.lens == "trust"].complete.any()
    kept = first.read_bytes()
    again = subprocess.run(
        [*COMMAND, *arguments, "-o", str(folder), "--resume"], capture_output=True, text=True, timeout=120
    )
    assert again.returncode == 0
    assert first.read_bytes() == kept
    assert manifest(folder)["complete"]


def test_a_full_disk_loses_nothing_that_is_finished(folder: Path, lake_file: Path) -> None:
    before = contents(folder, "cells", "tables")
    plans = [
        "--plan",
        str(folder / "plans" / "nothing.yaml"),
        "--plan",
        str(folder / "plans" / "dig.yaml"),
        "--plan",
        "doctrine",
    ]

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))

    asked = [
        str(lake_file),
        *plans,
        "--futures",
        "1500",
        "--seed",
        "3",
        "--workers",
        "1",
        "--resume",
        "-o",
        str(folder),
    ]
    more = started(asked, preexec_fn=little_room)
    out, err = more.communicate(timeout=60)
    assert (more.returncode, out) == (1, "")
    assert err.count("\n") == 1
    assert "doctrine--doubt.npz: File too large. What is finished is kept: make room and go on by --resume" in err
    assert contents(folder, "cells", "tables") == before
    assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]
    assert go_on(folder, plans={"nothing": Plan(()), "dig": DIG, "doctrine": Plan((), "doctrine")}).complete
    assert (
        contents(folder, "cells").items()
        >= {name: one for name, one in before.items() if name.startswith("cells")}.items()
    )


def test_without_the_extra_tables_are_csv_and_it_is_said(lake_file: Path, tmp_path: Path) -> None:
    code = """
import sys
for name in ("pandas", "pyarrow", "matplotlib"):
    sys.modules[name] = None
import escalation_game as eg
result = eg.explore(sys.argv[1], ["nothing"], ["doubt"], 300, workers=1, output=sys.argv[2])
try:
    result.to_pandas()
except ImportError as error:
    print(error)
"""
    folder = tmp_path / "out"
    told = subprocess.run(
        [sys.executable, "-c", code, str(lake_file), str(folder)], capture_output=True, text=True, timeout=60
    )
    assert told.stdout == "a table as a DataFrame needs pandas: pip install 'escalation-game[explore]'\n"
    assert told.stderr == ""
    report = (folder / "report.md").read_text(encoding="utf-8")
    assert "tables are written as CSV instead of Parquet and there are no figures" in report
    assert {path.suffix for path in (folder / "tables").iterdir()} == {".csv"}
    assert not (folder / "figures").exists()
    whole = explore(lake(), ["nothing"], ["doubt"], 300, workers=1)
    with (folder / "tables" / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["q50"]) for row in rows] == list(whole.tables["outcomes"]["q50"])
    explore(lake(), ["nothing"], ["doubt"], 300, workers=1, output=folder, resume=True)
    assert {path.suffix for path in (folder / "tables").iterdir()} == {".parquet"}


def test_futures_that_break_are_left_out_and_counted() -> None:
    broken = lake(
        (
            "title: Strain on the dam, value: water * 0.5",
            "title: Strain on the dam, value: exp(2500 * (late_rain - 0.5)) + water * 0.5",
        )
    )
    result = explore(broken, ["nothing", "doctrine"], ["trust"], 1200, workers=1)
    failed = [cell.tally.failed for cell in result.cells]
    assert all(0 < count < 1200 for count in failed)
    frame = result.to_pandas()
    assert (frame.futures + frame.failed == 1200).all()
    assert np.isfinite(result.to_pandas("regret").standard_error).all()
