"""Which constructs of the format a generated scenario uses, and how often each was used in this session."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .scenarios import Document

FUNCTIONS = (
    *("min", "max", "clip", "abs", "exp", "log", "sqrt", "logistic", "tanh", "saturate", "lookup"),
    *("chosen", "happened", "since", "previous", "bare"),
)
WORDS = ("turn", "days", "and", "or", "not", "if", "is", "is not")
OPERATORS = ("+", "-", "*", "/", "**", "chained comparison")
SHAPES = ("triangular", "uniform", "median", "long_tail", "certain")
#: What only a play shows.
IN_PLAY = (
    "clamped low",
    "clamped high",
    "spent",
    "revealed",
    "ended early",
    "delayed effect",
    "outflows scaled",
    "setters disagree",
)

EXERCISED: Counter[str] = Counter()  #: how many generated scenarios used each construct in this session

_CHAINED = re.compile(r"[<>]=?[^<>()]*[<>]")
_FORMULA_KEYS = {"initial", "value", "when", "amount", "available", "propensity", "probability"}


def constructs(document: Document) -> set[str]:
    """The constructs a document uses, by name."""
    formulas = list(_formulas(document))
    used = {f"formula {name}()" for name in FUNCTIONS if any(f"{name}(" in text for text in formulas)}
    used |= {f"formula {word}" for word in WORDS if any(re.search(rf"\b{word}\b", text) for text in formulas)}
    used |= {f"formula {sign}" for sign in OPERATORS[:-1] if any(sign in text for text in formulas)}
    used |= {"formula chained comparison"} if any(_CHAINED.search(text) for text in formulas) else set()
    used |= {f"{section} {key}" for section, key in _keys(document)}
    used |= set(_ranges(document)) | set(_parameters(document)) | set(_sights(document))
    effects = [effect for _, effect in _effects(document)]
    used |= {f"effect {key}" for effect in effects for key in effect}
    used |= {"effect reveal to some" for effect in effects if isinstance(effect.get("reveal"), dict)}
    used |= {"roles in order"} if len({role["order"] for role in document["roles"].values()}) > 1 else set()
    used |= {"sub-steps"} if document["calendar"]["substeps"] > 1 else {"one step"}
    return used | {f"step {document['calendar']['step']}"}


def every_construct() -> set[str]:
    """What has to be used by some scenario or other."""
    names = {f"formula {name}()" for name in FUNCTIONS} | {f"formula {word}" for word in (*WORDS, *OPERATORS)}
    names |= {f"range {one}" for one in ("closed", "open below", "open above", "open")}
    names |= {f"parameter {one}" for one in (*SHAPES, "draw", "redraw")}
    names |= {f"{section} seen_by {kind}" for section in ("stocks", "derived") for kind in ("noise", "hidden")}
    names |= {f"{section} seen_by hidden" for section in ("switches", "actions", "events", "rules")}
    names |= {"seen_by others", "seen_by exact", "effect seen_by"}
    names |= {f"actions {key}" for key in ("cost", "available", "excludes", "propensity", "unavailable")}
    names |= {f"rules {key}" for key in ("change", "move", "set", "when", "after")}
    names |= {
        f"effect {key}"
        for key in ("change", "move", "set", "reveal", "reveal to some", "when", "after", "for", "because")
    }
    names |= {
        "events once",
        "injects date",
        "endings when",
        "endings priority",
        "switches wins",
        "lenses parameters",
        "lenses cases",
    }
    names |= {
        "roles watch",
        "roles in order",
        "sub-steps",
        "one step",
        *(f"step {one}" for one in ("day", "week", "month", "quarter", "year")),
    }
    return names | set(IN_PLAY)


def _formulas(content: Any, key: str = "") -> Iterator[str]:
    """Every text in a place where a formula may stand."""
    if isinstance(content, dict):
        for name, value in content.items():
            inner = name if key not in {"change", "cost"} else "amount"
            yield from _formulas(value, inner)
    elif isinstance(content, list):
        for one in content:
            yield from _formulas(one, key)
    elif isinstance(content, str) and key in _FORMULA_KEYS:
        yield content


def _keys(document: Document) -> Iterator[tuple[str, str]]:
    for section in ("roles", "switches", "actions", "rules", "events", "injects", "endings", "lenses"):
        for entry in document[section].values():
            yield from ((section, key) for key in entry)


def _ranges(document: Document) -> Iterator[str]:
    for stock in document["stocks"].values():
        low, high = stock.get("range") or (None, None)
        below, above = low is None, high is None
        yield (
            "range open"
            if below and above
            else "range open below"
            if below
            else "range open above"
            if above
            else "range closed"
        )


def _parameters(document: Document) -> Iterator[str]:
    for parameter in document["parameters"].values():
        yield f"parameter {parameter.get('shape', 'triangular') if 'low' in parameter else 'certain'}"
        yield from (f"parameter {key}" for key in ("draw", "redraw") if key in parameter)


def _sights(document: Document) -> Iterator[str]:
    for section in ("stocks", "derived", "switches", "actions", "events", "rules"):
        for entry in document[section].values():
            for who, sight in entry.get("seen_by", {}).items():
                yield f"{section} seen_by {'noise' if isinstance(sight, dict) else sight}"
                if who == "others" or sight == "exact":
                    yield f"seen_by {who if who == 'others' else sight}"


def _effects(document: Document) -> Iterator[tuple[str, Document]]:
    for section in ("actions", "events", "injects"):
        for name, entry in document[section].items():
            yield from ((name, effect) for effect in entry.get("effects", []))
