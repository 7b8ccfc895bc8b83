"""Share codes: whatever goes in comes out, no typing mistake of up to three letters passes, and what is missing is said."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from escalation_game.play.code_letters import ALPHABET
from escalation_game.play.match import Match
from escalation_game.play.sharing import (
    CodeError,
    Shared,
    invitation,
    mark_of,
    mark_words,
    read_code,
    share_code,
    written,
)
from escalation_game.scenario import load

from .conftest import bridge

shared = st.builds(
    Shared,
    st.integers(0, 2**28 - 1),
    st.one_of(st.integers(0, 999_999), st.integers(0, 2**64 - 1)),
    st.one_of(st.none(), st.integers(0, 40)),
    st.one_of(st.none(), st.integers(1, 400)),
)


@given(shared)
def test_a_code_says_what_was_written(one: Shared) -> None:
    code = written(one)
    assert read_code(code) == one
    assert set(code) <= {*ALPHABET, "-"}
    assert len(code.replace("-", "")) <= 28


@given(st.integers(0, 2**28 - 1), st.integers(0, 999_999), st.integers(0, 5), st.integers(1, 12))
def test_a_usual_code_has_fifteen_letters(mark: int, seed: int, lens: int, length: int) -> None:
    assert len(written(Shared(mark, seed, lens, length)).replace("-", "")) == 15


@given(shared, st.randoms(use_true_random=False))
def test_however_it_is_written_it_is_read(one: Shared, dice: random.Random) -> None:
    code = written(one).replace("0", dice.choice("0Oo")).replace("1", dice.choice("1lLIi"))
    between = dice.choice(["", " ", "-", " – "])
    assert read_code(f" {between.join(dice.choice((str.lower, str.upper))(part) for part in code.split('-'))} ") == one


@given(shared, st.integers(1, 3), st.randoms(use_true_random=False))
def test_up_to_three_wrong_letters_are_noticed(one: Shared, count: int, dice: random.Random) -> None:
    code = list(written(one).replace("-", ""))
    for place in dice.sample(range(len(code)), count):
        code[place] = dice.choice([letter for letter in ALPHABET if letter != code[place]])
    with pytest.raises(CodeError, match="typing mistake"):
        read_code("".join(code))


@given(shared, st.data())
def test_two_letters_that_were_swapped_are_noticed(one: Shared, data: st.DataObject) -> None:
    code = list(written(one).replace("-", ""))
    place = data.draw(st.integers(0, len(code) - 2))
    assume(code[place] != code[place + 1])
    code[place : place + 2] = code[place + 1], code[place]
    with pytest.raises(CodeError):
        read_code("".join(code))


@given(shared, st.data())
def test_one_wrong_letter_is_named_with_what_was_meant(one: Shared, data: st.DataObject) -> None:
    code = written(one)
    letters = list(code.replace("-", ""))
    place = data.draw(st.integers(0, len(letters) - 1))
    letters[place] = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != letters[place]]))
    with pytest.raises(CodeError, match=f"at character {place + 1}; perhaps the code is {code}$"):
        read_code("".join(letters))


@given(st.text(max_size=40))
def test_anything_else_is_refused_in_words(words: str) -> None:
    try:
        read_code(words)
    except CodeError as error:
        assert str(error).isprintable()
        assert len(str(error)) < 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "has 15 characters or a few more, this has 0"),
        ("ABCDE-U", "no such character: U"),
        ("ABCDE", "15 characters or a few more, this has 5"),
        ("A" * 32, "15 characters or a few more, this has 32"),
        ("00000-00000-00000", "made by a newer version"),
    ],
)
def test_what_is_no_code_is_told(words: str, told: str) -> None:
    with pytest.raises(CodeError, match=told):
        read_code(words)


def test_a_match_goes_through_its_code() -> None:
    scenario = load("kursk-2024")
    for seed, lens, length in (
        (7, None, None),
        (7, "baseline", 3),
        (123_456, "escalation", 6),
        (2**64 - 1, "attrition", 12),
    ):
        match = Match(scenario, seed, lens, length=length)
        asked = invitation(share_code(match))
        again = Match(load(asked.scenario), asked.seed, asked.lens, length=asked.length)
        assert (again.lens, again.length, again.state.digest()) == (match.lens, match.length, match.state.digest())


def test_a_code_does_not_give_the_secret_lens_away() -> None:
    match = Match(load("kursk-2024"), 7)
    assert read_code(share_code(match)).lens is None


def test_what_is_missing_is_named() -> None:
    code = share_code(Match(bridge(), 7))
    with pytest.raises(CodeError) as told:
        invitation(code)
    assert f"the mark {code[:5]}" in str(told.value).replace(mark_words(mark_of(bridge())), f"{code[:5]}")
    assert "kursk-2024 (" in str(told.value)
    assert mark_words(mark_of(bridge())) == code.replace("-", "")[:6]


def test_texts_do_not_matter_but_rules_do() -> None:
    assert mark_of(bridge()) == mark_of(bridge(("title: The bridge", "title: Another bridge")))
    assert mark_of(bridge()) != mark_of(bridge(("{ships: 6}", "{ships: 7}")))


def test_changed_assumptions_have_no_code() -> None:
    with pytest.raises(CodeError, match="some assumptions were changed"):
        share_code(Match(bridge(), 7, assumptions={"haul": 4}))


def test_a_code_for_more_than_the_scenario_has_is_refused() -> None:
    kursk = load("kursk-2024")
    for wrong in (Shared(mark_of(kursk), 7, 40, None), Shared(mark_of(kursk), 7, None, 200)):
        with pytest.raises(CodeError, match="does not fit its scenario"):
            invitation(written(wrong))
