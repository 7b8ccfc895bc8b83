"""`pytest FOLDER` collects the tests of scenarios; they are run as pytest is run, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .towns import written

GOOD = "tests:\n  boats anger the south:\n    play: boats\n    expect: {after: 1, values: {anger: rises}}\n"
BAD = "  the harbour is full:\n    expect:\n      values: {fish: {at_least: 499}}\n"
MATRIX = "  in both:\n    matrix: {lens: [plenty, want]}\n    expect: {ending: winter}\n"


def _python(*arguments: str, folder: Path) -> tuple[int, str]:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def _pytest(folder: Path, *arguments: str) -> tuple[int, str]:
    options = ("-p", "no:cacheprovider", "-W", "error", "--rootdir", str(folder))
    return _python("-m", "pytest", *options, *arguments, str(folder), folder=folder)


def test_tests_pass_under_their_names(tmp_path: Path) -> None:
    written(tmp_path / "towns", GOOD + MATRIX)
    code, told = _pytest(tmp_path, "-v")
    assert code == 0
    assert "3 passed" in told
    assert "towns/tests.yaml::boats anger the south PASSED" in told
    assert "towns/tests.yaml::in both [lens plenty] PASSED" in told


def test_a_failure_says_where_what_and_what_came(tmp_path: Path) -> None:
    path = written(tmp_path / "towns", GOOD + BAD)
    code, told = _pytest(tmp_path)
    assert code == 1
    assert "1 failed, 1 passed" in told
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "499" in text)
    assert f"tests.yaml:{line}:22: E650 the harbour is full: expected fish at least 499 at the end (turn 4)" in told
    assert "= came: " in told
    assert "Traceback" not in told
    assert "def runtest" not in told


def test_a_file_that_is_wrong_is_an_error_of_collecting_it(tmp_path: Path) -> None:
    written(tmp_path / "towns", GOOD.replace("play: boats", "play: boots"))
    code, told = _pytest(tmp_path)
    assert code == 2
    assert "E604 there is no plan “boots”" in told
    assert "Traceback" not in told


def test_what_stands_beside_no_scenario_is_left_alone(tmp_path: Path) -> None:
    written(tmp_path / "towns", GOOD)
    (tmp_path / "tests.yaml").write_text("- something else", encoding="utf-8")
    (tmp_path / "towns" / "other.yaml").write_text("format: 1", encoding="utf-8")
    code, told = _pytest(tmp_path)
    assert code == 0
    assert "1 passed" in told


def test_a_single_test_can_be_chosen_and_the_plug_in_turned_off(tmp_path: Path) -> None:
    written(tmp_path / "towns", GOOD + BAD)
    assert _pytest(tmp_path, "-k", "anger")[0] == 0
    code, told = _pytest(tmp_path, "-p", "no:escalation-game")
    assert code == 5
    assert "no tests ran" in told


def test_the_plug_in_is_light_and_nothing_else_needs_pytest(tmp_path: Path) -> None:
    light = (
        "import sys, escalation_game.authoring.pytest_plugin; sys.exit('numpy' in sys.modules or 'yaml' in sys.modules)"
    )
    assert _python("-c", light, folder=tmp_path) == (0, "")
    own = "import sys, escalation_game.authoring.running, escalation_game.cli.test; sys.exit('pytest' in sys.modules)"
    assert _python("-c", own, folder=tmp_path) == (0, "")
