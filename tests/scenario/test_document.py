"""YAML as it is understood: few features, exact places, no surprises."""

from __future__ import annotations

import pytest

from escalation_game.scenario import Finding, ScenarioError
from escalation_game.scenario.document import DEEPEST, MOST_ENTRIES, parse_document
from escalation_game.scenario.textfile import LARGEST

from .pond import pointed


def refused(text: str) -> Finding:
    with pytest.raises(ScenarioError) as wrong:
        parse_document(text, "file.yaml")
    [only] = wrong.value.findings
    return only


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5", 5), ("-7", -7), ("0", 0), ("+3", 3), ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("-2.5E-1", -0.25),
        ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("12:30", "12:30"), ("2024-11", "2024-11"), ("2024-11-05", "2024-11-05"),
        ("010", "010"), ("0x10", "0x10"), ("1_000", "1_000"), ("1,000", "1,000"), ("4%", "4%"), ("1e", "1e"), ("9" * 31, float("9" * 31)),
        ('"5"', "5"), ("'true'", "true"), ('"\\u00e9"', "é"), ("'it''s'", "it's"),
        ("[1, two]", [1, "two"]), ("{a: 1}", {"a": 1}), ("|\n  one\n  two", "one\ntwo"), (">-\n  one\n  two", "one two"),
    ],
)  # fmt: skip
def test_values(written: str, read: object) -> None:
    content, _ = parse_document(f"key: {written}", "file.yaml")
    assert isinstance(content, dict)
    assert content["key"] == read
    assert type(content["key"]) is type(read)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "part"),
    [
        ("a: &x 1", "E006", 1, 4, "anchor"),
        ("a: *x", "E006", 1, 4, "alias"),
        ("a: !!python/name:os.system x", "E006", 1, 4, "tag"),
        ("a: !custom 1", "E006", 1, 4, "tag"),
        ("<<: {a: 1}", "E006", 1, 1, "merge"),
        ("a: 1\n---\nb: 2", "E006", 2, 1, "second document"),
        ("%YAML 1.1\n---\na: 1", "E006", 1, 1, "directives"),
        ("%", "E006", 1, 2, "directives"),
        ("a: 1\nb: 2\na: 3", "E007", 3, 1, "“a” is there twice"),
        ("[a]: 1", "E008", 1, 1, "not a list"),
        ('"": 1', "E008", 1, 1, "missing"),
        (": 1", "E008", 1, 1, "missing"),
        (f"? {'k' * 101}\n: 1", "E008", 1, 3, "longer than 100"),
        ("a: .inf", "E009", 1, 4, "“.inf”"),
        ("a: [1, .NaN]", "E009", 1, 8, "“.NaN”"),
        ("a: 1e999", "E009", 1, 4, "too large"),
        (f"a: {'9' * 5000}", "E009", 1, 4, "too large"),
        ("a: \x00", "E004", 1, 4, "U+0000"),
        ("a: \x1b[31m", "E004", 1, 4, "U+001B"),
        ("a: one \u202e owt", "E004", 1, 8, "U+202E"),
        ("a: \u2066", "E004", 1, 4, "U+2066"),
        ("a: \ud800", "E004", 1, 4, "U+D800"),
        ('a: "\\0"', "E004", 1, 4, "U+0000"),
        ('a: "\\u202e"', "E004", 1, 4, "U+202E"),
        ('a: "\\ud800"', "E004", 1, 7, "escape"),
    ],
)
def test_what_is_refused(text: str, code: str, line: int, column: int, part: str) -> None:
    found = refused(text)
    assert (found.code, found.place.line, found.place.column) == (code, line, column)
    assert part in found.message


def test_a_duplicate_tells_both_places() -> None:
    found = refused("stocks:\n  fish: 1\n  frog: 2\n  fish: 3")
    [(label, first)] = found.related
    assert (label, first.line, first.column) == ("the first", 2, 3)
    assert pointed(found) == "fish"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_bounded(opening: str) -> None:
    for depth in (DEEPEST + 1, 900, 50_000):
        assert refused(f"a: {opening * depth}" if opening != "- " else opening * depth).code == "E005"


def test_a_flow_list_may_be_as_deep_as_allowed() -> None:
    content, _ = parse_document(f"a: {'[' * (DEEPEST - 1)}{']' * (DEEPEST - 1)}", "file.yaml")
    assert content


@pytest.mark.parametrize("entry", ["k{0}: 1\n", "- {0}\n"])
def test_the_number_of_entries_is_bounded(entry: str) -> None:
    as_many = "".join(entry.format(number) for number in range(MOST_ENTRIES))
    assert parse_document(as_many, "file.yaml")
    found = refused(as_many + entry.format("more"))
    assert (found.code, found.place.line) == ("E010", MOST_ENTRIES + 1)


def test_the_size_of_a_text_is_bounded() -> None:
    assert refused("é" * (LARGEST // 2 + 1)).code == "E002"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85"])
def test_every_end_of_a_line_that_yaml_knows(end: str) -> None:
    content, places = parse_document(end.join(["a:", "  b: 1", "c: 2", ""]), "file.yaml")
    assert content == {"a": {"b": 1}, "c": 2}
    assert (places.at(("c",)).line, places.at(("a", "b")).line) == (3, 2)


def test_keys_and_values_know_their_places() -> None:
    _, places = parse_document("roles:\n  west: {title: 'The West', watch: [a, bb]}\n", "file.yaml")
    assert places.at(("roles", "west"), key=True).column == 3
    title, second = places.at(("roles", "west", "title")), places.at(("roles", "west", "watch", 1))
    assert (title.line, title.column, title.length) == (2, 17, 10)
    assert (second.column, second.length) == (40, 2)
    assert places.at(("roles", "west", "nothing", "below")).column == 3
