"""A course of one match and of many futures: the same rules, and a past that agrees with the engine's own memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.checks import Given
from escalation_game.authoring.courses import Course, worth
from escalation_game.authoring.formulas import Language
from escalation_game.authoring.worlds import world
from escalation_game.futures.playing import play
from escalation_game.futures.study import Study
from escalation_game.play.machines import machine_of
from escalation_game.play.match import Match
from escalation_game.play.plan import Plan, PlannedTurn, play_plan
from escalation_game.scenario import load_text

from .towns import TOWNS, outcomes, towns, written

LANGUAGE = Language.of(towns().file, [])
READ = (
    "fish", "coins", "anger", "catch", "wealth", "growth", "shoal", "peace is broken", "mood is sour", "since(raid)", "since(storm)",
    "since(visitor)", "previous(fish, 2)", "ending is winter", "ending is ruin", "turn", "days", "chosen(raid_after_2)",
)  # fmt: skip

_CHOICES = st.lists(st.sampled_from(["more_boats", "truce"]), unique=True, max_size=2).map(tuple)
_TURNS = st.builds(
    lambda north, storm: PlannedTurn({"north": north}, events={} if storm is None else {"storm": storm}),
    _CHOICES,
    st.sampled_from([None, True, False]),
)
_PLANS = st.builds(
    lambda turns, then: Plan(tuple(turns), then), st.lists(_TURNS, max_size=4), st.sampled_from(["nothing", "doctrine"])
)
_WORLDS = st.builds(
    Given,
    st.integers(0, 2**64 - 1),
    st.sampled_from([None, "baseline", "plenty", "want"]),
    st.dictionaries(st.sampled_from(["coins", "anger"]), st.integers(0, 100).map(float)),
    st.dictionaries(st.just("mood"), st.sampled_from(["calm", "sour"])),
    st.dictionaries(st.sampled_from(["shoal", "growth"]), st.sampled_from(["low", "value", "high", 0.25])),
)


@settings(max_examples=40, deadline=None)
@given(_WORLDS, _PLANS)
def test_a_match_is_the_first_of_the_futures(given_: Given, plan: Plan) -> None:
    scenario = world(towns(), given_)
    match = Match(scenario, given_.seed, given_.lens)
    play_plan(match, plan)
    alone = Course(match.machine, match.states)
    lenses = (given_.lens,) if given_.lens else ()
    study = Study(scenario.game, given_.seed, 20, plan=plan, player="north", lenses=lenses)
    crowd = Course(match.machine, [state.copy() for state in play(match.machine, study, range(20))])
    for after in range(5):
        for text in READ:
            statement = LANGUAGE.statement(text, after)
            one, many = (worth(statement, lambda _plan, course=course: course) for course in (alone, crowd))
            assert one[0] == many[0], (text, after)


def test_the_past_agrees_with_what_the_engine_remembers(tmp_path: Path) -> None:
    remembered = """derived:
  raided: {title: Since a raid, value: since(raid)}
  stormed: {title: Since a storm, value: since(storm)}
  earlier: {title: Anger two turns ago, value: "previous(anger, 2)"}
"""
    scenario = load_text(TOWNS.replace("derived:\n", remembered), "towns")
    language = Language.of(scenario.file, [])
    machine = machine_of(scenario)
    study = Study(scenario.game, 5, 300)
    course = Course(machine, [state.copy() for state in play(machine, study, range(300))])
    for after in range(5):
        for own, engine in (("since(raid)", "raided"), ("since(storm)", "stormed"), ("previous(anger, 2)", "earlier")):
            mine, its = (worth(language.statement(text, after), lambda _plan: course) for text in (own, engine))
            assert np.array_equal(mine, its), (own, after)
    assert written(tmp_path, "").exists()


def test_a_match_that_has_ended_stays_as_it_ended(tmp_path: Path) -> None:
    [one] = outcomes(
        tmp_path,
        """tests:
  empty:
    given: {stocks: {fish: 4}, parameters: {growth: low}}
    expect:
      - {after: 1, ending: ruin}
      - {after: 4, ending: ruin, that: fish == fish_after_1}
""",
    )
    assert [failure.message for failure in one.failures] == []


def test_an_ending_is_none_while_the_match_goes_on() -> None:
    match = Match(towns(), 1, "plenty")
    play_plan(match, Plan(()))
    course = Course(match.machine, match.states)
    statement = LANGUAGE.statement("ending is winter", 3)
    [asked] = statement.asked.values()
    assert course.word(asked.leaf, float(course.of(asked.leaf, 3)[0])) == "none yet"
    assert course.word(asked.leaf, float(course.of(asked.leaf, 4)[0])) == "winter"
