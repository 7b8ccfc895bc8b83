"""Records: read as strangers', played again, and copied under other rules."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from escalation_game.play.match import Match, replay, replay_as_copy
from escalation_game.play.record import RecordError, read_record
from escalation_game.scenario import ScenarioError

from .conftest import both_yours

Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The record of a whole match, as JSON."""
    match = both_yours()
    match.choose("west", ["buy_carts"])
    match.override("ships", 12, "The fog lifts.")
    while match.ending is None:
        match.end_turn()
    path = tmp_path_factory.mktemp("record") / "match.json"
    match.keep(path)
    return json.loads(path.read_bytes())


@pytest.fixture
def changed(document: Any, tmp_path: Path) -> Callable[[Change], Path]:
    """Writes the record with a change, and gives its path."""

    def written(change: Change) -> Path:
        content, path = copy.deepcopy(document), tmp_path / "match.json"
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.update(seed=-1),
        lambda kept: kept.update(seed=2**64),
        lambda kept: kept.update(seed="seven"),
        lambda kept: kept.update(luck=[{"turn": 2, "seed": -1}]),
        lambda kept: kept.update(record=2),
        lambda kept: kept.update(text=None),
        lambda kept: kept.update({"\x1b[31m" * 1000: 1}),
        lambda kept: kept["turns"].append(7),
        lambda kept: kept["turns"][0]["values"].update(grain=float("nan")),
        lambda kept: kept["turns"][0].pop("choices"),
    ],
)
def test_what_is_no_record_is_told_in_one_line(changed: Callable[[Change], Path], change: Change) -> None:
    with pytest.raises(RecordError, match="not a record of a match: ") as told:
        read_record(changed(change))
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"seed": ' + b"9" * 100_000 + b"}", b'"\\ud800"', b"\xff\xfe"])
def test_what_is_no_json_is_no_record(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "match.json"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="not a record of a match"):
        read_record(path)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for path, message in (
        (pipe, "not a file"),
        (tmp_path, "not a file"),
        (large, "larger than"),
        (Path("a\0b"), "not the path"),
    ):
        with pytest.raises(RecordError, match=message):
            read_record(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda kept: kept.update(lens="pink"), "the record does not fit its scenario: there is no lens “pink”"),
        (lambda kept: kept.update(seats={"north": "you"}), "the record does not fit its scenario: there is no role “north”"),
        (lambda kept: kept.update(length=2), "the match is over after 2 turns, but the record goes on"),
        (lambda kept: kept["turns"][0]["overrides"].update(gold={"value": 1}), "turn 1 cannot be played again: there is no stock “gold”"),
        (lambda kept: kept["turns"][0]["overrides"]["ships"].update(value=-1), "turn 1 cannot be played again: ships has to be between"),
        (lambda kept: kept["turns"][1]["events"].update(war=True), "turn 2 cannot be played again: there is no event “war”"),
        (lambda kept: kept["turns"][1].update(injects=["\x1b[2J"]), "turn 2 cannot be played again: there is no inject “\ufffd[2J”"),
        (lambda kept: kept["turns"][1]["choices"].update(west=["buy_carts"]), "turn 2 does not replay"),
        (lambda kept: kept["turns"][2].update(happened=["flood", "fair"]), "turn 3 does not replay"),
        (lambda kept: kept.update(text=kept["text"].replace("{ships: 6}", "{ships: 1 / (turn - 1)}")), "turn 1 cannot be played again: "),
    ],
)  # fmt: skip
def test_a_record_that_does_not_fit_is_told(changed: Callable[[Change], Path], change: Change, message: str) -> None:
    with pytest.raises(RecordError) as told:
        replay(read_record(changed(change)))
    assert str(told.value).startswith(message)


@pytest.mark.parametrize("text", ["", "format: 1\n- x", "format: 1\n\x00", "a" * 2_000_000])
def test_a_broken_scenario_inside_is_told_as_one(changed: Callable[[Change], Path], text: str) -> None:
    with pytest.raises(ScenarioError):
        replay(read_record(changed(lambda kept: kept.update(text=text))))


def test_a_name_from_a_stranger_leads_nowhere(changed: Callable[[Change], Path]) -> None:
    kept = read_record(changed(lambda kept: kept.update(scenario="../../home\\x\x1b[2J")))
    assert kept.scenario.isprintable()
    assert not {"/", "\\"} & set(kept.scenario)


def test_a_record_of_other_rules_is_copied_with_what_comes_out_otherwise(changed: Callable[[Change], Path]) -> None:
    record = read_record(changed(lambda kept: kept.update(text=kept["text"].replace("{ships: 6}", "{ships: 5}"))))
    with pytest.raises(RecordError, match=r"turn 1 does not replay \(it was played under other rules\)") as told:
        replay(record)
    match, differences = replay_as_copy(record)
    assert match.turn == len(record.turns) == 4
    assert differences == tuple(
        f"turn {turn}: ships was {12.0 + 6 * turn}, now {12.0 + 5 * turn}" for turn in range(1, 5)
    )
    assert told.value.differences == ("ships was 18.0, now 17.0",)
    assert match.record().rules_version != record.rules_version
    assert replay(match.record()).state.digest() == match.state.digest()


def test_a_copy_goes_as_far_as_it_can(changed: Callable[[Change], Path]) -> None:
    match, differences = replay_as_copy(read_record(changed(lambda kept: kept.update(length=2))))
    assert (match.turn, differences) == (2, ("the match is over after 2 turns, but the record goes on",))


def test_choices_of_a_bot_that_is_not_at_hand_are_repeated(changed: Callable[[Change], Path]) -> None:
    match = replay(read_record(changed(lambda kept: kept["seats"].update(east="somebody's bot"))))
    assert isinstance(match, Match)
    assert match.seats["east"] == "you"
