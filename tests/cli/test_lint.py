"""`lint` on the command line: text, JSON and SARIF, explanations, fixes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from escalation_game.authoring.lint import codes as lint_codes

from .conftest import Run

PAGE = Path(lint_codes.__file__).with_name("codes.md").read_text(encoding="utf-8")
ORCHARD = PAGE.partition("```yaml scenario\n")[2].partition("```")[0]
#: What SARIF 2.1.0 (OASIS, 2020) asks of the parts that are written; the whole schema stands on the net.
SARIF = {
    "type": "object", "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {
            "type": "object", "required": ["tool", "results"],
            "properties": {"results": {"type": "array", "items": {
                "type": "object", "required": ["message", "ruleId", "level", "locations"],
                "properties": {
                    "level": {"enum": ["none", "note", "warning", "error"]},
                    "message": {"type": "object", "required": ["text"]},
                    "properties": {"type": "object"},
                    "locations": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "required": ["physicalLocation"],
                        "properties": {"physicalLocation": {"type": "object", "required": ["artifactLocation", "region"], "properties": {
                            "region": {"type": "object", "properties": {
                                "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1},
                                "endColumn": {"type": "integer", "minimum": 1},
                            }}}}},
                    }},
                },
            }}},
        }},
    },
}  # fmt: skip
FINDING = {
    "type": "object",
    "required": ["code", "severity", "confidence", "evidence", "message", "hint", "path", "line", "column", "length", "related"],
    "properties": {
        "code": {"type": "string", "pattern": "^L[0-9]{3}$"}, "severity": {"enum": ["error", "warning", "note"]},
        "confidence": {"enum": ["certain", "likely", "possible"]},
        "evidence": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1},
    },
}  # fmt: skip


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    """The scenario of the page, in a file of its own."""
    path = tmp_path / "orchard.yaml"
    path.write_text(ORCHARD, encoding="utf-8")
    return path


@pytest.fixture
def wrong(orchard: Path) -> Path:
    """The same with an unused source and an ending out of reach."""
    text = ORCHARD.replace("sources:\n", "sources:\n  almanac: {title: An almanac}\n")
    orchard.write_text(text.replace("when: apples > 75", "when: apples > 100"), encoding="utf-8")
    return orchard


@pytest.mark.usefixtures("orchard")
def test_nothing_to_say(run: Run) -> None:
    told = run("lint", "orchard.yaml", "--plays", "100")
    assert (told.code, told.text, told.err) == (0, "1 scenario, 100 plays, no findings\n", "")


@pytest.mark.usefixtures("wrong")
def test_findings_with_place_excerpt_hint_and_confidence(run: Run) -> None:
    told = run("lint", "orchard.yaml", "--plays", "100")
    assert told.code == 1
    assert told.text == "1 scenario, 100 plays, 2 findings\n"
    first, source, caret, hint, sure, *_ = told.err.splitlines()
    assert first == "orchard.yaml:6:3: L106 nothing cites the source “almanac”"
    assert source[caret.index("^") :].startswith("almanac")
    assert hint.startswith("    = ")
    assert sure == "    note, certain"
    assert "L401 “full” cannot be reached: needs apples > 100; apples is bound 0 to 100" in told.err


@pytest.mark.usefixtures("wrong")
def test_as_json(run: Run) -> None:
    told = run("lint", "orchard.yaml", "--plays", "100", "--format", "json")
    assert (told.code, told.err) == (1, "")
    assert (told.document["plays"], told.document["complete"]) == (100, True)
    for finding in told.document["findings"]:
        jsonschema.validate(finding, FINDING)
    assert [one["code"] for one in told.document["findings"]] == ["L106", "L401"]
    assert run("lint", "orchard.yaml", "--plays", "100", "--format", "json").out == told.out


@pytest.mark.usefixtures("wrong")
def test_as_sarif(run: Run) -> None:
    told = run("lint", "orchard.yaml", "--plays", "100", "--format", "sarif")
    assert told.code == 1
    jsonschema.validate(json.loads(told.out), SARIF)
    results = told.document["runs"][0]["results"]
    assert [one["level"] for one in results] == ["note", "error"]
    assert results[0]["properties"]["confidence"] == "certain"


def test_explanations(run: Run) -> None:
    told = run("lint", "--explain", "l402")
    assert told.code == 0
    assert told.text.startswith("## L402: no play reached this ending\n")
    assert told.text.count("```yaml") == 2
    assert run("lint", "--explain", "L999").code == 2


@pytest.mark.usefixtures("orchard")
def test_a_wrong_command_line(run: Run) -> None:
    assert run("lint").code == 2
    assert run("lint", "orchard.yaml", "--dry-run").code == 2
    assert run("lint", "orchard.yaml", "--plays", "1").code == 2


def test_a_dry_run_shows_the_change_and_makes_none(run: Run, wrong: Path) -> None:
    before = wrong.read_bytes()
    told = run("lint", "orchard.yaml", "--plays", "100", "--fix", "--dry-run")
    assert told.code == 1
    assert "\n-  almanac: {title: An almanac}\n" in told.err
    assert wrong.read_bytes() == before


def test_fixing(run: Run, wrong: Path) -> None:
    told = run("lint", "orchard.yaml", "--plays", "100", "--fix")
    assert told.code == 1
    assert "orchard.yaml: removed L106 almanac\n" in told.err
    assert "L401" in told.err
    assert wrong.read_text(encoding="utf-8") == ORCHARD.replace("when: apples > 75", "when: apples > 100")
    assert sorted(path.name for path in wrong.parent.iterdir() if path.suffix == ".tmp") == []


def test_what_cannot_be_read(run: Run) -> None:
    told = run("lint", "missing.yaml")
    assert told.code == 1
    assert told.err.startswith("missing.yaml:1:1: E001 ")
