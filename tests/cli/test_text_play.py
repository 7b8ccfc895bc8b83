"""Sessions of plain lines, fed from the first line to the last."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from escalation_game.play.match import Match, replay
from escalation_game.play.record import read_record
from escalation_game.scenario.load import load

from .conftest import HARBOUR, Run

WIDTH = 100
PROMPT = "> "


def typed(*lines: str) -> str:
    """What a player types, one line each."""
    return "\n".join(lines) + "\n"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Where the sessions keep their record."""
    return tmp_path / "record.json"


@pytest.fixture
def session(run: Run, record: Path):
    """Plays the small scenario with what is typed, and returns the lines told."""

    def told(*lines: str, seed: int = 3) -> str:
        outcome = run("play", HARBOUR, "--text", "--seed", str(seed), "--record", str(record), lines=typed(*lines))
        assert outcome.code == 0
        assert outcome.err == ""
        return outcome.text

    return told


@pytest.mark.parametrize("scenario", [HARBOUR, "kursk-2024"])
def test_a_match_is_played_to_its_end(run: Run, record: Path, scenario: str) -> None:
    match, dice = Match(load(scenario), 7), random.Random(7)
    count = len([one for one in match.scenario.file.actions.values() if match.scenario.file.roles[one.role].player])
    turns = [
        line for _ in range(match.length) for line in (str(dice.randint(1, count)), str(dice.randint(1, count)), "end")
    ]
    told = run(
        "play", scenario, "--text", "--seed", "7", "--record", str(record), lines=typed("", "skip", *turns, "quit")
    )
    assert told.code == 0
    assert "The match is over: " in told.text
    assert "Objectives:" in told.text
    assert "What your choices did:" in told.text
    assert replay(read_record(record)).ending is not None
    assert max(len(line.removeprefix(PROMPT)) for line in told.text.splitlines() if str(record) not in line) <= WIDTH


def test_the_same_lines_give_the_same_text(session) -> None:
    lines = ("skip", "2", "end", "why fish", "did it matter", "end", "end")
    assert session(*lines) == session(*lines)


def test_the_briefing_is_read_part_by_part(session) -> None:
    told = session("", "", "", "", "")
    assert told.index("Two towns share") < told.index("Nobody is hurt") < told.index("Each boat that goes out")
    assert (
        told.index("The article: The shoals are endless.") < told.index("Later evidence: ") < told.index("Turn 1 of 3")
    )
    assert "Source: The harbour master's book, 2024-10, grade B" in told


def test_the_briefing_can_be_skipped_by_playing(session) -> None:
    told = session("1")
    assert "Each boat that goes out" not in told
    assert "Chosen: Hold a feast. 1 left." in told


def test_an_action_is_chosen_and_taken_back(session) -> None:
    told = session("skip", "1, 2", "2", "end")
    assert "Chosen: Send more boats. 0 left." in told
    assert "Taken back: Send more boats. 1 left." in told
    assert "North town: Hold a feast" in told.split("Turn 2 of 3")[1]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("3", "Not possible: Offer a truce: There is peace already."),
        ("9", "There is no action 9; the numbers are 1 to 3."),
        ("ned", "There is no command “ned”; did you mean “end”?"),
        ("why", "No turn has been played yet."),
        ("did it matter", "No turn has been played yet."),
        ("back", "No turn has been played yet."),
        ("undo", "There is nothing to take back."),
        ("about fihs", "There is no variable or action “fihs”; did you mean “fish”?"),
        ("about t", "“t” may mean "),
        ("about southern_coins", "There is no variable or action “southern_coins”"),
        ("save", "Save to which file? `save FILE`"),
        ("sources peace", "No source is named for Peace between the towns: a judgement of the authors."),
        ("sources fish", "Source: The harbour master's book, 2024-10, grade B"),
        ("about 2", "Send more boats. Catch twice as much this month."),
        ("about feast", "-3 coins a turn: Coins of the north, for 2 turns. A feast has to be paid for."),
        ("all", "Catch: "),
        ("help", "did it matter [TURN]: "),
    ],
)
def test_every_line_is_answered(session, line: str, answer: str) -> None:
    told = session("skip", line).replace("\n    ", " ")
    assert answer in told.split(PROMPT)[1]


def test_why_names_the_causes_and_they_add_up(session) -> None:
    told = session("skip", "2", "end", "why coins").split(PROMPT)[-2].splitlines()
    assert told[0].startswith("Coins of the north changed by ")
    parts = [float(line.split(":")[0]) for line in told[1:]]
    assert "-4: Cost: Send more boats, your choice" in told[1]
    assert sum(parts) == pytest.approx(float(told[0].split(" by ")[1].split()[0]), abs=0.02)


