"""From plain data to the frozen schema: what does not fit becomes findings in plain words, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from escalation_game.scenario.document import Content
from escalation_game.scenario.findings import MOST, Finding, Path, ScenarioError, in_order
from escalation_game.scenario.formats import require_present
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import ScenarioFile

#: Pydantic's type of error → our code and words; {…} are its context.
_WORDS: dict[str, tuple[str, str]] = {
    "string_type": ("E103", "a text is wanted here"),
    "float_type": ("E103", "a number is wanted here"),
    "int_type": ("E103", "a whole number is wanted here"),
    "int_from_float": ("E103", "a whole number is wanted here"),
    "bool_type": ("E103", "true or false is wanted here"),
    "dict_type": ("E103", "names with values are wanted here, such as `name: value`"),
    "model_type": ("E103", "keys with values are wanted here, such as `title: …`"),
    "model_attributes_type": ("E103", "keys with values are wanted here, such as `title: …`"),
    "tuple_type": ("E103", "a list is wanted here, such as `[one, two]`"),
    "list_type": ("E103", "a list is wanted here, such as `[one, two]`"),
    "finite_number": ("E103", "a finite number is wanted here"),
    "literal_error": ("E104", "one of {expected} is wanted here"),
    "string_too_long": ("E105", "longer than {max_length} characters"),
    "too_short": ("E105", "too few entries: at least {min_length} wanted here"),
    "too_long": ("E105", "too many entries: at most {max_length} wanted here"),
    "greater_than_equal": ("E106", "at least {ge} is wanted here"),
    "less_than_equal": ("E106", "at most {le} is wanted here"),
}
_EITHER = "a number or a formula is wanted here"
_NAME = "a name is lower case letters, digits and underscores, beginning with a letter, at most 60"
_TURNED_ON = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_MOST_LOOKED_AT = 2000


def shaped(content: Content, places: Places) -> ScenarioFile:
    """The schema's view of a document. Raises ScenarioError."""
    require_present(content, places)
    try:
        return ScenarioFile.model_validate(content)
    except ValidationError as error:
        raise ScenarioError(in_order(list(_findings(error, places)))) from None


def _findings(error: ValidationError, places: Places) -> Iterator[Finding]:
    """One finding for each place; those of a choice between kinds that failed as a whole are one."""
    details = error.errors(include_url=False)[:_MOST_LOOKED_AT]
    at: dict[tuple[Path, bool], list[ErrorDetails]] = {}
    for detail in details:
        path = _path(detail, places)
        at.setdefault((path, detail["loc"][-1:] == ("[key]",)), []).append(detail)
    meant = _meant(at)
    _drop_consequences(at, meant)
    ranked = sorted(at.items(), key=lambda item: _order(item[0][0], places))
    for (path, _), found in ranked[: MOST + 1]:
        yield (
            _unknown_key(path, meant.get(path), places)
            if _is(found, "extra_forbidden")
            else _finding(path, found, places)
        )


def _is(found: list[ErrorDetails], kind: str) -> bool:
    return found[0]["type"] == kind


def _meant(at: Mapping[tuple[Path, bool], list[ErrorDetails]]) -> dict[Path, str]:
    """For each key that is not known the one that is: the most like it, or else the only one its entry lacks."""
    missing = [path for (path, _), found in at.items() if _is(found, "missing")]
    unknown = [path for (path, _), found in at.items() if _is(found, "extra_forbidden")]
    meant: dict[Path, str] = {}
    for path in unknown[: MOST + 1]:
        lacking = [one[-1] for one in missing if one[:-1] == path[:-1]]
        alone = len(lacking) == 1 and sum(one[:-1] == path[:-1] for one in unknown) == 1
        close = nearest(str(path[-1]), _keys_at(path[:-1])) or (str(lacking[0]) if alone else None)
        if close is not None:
            meant[path] = close
    return meant


def _drop_consequences(at: dict[tuple[Path, bool], list[ErrorDetails]], meant: Mapping[Path, str]) -> None:
    """Forget what is missing because it is there misspelt, and lists that are too short because an item of them is wrong."""
    there = {(*path[:-1], name) for path, name in meant.items()}
    wrong = {path[:-1] for path, _ in at}
    for (path, key), found in list(at.items()):
        if (_is(found, "missing") and path in there) or (_is(found, "too_short") and path in wrong):
            del at[path, key]


def _order(path: Path, places: Places) -> tuple[int, int]:
    place = places.at(path, key=True)
    return place.line, place.column


def _finding(path: Path, found: list[ErrorDetails], places: Places) -> Finding:
    detail = found[0]
    match detail["type"]:
        case "string_pattern_mismatch":
            return _pattern(detail, path, places)
        case "value_error":
            return Finding("E107", str(detail["ctx"]["error"]), places.at(path))  # type: ignore[index]
        case "tuple_type" | "too_short" | "too_long" | "missing" if "range" in path[-2:]:
            place = places.at(path if path[-1] == "range" else path[:-1])
            return Finding(
                "E103", "a range is wanted here, low and high", place, "such as [0, 100]; null where there is no limit"
            )
        case "missing":
            return Finding("E102", f"“{path[-1]}” is missing here", places.at(path[:-1], key=True), _how_to_add(path))
        case "float_type" if any(one["type"] == "string_type" for one in found[1:]):
            always = isinstance(detail["input"], bool)
            hint = "leave `available` and `when` out where it always holds" if always else _hint(detail)
            return Finding("E103", _EITHER, places.at(path), hint)
        case "float_type" if any(one["type"] == "string_too_long" for one in found[1:]):
            return _plain(found[1], path, places)
        case _:
            return _plain(detail, path, places)


