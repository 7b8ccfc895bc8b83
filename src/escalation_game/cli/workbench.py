"""Hands the designer's bench to the window, which does not know it: what the workshop can do with a scenario."""

from __future__ import annotations

import os.path
from dataclasses import replace
from functools import partial
from pathlib import Path

from escalation_game.authoring.pack import packing_of, write_pack
from escalation_game.authoring.reading import TESTS, ScenarioTests, read_tests
from escalation_game.authoring.running import run_test
from escalation_game.authoring.starting import begin
from escalation_game.authoring.verdicts import Outcome
from escalation_game.play.catalogue import FindingTold, findings_told
from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.load import load
from escalation_game.scenario.shipped import FILE
from escalation_game.ui.bench import Bench, Packed, Progress, TestTold, Told


def workbench() -> Bench:
    """The bench as the window takes it."""
    return Bench((FILE, TESTS), begin, check, run_tests, pack)


def check(folder: Path) -> tuple[FindingTold, ...]:
    """Everything that is wrong with the scenario in a folder, or with its tests."""
    try:
        _tests_of(folder)
    except ScenarioError as error:
        return findings_told(error, folder)
    return ()


def run_tests(folder: Path, told: Told) -> None:
    """Runs the tests of the scenario in a folder until `told` returns False. Raises ScenarioError on what cannot be read."""
    file = _tests_of(folder)
    if file is None:
        return
    try:
        for number, test in enumerate(file.tests, 1):
            here = Progress(number, len(file.tests), test.name)
            _go_on(told, here)
            for outcome in run_test(test, file.scenario, partial(_count, told, here)):
                _go_on(told, _told(outcome, folder))
    except _EnoughError:
        return


def pack(folder: Path, path: Path) -> Packed:
    """Writes the scenario in a folder as a pack. Raises ScenarioError with what keeps it from being passed on, and OSError."""
    packing = packing_of(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    size = write_pack(packing.pack, path)
    return Packed(path, len(packing.pack.files), size, packing.pack.digest, packing.left_out)


class _EnoughError(Exception):
    """Whoever asked for the tests wants no more of them."""


def _go_on(told: Told, what: Progress | TestTold) -> None:
    if not told(what):
        raise _EnoughError


def _count(told: Told, here: Progress, played: int, asked: int) -> None:
    _go_on(told, replace(here, played=played, asked=asked))


def _tests_of(folder: Path) -> ScenarioTests | None:
    """The tests in a folder, None where there are none but the scenario is in order. Raises ScenarioError."""
    if os.path.lexists(folder / TESTS):
        return read_tests(folder / TESTS)
    load(folder)
    return None


def _told(outcome: Outcome, folder: Path) -> TestTold:
    failures = findings_told(ScenarioError(outcome.failures), folder) if outcome.failures else ()
    shares = tuple(f"{one.expected}: {one.came}" for one in outcome.verdicts if one.passed and one.share is not None)
    return TestTold(outcome.title, outcome.passed, failures, shares)
