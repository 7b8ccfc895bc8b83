"""What is said where YAML breaks off, for somebody who has never heard of YAML."""

from __future__ import annotations

import pytest

from escalation_game.scenario import Finding, ScenarioError
from escalation_game.scenario.document import parse_document
from escalation_game.scenario.yaml_words import in_plain_words


def broken(text: str) -> Finding:
    with pytest.raises(ScenarioError) as wrong:
        parse_document(text, "file.yaml")
    [only] = wrong.value.findings
    return only


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("title: Kursk: a game", 1, 13, "“: ” cannot stand here", "quotes"),
        ("title: “Kursk: a game”", 1, 14, "“: ” cannot stand here", "straight ones"),
        ("a: 1\n  b: 2", 2, 4, "“: ” cannot stand here", "indentation"),
        ("a:\n  b: 1\n c: 2", 3, 2, "does not fit with the lines above", "indentation"),
        ("a:\n  - 1\n  b: 2", 3, 3, "does not fit with the list above", "- "),
        ("a: 1\nb\nc: 2", 2, 1, "“:” is missing", ": "),
        ("a: [1, 2\nb: 3", 1, 4, "list is not closed", "]"),
        ("a: {b: 1\nc: 3", 1, 4, "“{” is not closed", "}"),
        ("a: [1,, 2]", 1, 7, "missing here", "comma"),
        ('a: "one', 1, 4, "never closed", "close them"),
        ('a: "one\nb: "two"\nc: 3', 1, 4, "close only in line 2", "where the text ends"),
        ("a: 'Putin's words'", 1, 11, "the quotes end here", "apostrophe"),
        ('a: "one" two', 1, 9, "the quotes end here", "apostrophe"),
        ('a: "\\q"', 1, 5, "escape", "single quotes"),
        ("a:\n\tb: 1", 2, 1, "tab", "spaces"),
        ("a:\n  b: 1\n\xa0 c: 2\n  d: 3", 3, 1, "U+00A0", "type spaces"),
        ("a: @home", 1, 4, "cannot begin with “@”", "quotes"),
        ("a: *bold* words", 1, 4, "cannot begin with “*”", "quotes"),
        ("a: & more", 1, 4, "cannot begin with “*” or “&”", "quotes"),
        ("a: - b", 1, 4, "a list cannot begin here", "line of its own"),
        ("a: |x\n  text", 1, 5, "begins on the next line", "quotes"),
    ],
)
def test_mistakes(text: str, line: int, column: int, message: str, hint: str) -> None:
    found = broken(text)
    assert (found.code, found.place.line, found.place.column) == ("E004", line, column)
    assert message in found.message
    assert hint in found.hint


def test_what_is_noticed_far_from_its_cause_tells_both() -> None:
    [(label, noticed)] = broken("a: [1,\n  2\nb: 3").related
    assert (label, noticed.line) == ("noticed here", 3)


def test_a_complaint_nobody_foresaw_is_passed_on() -> None:
    assert "a new complaint" in in_plain_words("a new complaint", "", "x").message
