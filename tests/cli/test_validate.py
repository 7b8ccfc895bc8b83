"""Findings as text, as JSON and as SARIF."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import HARBOUR, Run


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """The small scenario with a misspelt name in a formula."""
    path = tmp_path / "broken.yaml"
    path.write_text(
        Path(HARBOUR).read_text(encoding="utf-8").replace("fish * growth", "fihs * growth"), encoding="utf-8"
    )
    return str(path)


def test_scenarios_without_findings(run: Run) -> None:
    assert run("validate", HARBOUR).text == "1 scenario, no findings\n"
    assert run("validate", HARBOUR, "kursk-2024").text == "2 scenarios, no findings\n"
    assert run("validate", HARBOUR, "--format", "json").document == {"findings": []}


def test_a_folder_of_scenarios(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "mine" / name).mkdir(parents=True)
        (tmp_path / "mine" / name / "scenario.yaml").write_text(
            Path(HARBOUR).read_text(encoding="utf-8"), encoding="utf-8"
        )
    assert run("validate", "mine").text == "2 scenarios, no findings\n"
    assert run("validate", "mine/one", "mine/two/scenario.yaml").text == "2 scenarios, no findings\n"
    (tmp_path / "mine" / "two" / "scenario.yaml").write_text("format: 1\n", encoding="utf-8")
    told = run("validate", "mine")
    assert (told.code, told.out) == (1, b"")
    assert {line.split(":")[0] for line in told.err.splitlines() if ": E" in line} == {
        str(Path("mine/two/scenario.yaml"))
    }


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = run("validate", "empty", "missing.yaml", "kursk-2042", ".")
    assert told.code == 1
    lines = [line for line in told.err.splitlines() if ": E001 " in line]
    assert [line.split(":")[0] for line in lines] == ["empty", "missing.yaml", "kursk-2042", "."]


def test_a_wrong_command_line(run: Run) -> None:
    assert run("validate").code == 2
    assert run("validate", HARBOUR, "--format", "xml").code == 2


def test_findings_are_located_and_hinted(run: Run, broken: str) -> None:
    told = run("validate", HARBOUR, broken)
    assert told.code == 1
    assert told.out == b""
    first, source, caret, *hint = told.err.splitlines()
    path, line, column, _ = first.split(":", 3)
    assert path == broken
    assert Path(broken).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :].startswith("fihs")
    assert source[caret.index("^") :].startswith("fihs")
    assert "fish" in hint[0]


def test_findings_as_json(run: Run, broken: str) -> None:
    told = run("validate", broken, "--format", "json")
    assert told.code == 1
    assert told.err == ""
    [finding] = told.document["findings"]
    assert finding["path"] == broken
    assert finding["severity"] == "error"


def test_findings_as_sarif(run: Run, broken: str) -> None:
    told = run("validate", broken, "--format", "sarif")
    assert told.code == 1
    assert told.document["version"] == "2.1.0"
    [result] = told.document["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == Path(broken).as_uri()
