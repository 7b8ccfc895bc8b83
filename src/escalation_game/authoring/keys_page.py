"""The reference of every key, made from the schema: docs/reference/keys.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from escalation_game.authoring.editor_schema import Schema, descriptions, general_schema

_SECTIONS = {
    "ScenarioFile": "The file", "Calendar": "calendar", "Source": "sources", "Role": "roles", "Stock": "stocks", "Derived": "derived",
    "Switch": "switches", "Parameter": "parameters", "Case": "cases", "Action": "actions", "Rule": "rules", "Event": "events",
    "Inject": "injects", "Effect": "an entry of effects", "Move": "move", "Objective": "objectives", "Ending": "endings", "Lens": "lenses",
    "Assumption": "a parameter of a lens", "Briefing": "briefing", "Evidence": "an entry of evidence", "Map": "map", "Force": "an entry of forces",
    "Reach": "reach", "Territory": "an entry of territory", "Preset": "presets",
}  # fmt: skip

_HEAD = """# Every key of the scenario file

Made from the schema by `docs/make_reference.py`; editors show the same sentences while one types. What formulas may say and how units work is in
[the scenario file](scenario-format.md). Keys in **bold** have to be there.
"""


def keys_page() -> str:
    """The page as Markdown."""
    schema = general_schema()
    kinds = {"ScenarioFile": schema, **cast("dict[str, Schema]", schema["$defs"])}
    return "\n".join([_HEAD, *(line for name in descriptions() for line in _section(name, kinds[name]))])


def _section(name: str, entry: Schema) -> Iterator[str]:
    required = entry.get("required", [])
    yield f"## {_SECTIONS[name]}\n"
    yield "| key | what may stand there | what it is for |"
    yield "|---|---|---|"
    for key in descriptions()[name]:
        about = entry["properties"][key]
        shown = f"**`{key}`**" if key in required else f"`{key}`"
        yield f"| {shown} | {_allowed(about)} | {about['description']} |"
    yield ""


def _allowed(about: Schema) -> str:
    """What may stand in a place, in words."""
    kinds = dict.fromkeys(_kind(one) for one in about.get("anyOf", [about]))
    if {"number", "text"} <= set(kinds) and _is_formula(about):
        kinds = dict.fromkeys("formula" if kind in {"number", "text"} else kind for kind in kinds)
    return " or ".join(kind for kind in kinds if kind != "nothing")


def _is_formula(about: Schema) -> bool:
    return any(one.get("type") == "string" and "pattern" not in one for one in about.get("anyOf", []))


def _kind(one: Schema) -> str:
    if "$ref" in one:
        return _link(one["$ref"])
    if "const" in one or "enum" in one:
        return _words([one["const"]] if "const" in one else one["enum"])
    match one.get("type"):
        case "string" if "%" in one.get("pattern", ""):
            return "percentage such as `4%`"
        case "string":
            return "date such as `2024-11` or `2024-11-05`" if "[0-9]{4}" in one.get("pattern", "") else "text"
        case "number" | "integer":
            return _number(one)
        case "boolean":
            return "`true` or `false`"
        case "array" if "prefixItems" in one:
            return "`[lowest, highest]`"
        case "array":
            return f"list of {_kind(one['items'])}"
        case "object":
            return _mapping(one)
        case _:
            return "nothing"


def _number(one: Schema) -> str:
    low, high = one.get("minimum"), one.get("maximum")
    bounds = f" from {low} to {high}" if low is not None and high is not None else ""
    return f"{'whole number' if one['type'] == 'integer' else 'number'}{bounds}"


def _mapping(one: Schema) -> str:
    value: Any = one.get("additionalProperties") or next(iter(one.get("patternProperties", {}).values()), None)
    return f"name → {_allowed(cast('Schema', value))}" if isinstance(value, dict) else "keys"


def _link(ref: str) -> str:
    name = _SECTIONS[ref.rpartition("/")[2]]
    return f"[{name}](#{re.sub('[^a-z]+', '-', name.lower())})"


def _words(words: Sequence[object]) -> str:
    return " or ".join(f"`{word}`" for word in words)
