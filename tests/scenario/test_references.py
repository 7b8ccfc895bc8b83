"""Names that have to mean something, and entries that have to make sense."""

from __future__ import annotations

import pytest

from .pond import finding, findings, pointed, pond

STORM = "events:\n  storm: {{title: Storm, probability: 0.1, {0}}}\n"
FROGS = "stocks:\n  frogs: {{title: Frogs, initial: 4, {0}}}\n"
GROWTH = "parameters:\n  growth: {{{0}}}\n"
LENS = "lenses:\n  plenty: {{title: P, argument: A, {0}}}\n"
DEED = "actions:\n  feast: {{role: village, title: F, {0}}}\n"


@pytest.mark.parametrize(
    ("fragment", "at", "hint"),
    [
        ("roles:\n  village: {title: V, player: true, watch: [fish, modo]}\n", "modo", "mood"),
        ("roles:\n  village: {title: V, player: true, objectives: welth}\n", "welth", "wealth"),
        (FROGS.format("source: [survay]"), "survay", "survey"),
        (FROGS.format("seen_by: {herron: exact}"), "herron", "heron"),
        (FROGS.format("seen_by: {other: exact}"), "other", "others"),
        (STORM.format("effects: [{change: {modo: 1}}]"), "modo", "mood"),
        (STORM.format("effects: [{change: {catch: 1}}]"), "catch", ""),
        (STORM.format("effects: [{move: {from: fihs, to: coins, amount: 1}}]"), "fihs", "fish"),
        (STORM.format("effects: [{move: {from: fish, to: fish, amount: 1}}]"), "fish", ""),
        (STORM.format("effects: [{set: {icee: on}}]"), "icee", "ice"),
        (STORM.format("effects: [{set: {peace: kep}}]"), "kep", "kept"),
        (STORM.format("effects: [{reveal: [detph]}]"), "detph", "depth"),
        (STORM.format("effects: [{reveal: {depth: [herron]}}]"), "herron", "heron"),
        (STORM.format("effects: [{change: {mood: 1}, source: survay}]"), "survay", "survey"),
        ("actions:\n  feast: {role: vilage, title: F}\n", "vilage", "village"),
        (DEED.format("cost: {coin: 1}"), "coin", "coins"),
        (DEED.format("excludes: [dive]"), "dive", "available"),
        (DEED.format("excludes: feast"), "feast", "remove it"),
        ("switches:\n  ice: {title: Ice, initial: of}\n", "of", "off"),
        ("switches:\n  ice: {title: Ice, wins: [onn, off]}\n", "onn", "on"),
        (LENS.format("parameters: {grwth: {value: 0.2}}"), "grwth", "growth"),
        (LENS.format("cases: {dept: {deep: 1}}"), "dept", "depth"),
        (LENS.format("cases: {depth: {deeper: 1}}"), "deeper", "deep"),
        ("cases:\n  depth: {title: D, odds: {a: 0.5, b: 0.5}, labels: {c: C}}\n", "c", "there are: a, b"),
        ("map: {deliveries: catsh}\n", "catsh", "catch"),
        ("map: {forces: [{variable: fihs, place: Kursk}]}\n", "fihs", "fish"),
        ("map: {reach: {variable: fihs, km: 3, place: Kursk}}\n", "fihs", "fish"),
        ("briefing: {evidence: [{item: I, article: A, evidence: E, source: survay}]}\n", "survay", "survey"),
    ],
)
def test_names_that_are_not_there(fragment: str, at: str, hint: str) -> None:
    found = finding(fragment)
    assert (found.code, pointed(found)) == ("E201", at)
    assert hint in found.hint


