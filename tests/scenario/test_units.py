"""Units: words, scales, rates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.scenario.units import DAY, NUMBER, UnitError, product, root, unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thousand soldiers", "Thousand  soldier"),
        ("soldiers/day", "soldier/days"),
        ("points", ""),
        ("share", "1"),
        ("thousand thousand boxes", "million box"),
        ("parties", "party"),
        ("billion dollars/year", "billion dollar / year"),
    ],
)
def test_the_same_unit(one: str, other: str) -> None:
    assert unit(one) == unit(other) or (unit(one).scale, unit(one).dimensions) == (
        unit(other).scale,
        unit(other).dimensions,
    )


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("soldiers", 1), ("thousand soldiers", 1000), ("billion dollars", 10**9), ("%", Fraction(1, 100)), ("points", 1),
        ("km2/month", Fraction(16, 487)), ("soldiers/week", Fraction(1, 7)), ("%/day", Fraction(1, 100)),
        ("roubles/thousand soldiers", Fraction(1, 1000)),
    ],
)  # fmt: skip
def test_scales(text: str, scale: Fraction | int) -> None:
    assert unit(text).scale == scale


@pytest.mark.parametrize(
    "text", ["soldiers per day", "soldiers/", "a/b/c/d/e", "5 soldiers", "soldiers+tanks", "/", "\u202eab", "!"]
)
def test_what_is_no_unit(text: str) -> None:
    with pytest.raises(UnitError):
        unit(text)


def test_products_and_roots() -> None:
    rate = unit("soldiers/day")
    assert product(rate, DAY).like(unit("thousand soldiers"))
    assert product(rate, rate, -1).plain
    assert root(product(unit("km"), unit("km"))) == unit("km") or root(product(unit("km"), unit("km"))).like(unit("km"))  # type: ignore[union-attr]
    assert root(unit("km")) is None
    assert root(NUMBER) == NUMBER


@pytest.mark.parametrize(
    ("one", "other", "power", "words"),
    [
        ("soldiers/day", "days", 1, "soldiers"),
        ("thousand soldiers/month", "months", 1, "thousand soldiers"),
        ("trillion roubles", "month", -1, "trillion roubles/month"),
        ("km2", "km2", -1, "a plain number"),
        ("boats", "coins", 1, "boats × coins"),
        ("soldiers", "week", -1, "soldiers/week"),
    ],
)
def test_words_of_what_was_worked_out(one: str, other: str, power: int, words: str) -> None:
    assert product(unit(one), unit(other), power).words == words


@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_an_error(text: str) -> None:
    try:
        assert unit(text).words
    except UnitError as error:
        assert str(error)
