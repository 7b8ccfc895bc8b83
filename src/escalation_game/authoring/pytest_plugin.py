"""`pytest scenarios/`: every `tests.yaml` beside a `scenario.yaml` is collected, each test in each variation as an item of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # loaded with every pytest of the environment: nothing heavy before there is a file to collect
    from escalation_game.authoring.checks import Given, ScenarioTest
    from escalation_game.authoring.verdicts import Outcome
    from escalation_game.scenario.load import Scenario

_TESTS, _SCENARIO = "tests.yaml", "scenario.yaml"


class _FailedError(Exception):
    """A test of a scenario that did not come out as expected."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.title)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Takes up the tests of a scenario."""
    if file_path.name == _TESTS and (file_path.parent / _SCENARIO).is_file():
        return _File.from_parent(parent, path=file_path)  # type: ignore[reportUnknownMemberType]
    return None


class _File(pytest.File):
    """A file of tests."""

    def collect(self) -> Iterator[pytest.Item]:
        """Reads the file."""
        from escalation_game.authoring.reading import read_tests
        from escalation_game.authoring.worlds import variations
        from escalation_game.scenario.findings import ScenarioError
        from escalation_game.scenario.report import as_plain

        try:
            file = read_tests(self.path)
        except ScenarioError as error:
            raise self.CollectError(as_plain(error.findings)) from None
        for test in file.tests:
            for label, given in variations(test):
                name = f"{test.name} [{label}]" if label else test.name
                yield _Item.from_parent(self, name=name, played=(test, file.scenario, label, given))  # type: ignore[reportUnknownMemberType]


class _Item(pytest.Item):
    """One test in one variation."""

    def __init__(self, *, played: tuple[ScenarioTest, Scenario, str, Given], **rest: Any) -> None:
        super().__init__(**rest)  # type: ignore[reportUnknownMemberType]
        self.played = played

    def runtest(self) -> None:
        """Runs it."""
        from escalation_game.authoring.running import run_variation

        outcome = run_variation(*self.played)
        if not outcome.passed:
            raise _FailedError(outcome)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected, what came, and where it is written."""
        if isinstance(excinfo.value, _FailedError):
            from escalation_game.scenario.report import as_plain

            return as_plain(excinfo.value.outcome.failures)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The line of the test."""
        return self.path, self.played[0].place.line - 1, self.name
