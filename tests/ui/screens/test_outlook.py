"""Forecasts on the cards: they come by themselves, say what they rest on, and can be switched off."""

from __future__ import annotations

import time


def _wait_for_forecasts(table, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while table.screen._outlook.waiting:
        assert time.monotonic() < end, "no forecast came"
        time.sleep(0.05)
        table.wait(0.05)


def test_every_card_tells_what_lies_ahead(open_table, tmp_path) -> None:
    table = open_table(forecasts=True)
    table.begin(tmp_path, length=3)
    table.press("enter")
    assert any("Looking ahead" in words for words in table.texts())
    try:
        _wait_for_forecasts(table)
        assert not any("Looking ahead" in words for words in table.texts())
        assert any(words.endswith("Ukraine's position") for words in table.texts())
        advised = table.screen._outlook.advice()
        assert [one.adviser.lens for one in advised] == ["article", "escalation", "beijing", "attrition"]
        assert all(f"looks at {one.adviser.objective_title}" in table.texts() for one in advised)
        assert all(0.0 <= one.better <= 1.0 for one in advised)
        table.press("3", "f1")
        told = " ".join(table.texts())
        assert "of futures" in told
        assert "against doing nothing this turn" in told
        table.press("escape", "e", "enter")
        assert table.screen._outlook.waiting
        table.press("e", "enter", "e", "enter")
        assert table.shown == "Ending"
    finally:
        table.app.close()


def test_without_forecasts_nothing_is_told(open_table, tmp_path) -> None:
    table = open_table(forecasts=False)
    table.begin(tmp_path)
    table.press("enter")
    assert table.screen._outlook is None
    assert not any("Looking ahead" in words for words in table.texts())
