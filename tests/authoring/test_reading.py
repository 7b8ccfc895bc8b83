"""Files of tests from strangers: told where they are wrong, never executed, never a surprise."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation_game.authoring.reading import read_tests
from escalation_game.authoring.running import run_test
from escalation_game.scenario.findings import Finding, ScenarioError

from .towns import PLANS, codes, written


def _findings(folder: Path, text: str) -> list[Finding]:
    with pytest.raises(ScenarioError) as told:
        read_tests(written(folder, text))
    return list(told.value.findings)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tests:\n  one:\n    expect: {that: fsh > 3}\n", "fsh > 3"),
        ("tests:\n  one:\n    expect: {that: [fish > 1, 'coins > fish']}\n", "coins"),
        ("tests:\n  one:\n    expect: {values: {fsh: 3}}\n", "fsh"),
        ("tests:\n  one:\n    claim: {in_at_least: 170%, that: fish > 3}\n", "170%"),
        ("tests:\n  one:\n    claim: {in_at_lest: 70%, that: fish > 3}\n", "in_at_lest"),
        ("tests:\n  one:\n    play: boots\n    expect: {ending: winter}\n", "boots"),
        ("tests:\n  one:\n    play: {turns: [{north: [more_boots]}]}\n    expect: {ending: winter}\n", "more_boots"),
        ("tests:\n  one:\n    play: {turns: [{norh: []}]}\n    expect: {ending: winter}\n", "norh"),
        ("tests:\n  one:\n    play: {turns: [{events: {storm: perhaps}}]}\n    expect: {ending: winter}\n", "perhaps"),
        ("tests:\n  one:\n    source: [the-sea]\n    expect: {ending: winter}\n", "the-sea"),
        ("tests:\n  one:\n    expect: {switches: {peace: over}}\n", "over"),
        ("tests:\n  one:\n    expect: {values: {fish: {rises_against: boots}}}\n", "boots"),
    ],
)
def test_a_finding_points_at_what_is_wrong(text: str, part: str, tmp_path: Path) -> None:
    [finding] = _findings(tmp_path, text)
    line = (PLANS + text).splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 :].startswith(part)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("format: 1\n", ["E603"]),
        ("format: 2\ntests: {}\n", ["E605"]),
        ("format: one\ntests: {}\n", ["E602"]),
        ("format: 1\ntests: []\n", ["E602"]),
        ("format: 1\ntests: {one: 5}\n", ["E602"]),
        ("format: 1\ntests: {one: {expect: {ending: winter}}}\nplan: {}\n", ["E601"]),
        ("format: 1\nplans: {Big Boats: {}}\ntests: {one: {expect: {ending: winter}}}\n", ["E602"]),
        ("format: 1\ntests: {one: &a {expect: {ending: winter}}, two: *a}\n", ["E006"]),
        ("format: 1\ntests: {one: !!python/object/apply:os.system ['true']}\n", ["E006"]),
        ("format: 1\ntests: {one: {expect: {ending: winter}}, one: {}}\n", ["E007"]),
        ("format: 1\ntests: {one: {expect: {after: 1.5, ending: winter}}}\n", ["E602"]),
        ("format: 1\ntests: {one: {expect: {values: {fish: {}}}}}\n", ["E603"]),
        ("format: 1\ntests: {one: {expect: {values: {fish: {tolerance: 1}}}}}\n", ["E607"]),
        ("format: 1\ntests: {one: {expect: {values: {fish - coins: rises}}}}\n", ["E604", "E402"]),
        ("format: 1\ntests: {one: {claim: {in_at_least: 70%}}}\n", ["E603"]),
        ("format: 1\ntests: {one: {claim: {that: fish > 3}}}\n", ["E603"]),
        ("format: 1\ntests: {one: {claim: {in_at_least: 9%, in_at_most: 3%, that: fish > 3}}}\n", ["E607"]),
        ("format: 1\ntests: {one: {claim: {in_at_least: 9%, of_futures: 1e9, that: fish > 3}}}\n", ["E602"]),
        ("format: 1\ntests: {one: {expect_error: {code: E303}, expect: {ending: winter}}}\n", ["E603", "E607"]),
    ],
)
def test_what_is_wrong_has_a_code(text: str, found: list[str], tmp_path: Path) -> None:
    assert sorted(codes(tmp_path, text)) == sorted(found)


def test_a_comma_that_cuts_a_formula_in_two_is_explained(tmp_path: Path) -> None:
    first, _ = _findings(tmp_path, "tests:\n  one:\n    expect: {that: [previous(fish, 1) > 3]}\n")
    assert (first.code, first.message) == ("E301", "this bracket is not closed")
    assert "stands in quotes" in first.hint


def test_a_scenario_that_is_broken_is_told_of_first(tmp_path: Path) -> None:
    path = written(tmp_path, "tests: {one: {expect: {ending: winter}}}\n", scenario="format: 1\n")
    with pytest.raises(ScenarioError) as told:
        read_tests(path)
    assert {Path(one.place.file).name for one in told.value.findings} == {"scenario.yaml"}


def test_there_is_nothing_beside_the_tests(tmp_path: Path) -> None:
    path = tmp_path / "tests.yaml"
    path.write_text("format: 1\ntests: {}\n", encoding="utf-8")
    with pytest.raises(ScenarioError):
        read_tests(path)


@pytest.mark.parametrize(
    "text",
    [
        "tests:\n  one:\n    expect:\n      that:\n" + "        - fsh > 1\n" * 400,
        "tests:\n" + "".join(f"  t{number}: {{expct: 3}}\n" for number in range(500)),
        "tests:\n  one: {expect: {that: '" + "fish_with_waiting_with_" * 4000 + "'}}\n",
        "tests:\n  one: {expect: {that: '" + "a_with_" * 280 + " > 1'}}\n",
        "tests:\n" + "".join(f"  t{n}: {{expect: {{that: [{', '.join(['fish > 1'] * 200)}]}}}}\n" for n in range(300)),
        "tests:\n  one: {expect_error: {code: E303, set: {" + ", ".join(f"a.b{n}: 1" for n in range(400)) + "}}}\n",
    ],
    ids=["many names", "many keys", "long formula", "long word", "many formulas", "many places"],
)
def test_a_file_made_to_take_long_does_not(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    begun = time.perf_counter()
    try:
        read_tests(path)
    except ScenarioError as error:
        assert len(error.findings) <= 51
    assert time.perf_counter() - begun < 20.0


_SAID = """
expect claim given play matrix expect_error note source after values switches that ending refused headlines is tolerance at_least at_most
rises falls rises_against in_at_least in_at_most of_futures lens seed stocks cases parameters seats turns then events injects replace set
code at says fish coins peace kept storm raid more_boats truce plenty want mood sour shoal low high south nothing doctrine boats waiting
winter ruin visitor E303 E404 rules.fishing.change.fish roles.north fish_at_start actions.raid.effects.0.set.peace 70%
"""
_FORMULAS = [
    "fish > 3",
    "since(raid) < 9",
    "fish_with_waiting >= fish",
    "1 / 0 > 0",
    "log(0) < 1",
    "previous(coins, 3) == 10",
]
_WORDS = st.sampled_from(_SAID.split()) | st.sampled_from(_FORMULAS)
_LEAVES = _WORDS | st.integers(-2, 60) | st.floats(-10, 1e6) | st.booleans() | st.none() | st.text(max_size=5)
_ANYTHING = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4), max_leaves=12
)
_MOMENT = {
    "after": st.integers(0, 4),
    "that": _WORDS,
    "values": st.dictionaries(_WORDS, _LEAVES, max_size=2),
    "refused": st.dictionaries(_WORDS, _WORDS, max_size=1),
    "headlines": _WORDS,
}
_CLAIM = {"in_at_least": st.just("50%"), "of_futures": st.integers(1, 20), "that": _WORDS}
_CHANGE = {"set": st.dictionaries(_WORDS, _ANYTHING, max_size=2), "code": st.just("E303")}
_A_TEST = st.fixed_dictionaries(
    {},
    optional={
        "given": _ANYTHING,
        "play": st.sampled_from(["boats", "waiting"]) | _ANYTHING,
        "expect": st.fixed_dictionaries({}, optional=_MOMENT) | _ANYTHING,
        "claim": st.fixed_dictionaries(_CLAIM) | _ANYTHING,
        "matrix": st.fixed_dictionaries({"lens": st.just(["plenty", "want"])}) | _ANYTHING,
        "expect_error": st.fixed_dictionaries(_CHANGE) | _ANYTHING,
    },
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.dictionaries(_WORDS, _A_TEST, min_size=1, max_size=2))
def test_whatever_it_says_it_is_read_and_run_or_refused(tmp_path: Path, tests: dict[str, Any]) -> None:
    text = PLANS + "tests: " + json.dumps(tests)
    try:
        file = read_tests(written(tmp_path, text))
    except ScenarioError as error:
        assert error.findings
        return
    for test in file.tests:
        for outcome in run_test(test, file.scenario):
            assert outcome.passed or outcome.failures
