"""The bench as the window takes it: real folders, real tests, real packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.cli.workbench import workbench
from escalation_game.play.catalogue import BrokenScenarioError
from escalation_game.ui.bench import Progress, TestTold

BENCH = workbench()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    BENCH.begin(tmp_path / "drought", "Drought", "A. Teacher")
    return tmp_path / "drought"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_is_wrong_is_told_of_the_scenario_and_of_its_tests(folder: Path) -> None:
    assert BENCH.check(folder) == ()
    change(folder / "tests.yaml", "falls_against", "sinks_against")
    wrong = BENCH.check(folder)
    assert [one.place.split(":")[0] for one in wrong] == ["tests.yaml"]
    change(folder / "scenario.yaml", "bare(lake)", "bare(lak)")
    finding = BENCH.check(folder)[0]
    assert finding.place.startswith("scenario.yaml:")
    assert finding.excerpt[finding.column - 1 :][: finding.length] == "lak"
    (folder / "scenario.yaml").unlink()
    assert BENCH.check(folder)[0].code == "E001"


def test_tests_tell_how_far_they_are_and_what_came(folder: Path) -> None:
    told: list[Progress | TestTold] = []
    BENCH.test(folder, lambda one: told.append(one) or True)
    results = [one for one in told if isinstance(one, TestTold)]
    assert [one.passed for one in results] == [True] * 3
    assert results[0].shares
    counts = [one for one in told if isinstance(one, Progress)]
    assert {one.count for one in counts} == {3}
    assert counts[1].asked == counts[1].played == 1000
    change(folder / "tests.yaml", "falls_against", "rises_against")
    told.clear()
    BENCH.test(folder, lambda one: told.append(one) or True)
    failed = next(one for one in told if isinstance(one, TestTold) and not one.passed)
    assert [(one.code, one.place.split(":")[0]) for one in failed.failures] == [("E650", "tests.yaml")]


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_tests_end_when_nobody_wants_more(folder: Path, after: int) -> None:
    told: list[object] = []
    BENCH.test(folder, lambda one: told.append(one) or len(told) < after)
    assert len(told) == after


def test_what_cannot_be_read_cannot_be_run_or_packed(folder: Path, tmp_path: Path) -> None:
    change(folder / "scenario.yaml", "bare(lake)", "bare(lak)")
    with pytest.raises(BrokenScenarioError):
        BENCH.test(folder, lambda _one: True)
    with pytest.raises(BrokenScenarioError):
        BENCH.pack(folder, tmp_path / "out" / "drought.zip")
    assert not (tmp_path / "out" / "drought.zip").exists()


def test_a_pack_is_written_where_it_is_asked_for(folder: Path, tmp_path: Path) -> None:
    packed = BENCH.pack(folder, tmp_path / "out" / "drought.zip")
    assert packed.path.read_bytes()
    assert (packed.files, packed.size, packed.left_out) == (2, packed.path.stat().st_size, ("schema.json",))
    assert BENCH.pack(folder, packed.path).digest == packed.digest
