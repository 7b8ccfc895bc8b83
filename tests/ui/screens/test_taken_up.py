"""The record of a play that breaks, opened in the window: it stands at the turn that breaks, and says so when that is played."""

from __future__ import annotations

from pathlib import Path

from escalation_game.authoring.broken_plays import Broken, look_into
from escalation_game.authoring.shrinking import shorten
from escalation_game.authoring.starting import starter
from escalation_game.play.catalogue import resumed_match
from escalation_game.scenario import load_text
from escalation_game.ui.session import begun

USE = "value: (town_use + (6 if chosen(irrigate) else 2)) * (0.7 if chosen(ration) else 1)"


def test_it_stands_at_the_turn_that_breaks(open_table, tmp_path: Path) -> None:
    text = starter("A dry summer", "Ada")["scenario.yaml"]
    assert text.count(USE) == 1
    scenario = load_text(
        text.replace(USE, "value: town_use * (1 + log(bare(contentment) - 40) / 10)"), "dry", "dry.yaml"
    )
    broken = Broken("random", 3, ("mayor",), ({"mayor": ("explain",)}, *({"mayor": ("ration",)},) * 3), ((),) * 4)
    short = shorten(scenario, look_into(scenario, broken, tmp_path), tmp_path).shortest
    assert short is not None
    assert short.record is not None
    assert short.broken.turn > 1
    kept = short.record.read_bytes()
    table = open_table()
    session = begun(resumed_match(short.record), tmp_path / "mine.json")
    table.stage.navigation.replace(table.app.opening(session))
    table.stage.paint(table.surface)
    assert (table.shown, table.match.turn) == ("Room", short.broken.turn - 1)
    assert short.record.read_bytes() == kept
