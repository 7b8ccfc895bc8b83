"""`playtest` as a command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .conftest import HARBOUR, Run

COMMAND = [sys.executable, "-c", "from escalation_game.cli.main import main; main()", "playtest"]


def test_the_document(run: Run) -> None:
    told = run("playtest", HARBOUR, "--plays", "120", "--json")
    assert (told.code, told.err) == (0, "")
    document = told.document
    assert (document["scenario"], document["seed"], document["plays"], document["complete"]) == (
        "harbour",
        0,
        120,
        True,
    )
    assert [one["bot"] for one in document["bots"]][:5] == [
        "everyone at random",
        "random",
        "avoid-used",
        "nothing",
        "doctrine",
    ]
    assert sum(one["plays"] for one in document["bots"]) == 120
    assert {one["kind"] for one in document["coverage"]} == {"action", "event", "inject", "rule", "case", "ending"}
    assert {"kind": "ending", "name": "ruin"} in document["never"]
    assert [one["action"] for one in document["options"]] == ["feast", "more_boats", "truce"]
    assert (document["broken"], document["faults"]) == (0, [])
    assert run("playtest", HARBOUR, "--plays", "120", "--json").out == told.out


def test_plain_words(run: Run, tmp_path: Path) -> None:
    told = run("playtest", HARBOUR, "--plays", "120")
    assert (told.code, told.err) == (0, "")
    lines = told.text.splitlines()
    assert lines[0] == "The harbour: 120 plays, seeds from 0."
    assert "No play broke." in lines
    assert "  ending ruin" in lines
    assert max(map(len, lines)) <= 100
    assert "Hold a feast (feast, chosen in" in told.text
    assert not list(tmp_path.glob("broken*"))


def test_a_play_that_breaks_is_1_and_replays(run: Run, tmp_path: Path) -> None:
    text = Path(HARBOUR).read_text(encoding="utf-8")
    broken = tmp_path / "cliff.yaml"
    broken.write_text(
        text.replace("value: fish * 0.1 * (1", "value: fish * 0.1 * log(bare(northern_coins) - 6) * (1"),
        encoding="utf-8",
    )
    told = run("playtest", str(broken), "--plays", "60")
    assert told.code == 1
    assert "plays broke:" in told.text
    records = sorted((tmp_path / "broken-plays").iterdir())
    assert records
    assert run("replay", str(records[0])).code == 0
    assert run("playtest", str(broken), "--plays", "60", "--json", "--records", "elsewhere").document["faults"][0][
        "record"
    ]
    assert (tmp_path / "elsewhere").is_dir()


def test_wrong_command_lines(run: Run) -> None:
    assert run("playtest", HARBOUR, "--plays", "3").code == 2
    assert run("playtest", HARBOUR, "--plays", "0").code == 2
    assert run("playtest", "nowhere").code == 1


def test_ctrl_c_tells_what_there_is(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, HARBOUR, "--plays", "400000", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=os.environ,
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b'"complete": false' in out
