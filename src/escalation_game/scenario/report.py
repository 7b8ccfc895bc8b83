"""Findings for people, for programs (JSON), and for code hosts and editors (SARIF 2.1.0)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from urllib.parse import quote

from escalation_game.scenario.findings import Finding, Place, as_text


def as_plain(findings: Sequence[Finding]) -> str:
    """Every finding with its source line and hint."""
    return "\n".join(as_text(finding) for finding in findings)


def as_data(findings: Sequence[Finding]) -> dict[str, object]:
    """Findings as one JSON document."""
    return {"findings": [_one(finding) for finding in findings]}


def as_sarif(findings: Sequence[Finding], version: str) -> dict[str, object]:
    """Findings as a SARIF log with one run."""
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "escalation-game",
        "version": version,
        "rules": [{"id": code, "help": {"text": f"docs/reference/{_page(code)} explains {code}."}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _page(code: str) -> str:
    return "lint.md" if code.startswith("L") else "findings.md"


def _one(finding: Finding) -> dict[str, object]:
    related = [{"label": label, **_place(place)} for label, place in finding.related]
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        **_place(finding.place),
        "related": related,
        **_doubt(finding),
    }


def _doubt(finding: Finding) -> dict[str, object]:
    """How sure a finding is, and the numbers behind it; nothing for what is certainly wrong."""
    if finding.confidence is None:
        return {}
    evidence = {what: value if math.isfinite(value) else None for what, value in finding.evidence}
    return {"confidence": finding.confidence, "evidence": evidence}


def _place(place: Place) -> dict[str, object]:
    return {"path": place.file, "line": place.line, "column": place.column, "length": place.length}


def _result(finding: Finding) -> dict[str, object]:
    text = finding.message + (f" ({finding.hint})" if finding.hint else "")
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _physical(finding.place)}],
    }
    if finding.confidence is not None:
        result["properties"] = _doubt(finding)
    if finding.related:
        result["relatedLocations"] = [
            {"physicalLocation": _physical(place), "message": {"text": label}} for label, place in finding.related
        ]
    return result


def _physical(place: Place) -> dict[str, object]:
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.length}
    return {"artifactLocation": {"uri": _uri(place.file)}, "region": region}


def _uri(file: str) -> str:
    """A relative path as it is, an absolute one as file://…, with what has a meaning in addresses escaped."""
    path = file.replace("\\", "/")
    lead = "file://" if path.startswith("/") else "file:///" if path[1:3] == ":/" else ""
    return lead + quote(path, safe="/:" if lead else "/", errors="replace")
