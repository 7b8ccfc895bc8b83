"""The schema that editors read accepts what the game accepts, knows a scenario's names, and explains every key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from escalation_game.authoring.editor_schema import descriptions, general_schema, schema_for
from escalation_game.authoring.keys_page import keys_page
from escalation_game.scenario.document import parse_document, read_document

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "scenarios").glob("**/scenario.yaml"))


def content_of(path: Path):
    return read_document(path)[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_scenario_fits_both_schemas(path: Path) -> None:
    content = content_of(path)
    for schema in (general_schema(), schema_for(content)):
        Draft202012Validator.check_schema(schema)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []


MISTAKES = {
    ("roles", "west", "watch", 0): "hours_of_lihgt",
    ("actions", "send_interceptors", "role"): "vest",
    ("actions", "send_interceptors", "cost"): {"political_capitol": 4},
    ("stocks", "interceptors", "source"): ["judgment"],
    ("stocks", "interceptors", "seen_by"): {"rusia": "exact"},
    ("stocks", "interceptors", "unti"): "missiles",
    ("calendar", "step"): "fortnight",
}


@pytest.mark.parametrize("place", MISTAKES, ids=lambda place: ".".join(map(str, place)))
def test_a_mistyped_name_is_found_where_it_stands(place: tuple[str | int, ...]) -> None:
    content = content_of(ROOT / "scenarios" / "first-steps" / "scenario.yaml")
    schema = schema_for(content)
    inside = content
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = MISTAKES[place]
    errors = list(Draft202012Validator(schema).iter_errors(content))
    assert errors
    assert all(tuple(error.absolute_path)[:2] == place[:2] for error in errors)


def test_names_are_offered_where_they_belong() -> None:
    schema = schema_for(content_of(ROOT / "scenarios" / "first-steps" / "scenario.yaml"))
    effect = schema["$defs"]["Effect"]["properties"]
    assert list(effect["change"]["properties"]) == [
        "hours_of_light",
        "interceptors",
        "political_capital",
        "missiles_in_store",
    ]
    assert effect["set"]["properties"]["radar_link"]["enum"] == ["closed", "shared"]
    assert schema["$defs"]["Action"]["properties"]["role"]["enum"] == ["west", "russia"]


def test_every_key_is_explained_and_nothing_else() -> None:
    schema = general_schema()
    kinds = {"ScenarioFile": schema, **schema["$defs"]}
    assert {name: set(entry["properties"]) for name, entry in kinds.items()} == {
        name: set(keys) for name, keys in descriptions().items()
    }


def test_the_page_of_keys_is_as_made() -> None:
    written = (ROOT / "docs" / "reference" / "keys.md").read_text(encoding="utf-8")
    assert written == keys_page(), "run: uv run python docs/make_reference.py"


contents = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
SECTIONS = ["sources", "roles", "stocks", "derived", "switches", "cases", "actions", "parameters", "objectives"]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(SECTIONS), contents) | contents)
def test_an_unfinished_file_has_a_schema_too(content: object) -> None:
    made = schema_for(content)  # type: ignore[arg-type]
    assert set(made["$defs"]) == set(general_schema()["$defs"])


def test_a_schema_of_a_file_with_findings_knows_its_names() -> None:
    content, _ = parse_document("stocks: {water: {initial: unknown}}\nrules: {r: {change: {wat: 1}}}\n", "x.yaml")
    schema = schema_for(content)
    assert list(schema["$defs"]["Rule"]["properties"]["change"]["properties"]) == ["water"]