def test_a_hidden_variable_stays_hidden(session) -> None:
    told = session("skip", "2", "end", "all", "why southern_coins", "2", "end", "end")
    assert "Coins of the south" not in told


def test_did_it_matter_compares_on_the_same_luck(session) -> None:
    told = session("skip", "2", "end", "did it matter").split(PROMPT)[-2]
    assert "Turn 1, “Send more boats”: on the same luck without it," in told
    assert "Peace between the towns: kept instead of broken" in told
    assert "You chose nothing in turn 2." in session("skip", "end", "end", "did it matter 2")


def test_undo_takes_back_a_choice_and_then_a_turn(session, record: Path) -> None:
    told = session("skip", "2", "end", "1", "undo", "undo")
    assert "2. Send more boats, costs 4 coins of the north" in told.split(PROMPT)[-2]
    assert told.count("Turn 1 of 3: ") == 2
    assert read_record(record).turns == ()


def test_back_and_branch_keep_what_was_played(session, record: Path) -> None:
    told = session("skip", "2", "end", "end", "end", "back 2", "end", "branch 2", "end")
    assert "Turn 2 is decided anew, on the same luck. What was played stays in record.json." in told
    whole, same, fresh = (
        record.with_name(name)
        for name in ("record.json", "record-turn-2-same-luck.json", "record-turn-2-same-luck-turn-2-fresh-luck.json")
    )
    assert [len(read_record(path).turns) for path in (whole, same, fresh)] == [3, 2, 2]
    assert replay(read_record(same)).states[2].digest() == replay(read_record(whole)).states[2].digest()
    assert replay(read_record(fresh)).states[2].digest() != replay(read_record(whole)).states[2].digest()


def test_save_writes_a_copy(session, tmp_path: Path) -> None:
    assert f"Saved to {tmp_path / 'Copy of it.json'}" in session(
        "skip", "end", f"save {tmp_path / 'Copy of it.json'}"
    ).replace("\n", " ")
    assert len(read_record(tmp_path / "Copy of it.json").turns) == 1


def test_after_the_end_one_can_look_back_but_not_go_on(session) -> None:
    told = session("skip", "end", "end", "end", "end", "1", "why fish 2", "all")
    assert told.count("The match is over. `back N`") == 2
    assert "Fish in the harbour changed by " in told
    assert "The world was played through the lens “" in told


def test_several_roles_at_one_terminal_decide_in_turn(run: Run, record: Path) -> None:
    arguments = ("play", HARBOUR, "--text", "--seed", "3", "--seat", "south=you", "--record", str(record))
    told = run(*arguments, lines=typed("skip", "2", "end", "", "end", "", "end", "", "1", "end", ""))
    assert told.text.count("South town decides.") == 2
    assert told.text.count("everybody else looks away") == 4
    assert read_record(record).turns[1].choices["south"] == ("raid",)


def test_one_can_watch(run: Run, record: Path) -> None:
    told = run(
        "play",
        HARBOUR,
        "--text",
        "--seat",
        "north=random",
        "--record",
        str(record),
        lines=typed("skip", "1", "end", "end", "end"),
    )
    assert "North town is played by random; you are watching." in told.text
    assert "The match is over: " in told.text


def test_the_record_is_kept_in_the_users_folder_when_nobody_says_where(run: Run, tmp_path: Path) -> None:
    told = run("play", HARBOUR, "--text", "--seed", "3", lines=typed("skip", "end"))
    [kept] = (tmp_path / "data").rglob("*.json")
    assert str(kept) in told.text
    assert len(read_record(kept).turns) == 1


def test_ctrl_c_leaves_a_readable_record(record: Path) -> None:
    # a shell that starts tests in the background has its children ignore Ctrl-C
    command = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom escalation_game.cli.main import main; main()"
    arguments = [sys.executable, "-u", "-c", command, "play", HARBOUR, "--text", "--seed", "3", "--record", str(record)]
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(typed("skip", "2", "end", "1", "all"))
        process.stdin.flush()
        for line in process.stdout:
            if "  Catch: " in line:
                break
        process.send_signal(signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()
        assert process.wait(30) == 130
    assert f"The record is kept in {record}" in rest
    assert "Traceback" not in err
    assert len(replay(read_record(record)).turns) == 1


def test_units_are_named_as_in_the_window() -> None:
    from escalation_game.cli.telling import amount, bare

    assert amount(464.0, "km2") == "464 km²"
    assert amount(607.0, "km2/month") == "607 km² a month"
    assert amount(0.16, "share") == "16 %"
    assert bare(0.16, "share") == "16 %"
    assert amount(45.0, "points") == "45"
    assert amount(-12.6, "thousand soldiers", signed=True) == "-12.6 thousand soldiers"
