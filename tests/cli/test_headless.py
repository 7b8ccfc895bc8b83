"""A match without a window: what the document holds, that it is the same every time, and what a plan may get wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.play.record import read_record
from escalation_game.scenario.load import load

from .conftest import HARBOUR, Run

Plan = Callable[[str], str]
EVERYTHING = """\
turns:
  - {north: [more_boats]}
  - {north: [feast], south: [raid], injects: [visitor], events: {storm: yes}}
then: doctrine
"""


@pytest.fixture(params=[HARBOUR, "kursk-2024"])
def scenario(request: pytest.FixtureRequest) -> str:
    """A small scenario, and the one that comes with the game."""
    return request.param


@pytest.fixture
def busy(scenario: str, plan: Plan) -> str:
    """A plan that chooses something legal in the first turn."""
    match = Match(load(scenario), 7)
    role = next(name for name, entry in match.scenario.file.roles.items() if entry.player)
    legal = sorted(name for name, mask in match.observation(role).legal.items() if mask[0])
    return plan(f"turns:\n  - {{{role}: [{legal[0]}]}}\nthen: doctrine\n")


def test_the_same_command_gives_the_same_bytes(run: Run, scenario: str, busy: str) -> None:
    first, again = (run("play", scenario, "--headless", "--plan", busy, "--seed", "7", "--json") for _ in range(2))
    other = run("play", scenario, "--headless", "--plan", busy, "--seed", "8", "--json")
    assert first.code == 0
    assert first.out == again.out
    assert first.document["state_hash"] != other.document["state_hash"]


def test_the_document_has_the_agreed_shape(run: Run, scenario: str, busy: str) -> None:
    told = run("play", scenario, "--headless", "--plan", busy, "--seed", "7", "--json").document
    assert list(told) == [
        *(
            "scenario",
            "format",
            "rules_version",
            "seed",
            "lens",
            "variables",
            "start",
            "turns",
            "ending",
            "objectives",
            "state_hash",
            "refused",
        ),
    ]
    assert told["seed"] == 7
    assert set(told["start"]) == set(told["variables"])
    for number, turn in enumerate(told["turns"], 1):
        assert list(turn) == ["turn", "date", "choices", "events", "values", "ledger", "headlines"]
        assert turn["turn"] == number
        assert set(turn["values"]) == set(told["variables"])
    assert set(told["ending"]) == {"id", "title"}
    assert told["refused"] == []


def test_every_change_of_a_stock_is_in_the_ledger(run: Run, scenario: str, busy: str) -> None:
    told = run("play", scenario, "--headless", "--plan", busy, "--seed", "7", "--json").document
    before = told["start"]
    for turn in told["turns"]:
        for name, entry in told["variables"].items():
            if entry["kind"] == "stock":
                parts = [line["amount"] for line in turn["ledger"] if line["variable"] == name]
                low, high = entry["range"]
                size = high - low if None not in (low, high) else max(1.0, abs(before[name]))
                assert abs(turn["values"][name] - before[name] - sum(parts)) <= 1e-9 * size
        before = turn["values"]


def test_without_a_plan_the_player_chooses_nothing(run: Run) -> None:
    told = run("play", HARBOUR, "--headless", "--seed", "7", "--json").document
    assert all("north" not in turn["choices"] for turn in told["turns"])


def test_a_bot_can_take_the_seat(run: Run) -> None:
    told = run("play", HARBOUR, "--headless", "--seed", "7", "--seat", "north=random", "--json").document
    assert any("north" in turn["choices"] for turn in told["turns"])


def test_a_plan_is_followed(run: Run, plan: Plan) -> None:
    told = run(
        "play", HARBOUR, "--headless", "--plan", plan(EVERYTHING), "--seed", "7", "--lens", "want", "--json"
    ).document
    assert told["lens"] == "want"
    assert told["turns"][0]["choices"] == {"north": ["more_boats"]}
    assert told["turns"][1]["choices"] == {"north": ["feast"], "south": ["raid"]}
    assert set(told["turns"][1]["events"]) == {"storm", "visitor"}


def test_what_is_refused_is_told_and_the_match_goes_on(run: Run, plan: Plan) -> None:
    wrong = plan("turns:\n  - {north: [truce, feast]}\n")
    told = run("play", HARBOUR, "--headless", "--plan", wrong, "--seed", "7", "--json")
    assert told.code == 0
    assert told.document["refused"] == [
        {"turn": 1, "role": "north", "action": "truce", "reason": "There is peace already."}
    ]
    assert told.err == "turn 1: north cannot choose truce: There is peace already.\n"
    assert told.document["turns"][0]["choices"] == {"north": ["feast"]}


def test_the_short_account_tells_each_turn_the_ending_and_the_objectives(run: Run, plan: Plan) -> None:
    told = run("play", HARBOUR, "--headless", "--plan", plan(EVERYTHING), "--seed", "7").text
    assert "2024-11: north more_boats" in told
    assert "2024-12: north feast; south raid. Happened: " in told
    assert "Ending: Winter" in told
    assert "Wealth of the north: " in told


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("turns:\n  - {north: [more_boat]}\n", 2, "E504"),
        ("turns:\n  - {north: [feast]}\n  - {norht: [feast]}\n", 3, "E501"),
        ("turns:\n  - {north: [raid]}\n", 2, "E504"),
        ("turns: 5\n", 1, "E502"),
        ("turns: []\nthne: doctrine\n", 2, "E501"),
        ("turns:\n  - {events: {storm: perhaps}}\n", 2, "E502"),
        ("turns:\n  - {}\n  - {}\n  - {}\n  - {}\n", 2, "E503"),
    ],
)
def test_an_error_in_a_plan_is_located(run: Run, plan: Plan, text: str, line: int, code: str) -> None:
    path = plan(text)
    told = run("play", HARBOUR, "--headless", "--plan", path, "--json")
    assert told.code == 1
    assert told.out == b""
    assert told.err.startswith(f"{path}:{line}:")
    assert f" {code} " in told.err.splitlines()[0]


def test_a_plan_that_is_not_there_is_1(run: Run) -> None:
    told = run("play", HARBOUR, "--headless", "--plan", "nowhere.yaml")
    assert told.code == 1
    assert told.err.startswith("nowhere.yaml:1:1: E001 ")


def test_the_record_is_kept(run: Run, plan: Plan, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    played = run(
        "play", HARBOUR, "--headless", "--plan", plan(EVERYTHING), "--seed", "7", "--record", str(record), "--json"
    )
    assert read_record(record).turns[-1].state_hash == played.document["state_hash"]
    again = run("replay", str(record), "--json")
    assert again.code == 0
    assert again.document["replays"] is True
    assert again.document["state_hash"] == played.document["state_hash"]
