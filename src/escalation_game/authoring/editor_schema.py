"""The JSON Schema of the scenario file: for any scenario, or made for one so that an editor completes and checks its own names.

Any editor that reads JSON Schema for YAML can use it: the first line of a scenario made by `new` names the schema beside it. Editors cannot check
formulas, units and whether the whole holds together: that is left to `validate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, cast

from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.schema import ScenarioFile

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VARIABLES = ("stocks", "derived", "switches")


@cache
def descriptions() -> Mapping[str, Mapping[str, str]]:
    """What each key is for, by kind of entry and key."""
    text = files("escalation_game.authoring").joinpath("keys.yaml").read_text(encoding="utf-8")
    content, _places = parse_document(text, "keys.yaml")
    return cast("Mapping[str, Mapping[str, str]]", content)


@cache
def _of_the_classes() -> Schema:
    return ScenarioFile.model_json_schema(by_alias=True)


def general_schema() -> Schema:
    """The schema of every scenario file. A fresh copy that may be changed."""
    schema = deepcopy(_of_the_classes())
    for name, entry in _entries(schema):
        entry.pop("title", None)
        for key, about in cast("Schema", entry["properties"]).items():
            about.pop("title", None)
            about["description"] = descriptions()[name][key]
    return {
        "$schema": DIALECT,
        **schema,
        "title": "Scenario file, format 1",
        "description": "See the reference of keys.",
    }


def schema_for(content: Content) -> Schema:
    """The schema made for one scenario: names that refer to others are the ones it has.

    `content` is what `parse_document` read; it may be unfinished or wrong, and what is no mapping of names counts as none.
    """
    named = _Named(content)
    schema = general_schema()
    kinds = dict(_entries(schema))
    for narrow in (_narrow_sources, _narrow_roles, _narrow_effects, _narrow_actions, _narrow_lenses, _narrow_map):
        narrow(kinds, named)
    return schema


class _Named:
    """The names a scenario has, by section."""

    def __init__(self, content: Content) -> None:
        self._content = content if isinstance(content, dict) else {}

    def section(self, *names: str) -> list[str]:
        """The names of some sections, in the author's order."""
        found = [self._content.get(name) for name in names]
        return [key for one in found if isinstance(one, dict) for key in one]

    def cases(self, section: str, key: str, default: tuple[str, ...]) -> dict[str, list[str]]:
        """For each switch or hidden case what it can be."""
        entries = self._content.get(section)
        return {
            name: _texts(entry.get(key), default) if isinstance(entry, dict) else list(default)
            for name, entry in (entries.items() if isinstance(entries, dict) else ())
        }


def _texts(content: Content, default: tuple[str, ...]) -> list[str]:
    if isinstance(content, list | dict):
        return [one for one in content if isinstance(one, str)]
    return list(default)


def _entries(schema: Schema) -> Iterable[tuple[str, Schema]]:
    """The file itself, and each kind of entry."""
    yield "ScenarioFile", schema
    yield from cast("dict[str, Schema]", schema["$defs"]).items()


def _one_of(names: list[str]) -> Schema:
    return {"type": "string", "enum": names} if names else {"type": "string"}


def _some_of(names: list[str]) -> Schema:
    return {"anyOf": [_one_of(names), {"type": "array", "items": _one_of(names)}]}


def _keys_of(names: list[str], value: Schema) -> Schema:
    """A mapping whose keys are such names. Spelt out, so that editors offer them."""
    return {"type": "object", "properties": dict.fromkeys(names, value), "additionalProperties": not names}


def _narrowed(kinds: Mapping[str, Schema], key: str, change: Callable[[Schema], Schema]) -> None:
    """Puts something narrower in the place of a key wherever it stands; its description stays."""
    for entry in kinds.values():
        about = entry["properties"].get(key)
        if about is not None:
            entry["properties"][key] = change(about) | {"description": about["description"]}


def _narrow_sources(kinds: Mapping[str, Schema], named: _Named) -> None:
    _narrowed(kinds, "source", lambda _about: _some_of(named.section("sources")))


def _narrow_roles(kinds: Mapping[str, Schema], named: _Named) -> None:
    role, roles = {"Role": kinds["Role"]}, named.section("roles")
    _narrowed(role, "watch", lambda _about: _some_of(named.section(*_VARIABLES)))
    _narrowed(role, "objectives", lambda _about: _some_of(named.section("objectives")))

    def sights(about: Schema) -> Schema:
        words, by_role = about["anyOf"]
        return {"anyOf": [words, _keys_of([*roles, "others"], by_role["additionalProperties"])]}

    _narrowed(kinds, "seen_by", sights)


def _narrow_effects(kinds: Mapping[str, Schema], named: _Named) -> None:
    stocks, hidden = named.section("stocks"), named.section("cases")
    switches = named.cases("switches", "cases", ("off", "on"))
    effects = {name: kinds[name] for name in ("Effect", "Rule")}
    _narrowed(effects, "change", lambda about: _keys_of(stocks, about["additionalProperties"]))
    settings = {
        "type": "object",
        "properties": {name: _one_of(cases) for name, cases in switches.items()},
        "additionalProperties": not switches,
    }
    _narrowed(effects, "set", lambda _about: settings)
    _narrowed(effects, "reveal", lambda _about: {"anyOf": [
        {"type": "array", "items": _one_of(hidden)},
        _keys_of(hidden, {"anyOf": [*_some_of(named.section("roles"))["anyOf"], {"type": "null"}]}),
    ]})  # fmt: skip
    for key in ("from", "to"):
        _narrowed({"Move": kinds["Move"]}, key, lambda _about: _one_of(stocks))


def _narrow_actions(kinds: Mapping[str, Schema], named: _Named) -> None:
    action = {"Action": kinds["Action"]}
    _narrowed(action, "role", lambda _about: _one_of(named.section("roles")))
    _narrowed(action, "excludes", lambda _about: _some_of(named.section("actions")))
    _narrowed(action, "cost", lambda about: _keys_of(named.section("stocks"), about["additionalProperties"]))


def _narrow_lenses(kinds: Mapping[str, Schema], named: _Named) -> None:
    lens, hidden = {"Lens": kinds["Lens"]}, named.cases("cases", "odds", ())
    _narrowed(lens, "objective", lambda _about: {"anyOf": [_one_of(named.section("objectives")), {"type": "null"}]})
    _narrowed(lens, "parameters", lambda about: _keys_of(named.section("parameters"), about["additionalProperties"]))

    def odds(about: Schema) -> Schema:
        number = about["additionalProperties"]["additionalProperties"]
        each = {name: _keys_of(cases, number) for name, cases in hidden.items()}
        return {"type": "object", "properties": each, "additionalProperties": not each}

    _narrowed(lens, "cases", odds)


def _narrow_map(kinds: Mapping[str, Schema], named: _Named) -> None:
    shown = _one_of(named.section(*_VARIABLES))
    places = {name: kinds[name] for name in ("Force", "Reach", "Territory")}
    _narrowed(places, "variable", lambda _about: shown)
    _narrowed({"Map": kinds["Map"]}, "deliveries", lambda _about: {"anyOf": [shown, {"type": "null"}]})