def _how_to_add(path: Path) -> str:
    return f"add `{path[-1]}:`" if len(path) == 1 else f"add `{path[-1]}:` to this entry"


def _path(detail: ErrorDetails, places: Places) -> Path:
    """The place in the document: pydantic's own steps (`[key]`, names of union branches) left out."""
    path: Path = ()
    steps = [step for step in detail["loc"] if step != "[key]"]
    for number, step in enumerate(steps, 1):
        longer = (*path, step)
        not_there = number == len(steps) and detail["type"] == "missing"
        if not_there or longer in places.values or longer in places.keys:
            path = longer
    return path


def _unknown_key(path: Path, close: str | None, places: Places) -> Finding:
    key = str(path[-1])
    known = _keys_at(path[:-1])
    hint = f"did you mean “{close}”?" if close else ("known keys: " + ", ".join(known) if known else "")
    if key.isdecimal():
        hint = "if it belongs to the number before it: a number has a decimal point, not a comma"
    return Finding("E101", f"unknown key “{key[:60]}”", places.at(path, key=True), hint)


def _pattern(detail: ErrorDetails, path: Path, places: Places) -> Finding:
    is_key = detail["loc"][-1] == "[key]"
    if not is_key and "0-9]{4}" in str(detail.get("ctx", {}).get("pattern")):
        return Finding("E104", "a date is wanted here", places.at(path), "write it as 2024-11 or 2024-11-05")
    given = str(path[-1] if is_key else detail["input"])
    fit = re.sub("[^a-z0-9]+", "_", given.lower()).strip("_")
    hint = f"{_NAME}: {fit}" if re.fullmatch("[a-z][a-z0-9_]{0,59}", fit) else _NAME
    return Finding("E108", f"“{given[:60]}” cannot be a name", places.at(path, key=is_key), hint)


def _plain(detail: ErrorDetails, path: Path, places: Places) -> Finding:
    code, words = _WORDS.get(detail["type"], ("E103", detail["msg"]))
    context: dict[str, Any] = detail.get("ctx", {})
    return Finding(code, words.format(**context), places.at(path), _hint(detail))


def _hint(detail: ErrorDetails) -> str:
    kind, given = detail["type"], detail.get("input")
    if given is None:
        return "a value is missing after the “:”"
    match kind:
        case "bool_type" if isinstance(given, str):
            return f"write {_TURNED_ON.get(given.lower(), 'true or false')}"
        case "string_type" if isinstance(given, bool):
            return "write on or off for a switch, and put quotes around a text such as “true”"
        case "string_type" if isinstance(given, int | float):
            return f'put quotes around it: "{given}"'
        case "float_type" | "int_type" if isinstance(given, str):
            return f"“{given[:30]}” is read as a text: a number has no leading zeros, commas, spaces or units"
        case "less_than_equal" if (
            detail.get("ctx", {}).get("le") == 1 and isinstance(given, int | float) and given <= 100
        ):
            return f"write {given / 100:g} or {given:g}%"
        case "dict_type" if isinstance(given, list):
            return "remove the “-”: here each line is a name, a “: ” and a value"
        case "tuple_type" if isinstance(given, dict):
            return "begin each item with “- ”"
        case "literal_error" if isinstance(given, str):
            close = nearest(
                given,
                [word.strip(" '") for word in str(detail.get("ctx", {})["expected"]).replace(" or ", ",").split(",")],
            )
            return f"did you mean “{close}”?" if close else ""
        case _:
            return ""


def _keys_at(path: Path) -> list[str]:
    """The keys the schema knows at a place."""
    models: list[Any] = [ScenarioFile]
    for step in path:
        models = [found for model in models for found in _below(model, step)]
    return sorted({name for model in models if _is_model(model) for name in _keys(model)})


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _below(model: Any, step: str | int) -> list[Any]:
    """The types one step further in: a field of a model, or the entries of a mapping or list."""
    if _is_model(model):
        fields: dict[str, FieldInfo] = {field.alias or name: field for name, field in model.model_fields.items()}
        return _models(fields[str(step)].annotation) if step in fields else []
    arguments = get_args(model)
    inner = arguments[1:] if isinstance(step, str) else arguments
    return [found for one in inner for found in _models(one)]


def _models(kind: Any) -> list[Any]:
    """The models and containers a type may be: unions and annotations opened."""
    arguments = get_args(kind)
    origin = getattr(kind, "__origin__", None)
    if _is_model(kind) or origin in (dict, tuple, list):
        return [kind]
    if hasattr(kind, "__metadata__"):
        return _models(arguments[0])
    return [found for one in arguments for found in _models(one)]
