"""From a file to a Game: order, cycles, effects, dates, and how much a file may hold."""

from __future__ import annotations

import pytest

from escalation_game.scenario import load_text

from .pond import POND, finding, findings, pointed, pond, probe, values

DERIVED = "  {0}: {{title: T, value: {1}}}\n"


def derived(**formulas: str) -> str:
    return "derived:\n" + "".join(DERIVED.format(name, formula) for name, formula in formulas.items())


def test_derived_values_are_in_the_order_they_need() -> None:
    names = [one.name for one in pond(derived(a="c + b", b="c * 2", c="mood")).game.derived]
    assert [name for name in names if name in "abc"] == ["c", "b", "a"]


def test_a_cycle_is_told_by_its_shortest_way() -> None:
    found = finding(derived(a="b + x", b="c", c="a", x="mood"))
    assert (found.code, pointed(found)) == ("E311", "b + x")
    assert found.message.endswith("a → b → c → a")
    assert pond(derived(a="'previous(b, 1)'", b="a"))


def test_the_order_of_entries_and_the_titles_change_no_rule() -> None:
    version = pond(derived(a="mood", b="a")).game.rules_version
    assert pond(derived(b="a", a="mood")).game.rules_version == version
    assert pond(derived(a="mood", b="a").replace("title: T", "title: U")).game.rules_version == version
    assert pond(derived(a="mood", b="a + 1")).game.rules_version != version


@pytest.mark.parametrize(("date", "turn"), [("2024-11", 1), ("2024-12-24", 2), ("2025-04-30", 6), (None, None)])
def test_the_turn_of_an_inject(date: str | None, turn: int | None) -> None:
    text = "injects:\n  visitor: {title: V" + (f", date: {date}" if date else "") + "}\n"
    assert pond(text).game.injects[0].turn == turn


def test_an_inject_within_a_longer_turn() -> None:
    text = "calendar: {start: 2024-11, step: quarter, turns: 3}\ninjects:\n  visitor: {title: V, date: 2025-01}\n"
    assert pond(text).game.injects[0].turn == 1


def test_the_ending_without_when_comes_last() -> None:
    names = [
        one.name for one in pond("endings:\n  spring: {title: S, text: T, when: turn > 2, priority: 1}\n").game.endings
    ]
    assert names == ["spring", "hunger", "winter"]


@pytest.mark.parametrize(
    ("fragment", "code", "at", "related"),
    [
        ("rules:\n  breeding: {change: {fish: -catch}}\n", "E404", "-catch", "the unit"),
        (
            "stocks:\n  tons: {title: T, unit: fish, initial: 1}\nrules:\n  breeding: {move: {from: fish, to: tons, amount: 1}}\n",
            "E402",
            "{",
            None,
        ),
        ("rules:\n  breeding: {set: {ice: on}, when: turn > 3, after: 2}\n", "E405", "2", None),
        ("stocks:\n  fish: {title: F, unit: 5 fish, initial: 1}\n", "E401", "5 fish", None),
        ("stocks:\n  mood: {title: M, initial: coins}\n", "E308", "coins", None),
        ("stocks:\n  mood: {title: M, initial: turn}\n", "E308", "turn", None),
        ("actions:\n  feast: {role: village, title: F, cost: {coins: fish}}\n", "E404", "fish", "the unit"),
    ],
)
def test_effects_and_units(fragment: str, code: str, at: str, related: str | None) -> None:
    found = finding(fragment)
    assert (found.code, pointed(found)) == (code, at)
    assert [label for label, _ in found.related] == ([related] if related else [])


def test_the_unit_of_a_value_is_told_once_and_not_again_where_it_is_read() -> None:
    text = "derived:\n  all: {title: A, value: fish, unit: coins}\n  more: {title: M, value: all + fish, unit: fish}\n"
    found = finding(text)
    assert (found.code, pointed(found)) == ("E404", "fish")
    assert found.related[0][0] == "the unit"


def test_units_that_follow_from_each_other_are_still_told() -> None:
    text = "derived:\n  a: {title: A, value: 'fish + previous(b, 1)', unit: coins}\n  b: {title: B, value: coins + a, unit: fish}\n"
    assert {one.code for one in findings(text)} <= {"E402", "E404"}


def test_scales_convert_between_a_rate_and_a_stock() -> None:
    text = "rules:\n  breeding: {change: {fish: -catch * days}}\n" + probe("fish", "fish")
    assert values(text)[1] == pytest.approx(5000 - 304.375)


def test_sections_without_entries() -> None:
    bare = POND.split("stocks:")[0] + "endings:\n  e: {title: E, text: T}\n"
    assert load_text(bare, "bare").game.turns == 6


@pytest.mark.parametrize("formula", ["+".join(["min(" + ",".join(["mood"] * 20) + ")"] * 19), "+".join(["2 * 3"] * 60)])
def test_a_file_may_hold_only_so_much(formula: str) -> None:
    few, many = (derived(**{f"d{number}": f'"{formula}"' for number in range(count)}) for count in (20, 480))
    assert pond(few)
    found = finding(many)
    assert (found.code, found.hint[:4]) == ("E310", "make")
