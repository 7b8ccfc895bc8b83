"""Contrast of every pair of colours that may be drawn."""

import pytest

from escalation_game.ui.theme import THEMES, TYPE_SCALE, contrast, graphic_pairs, text_pairs


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground_it_may_stand_on(theme):
    weak = [
        (pair, round(contrast(a, b), 2)) for pair, a, b in text_pairs(theme) if contrast(a, b) < theme.text_contrast
    ]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_marks_stand_out_from_every_ground(theme):
    weak = [(pair, round(contrast(a, b), 2)) for pair, a, b in graphic_pairs(theme) if contrast(a, b) < 3]
    assert weak == []


def test_high_contrast_asks_for_seven_to_one():
    assert THEMES["high_contrast"].text_contrast == 7


def test_contrast_of_black_and_white_and_of_equals():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((9, 9, 9), (9, 9, 9)) == 1


def test_the_chosen_grounds_and_accents_are_kept():
    dark = THEMES["dark"]
    assert dark.desk.ground == (0x10, 0x19, 0x22)
    assert dark.paper.ground == (0xEF, 0xE8, 0xD8)
    assert (dark.desk.choice, dark.desk.question) == ((0xE6, 0x9F, 0), (0x56, 0xB4, 0xE9))


def test_series_are_all_different():
    for theme in THEMES.values():
        assert len(set(theme.series)) == len(theme.series) >= 6


def test_no_text_is_smaller_than_twelve_pixels():
    assert min(TYPE_SCALE.values()) >= 12
