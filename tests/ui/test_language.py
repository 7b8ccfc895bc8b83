"""Words, numbers and dates of the interface."""

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.play.said import counted, said
from escalation_game.play.view import Variable
from escalation_game.ui.amounts import amount, change_words, date_words, steps_words, unit_words, value_words
from escalation_game.ui.language import (
    LANGUAGES,
    LONG,
    MIRRORED,
    _,
    first_known,
    language,
    language_of_system,
    speak,
    spoken,
    tell,
)  # fmt: skip

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


TROOPS = Variable(
    name="troops", kind="stock", title="Troops", unit="thousand soldiers", note="", value=1612.4, label="", low=0.0, high=9000.0,
    noise=23.0, change=-12.5, history=(("2024-11", 1624.9), ("2024-12", 1612.4)), parts=(), sources=(),
)  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_there_and_says_its_own_word(code):
    assert (language(code)("End turn") == "End turn") == (code == "en")
    assert language(code)("") == ""


@pytest.mark.parametrize(("code", "written"), [("de", f"1{NARROW}234,5"), ("uk", f"1{NARROW}234,5"), ("ko", "1,234.5")])
def test_numbers_in_each_language(code, written):
    assert language(code).number(1234.5, 1) == written


@pytest.mark.parametrize(
    ("code", "written"), [("en", f"58{SPACE}%"), ("de", f"58{SPACE}%"), ("uk", f"58{SPACE}%"), ("ko", "58%")]
)
def test_shares_in_each_language(code, written):
    assert language(code).share(0.58) == written


@pytest.mark.parametrize(
    ("code", "month", "day"),
    [
        ("en", "March 2025", "1 March 2025"),
        ("de", "März 2025", "1. März 2025"),
        ("uk", "березень 2025", "1 березня 2025"),
        ("ko", "2025년 3월", "2025년 3월 1일"),
    ],
)
def test_dates_in_each_language(code, month, day):
    assert language(code).month(date(2025, 3, 1)) == month
    assert language(code).day(date(2025, 3, 1)) == day


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_months_are_written_alike(code):
    days = [date(2025, month, 1) for month in range(1, 13)]
    assert len({language(code).month(day) for day in days}) == len({language(code).day(day) for day in days}) == 12


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["1 month", "2 months", "5 months", "21 months", "1,000 months"]),
        ("de", ["1 Monat", "2 Monate", "5 Monate", "21 Monate", f"1{NARROW}000 Monate"]),
        ("uk", ["1 місяць", "2 місяці", "5 місяців", "21 місяць", f"1{NARROW}000 місяців"]),
        ("ko", ["1개월", "2개월", "5개월", "21개월", "1,000개월"]),
    ],
)
def test_plural_forms(code, written):
    speak(language(code))
    assert [steps_words(count, "month") for count in (1, 2, 5, 21, 1000)] == written


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("code", "value", "change", "unit"),
    [
        (
            "en",
            f"1,612{SPACE}±{SPACE}23{SPACE}thousand soldiers",
            f"down 12.5{SPACE}thousand soldiers",
            "km² a month",
        ),
        (
            "de",
            f"1{NARROW}612{SPACE}±{SPACE}23{SPACE}Tausend Soldaten",
            f"minus 12,5{SPACE}Tausend Soldaten",
            "km² pro Monat",
        ),
        (
            "uk",
            f"1{NARROW}612{SPACE}±{SPACE}23{SPACE}тис. солдатів",
            f"менше на 12,5{SPACE}тис. солдатів",
            "км² за місяць",
        ),
        ("ko", f"1,612{SPACE}±{SPACE}23천 명", "12.5천 명 감소", "km²/월"),
    ],
)
def test_amounts_in_each_language(code, value, change, unit):
    speak(language(code))
    assert value_words(TROOPS) == value
    assert change_words(TROOPS, whole=True) == change
    assert unit_words("km2/month") == unit
    assert amount(0.5, "share") == spoken().share(0.5)
    assert date_words("2024-11-05") == spoken().day(date(2024, 11, 5))


@pytest.mark.usefixtures("in_english")
def test_what_the_match_says_is_told_in_the_language():
    speak(language("de"))
    assert tell(said("costs {cost} {means}, {left} left", cost=2.0, means="political capital", left=0.5)) == (
        "kostet 2 political capital, übrig 0,5"
    )
    assert tell(said("{title} before", title=said("Unknown"))) == "Unbekannt zuvor"
    assert tell("An author's words, {left} alone") == "An author's words, {left} alone"


@pytest.mark.parametrize(("count", "begin"), [(1, "1 вибір"), (3, "3 вибори"), (5, "5 виборів"), (22, "22 вибори")])
def test_what_the_match_counts_is_told_in_the_right_form(count, begin):
    told = counted("{count} choice a turn, all taken", "{count} choices a turn, all taken", count)
    assert language("uk").tell(told).startswith(begin)


@given(st.floats(0, 1e6))
def test_figures_told_have_two_decimals_at_most(value):
    written = language("en").tell(said("costs {cost} {means}, {left} left", cost=value, means="", left=0.0)).split()[1]
    assert float(written.replace(",", "")) == pytest.approx(value, abs=0.0051)
    assert len(written.partition(".")[2]) <= 2


@pytest.mark.parametrize(
    ("codes", "chosen"),
    [
        (["de_AT"], "de"),
        (["fr", "uk-UA", "de"], "uk"),
        (["KO"], "ko"),
        (["fr"], "en"),
        ([], "en"),
        (["en", "de"], "en"),
    ],
)
def test_the_first_language_of_the_system_that_is_there(codes, chosen):
    assert first_known(codes) == chosen


def test_the_system_is_asked(monkeypatch):
    assert language_of_system() in LANGUAGES
    if sys.platform == "linux":  # elsewhere it cannot be told by the environment
        monkeypatch.delenv("LANGUAGE", raising=False)
        for name, chosen in (("de_DE.UTF-8", "de"), ("uk_UA.UTF-8", "uk"), ("C", "en")):
            monkeypatch.setenv("LANG", name)
            assert language_of_system() == chosen
