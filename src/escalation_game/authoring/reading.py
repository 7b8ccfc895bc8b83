"""Reads `tests.yaml` beside a scenario. All that is wrong is told at once, each with its place; nothing in the file is executed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.authoring.checks import Claim, Expectation, ScenarioTest
from escalation_game.authoring.claims import claims_of
from escalation_game.authoring.entries import Entry, Sheet
from escalation_game.authoring.expectations import expectations_of
from escalation_game.authoring.formulas import Language
from escalation_game.authoring.mutations import mutation_of
from escalation_game.authoring.plans import plan_of
from escalation_game.authoring.worlds import given_of, matrix_of
from escalation_game.play.plan import Plan
from escalation_game.scenario.document import read_document
from escalation_game.scenario.findings import ScenarioError, in_order
from escalation_game.scenario.load import Scenario, load
from escalation_game.scenario.shipped import FILE

TESTS = "tests.yaml"
_NAME = re.compile("[a-z][a-z0-9_]{0,59}")
_KEYS = ("given", "play", "expect", "claim", "matrix", "expect_error", "note", "source")
_WITH_ERROR = ("expect_error", "note", "source")


@dataclass(frozen=True)
class ScenarioTests:
    """The tests of one scenario, in the order of the file."""

    path: Path
    scenario: Scenario
    tests: tuple[ScenarioTest, ...]


def read_tests(path: Path) -> ScenarioTests:
    """Reads a file of tests and the scenario beside it. Raises ScenarioError with every finding."""
    content, places = read_document(path)
    scenario = load(path.parent / FILE)
    sheet = Sheet(places)
    top = Entry(sheet, (), content)
    tests = _tests(top, scenario)
    if sheet.findings:
        raise ScenarioError(in_order(sheet.findings))
    return ScenarioTests(path, scenario, tests)


def _tests(top: Entry, scenario: Scenario) -> tuple[ScenarioTest, ...]:
    if not isinstance(top.content, dict):
        top.tell("E602", "a file of tests has the keys `format:` and `tests:`", "begin it with `format: 1`")
        return ()
    entries = top.table(("format", "plans", "tests"))
    if "format" not in entries or entries["format"].whole(1, 1) != 1:
        top.lacks(entries, "“format” is missing", "begin the file with `format: 1`")
    if "tests" not in entries:
        top.lacks(entries, "“tests” is missing", "add `tests:` with a name and what is expected")
        return ()
    plans = _plans(entries["plans"], scenario) if "plans" in entries else {}
    language = Language.of(scenario.file, plans)
    return tuple(_test(name, one, scenario, plans, language) for name, one in entries["tests"].named().items())


def _test(name: str, entry: Entry, scenario: Scenario, plans: Mapping[str, Plan], language: Language) -> ScenarioTest:
    entries = entry.table(_KEYS)
    _check_notes(entries, scenario)
    place = entry.sheet.places.at(entry.path, key=True)
    if "expect_error" in entries:
        for key in [key for key in entries if key not in _WITH_ERROR]:
            entries[key].tell(
                "E607", f"`{key}` and `expect_error` are never in one test", "make two of it", at_key=True
            )
        return ScenarioTest(name, place, mutation=mutation_of(entries["expect_error"], scenario))
    expectations: Sequence[Expectation] = ()
    claims: Sequence[Claim] = ()
    if "expect" in entries:
        expectations = expectations_of(entries["expect"], scenario.file, language)
    if "claim" in entries:
        claims = claims_of(entries["claim"], scenario.file, language)
    if not {"expect", "claim"} & entries.keys():
        entry.lacks(entries, "this test expects nothing", "add `expect:`, `claim:` or `expect_error:`")
    return ScenarioTest(
        name, place, given_of(entries.get("given"), scenario), _played(entries.get("play"), scenario, plans), plans,
        matrix_of(entries.get("matrix"), scenario), tuple(expectations), tuple(claims),
    )  # fmt: skip


def _plans(entry: Entry, scenario: Scenario) -> dict[str, Plan]:
    """The plans of the file; their names are parts of names in formulas."""
    plans: dict[str, Plan] = {}
    for name, one in entry.named().items():
        if not _NAME.fullmatch(name):
            one.tell(
                "E602", f"“{name[:60]}” cannot be a name", "lower case letters, digits and underscores", at_key=True
            )
        plans[name] = plan_of(one, scenario.file)
    return plans


def _played(entry: Entry | None, scenario: Scenario, plans: Mapping[str, Plan]) -> Plan:
    """A plan by its name, or written out; without one nothing is chosen."""
    if entry is None:
        return Plan(())
    if isinstance(entry.content, str):
        return plans.get(entry.known("plan", plans), Plan(()))
    return plan_of(entry, scenario.file)


def _check_notes(entries: Mapping[str, Entry], scenario: Scenario) -> None:
    if "note" in entries:
        entries["note"].text()
    if "source" in entries:
        for one in entries["source"].one_or_more():
            one.known("source", scenario.file.sources)
