"""`play --set`: a match under edited assumptions, and what is said of those that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.play.record import read_record
from escalation_game.scenario.edited import Edit

from .conftest import HARBOUR, Run

HEADLESS = ("play", HARBOUR, "--headless", "--seed", "7", "--lens", "want")


def test_the_document_states_what_is_assumed_and_the_record_keeps_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    told = run(*HEADLESS, "--set", "shoal=110", "--set", "growth=0.1:0.15:0.2", "--record", str(path), "--json")
    assert (told.code, told.err) == (0, "")
    assert told.document["assumptions"] == {
        "growth": {"low": 0.1, "value": 0.15, "high": 0.2},
        "shoal": {"low": 110.0, "value": 110.0, "high": 110.0},
    }
    assert read_record(path).assumptions == {"growth": Edit(0.1, 0.15, 0.2), "shoal": Edit(110, 110, 110)}
    again = run("replay", str(path), "--json").document
    assert (again["replays"], again["assumptions"]) == (True, told.document["assumptions"])
    assert again["state_hash"] == told.document["state_hash"]
    assert "own assumptions growth=0.1:0.15:0.2, shoal=110" in run("replay", str(path)).text


def test_without_edits_nothing_is_said(run: Run) -> None:
    assert "assumptions" not in run(*HEADLESS, "--json").document
    assert "Own assumptions" not in run(*HEADLESS).text


def test_the_lines_tell_it_too(run: Run) -> None:
    assert "Own assumptions: shoal=110" in run(*HEADLESS, "--set", "shoal=110").text
    told = run("play", HARBOUR, "--text", "--seed", "7", "--set", "shoal=110", lines="skip\nquit\n")
    assert "Own assumptions: shoal=110." in told.text


def test_what_is_out_of_range_is_played_and_told(run: Run) -> None:
    told = run(*HEADLESS, "--set", "shoal=500", "--json")
    assert told.code == 0
    assert told.err == "shoal=500 is outside its range: the scenario has it from 40 to 180, under every lens\n"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("shaol=3", "there is no parameter “shaol”; did you mean “shoal”?"),
        ("shoal=many", "“shoal=many”: “many” is not a number"),
        ("shoal=nan", "“shoal=nan”: “nan” is not a number to play with"),
        ("shoal", "“shoal” is not of the form PARAMETER=VALUE or PARAMETER=LOW:VALUE:HIGH"),
        ("=3", "“=3” is not of the form PARAMETER=VALUE or PARAMETER=LOW:VALUE:HIGH"),
        ("shoal=1:2", "“shoal=1:2”: one number is wanted, or three with colons between them"),
        ("shoal=3:2:1", "shoal: low 3, value 2, high 1 are not in this order"),
    ],
)
def test_what_cannot_be_set_is_a_wrong_command_line(run: Run, given: str, message: str) -> None:
    told = run(*HEADLESS, "--set", given)
    assert told.code == 2
    assert message in told.err


def test_nothing_is_set_twice(run: Run) -> None:
    told = run(*HEADLESS, "--set", "shoal=90", "--set", "shoal=100")
    assert (told.code, "shoal is set twice" in told.err) == (2, True)
