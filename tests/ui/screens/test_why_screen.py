"""Every number in the room can be asked why, and the bars that answer are the match's own account of it."""

from __future__ import annotations

import math

from escalation_game.play.seeing import view
from escalation_game.play.why import seen_change, why
from escalation_game.ui.amounts import amount


def test_every_number_has_its_reasons_and_its_sources(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    table.click("action:lift_for_kursk")
    table.press("e", "enter", "a")
    names = [
        placed.element.key.removeprefix("gauge:") for placed in table.all() if placed.element.key.startswith("gauge:")
    ]
    assert sorted(names) == sorted(one.name for one in view(table.match, "west").variables)
    for name in names:
        table.click(f"gauge:{name}")
        assert table.shown == "Why", name
        _check(table, name)
        table.press("escape")


def _check(table, name: str) -> None:
    variable = view(table.match, "west").variable(name)
    parts = why(table.match, "west", name)
    rows = [placed.element for placed in table.all() if placed.element.key.startswith("part:")]
    if variable.kind == "switch":
        assert all(any(part.title in words for words in table.texts()) for part in parts)
    else:
        assert [row.name for row in rows] == [part.title for part in parts]
        assert all(
            amount(part.amount, variable.unit, signed=True) in row.value for part, row in zip(parts, rows, strict=True)
        )
        total = math.fsum(part.amount for part in parts)
        assert math.isclose(total, seen_change(table.match, "west", name, 1), rel_tol=1e-9, abs_tol=1e-9)
    told = " ".join(table.texts())
    assert all(source.title in told for source in variable.sources), name


def test_a_reason_that_is_a_number_leads_on_to_its_own(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter", "e", "enter", "a")
    table.click("gauge:manpower_balance")
    [row, *_] = [placed for placed in table.all(role="button") if placed.element.key.startswith("part:derived:")]
    table.click(row.identity)
    assert table.shown == "Why"
    assert table.screen.name != "manpower_balance"
    table.press("escape", "escape")
    assert table.shown == "Room"


def test_pages_turn_through_the_match(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter", "e", "enter", "e", "enter")
    table.click("gauge:kursk_held_km2")
    now = table.texts()
    table.press("left")
    before = table.texts()
    assert now != before
    assert any("November 2024" in words for words in before)
    table.press("right")
    assert table.texts() == now
