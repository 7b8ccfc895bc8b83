"""A whole match in a real window on a real X display: by keyboard alone, and by mouse alone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from driving import Twin, drive

from escalation_game.play.match import replay
from escalation_game.play.record import Record, RecordError, read_record

pytestmark = pytest.mark.display

COMMAND = "from escalation_game.cli.main import main; main()"


@contextmanager
def game(display: dict[str, str], folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command in an environment of its own, and end it."""
    own = display | {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", COMMAND, *arguments], env=own, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def until(happened: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def turns(path: Path) -> int:
    """How many turns a record holds; -1 while there is none."""
    try:
        return len(read_record(path).turns)
    except RecordError:
        return -1


def over(path: Path) -> Record | None:
    """The record, when its match is over."""
    record = read_record(path)
    return record if replay(record).ending else None


def test_by_keyboard_alone(display: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "match.json"
    with game(display, tmp_path, "play", "kursk-2024", "--seed", "7", "--lens", "article", "--record", str(path)):
        until(lambda: turns(path) == 0)
        drive(display, "sleep 1", "key Return", "key 3", "key space")
        for turn in range(1, 13):
            drive(display, "key 1", "key w", "key Escape", "key e", pause=0.15)
            until(lambda turn=turn: turns(path) == turn)
            drive(display, "key Return", pause=0.3)
            if over(path):
                break
        record = over(path)
    assert record is not None
    assert record.turns[0].choices["west"] == ("lift_for_kursk",)


def test_by_mouse_alone(display: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "twin" / name))
    twin = Twin()
    with game(display, tmp_path):
        records = tmp_path / "data" / "escalation-game" / "records"
        drive(display, "sleep 3", twin.clicked("new-match"), "sleep 0.5", twin.clicked("begin"))
        until(lambda: len(list(records.glob("*.json"))) == 1)
        [path] = records.glob("*.json")
        drive(display, "sleep 0.5", twin.clicked("onward"), "sleep 0.5", twin.clicked("action:lift_for_kursk"))
        end_turn, onward = twin.clicked("end-turn"), twin.clicked("onward")  # they keep their places from turn to turn
        for turn in range(1, 13):
            drive(display, end_turn)
            until(lambda turn=turn: turns(path) == turn)
            drive(display, "sleep 0.3", onward, "sleep 0.3")
            if over(path):
                break
        record = over(path)
    assert record is not None
    assert record.turns[0].choices["west"] == ("lift_for_kursk",)


def test_a_killed_window_loses_at_most_the_turn_not_ended(display: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "match.json"
    with game(display, tmp_path, "play", "kursk-2024", "--record", str(path)) as process:
        until(lambda: turns(path) == 0)
        drive(display, "sleep 1", "key Return", "key e")
        until(lambda: turns(path) == 1)
        drive(display, "key Return", "key 3", "key space")
        process.kill()
        process.wait()
    assert turns(path) == 1
    assert replay(read_record(path)).turn == 1


def test_ctrl_c_and_closing_are_normal_ends(display: dict[str, str], tmp_path: Path) -> None:
    with game(display, tmp_path) as process:
        drive(display, "sleep 3", "key Tab")
        process.send_signal(2)
        assert process.wait(10) in {0, 130}
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
