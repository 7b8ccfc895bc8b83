"""Many futures: the same bytes however they are cut up, nothing lost on Ctrl-C or when a worker dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from escalation_game.engine.machine import Machine
from escalation_game.futures.playing import Values, play
from escalation_game.futures.runs import run
from escalation_game.futures.study import Result, Study
from escalation_game.futures.tally import Tally
from escalation_game.play.match import Match
from escalation_game.play.plan import Plan, PlannedTurn, play_plan
from escalation_game.policies.bots import at_random

from .lake import KEEPERS, lake

PLAN = Plan((PlannedTurn({KEEPERS: ("open_gates", "dig")}), PlannedTurn({}, events={"storm": True})), "doctrine")


def study(futures: int, **more: object) -> Study:
    return Study(lake().game, 7, futures, **more)  # type: ignore[arg-type]


def content(result: Result) -> bytes:
    """Every byte of a result."""
    arrays = [np.asarray(getattr(result.tally, name)) for name in Tally.__dataclass_fields__]
    arrays += [result.quantile(share) for share in (0.05, 0.5, 0.95)] + [result.variance, result.grid.low]
    return b"".join(array.tobytes() for array in arrays)


@pytest.mark.parametrize(("workers", "chunk"), [(1, 16_384), (2, 1000), (2, 16_384)])
def test_workers_and_chunks_change_no_byte(workers: int, chunk: int) -> None:
    asked = study(33_210, plan=PLAN, player=KEEPERS)
    assert content(run(asked, workers=workers, chunk=chunk)) == content(_plain(asked))


_PLAIN: dict[int, Result] = {}


def _plain(asked: Study) -> Result:
    if asked.futures not in _PLAIN:
        _PLAIN[asked.futures] = run(asked, workers=1, chunk=1000)
    return _PLAIN[asked.futures]


def test_memory_does_not_grow_with_the_number_of_futures() -> None:
    asked, machine = study(4000, turns=3, watched=(("stock", "water"),)), Machine(lake().game)
    run(asked, workers=1, chunk=1000, machine=machine)  # what is kept from the first time on is no growth
    assert _peak(replace(asked, futures=32_000), machine) < 1.2 * _peak(asked, machine)


def _peak(asked: Study, machine: Machine) -> int:
    """Bytes that Python and numpy took at most, beyond what they had before."""
    tracemalloc.start()
    run(asked, workers=1, chunk=1000, machine=machine)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_statistics_are_those_of_the_futures_themselves() -> None:
    asked = study(2500)
    machine, result = Machine(asked.game), run(asked, workers=1, chunk=1000)
    values = np.array([Values(machine, asked.variables).of(state) for state in play(machine, asked, range(2500))])
    np.testing.assert_allclose(result.mean, values.mean(axis=2), rtol=1e-12)
    np.testing.assert_allclose(result.variance, values.var(axis=2, ddof=1), rtol=1e-9, atol=1e-12)
    exact = np.quantile(values, 0.9, axis=2, method="inverted_cdf")
    assert (np.abs(result.quantile(0.9) - exact) <= result.grid.step + 1e-12).all()
    assert result.endings.sum() == result.holds == 2500
    assert result.complete


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_future_0_is_the_match(seed: int) -> None:
    match = Match(lake(), seed)
    play_plan(match, PLAN)
    asked = Study(lake().game, seed, 1, plan=PLAN, player=KEEPERS)
    state = list(play(Machine(asked.game), asked, range(1)))[-1]
    assert asked.game.lenses[state.lens[0]] == match.lens
    assert state.digest() == match.state.digest()


@pytest.mark.parametrize("seed", [3, 4])
def test_future_0_is_the_match_of_bots_too(seed: int) -> None:
    match = Match(lake(), seed, seats={KEEPERS: "random", "rivals": "random"})
    while match.ending is None:
        match.end_turn()
    asked = Study(lake().game, seed, 1, policies={KEEPERS: at_random, "rivals": at_random})
    assert list(play(Machine(asked.game), asked, range(1)))[-1].digest() == match.state.digest()


def test_lenses_are_drawn_alike_or_kept_to() -> None:
    watched = (("happened", "burst"),)
    bursts = {
        lenses: run(study(4000, lenses=lenses, watched=watched), workers=1).mean[5:, 0].max()
        for lenses in ((), ("doubt",), ("trust",))
    }
    assert bursts["doubt",] > 3 * bursts["trust",]
    assert bursts["trust",] < bursts[()] < bursts["doubt",]


def test_futures_that_fail_are_dropped_and_counted() -> None:
    broken = lake(
        (
            "title: Strain on the dam, value: water * 0.5",
            "title: Strain on the dam, value: log(late_rain - 0.3) + water * 0.5",
        )
    )
    asked = Study(broken.game, 1, 3500, lenses=("trust",), watched=(("stock", "water"),))
    one, two = run(asked, workers=1, chunk=1000), run(asked, workers=1, chunk=3000)
    assert 0 < one.failed < 3500
    assert one.holds + one.failed == one.played == 3500
    assert content(one) == content(two)
    assert np.isfinite(one.mean).all()


def test_a_shorter_game_ends_sooner() -> None:
    result = run(study(1000, turns=3), workers=1)
    assert result.mean.shape[0] == 4
    assert result.endings.sum() == 0


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    run(study(2500), workers=1, chunk=1000, progress=lambda done, of: told.append((done, of)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


@pytest.mark.parametrize(
    "more",
    [
        {"lenses": ("none",)},
        {"watched": (("stock", "none"),)},
        {"policies": {"none": at_random}},
        {"plan": PLAN, "player": "none"},
    ],
)
def test_names_that_do_not_exist_are_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not in this game: none"):
        study(1, **more)


RUNNING = """
import json, os, sys
from escalation_game.futures.runs import run
from escalation_game.futures.study import Study
sys.path.insert(0, sys.argv[1])
from lake import lake

