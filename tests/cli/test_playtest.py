"""`playtest` as a command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .conftest import HARBOUR, Run

STALL = """\
format: 1
title: A stall
summary: Sell pies.
calendar: {start: 2025-01, step: month, turns: 3}
roles: {baker: {title: Baker, player: true, objectives: [purse]}}
stocks: {coins: {title: Coins, initial: 10, range: [0, null]}}
actions:
  bake: {role: baker, title: Bake, effects: [{change: {coins: 3}}]}
  bake_badly: {role: baker, title: Bake badly, effects: [{change: {coins: 1}}]}
  dream: {role: baker, title: Dream, available: coins > 100}
objectives: {purse: {title: Purse, value: coins, better: higher}}
endings: {end: {title: End, text: Evening.}}
"""
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


def test_a_broken_play_is_shortened_and_can_be_opened(run: Run, tmp_path: Path) -> None:
    text = Path(HARBOUR).read_text(encoding="utf-8")
    broken = tmp_path / "cliff.yaml"
    broken.write_text(
        text.replace("value: fish * 0.1 * (1", "value: fish * 0.1 * log(bare(northern_coins) - 6) * (1"),
        encoding="utf-8",
    )
    told = run("playtest", str(broken), "--plays", "60")
    command = next(line for line in told.text.splitlines() if "escalation-game play" in line).split()
    record = command[-1]
    assert record.endswith("-shortest.json")
    opened = run("play", record, "--text", lines="\nquit\n")
    assert opened.code == 0
    assert "Turn " in opened.text
    assert run("play", record, "--seed", "3").code == 2
    assert run("play", "nowhere.json", "--text").code == 1
    assert list((tmp_path / "broken-plays").glob("*.tests.yaml"))


def test_an_option_nobody_has_a_reason_for_is_told_with_numbers(run: Run, tmp_path: Path) -> None:
    stall = tmp_path / "stall.yaml"
    stall.write_text(STALL, encoding="utf-8")
    told = " ".join(run("playtest", str(stall), "--plays", "60").text.split())
    assert "“Bake badly” (bake_badly) is dominated by “Bake” (bake)" in told
    assert "of 120 futures; on average: Purse 2 better." in told
    assert "Nobody ever takes “Dream” (dream): it could not be had in any play." in told
    assert run("playtest", str(stall), "--plays", "60", "--json").document["balance"]["never_taken"] == ["dream"]


def test_the_balance_is_told(run: Run) -> None:
    told = run("playtest", HARBOUR, "--plays", "120")
    assert "Doing nothing wins " in told.text
    assert "How popular each option is" in told.text
    balance = run("playtest", HARBOUR, "--plays", "120", "--json").document["balance"]
    contest = balance["nothing_against_random"]
    assert 0 <= contest["wins"] + contest["loses"] <= 1
    assert balance["never_taken"] == []
