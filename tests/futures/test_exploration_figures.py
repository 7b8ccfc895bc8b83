"""Figures and report of an exploration: colours, sameness, and what the page says."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.image import imread

from escalation_game.futures import palette
from escalation_game.futures.exploring import explore
from escalation_game.futures.figures import figures
from escalation_game.futures.report import number, percent, report
from escalation_game.futures.results import Result
from escalation_game.ui.theme import THEMES, Colour, contrast

from .lake import lake


@pytest.fixture(scope="module")
def result() -> Result:
    return explore(lake(), ["nothing", "doctrine"], futures=800, workers=1)


def rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def test_the_palette_is_the_games_light_theme() -> None:
    light = THEMES["light"]
    desk = light.desk
    named = {"ground": palette.GROUND, "panel": palette.PANEL, "line": palette.LINE, "edge": palette.EDGE, "ink": palette.INK,
             "muted": palette.MUTED, "faint": palette.FAINT, "alarm": palette.ALARM}  # fmt: skip
    assert {name: rgb(code) for name, code in named.items()} == {name: getattr(desk, name) for name in named}
    assert tuple(map(rgb, palette.SERIES)) == light.series


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("colour", [palette.ALARM, *palette.SERIES])
def test_letters_on_a_fill_can_be_read(colour: str, share: float) -> None:
    fill = palette.mixed(colour, palette.GROUND, share)
    assert contrast(rgb(palette.ink_on(fill)), rgb(fill)) >= 4.2


def test_the_same_result_gives_the_same_pictures(result: Result) -> None:
    one, two = (list(figures(result)) for _ in range(2))
    assert one == two
    assert [name for name, _, _ in one] == ["fan-safety", "fan-wealth", "endings", "regret"]
    for _, _, content in one:
        pixels = imread(io.BytesIO(content), format="png")
        assert pixels.shape[0] > 300 and pixels.shape[1] > 800
        assert np.allclose(pixels[:20, :, :3] * 255, rgb(palette.GROUND), atol=0.6)  # nothing runs over the edge
        assert np.allclose(pixels[:, -12:, :3] * 255, rgb(palette.GROUND), atol=0.6)


def test_a_cell_that_is_missing_is_said_so(result: Result) -> None:
    assert len(list(figures(replace(result, cells=result.cells[:3])))) == 4
    with pytest.raises(ValueError, match="nothing to draw"):
        next(figures(replace(result, cells=())))


def test_the_report_tells_a_teacher(result: Result) -> None:
    page = report(result, {"figures/endings.png": "How futures ended"})
    assert page.startswith("# The lake: 2 plans under 2 readings\n")
    assert "They are not a forecast of the real world." in page
    assert "“Doubt”. The dam was built in haste." in page
    assert "![How futures ended](figures/endings.png)" in page
    assert "**Safety** (higher is better)" in page
    assert "escalation-game explore scenario.yaml --seed 7 --futures 800" in page
    assert "Stopped early" not in page
    short = report(replace(result, cells=result.cells[:1]), {})
    assert "**Stopped early.** 1 of 4 pairs of plan and lens are finished." in short
    assert "Nothing was played." in report(replace(result, cells=()), {})


def test_numbers_are_short() -> None:
    assert [number(value) for value in (0.0, 1234.5, -12.34, 0.256, 0.0123)] == ["0", "1,234", "−12.3", "0.26", "0.012"]
    assert [percent(share) for share in (0.0, 0.0004, 0.128, 1.0)] == ["0 %", "0.04 %", "13 %", "100 %"]
