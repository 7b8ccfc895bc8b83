"""Loading: where scenarios are found, and that any text at all is a scenario or is refused with located findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from escalation_game.scenario import Scenario, ScenarioError, load, load_text
from escalation_game.scenario.report import as_data, as_plain, as_sarif

from .pond import POND, probe, with_fragment

PROPERTY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def checked(text: str) -> Scenario | None:
    """The scenario of a text, or None after a look at its findings."""
    try:
        return load_text(text, "any")
    except ScenarioError as error:
        assert error.findings
        for finding in error.findings:
            _assert_inside(finding.place.line, finding.place.column, finding.place.excerpt, text)
            for _, place in finding.related:
                _assert_inside(place.line, place.column, place.excerpt, text)
        assert as_plain(error.findings)
        assert as_data(error.findings)
        assert as_sarif(error.findings, "1")
        return None


def _assert_inside(line: int, column: int, excerpt: str, text: str) -> None:
    assert excerpt in text
    assert 1 <= line <= 1 + sum(text.count(end) for end in "\n\r\x85\u2028\u2029")
    assert 1 <= column <= len(excerpt) + 1


@PROPERTY
@given(st.text())
@example("\ufeff")
@example("\r\n\r\n")
@example("\u2028")
@example("a: b\u0085c: d")
def test_any_text(text: str) -> None:
    checked(text)


PIECES = ["\n", "\n  ", "\n    ", "- ", ": ", ", ", "{", "}", "[", "]", '"', "'", "|", ">", "#", "&a", "*a", "!x", "<<", "---", "%", "\t", "?",
          "format: 1", "title", "roles", "stocks", "fish", "null", "1e999", "0", "true", "\xa0", "“", "\u202e", "=", "@"]  # fmt: skip


@PROPERTY
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_of_the_pieces_of_yaml(text: str) -> None:
    checked(text)


@settings(PROPERTY, max_examples=300)
@given(st.integers(0, len(POND) - 1), st.integers(0, 8), st.sampled_from(["", *PIECES]))
def test_any_text_near_a_scenario(place: int, length: int, piece: str) -> None:
    checked(POND[:place] + piece + POND[place + length :])


@PROPERTY
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8),
       st.sampled_from(["title", "calendar", "roles", "stocks", "derived", "switches", "parameters", "cases", "actions", "rules", "events",
                        "injects", "objectives", "endings", "lenses", "briefing", "map", "presets", "sources", "authors"]))  # fmt: skip
def test_any_value_of_a_section(value: object, section: str) -> None:
    checked(with_fragment(f"{section}: {_flow(value)}\n"))


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_flow(str(key))}: {_flow(inner)}" for key, inner in value.items()) + "}"  # type: ignore[reportUnknownVariableType]
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"  # type: ignore[reportUnknownArgumentType]
        case str():
            return "'" + value.replace("'", "''") + "'"
        case None:
            return "null"
        case _:
            return str(value).lower()


@PROPERTY
@given(st.text(alphabet="fishmood cnpevrx_0123456789.+-*/()<>=,", max_size=40))
def test_any_formula(formula: str) -> None:
    checked(with_fragment(probe(formula)))


# Where scenarios are found


def test_by_name_by_file_and_by_folder(tmp_path: Path) -> None:
    (tmp_path / "pond").mkdir()
    for path in (tmp_path / "pond" / "scenario.yaml", tmp_path / "lake.yaml"):
        path.write_text(POND, encoding="utf-8")
    assert load("kursk-2024").name == "kursk-2024"
    assert load(tmp_path / "pond").name == load(tmp_path / "pond" / "scenario.yaml").name == "pond"
    assert load(tmp_path / "lake.yaml").name == "lake"


def test_the_digest_is_of_the_text() -> None:
    assert load_text(POND, "a").digest == load_text(POND, "b").digest != load_text(POND + "\n", "a").digest


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("kursk-2042", "kursk-2024"),
        ("nothing_like_it", "shipped scenarios: "),
        ("missing.yaml", ""),
        ("nul\0name", "shipped"),
    ],
)
def test_what_is_not_there(source: str, hint: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        load(source)
    [only] = wrong.value.findings
    assert only.code == "E001"
    assert hint in only.hint


def test_a_folder_without_a_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"has no scenario\.yaml"):
        load(tmp_path)
