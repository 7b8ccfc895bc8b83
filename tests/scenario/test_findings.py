"""Findings in order, safe to print, and told once."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.scenario.findings import LONGEST, MOST, Finding, Place, ScenarioError, as_line, as_text, in_order


def at(line: int, column: int = 1, code: str = "E103", message: str = "wrong") -> Finding:
    return Finding(code, message, Place("file.yaml", line, column))


def test_in_the_order_of_the_file_and_each_once() -> None:
    assert in_order([at(3), at(1, 7), at(1, 2), at(3)]) == [at(1, 2), at(1, 7), at(3)]


def test_no_more_than_help() -> None:
    told = in_order([at(line) for line in range(1, MOST + 12)])
    assert len(told) == MOST + 1
    assert (told[-1].code, told[-1].message) == ("E100", "and 11 more like these")


@pytest.mark.parametrize("count", [1, 2, 4, 5, 30])
def test_an_unknown_name_is_told_once(count: int) -> None:
    [only] = in_order([at(line, code="E201", message="there is no stock “x”") for line in range(1, count + 1)])
    assert only.place.line == 1
    assert len(only.related) == min(count - 1, 3)
    if count > 4:
        assert only.related[-1][0] == f"and in {count - 3} more places, first here"


def test_as_printed() -> None:
    place = Place("file.yaml", 2, 5, 3, "  a: one")
    found = Finding("E103", "a number is wanted", place, "write 1", (("see", Place("file.yaml", 1, 1, 1, "b: 2")),))
    assert as_text(found).splitlines() == [
        "file.yaml:2:5: E103 a number is wanted",
        "      a: one",
        "        ^^^",
        "    = write 1",
        "    see: file.yaml:1:1",
        "    b: 2",
        "    ^",
    ]


def test_a_far_column_stays_in_view() -> None:
    found = Finding("E103", "wrong", Place("f", 1, 5001, 4, "x" * 5000 + "here" + "y" * 5000))
    _, line, caret = as_text(found).splitlines()
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("here")


@given(st.text(), st.text())
def test_nothing_printed_moves_the_cursor(message: str, excerpt: str) -> None:
    found = Finding("E103", message, Place(f"name\n{message}", 1, 1, 1, excerpt), message)
    assert len(found.message) <= LONGEST
    printed = as_text(found)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in printed)
    assert not any(letter in printed for letter in "\x7f\x9b\u202e\u2066\u200f")
    assert "\n" not in as_line(found)


def test_an_error_comes_out_of_a_worker_process_as_it_went_in() -> None:
    error = ScenarioError([at(1), at(2)])
    back = pickle.loads(pickle.dumps(error))
    assert (back.findings, str(back)) == (error.findings, str(error))
