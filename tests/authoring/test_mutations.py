"""Expected errors: changes of a scenario that its checks find at the place that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from .towns import codes, outcomes


def _codes(folder: Path, change: str) -> list[str]:
    return codes(folder, f"tests:\n  one:\n    expect_error: {{{change}}}\n")


@pytest.mark.parametrize(
    "change",
    [
        "set: {stocks.fish.inital: 3}, code: E101, at: stocks.fish",
        "set: {stocks.fish.initial: sardines}, code: E303, at: stocks.fish.initial, says: sardines",
        "set: {actions.raid.effects.1.set.peace: over}, code: E201, at: actions.raid.effects.1",
        "set: {actions.raid.effects.1: {change: {fsh: 1}}}, code: E201, at: actions.raid.effects.1",
        "set: {calendar.turns: 0}, code: E106, at: calendar.turns",
        "set: {weather: fine}, code: E101",
        "set: {stocks.fish.range: [0]}, code: E103, at: stocks.fish.range",
        'replace: {"format: 1": "format: [1"}, code: E004',
        'replace: {"format: 1": "format: 2"}, code: E104, at: 1',
        "replace: {fish * growth: fish +* growth}, code: E301, at: rules.breeding.change.fish",
        'replace: {"growth: {value": "groth: {value"}, code: E303, at: rules.breeding',
    ],
)
def test_an_error_is_found_where_it_is(change: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, change) == []


@pytest.mark.parametrize(
    "change",
    [
        "set: {stocks.fish.initial: 100}, code: E303",
        "set: {stocks.fish.initial: sardines}, code: E304",
        "set: {stocks.fish.initial: sardines}, code: E303, at: stocks.coins",
        "set: {stocks.fish.initial: sardines}, code: E303, at: 1",
        "set: {stocks.fish.initial: sardines}, code: E303, says: herrings",
    ],
)
def test_another_finding_or_none_is_no_success(change: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, change) == ["E654"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("set: {stocks.fish.initial.more.0: 3}, code: E303", "E606"),
        ("set: {actions.raid.effects.7: {}}, code: E303", "E606"),
        ("set: {format.one: 3}, code: E303", "E606"),
        ("replace: {'title: ': 'tilte: '}, code: E101", "E606"),
        ("replace: {fish * growth: 3}, code: E101", "E602"),
        ("set: {stocks.fish.initial: 3}, code: 303", "E602"),
        ("set: {stocks.fish.initial: 3}", "E603"),
        ("code: E303", "E603"),
    ],
)
def test_a_change_that_cannot_be_made(change: str, code: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, change) == [code]


def test_what_came_instead_is_told_and_the_file_is_untouched(tmp_path: Path) -> None:
    [outcome] = outcomes(
        tmp_path, "tests:\n  one: {expect_error: {set: {stocks.fish.initial: sardines}, code: E404, at: stocks}}\n"
    )
    [verdict] = outcome.verdicts
    assert verdict.expected == "the finding E404 at stocks"
    assert "E303 there is nothing called “sardines”" in verdict.came
    assert "sardines" not in (tmp_path / "scenario.yaml").read_text(encoding="utf-8")


def test_a_replaced_text_may_take_the_place_of_a_value_away(tmp_path: Path) -> None:
    change = (
        'replace: {"  breeding: {because": "  # {because"}, set: {rules.breeding.change.fish: sardines}, code: E303'
    )
    assert _codes(tmp_path, change) == ["E654"]