@pytest.mark.parametrize(
    ("fragment", "code", "at", "hint"),
    [
        ("roles:\n  village: {title: V}\n", "E202", "roles", "player"),
        ("roles:\n  heron: {title: H, player: true}\n", "E202", "true", "village"),
        ("endings:\n  winter: {title: W, text: T, when: turn > 3}\n", "E203", "endings", "without `when`"),
        ("endings:\n  spring: {title: S, text: T}\n", "E203", "spring", "winter"),
        ("cases:\n  depth: {title: D, odds: {shallow: 0.5, deep: 0.51}}\n", "E204", "{", "shares"),
        (LENS.format("cases: {depth: {deep: 0.9}}"), "E204", "{", "shares"),
        (FROGS.format("range: [9, 0]"), "E205", "[", "turn them round"),
        (FROGS.format("range: [5, 9]"), "E205", "4", "change one"),
        (GROWTH.format("value: 2, low: 3, high: 4"), "E205", "3", ""),
        (GROWTH.format("value: 2, low: 1, high: 1.5"), "E205", "1.5", ""),
        (GROWTH.format("value: 0, low: 0, high: 1, shape: long_tail"), "E205", "growth", "shape"),
        (GROWTH.format("value: 0, redraw: turn"), "E205", "turn", ""),
        (LENS.format("parameters: {growth: {value: 0.9}}"), "E205", "growth", ""),
        ("switches:\n  ice: {title: Ice, seen_by: {heron: {noise: 4%}}}\n", "E205", "{", "exact or hidden"),
        (GROWTH.format("value: 1, low: 0, draw: d") + "  other: {value: 1, low: 0, draw: d, redraw: turn}\n", "E205", "d", "both"),
        ("events:\n  mood: {title: M, probability: 0}\n", "E206", "mood", "another name"),
        ("events:\n  turn: {title: M, probability: 0}\n", "E206", "turn", "turn_"),
        ("events:\n  class: {title: M, probability: 0}\n", "E206", "class", "class_"),
        ("roles:\n  others: {title: O}\n", "E206", "others", "another name"),
        ("lenses:\n  baseline: {title: B, argument: A}\n", "E206", "baseline", "another name"),
        ("switches:\n  ice: {title: Ice, cases: [if, else]}\n", "E206", "if", "if_"),
        ("switches:\n  ice: {title: Ice, cases: [thin, thin]}\n", "E207", "[", ""),
        ("injects:\n  visitor: {title: V, date: 2025-05}\n", "E208", "2025-05", "facilitator"),
        ("injects:\n  visitor: {title: V, date: 2024-10}\n", "E208", "2024-10", "facilitator"),
        ("presets:\n  long: {title: L, turns: 7}\n", "E208", "7", "shorter"),
    ],
)  # fmt: skip
def test_entries_that_make_no_sense(fragment: str, code: str, at: str, hint: str) -> None:
    found = findings(fragment)[0]
    assert (found.code, pointed(found)) == (code, at)
    assert hint in found.hint


def test_switches_in_conflict_tell_both_places() -> None:
    found = finding("switches:\n  ice: {title: Ice}\n" + STORM.format("effects: [{set: {ice: off}}, {set: {ice: on}}]"))
    assert (found.code, pointed(found)) == ("E207", "ice")
    assert found.hint.startswith("add `wins: [off, on]`")
    assert [(label, place.line) for label, place in found.related] == [
        ("sets off", found.related[0][1].line),
        ("sets on", found.related[0][1].line),
    ]


@pytest.mark.parametrize("wins", ["on", "[on]", "[off, on]", "[on, off]"])
def test_wins_settles_a_conflict(wins: str) -> None:
    text = f"switches:\n  ice: {{title: Ice, wins: {wins}}}\n" + STORM.format(
        "effects: [{set: {ice: off}}, {set: {ice: on}}]"
    )
    switch = next(one for one in pond(text).game.switches if one.name == "ice")
    strongest = wins.strip("[]").split(",")[0]
    assert switch.cases[switch.priority[0]] == strongest


def test_a_name_used_twice_tells_the_other() -> None:
    found = finding("derived:\n  mood: {title: M, value: 1}\n")
    assert [label for label, _ in found.related] == ["the other"]


def test_a_renamed_entry_is_told_once_for_each_use_of_its_kind() -> None:
    found = finding("rules:\n  one: {change: {gone: 1}}\n  two: {change: {gone: 2}}\n  three: {change: {gone: 3}}\n")
    assert found.message == "there is no stock “gone”"
    assert [label for label, _ in found.related] == ["also here", "also here"]
