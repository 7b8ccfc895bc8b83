"""The scenario of the page on tests, written to a folder with tests of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from escalation_game.authoring.reading import read_tests
from escalation_game.authoring.running import run_test
from escalation_game.authoring.verdicts import Outcome
from escalation_game.scenario import Scenario, load_text
from escalation_game.scenario.findings import ScenarioError

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/scenario-tests.md").read_text(encoding="utf-8")

#: (what follows the fence's "yaml", the example)
EXAMPLES = re.findall(r"^```yaml *(.*?)$\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOWNS = next(text for kind, text in EXAMPLES if kind == "scenario")
PLANS = next(text for kind, text in EXAMPLES if "plans:" in text).partition("tests:")[0]


@lru_cache(maxsize=1)
def towns() -> Scenario:
    """The scenario of the page."""
    return load_text(TOWNS, "towns")


def written(folder: Path, text: str, scenario: str = TOWNS) -> Path:
    """A file of tests beside a scenario; `format:` and the plans of the page are added where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(scenario, encoding="utf-8")
    path = folder / "tests.yaml"
    path.write_text(text if text.startswith("format:") else PLANS + text, encoding="utf-8")
    return path


def outcomes(folder: Path, text: str) -> list[Outcome]:
    """What comes of a text of tests."""
    file = read_tests(written(folder, text))
    return [outcome for test in file.tests for outcome in run_test(test, file.scenario)]


def codes(folder: Path, text: str) -> list[str]:
    """The codes of what is wrong with a text of tests, or of what fails when they are run."""
    try:
        return [failure.code for outcome in outcomes(folder, text) for failure in outcome.failures]
    except ScenarioError as error:
        return [finding.code for finding in error.findings]
