"""Runs tests: each in every variation of its matrix."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.checks import Given, ScenarioTest
from escalation_game.authoring.many_futures import Progress, claim_verdicts
from escalation_game.authoring.mutations import mutation_verdict
from escalation_game.authoring.one_match import match_verdicts
from escalation_game.authoring.verdicts import Outcome, Verdict
from escalation_game.authoring.worlds import variations, world
from escalation_game.play.faults import MatchStoppedError
from escalation_game.scenario.load import Scenario


def run_test(
    test: ScenarioTest, scenario: Scenario, progress: Progress = lambda _played, _asked: None
) -> Iterator[Outcome]:
    """What comes of a test, variation by variation; `progress` is told of the futures of its claims."""
    for label, given in variations(test):
        yield run_variation(test, scenario, label, given, progress)


def run_variation(
    test: ScenarioTest, scenario: Scenario, label: str, given: Given, progress: Progress = lambda _played, _asked: None
) -> Outcome:
    """What comes of a test in one world."""
    return Outcome(test.name, label, test.place, tuple(_verdicts(test, scenario, given, progress)))


def _verdicts(test: ScenarioTest, scenario: Scenario, given: Given, progress: Progress) -> Iterator[Verdict]:
    if test.mutation is not None:
        yield mutation_verdict(test.mutation, scenario)
        return
    here = world(scenario, given)
    try:
        if test.expectations:
            yield from match_verdicts(test, here, given)
        yield from claim_verdicts(test, here, given, progress)
    except MatchStoppedError as error:
        yield Verdict("E652", "a match that can be played to its end", str(error), test.place, passed=False)
