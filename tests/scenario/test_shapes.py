"""Keys and values that do not fit the format, in plain words at their places."""

from __future__ import annotations

import pytest

from escalation_game.scenario import ScenarioError, load_text

from .pond import POND, finding, findings, pointed, pond

FROGS = "stocks:\n  frogs: {{title: Frogs, initial: 4, {0}}}\n"
STORM = "events:\n  storm: {{title: Storm, probability: 0.1, {0}}}\n"


@pytest.mark.parametrize(
    ("fragment", "code", "at", "hint"),
    [
        (FROGS.format("unitt: x"), "E101", "unitt", "“unit”"),
        (FROGS.format("colour: green"), "E101", "colour", "known keys: initial, note, range"),
        (FROGS.format("range: [0, 0,5]"), "E103", "[", "[0, 100]"),
        (FROGS.format("range: [0]"), "E103", "[", "null"),
        (FROGS.format("range: 0-9"), "E103", "0-9", "[0, 100]"),
        (FROGS.format("seen_by: {village: 4%}"), "E107", "4%", ""),
        (FROGS.format("seen_by: {village: {noise: -1}}"), "E106", "-1", ""),
        ("parameters:\n  growth: {value: 0,2}\n", "E101", "2", "decimal point, not a comma"),
        ("parameters:\n  growth: {value: 1'000}\n", "E103", "1'000", "commas"),
        ("stocks:\n  frogs: {title: Frogs, initial: }\n", "E103", "}", "missing after"),
        ("stocks:\n  frogs: {title: Frogs}\n", "E102", "frogs", "add `initial:`"),
        ("stocks:\n  frogs: {titel: Frogs, initial: 4}\n", "E101", "titel", "“title”"),
        ("events:\n  storm: {title: Storm, chance: 0.1}\n", "E101", "chance", "“probability”"),
        ("stocks:\n  frogs: {title: 2024, initial: 4}\n", "E103", "2024", '"2024"'),
        ("derived: [frogs]\n", "E103", "[", "remove the “-”"),
        ("stocks:\n  frogs:\n", "E103", "", "missing after"),
        ("roles:\n  village: {title: V, player: yes}\n", "E103", "yes", "write true"),
        ("roles:\n  village: {title: V, player: true, choices: 1.5}\n", "E103", "1.5", ""),
        ("roles:\n  village: {title: V, player: true, choices: many}\n", "E103", "many", "read as a text"),
        ("roles:\n  Village: {title: V}\n", "E108", "Village", "village"),
        ("roles:\n  the village: {title: V}\n", "E108", "the village", "the_village"),
        ("calendar: {start: 2024-11, step: months, turns: 6}\n", "E104", "months", "“month”"),
        ("calendar: {start: 11/2024, step: month, turns: 6}\n", "E104", "11/2024", "2024-11"),
        ("calendar: {start: 2024-02-30, step: day, turns: 6}\n", "E107", "2024-02-30", ""),
        ("calendar: {start: 0001-01, step: year, turns: 6}\n", "E107", "0001-01", ""),
        ("calendar: {start: 2024-11, step: month, turns: 0}\n", "E106", "0", ""),
        ("calendar: {start: 2024-11, step: month, turns: 201}\n", "E106", "201", ""),
        ("cases:\n  depth: {title: D, odds: {shallow: 50, deep: 0.5}}\n", "E106", "50", "0.5 or 50%"),
        ("switches:\n  ice: {title: Ice, cases: [open, true]}\n", "E103", "true", "“true”"),
        ("switches:\n  ice: {title: Ice, cases: [open]}\n", "E105", "[", ""),
        (f"title: {'x' * 4001}\n", "E105", "x" * 4001, ""),
        (STORM.format("effects: {change: {mood: 1}}"), "E103", "{", "“- ”"),
        (STORM.format("effects: [{because: Wind}]"), "E107", "{", ""),
        (STORM.format("effects: [{change: {mood: true}}]"), "E103", "true", "leave"),
        (STORM.format("effects: [{change: {mood: 1}, after: 0}]"), "E106", "0", ""),
        (STORM.format("effects: [{set: {ice: true}}]"), "E103", "true", "on or off"),
        ("objectives:\n  wealth: {title: W, value: coins, unit: coins, better: high}\n", "E104", "high", "“higher”"),
        ("stock:\n  frogs: {title: Frogs, initial: 4}\n", "E101", "stock", "“stocks”"),
    ],
)
def test_what_does_not_fit(fragment: str, code: str, at: str, hint: str) -> None:
    found = finding(fragment)
    assert (found.code, pointed(found)) == (code, at)
    assert hint in found.hint or hint in found.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E101"),
        ("# nothing\n", "E101"),
        ("- a\n- b\n", "E101"),
        ("just a text", "E101"),
        (POND.replace("format: 1\n", ""), "E102"),
        (POND.replace("format: 1", "format: 2"), "E104"),
        (POND.replace("format: 1", "format: true"), "E104"),
        (POND.replace("format: 1", 'format: "1"'), "E104"),
    ],
)
def test_what_is_no_scenario_at_all(text: str, code: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        load_text(text, "x")
    [only] = wrong.value.findings
    assert (only.code, only.place.line) == (code, 1)


def test_what_is_wrong_in_several_places_is_told_in_their_order() -> None:
    told = findings("stocks:\n  frogs: {title: 1, initial: 4, x: 1}\n  Toads: {title: T}\n")
    assert [one.code for one in told] == ["E103", "E101", "E102", "E108"]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("[0, 900]", 0, 900), ("[10%, null]", 0.1, None), ("[null, null]", None, None), ("[-5, 5.5]", -5, 5.5)],
)
def test_ranges(written: str, low: float | None, high: float | None) -> None:
    assert pond(
        FROGS.format("range: [null, 9]").replace("[null, 9]", written).replace("initial: 4", "initial: 0.5")
    ).file.stocks["frogs"].range == (low, high)


def test_short_ways_to_write() -> None:
    file = pond(
        FROGS.format("source: survey, seen_by: hidden")
        + STORM.format("source: [survey], effects: [{reveal: [depth]}, {reveal: {depth: heron}}]")
    ).file
    assert file.stocks["frogs"].source == file.events["storm"].source == ("survey",)
    assert file.stocks["frogs"].seen_by["others"].kind == "hidden"
    first, second = file.events["storm"].effects
    assert (first.reveal, second.reveal) == ({"depth": None}, {"depth": ("heron",)})
