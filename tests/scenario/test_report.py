"""Findings for programs: JSON, and SARIF 2.1.0 for code hosts and editors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from escalation_game.scenario.findings import Finding, Place
from escalation_game.scenario.report import as_data, as_plain, as_sarif

PLACE = Place("scenarios/my pond/scenario.yaml", 3, 5, 4, "    fihs: 1")
FOUND = Finding("E303", "nothing", PLACE, "did you mean “fish”?", (("also", Place("other.yaml", 1, 1)),))


def test_json() -> None:
    assert json.loads(json.dumps(as_data([FOUND]))) == {
        "findings": [
            {
                "code": "E303", "severity": "error", "message": "nothing", "hint": "did you mean “fish”?",
                "path": "scenarios/my pond/scenario.yaml", "line": 3, "column": 5, "length": 4,
                "related": [{"label": "also", "path": "other.yaml", "line": 1, "column": 1, "length": 1}],
            }
        ]
    }  # fmt: skip


def test_sarif() -> None:
    log: Any = json.loads(json.dumps(as_sarif([FOUND, FOUND], "1.2")))
    [run] = log["runs"]
    assert (log["version"], run["tool"]["driver"]["version"], run["columnKind"]) == (
        "2.1.0",
        "1.2",
        "unicodeCodePoints",
    )
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E303"]
    result = run["results"][0]
    assert (result["ruleId"], result["level"]) == ("E303", "error")
    assert result["message"]["text"] == "nothing (did you mean “fish”?)"
    [location] = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert result["relatedLocations"][0]["message"]["text"] == "also"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("scenarios/my pond/a.yaml", "scenarios/my%20pond/a.yaml"),
        ("/data/50%/a#b.yaml", "file:///data/50%25/a%23b.yaml"),
        ("C:\\games\\a.yaml", "file:///C:/games/a.yaml"),
        ("bad\ud800.yaml", "bad%3F.yaml"),
    ],
)
def test_paths_as_addresses(path: str, uri: str) -> None:
    log: Any = as_sarif([Finding("E001", "x", Place(path, 1, 1))], "1")
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_no_findings() -> None:
    assert as_plain([]) == ""
    assert as_data([]) == {"findings": []}
