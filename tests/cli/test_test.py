"""`test`: what came of scenarios' own tests, as lines, as JSON, as an exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import HARBOUR, Run

GOOD = """format: 1
plans:
  boats: {turns: [{north: [more_boats]}]}
  waiting: {}
tests:
  boats break the peace:
    play: boats
    expect: {after: 1, switches: {peace: broken}}
  boats catch more:
    play: boats
    claim: {in_at_least: 90%, of_futures: 200, after: 1, that: fish < fish_with_waiting}
"""
BAD = """  the harbour is full:
    expect:
      values: {fish: {at_least: 499}}
"""
LONG = """  for long:
    claim: {in_at_least: 90%, of_futures: 1000000, that: fish > 1}
"""
COMMAND = (sys.executable, "-c", "from escalation_game.cli.main import main; main()", "test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario in a folder of its own, without tests yet."""
    path = tmp_path / "scenarios" / "harbour"
    path.mkdir(parents=True)
    (path / "scenario.yaml").write_text(Path(HARBOUR).read_text(encoding="utf-8"), encoding="utf-8")
    return path


def _tests(folder: Path, text: str) -> Path:
    path = folder / "tests.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_passes_is_told_with_its_shares(run: Run, folder: Path) -> None:
    _tests(folder, GOOD)
    told = run("test", str(folder))
    assert (told.code, told.err) == (0, "")
    first, second, share, last = told.text.splitlines()
    assert (first, second, last) == ("passed  boats break the peace", "passed  boats catch more", "2 passed")
    claim = "in at least 90% of futures under lenses drawn at random after turn 1: fish < fish_with_waiting: "
    assert share.strip().startswith(claim)
    assert share.endswith(" of 200 futures")


def test_a_failure_is_told_at_its_place(run: Run, folder: Path) -> None:
    path = _tests(folder, GOOD + BAD)
    told = run("test", str(folder))
    assert told.code == 1
    assert told.text.splitlines()[-1] == "2 passed, 1 failed"
    first, source, caret, came = told.err.splitlines()
    assert first == f"{path}:14:22: E650 the harbour is full: expected fish at least 499 at the end (turn 3)"
    assert source[caret.index("^") :].startswith("{at_least: 499}")
    assert came.startswith("    = came: ")


def test_the_same_as_json(run: Run, folder: Path) -> None:
    path = _tests(folder, GOOD + BAD)
    told = run("test", str(folder), "--json")
    assert (told.code, told.err) == (1, "")
    document = told.document
    assert (document["complete"], document["passed"], document["failed"], document["findings"]) == (True, 2, 1, [])
    claim, failure = (test["checks"][0] for test in document["tests"][1:])
    assert (claim["passed"], claim["code"], claim["futures"], claim["failed"]) == (True, None, 200, 0)
    assert 0.9 < claim["share"] <= 1.0 > claim["standard_error"] > 0.0
    assert (failure["code"], failure["line"], failure["column"]) == ("E650", 14, 22)
    assert document["tests"][2]["path"] == str(path)
    assert run("test", str(folder), "--json").out == told.out


@pytest.mark.parametrize("where", [".", "harbour", "harbour/scenario.yaml", "harbour/tests.yaml"])
def test_what_may_be_given(where: str, run: Run, folder: Path) -> None:
    _tests(folder, GOOD)
    (folder.parent / "notes").mkdir()
    assert run("test", str(folder.parent / where)).text.endswith("2 passed\n")


def test_a_file_given_twice_is_run_once(run: Run, folder: Path) -> None:
    _tests(folder, GOOD)
    assert run("test", str(folder), str(folder / "tests.yaml")).text.endswith("\n2 passed\n")


def test_what_cannot_be_read_is_a_finding_and_the_rest_is_run(run: Run, folder: Path) -> None:
    _tests(folder, GOOD)
    other = folder.with_name("other")
    other.mkdir()
    path = _tests(other, GOOD.replace("peace: broken", "piece: broken"))
    (other / "scenario.yaml").write_text(Path(HARBOUR).read_text(encoding="utf-8"), encoding="utf-8")
    told = run("test", str(other), str(folder))
    assert told.code == 1
    assert told.text.endswith("\n2 passed, 1 finding\n")
    assert told.err.startswith(f"{path}:8:35: E604 there is no switch “piece”")


@pytest.mark.parametrize("name", ["nowhere", "scenarios/harbour", "empty"])
def test_no_tests_are_a_finding(name: str, run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = run("test", str(tmp_path / name))
    assert folder.is_dir()
    assert told.code == 1
    assert "E001" in told.err


def test_a_wrong_command_line(run: Run) -> None:
    assert run("test").code == 2
    assert run("test", ".", "--fast").code == 2


def test_control_c_keeps_what_it_has(folder: Path) -> None:
    _tests(folder, GOOD + LONG)
    command = [*COMMAND, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        begun = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        rest, err = process.communicate(timeout=60)
    assert begun[0] == "passed  boats break the peace\n"
    assert rest == "2 passed; stopped before the rest\n"
    assert (process.returncode, err) == (130, "")


def test_progress_on_a_terminal_only(folder: Path) -> None:
    _tests(folder, GOOD)
    ours, theirs = os.openpty()
    done = subprocess.run(
        [*COMMAND, str(folder)], stdout=subprocess.PIPE, stderr=theirs, text=True, timeout=60, check=False
    )
    told = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    assert "harbour 2/2 boats catch more: 200 of 200 futures" in told
    assert told.endswith("\r\x1b[K")
    assert "\x1b" not in done.stdout
