"""A finding inside a value points at the right letters, however the value is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.scenario.document import parse_document

WORDS = ["alpha", "+", "beta", "*", "gamma", "/", "delta"]


def _shown(written: str, word: str) -> str:
    """What is pointed at for a word of the value of `key`."""
    content, places = parse_document(f"key: {written}\nlast: 1\n", "file.yaml")
    assert isinstance(content, dict)
    value = content["key"]
    assert isinstance(value, str)
    place = places.inside(("key",), value.index(word), len(word))
    return place.excerpt[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    "written",
    [
        "alpha + beta * gamma",
        "'alpha + beta * gamma'",
        '"alpha + beta * gamma"',
        ">-\n  alpha + beta\n  * gamma",
        ">\n\n  alpha\n\n    + beta\n  * gamma",
        "|\n    alpha + beta\n    * gamma",
        "|2-  # why\n  alpha + beta\n   * gamma",
        "alpha +\n  beta\n  * gamma",
        '"alpha\n  + beta *   \n  gamma"',
    ],
)
@pytest.mark.parametrize("word", ["alpha", "beta", "gamma"])
def test_words_of_a_value(written: str, word: str) -> None:
    assert _shown(written, word) == word


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from([">-\n  ", "|\n  ", "", '"', "'"]),
    st.lists(st.sampled_from([" ", "   ", "\n  ", " \n\n  "]), min_size=6, max_size=6),
    st.sampled_from(["alpha", "beta", "gamma", "delta"]),
)
def test_however_it_is_folded(opening: str, gaps: list[str], word: str) -> None:
    closing = opening if opening in ("'", '"') else ""
    assert _shown(opening + "".join(a + b for a, b in zip(WORDS, [*gaps, ""], strict=True)) + closing, word) == word


def test_a_text_with_escapes_is_pointed_at_as_a_whole() -> None:
    _, places = parse_document('key: "\\u0061lpha + beta"\n', "file.yaml")
    assert places.inside(("key",), 8, 4) == places.at(("key",))


def test_what_is_not_there_is_looked_for_above() -> None:
    _, places = parse_document("a:\n  b: 1\n", "file.yaml")
    assert places.at(("a", "missing")).line == 1
    assert places.at(()).line == places.inside(("x",), 0, 1).line == 1
