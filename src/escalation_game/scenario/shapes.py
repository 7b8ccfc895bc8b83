"""From plain data to the frozen schema: what does not fit becomes findings in plain words, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from escalation_game.scenario.document import Content, Places
from escalation_game.scenario.findings import Finding, Path, ScenarioError
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.schema import ScenarioFile

_MOST = 50  # findings listed

#: Pydantic's type of error → our code and words; {…} are its context.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("E102", "“{field}” is missing here"),
    "string_type": ("E103", "a text is wanted here"),
    "float_type": ("E103", "a number is wanted here"),
    "int_type": ("E103", "a whole number is wanted here"),
    "int_from_float": ("E103", "a whole number is wanted here"),
    "bool_type": ("E103", "true or false is wanted here"),
    "bool_parsing": ("E103", "true or false is wanted here"),
    "dict_type": ("E103", "names with values are wanted here"),
    "model_type": ("E103", "keys with values are wanted here"),
    "model_attributes_type": ("E103", "keys with values are wanted here"),
    "tuple_type": ("E103", "a list is wanted here"),
    "list_type": ("E103", "a list is wanted here"),
    "finite_number": ("E103", "a finite number is wanted here"),
    "literal_error": ("E104", "one of {expected} is wanted here"),
    "string_too_long": ("E105", "longer than {max_length} characters"),
    "string_too_short": ("E105", "this must not be empty"),
    "too_short": ("E105", "at least {min_length} wanted here"),
    "too_long": ("E105", "at most {max_length} wanted here"),
    "greater_than_equal": ("E106", "at least {ge} is wanted here"),
    "less_than_equal": ("E106", "at most {le} is wanted here"),
}


def shaped(content: Content, places: Places) -> ScenarioFile:
    """The schema's view of a document. Raises ScenarioError."""
    if not isinstance(content, dict):
        raise ScenarioError([Finding("E101", "a scenario has keys such as `title:` and `roles:`", places.at(()))])
    if "format" not in content:
        hint = "begin the file with `format: 1`"
        raise ScenarioError([Finding("E102", "“format” is missing", places.at(()), hint)])
    try:
        return ScenarioFile.model_validate(content)
    except ValidationError as error:
        findings = {(one.place.line, one.place.column): one for one in _findings(error, places)}
        ranked = [findings[key] for key in sorted(findings)]
        raise ScenarioError(_at_most(ranked)) from None


def _at_most(findings: list[Finding]) -> list[Finding]:
    if len(findings) <= _MOST:
        return findings
    rest = Finding("E100", f"and {len(findings) - _MOST} more like these", findings[_MOST].place)
    return [*findings[:_MOST], rest]


def _findings(error: ValidationError, places: Places) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        path = _path(detail, places)
        match detail["type"]:
            case "extra_forbidden":
                yield _unknown_key(path, places)
            case "string_pattern_mismatch":
                yield _pattern(detail, path, places)
            case "value_error":
                yield Finding("E107", str(detail["ctx"]["error"]), places.at(path, key=True))  # type: ignore[index]
            case "missing":
                yield Finding("E102", f"“{path[-1]}” is missing here", places.at(path[:-1], key=True))
            case kind:
                yield _plain(kind, detail, path, places)


def _path(detail: ErrorDetails, places: Places) -> Path:
    """The place in the document: pydantic's own steps (`[key]`, names of union branches) left out."""
    path: Path = ()
    for step in detail["loc"]:
        if step == "[key]":
            continue
        longer = (*path, step)
        last = step == detail["loc"][-1] and detail["type"] in {"missing", "extra_forbidden"}
        if last or longer in places.values or longer in places.keys:
            path = longer
    return path


def _unknown_key(path: Path, places: Places) -> Finding:
    key = str(path[-1])
    known = _keys_at(path[:-1])
    close = nearest(key, known)
    hint = f"did you mean “{close}”?" if close else ("known keys: " + ", ".join(known) if known else "")
    return Finding("E101", f"unknown key “{key}”", places.at(path, key=True), hint)


def _pattern(detail: ErrorDetails, path: Path, places: Places) -> Finding:
    if detail["loc"][-1] == "[key]":
        message, hint = f"“{path[-1]}” cannot be a name", "lower case letters, digits and underscores, beginning with a letter"
        return Finding("E108", message, places.at(path, key=True), hint)
    return Finding("E104", "a date is wanted here", places.at(path), "write it as 2024-11 or 2024-11-05")


def _plain(kind: str, detail: ErrorDetails, path: Path, places: Places) -> Finding:
    code, words = _WORDS.get(kind, ("E103", detail["msg"]))
    context: dict[str, Any] = {**detail.get("ctx", {}), "field": path[-1] if path else ""}
    hint = ""
    given = detail.get("input")
    if code == "E103" and isinstance(given, str) and given.lower() in {"yes", "no", "on", "off"}:
        hint = "write true or false"
    elif kind == "float_type" and isinstance(given, str):
        hint = f"“{given[:30]}” is read as a text: a number has no leading zeros, spaces or units"
    if kind == "literal_error" and isinstance(given, str):
        close = nearest(given, [word.strip(" '") for word in str(context["expected"]).replace(" or ", ",").split(",")])
        hint = f"did you mean “{close}”?" if close else ""
    return Finding(code, words.format(**context), places.at(path), hint)


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
