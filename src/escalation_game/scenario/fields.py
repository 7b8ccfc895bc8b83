"""Texts, numbers, names and dates of the schema: how each may be written, and what it is read as."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

LONGEST_TEXT = 4000
LONGEST_FORMULA = 2000
LONGEST_UNIT = 60

_YEARS = (1000, 9000)
_PERCENT = re.compile(r"\s*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))\s*%\s*")


def _number(value: object) -> object:
    """A number, also written `4%`."""
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value)):
        return float(match[1]) / 100.0
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _formula(value: object) -> object:
    return _number(value) if not isinstance(value, bool) else value


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def sight(value: object) -> object:
    """One way of seeing, as the fields of Sight."""
    if value in ("exact", "hidden"):
        return {"kind": value}
    if not isinstance(value, dict) or not value or "kind" in value:
        raise ValueError("how a role sees this is `exact`, `hidden` or `{noise: 4%}`")
    return {"kind": "noise", **value}  # type: ignore[reportUnknownVariableType]


def _day(value: str) -> str:
    """A date that exists, in a year that leaves room for a calendar."""
    year, month, day = (int(part) for part in f"{value}-01".split("-")[:3])
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no date {value}") from None
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise ValueError(f"a year from {_YEARS[0]} to {_YEARS[1]} is wanted here")
    return value


def sights(value: object) -> object:
    """A word for all, or the sight of each role."""
    return {"others": value} if isinstance(value, str) else value


def reveals(value: object) -> object:
    """A list of hidden cases shown to every role, or the roles for each."""
    return dict.fromkeys(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value  # type: ignore[arg-type]


# The JSON Schema of what may be written in more ways than it is read as, so that an editor accepts what `validate` accepts.
_PERCENTAGE = {"type": "string", "pattern": r"^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*%\s*$"}
_AS_NUMBER = WithJsonSchema({"anyOf": [{"type": "number"}, _PERCENTAGE]})
_NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_AS_NAMES = WithJsonSchema(_NAMES)
_AS_FORMULA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": LONGEST_FORMULA}]})
_WORDS = {"enum": ["exact", "hidden"]}
_NOISE = {
    "type": "object",
    "properties": {"noise": {"anyOf": [{"type": "number"}, _PERCENTAGE]}, "floor": {"type": "number"}},
    "additionalProperties": False,
    "minProperties": 1,
}
_BY_ROLE = {"type": "object", "additionalProperties": {"anyOf": [_WORDS, _NOISE]}}
AS_SIGHTS = WithJsonSchema({"anyOf": [_WORDS, _BY_ROLE]})
_ROLES = {"anyOf": [*_NAMES["anyOf"], {"type": "null"}]}
AS_REVEALS = WithJsonSchema(
    {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "object", "additionalProperties": _ROLES}]}
)

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
SourceName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Number: TypeAlias = Annotated[float, BeforeValidator(_number), Field(strict=True, allow_inf_nan=False), _AS_NUMBER]
FormulaText: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST_FORMULA)]
Formula: TypeAlias = Annotated[Number | FormulaText, BeforeValidator(_formula), _AS_FORMULA]
UnitText: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST_UNIT)]
Date: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"), AfterValidator(_day)]
YesNo: TypeAlias = Annotated[bool, Field(strict=True)]
Names: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_names), _AS_NAMES]
Turns: TypeAlias = Annotated[int, Field(ge=1, le=12, strict=True)]
Bounds: TypeAlias = tuple[Number | None, Number | None]
