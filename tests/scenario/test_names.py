"""What names stand for."""

from __future__ import annotations

from escalation_game.scenario.names import symbols
from escalation_game.scenario.units import NUMBER

from .pond import pond


def test_every_name_of_a_file() -> None:
    table = symbols(pond("derived:\n  odd: {title: O, value: 1}\n").file)
    assert {name: one.kind for name, one in table.items()} == {
        "fish": "stock", "coins": "stock", "mood": "stock", "catch": "derived", "odd": "derived", "growth": "parameter", "peace": "switch",
        "ice": "switch", "depth": "case", "feast": "action", "dive": "action", "storm": "event", "visitor": "inject",
    }  # fmt: skip
    assert table["ice"].on_off
    assert not table["peace"].on_off
    assert table["depth"].cases == ("deep", "shallow")
    assert table["dive"].role == "heron"
    assert table["odd"].unit == NUMBER
