"""Records: one that replays, one that somebody changed, and one that is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import HARBOUR, Run


@pytest.fixture
def record(run: Run, tmp_path: Path) -> Path:
    """The record of a whole match."""
    path = tmp_path / "record.json"
    assert run("play", HARBOUR, "--headless", "--seed", "3", "--seat", "north=random", "--record", str(path)).code == 0
    return path


def change(path: Path, how: Callable[[Any], object]) -> None:
    """Changes the document in a record."""
    content = json.loads(path.read_text(encoding="utf-8"))
    how(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_record_replays(run: Run, record: Path) -> None:
    told = run("replay", str(record))
    assert told.code == 0
    lens = json.loads(record.read_bytes())["lens"]
    assert told.text == f"{record}: replays: harbour, seed 3, lens {lens} ({lens.capitalize()}), 3 turns, Winter\n"


@pytest.mark.parametrize(
    ("how", "difference"),
    [
        (lambda kept: kept.update(seed=4), "was"),
        (lambda kept: kept["turns"][1]["values"].update(fish=1.0), "fish was 1.0, now "),
        (lambda kept: kept["turns"][2].update(state_hash="0"), "the state's hash was 0, now "),
        (lambda kept: kept["turns"][0]["choices"].update(south=["raid"]), "south chose raid, now nothing"),
        (lambda kept: kept["turns"][0]["choices"].update(east=["raid"]), "a role that is not there: east"),
        (lambda kept: kept.update(lens="pink"), "there is no lens “pink”"),
    ],
)
def test_a_record_that_was_changed_does_not(
    run: Run, record: Path, how: Callable[[Any], object], difference: str
) -> None:
    change(record, how)
    told = run("replay", str(record))
    assert told.code == 1
    assert told.out == b""
    assert difference in told.err


def test_the_differences_are_in_the_document(run: Run, record: Path) -> None:
    change(record, lambda kept: kept["turns"][1]["values"].update(fish=1.0))
    told = run("replay", str(record), "--json")
    assert told.code == 1
    assert told.document["replays"] is False
    assert told.document["message"] == "turn 2 does not replay"
    assert told.document["differences"][0].startswith("fish was 1.0, now ")


@pytest.mark.parametrize("content", ["", "{}", "[1]", "\x00", '{"record": 2}'])
def test_what_is_no_record_is_1(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "none.json"
    path.write_text(content, encoding="utf-8")
    told = run("replay", str(path), "--json")
    assert told.code == 1
    assert told.out == b""
    assert told.err.startswith(f"{path}: not a record of a match: ")


def test_a_record_with_a_broken_scenario_tells_its_findings(run: Run, record: Path) -> None:
    change(record, lambda kept: kept.update(text=kept["text"].replace("format: 1", "format: 9")))
    told = run("replay", str(record))
    assert told.code == 1
    assert ": E1" in told.err
