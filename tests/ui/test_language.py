"""Words, numbers and dates of the interface."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.ui.language import LONG, MIRRORED, _, language, speak, spoken

MINUS, NARROW, SPACE = "\u2212", "\u202f", "\u00a0"


@pytest.fixture
def in_english():
    yield
    speak(language("en"))


def test_unknown_languages_speak_english():
    assert language("tlh")("End turn") == "End turn"
    assert language("tlh").direction == "ltr"


def test_the_long_language_is_forty_per_cent_longer_and_bracketed():
    words = "Choose up to three actions"
    longer = language(LONG)(words)
    assert longer.startswith("[") and longer.endswith("]")
    assert 1.4 <= len(longer) / len(words) <= 1.7
    assert "ó" in longer


def test_the_long_language_leaves_fields_alone():
    assert "{count}" in language(LONG)("{count} turns left")
    assert language(LONG).plural("{count} turn", "{count} turns", 3).startswith("[3 ")


def test_the_mirrored_language_runs_right_to_left():
    assert language(MIRRORED).direction == "rtl"
    assert language("ar").direction == language("he-IL").direction == "rtl"
    assert "End turn" in language(MIRRORED)("End turn")


@pytest.mark.usefixtures("in_english")
def test_the_interface_speaks_the_chosen_language():
    speak(language(LONG))
    assert _("Quit").startswith("[")
    assert spoken().code == LONG


def test_numbers_have_a_true_minus_and_grouped_thousands():
    assert language("en").number(-1234567.891, 1) == f"{MINUS}1,234,567.9"
    assert language("de").number(-1234567.891, 1) == f"{MINUS}1{NARROW}234{NARROW}567,9"
    assert language("en").number(12, signed=True) == "+12"


def test_a_rounded_zero_has_no_sign():
    assert language("en").number(-0.04, 1) == "0.0"
    assert language("en").number(0, signed=True) == "0"


def test_units_stay_with_their_number():
    assert language("en").quantity(612, "thousand") == f"612{SPACE}thousand"
    assert language("en").share(0.583) == f"58{SPACE}%"
    assert language("en").quantity(3, "") == "3"


def test_dates():
    assert language("en").day(date(2025, 2, 28)) == "28 February 2025"
    assert language("en").month(date(2025, 3, 1)) == "March 2025"


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_a_number_can_be_read_back(value, decimals):
    written = language("uk").number(value, decimals)
    read = float(written.replace(NARROW, "").replace(",", ".").replace(MINUS, "-"))
    assert read == pytest.approx(value, abs=0.51 * 10**-decimals)