def told(done, of):
    print(done, flush=True)

if __name__ == "__main__":
    study = Study(lake().game, 7, int(sys.argv[2]))
    result = run(study, workers=2, chunk=int(sys.argv[3]), progress=told)
    tail = {"holds": result.holds, "played": result.played, "complete": result.complete, "lost": result.lost_workers}
    print(json.dumps(tail | {"mean": result.mean[-1].tolist()}), flush=True)
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a run in a process of its own."""
    script, started = tmp_path / "running.py", []
    script.write_text(RUNNING)

    def start(futures: int, chunk: int) -> subprocess.Popen[str]:
        command = [sys.executable, str(script), str(Path(__file__).parent), str(futures), str(chunk)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_ctrl_c_keeps_what_it_has(running: Callable[..., subprocess.Popen[str]]) -> None:
    process = running(50_000_000, 4000)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group, workers too
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    result = json.loads(out.splitlines()[-1])
    assert not result["complete"]
    assert result["holds"] == result["played"] >= 12_000
    again = run(study(result["holds"]), workers=1)
    assert result["mean"] == again.mean[-1].tolist()


def test_a_worker_that_is_killed_loses_nothing(running: Callable[..., subprocess.Popen[str]]) -> None:
    process = running(200_000, 4000)
    assert process.stdout is not None
    process.stdout.readline()
    _kill_a_worker(process.pid)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    result = json.loads(out.splitlines()[-1])
    assert result["complete"]
    assert result["holds"] == 200_000
    assert result["lost"] == 1
    assert result["mean"] == run(study(200_000), workers=1).mean[-1].tolist()


def test_workers_do_not_outlive_a_killed_parent(running: Callable[..., subprocess.Popen[str]]) -> None:
    process = running(2_000_000, 4000)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while _group_lives(process.pid):
        assert time.monotonic() < deadline, "a worker goes on without its parent"
        time.sleep(0.1)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _kill_a_worker(parent: int) -> None:
    """SIGKILL to the first process the parent spawned for itself."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                status, command = (entry / "stat").read_text(), (entry / "cmdline").read_text()
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[1]) == parent and "spawn_main" in command:
                os.kill(int(entry.name), signal.SIGKILL)
                return
        time.sleep(0.05)
    raise AssertionError("no worker process was found")
