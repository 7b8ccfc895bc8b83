"""The name that was meant."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.scenario.nearest import nearest

NAMES = ["tension", "credibility", "political_capital", "russian_manpower", "allied_unity", "fiscal_reserve"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tensoin", "tension"),
        ("Tension", "tension"),
        ("political-capital", "political_capital"),
        ("political capital", "political_capital"),
        ("manpower", "russian_manpower"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_nearest(typed: str, meant: str | None) -> None:
    assert nearest(typed, NAMES) == meant


def test_equally_near_names_go_by_name() -> None:
    assert nearest("road_x", ["road_b", "road_a"]) == nearest("road_x", ["road_a", "road_b"]) == "road_a"


@given(
    st.sampled_from(NAMES),
    st.integers(0, 30),
    st.sampled_from("abcxyz_"),
    st.sampled_from(["drop", "add", "swap", "other"]),
)
def test_a_single_typo_is_answered_with_the_name(name: str, place: int, letter: str, kind: str) -> None:
    place %= len(name)
    before, here, after = name[:place], name[place], name[place + 1 :]
    typed = {
        "drop": before + after,
        "add": before + letter + here + after,
        "swap": before + after[:1] + here + after[1:],
        "other": before + letter + after,
    }[kind]
    assert nearest(typed, NAMES) == name


def test_long_names_and_many_candidates_take_no_time() -> None:
    began = time.process_time()
    nearest("x" * 100_000, ["y" * 100_000 + str(number) for number in range(500)])
    nearest("a_name_like_them", [f"a_name_like_those_{number}" for number in range(5000)])
    assert time.process_time() - began < 0.5
