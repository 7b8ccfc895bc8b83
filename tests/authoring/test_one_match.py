"""Expectations of one match: met where they are met, and told with what came where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from .towns import outcomes

GIVEN = "given: {seed: 7, lens: plenty, stocks: {coins: 20}, cases: {mood: calm}, parameters: {shoal: value, growth: value}, seats: {south: nothing}}"


def _failures(folder: Path, expect: str, play: str = "boats") -> list[tuple[str, str]]:
    """What failed, as (expected, came)."""
    text = f"tests:\n  one:\n    {GIVEN}\n    play: {play}\n    expect: {expect}\n"
    [outcome] = outcomes(folder, text)
    return [(one.expected, one.came) for one in outcome.verdicts if not one.passed]


@pytest.mark.parametrize(
    "expect",
    [
        "{after: 1, values: {anger: 35}}",
        "{after: 1, values: {anger: {is: 34, tolerance: 1}}}",
        "{after: 1, values: {anger: {at_least: 35, at_most: 35}}}",
        "{after: 2, values: {anger: rises, fish: {falls_against: waiting}, anger - 1: 49}}",
        "{after: 0, values: {shoal: 150, fish: 150}, switches: {peace: kept}}",
        "{after: 2, that: [chosen(more_boats), not happened(visitor) or turn == 2, mood is calm]}",
        "[{after: 1, headlines: MORE BOATS}, {headlines: [a merchant visits]}]",
        "{ending: winter, values: {wealth: {at_least: 12}}}",
    ],
)
def test_what_is_so_is_found_so(expect: str, tmp_path: Path) -> None:
    assert _failures(tmp_path, expect) == []


@pytest.mark.parametrize(
    ("expect", "expected", "came"),
    [
        ("{after: 1, values: {anger: 36}}", "anger exactly 36 after turn 1", "35"),
        ("{after: 1, values: {anger: {is: 33, tolerance: 1}}}", "anger from 32 to 34 after turn 1", "35"),
        ("{after: 1, values: {anger: {at_least: 40}}}", "anger at least 40 after turn 1", "35"),
        ("{after: 1, values: {anger: {at_most: 30}}}", "anger at most 30 after turn 1", "35"),
        ("{after: 1, values: {anger: falls}}", "anger < anger_at_start after turn 1", "anger 35, anger_at_start 20"),
        (
            "{after: 1, values: {anger: {falls_against: waiting}}}",
            "anger < anger_with_waiting after turn 1",
            "anger 35, anger_with_waiting 20",
        ),
        ("{after: 1, switches: {peace: broken}}", "peace is broken after turn 1", "peace kept"),
        ("{ending: ruin}", "ending is ruin at the end (turn 4)", "ending winter"),
        ("{after: 2, ending: winter}", "ending is winter after turn 2", "ending none yet"),
        ("{after: 0, that: mood is sour}", "mood is sour before the first turn", "mood calm"),
        (
            "{after: 2, that: 'since(more_boats) > previous(anger, 1) or happened(visitor) > turn'}",
            "since(more_boats) > previous(anger, 1) or happened(visitor) > turn after turn 2",
            "since(more_boats) 0, previous(anger, 1) 35, happened(visitor) 1, turn 2",
        ),
        ("{after: 1, refused: {truce: peace}}", "“truce” is refused in turn 1 with “peace”", "not refused"),
        ("{after: 1, headlines: a storm of protest}", "a headline in turn 1 with “a storm of protest”", "More boats put to sea"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_told_with_what_came(expect: str, expected: str, came: str, tmp_path: Path) -> None:
    assert _failures(tmp_path, expect) == [(expected, came)]


def test_a_refusal_has_to_be_expected_for_its_reason(tmp_path: Path) -> None:
    play = "{turns: [{north: [truce]}]}"
    assert _failures(tmp_path, "{refused: {truce: peace already}}", play) == []
    [(expected, came)] = _failures(tmp_path, "{refused: {truce: too dear}}", play)
    assert (expected, came) == ("“truce” is refused with “too dear”", "There is peace already.")
    [(expected, came)] = _failures(tmp_path, "{ending: winter}", play)
    assert came == "in turn 1 “truce” was refused: There is peace already."


def test_a_seat_of_somebody_does_only_what_the_plan_says(tmp_path: Path) -> None:
    text = """tests:
  raids:
    given: {lens: want, stocks: {anger: 100, coins: 50}, seats: {south: you}}
    play: {turns: [{}, {south: [raid]}]}
    expect: [{after: 1, that: not chosen(raid)}, {after: 2, that: chosen(raid)}, {after: 3, that: since(raid) == 1}]
"""
    [outcome] = outcomes(tmp_path, text)
    assert outcome.passed
