"""What differs between two versions of a scenario file, entry by entry and key by key, whatever the order of the entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from escalation_game.scenario.schema import ScenarioFile

Kind: TypeAlias = Literal["new", "gone", "number", "formula", "text", "other"]
Leaf: TypeAlias = str | float | int | bool | None
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | Leaf"

#: Keys whose words are for readers; all other texts are names, formulas, units or dates.
_FOR_READERS = {
    "title", "summary", "content_note", "note", "because", "headline", "brief", "unavailable", "argument", "text", "item", "article", "evidence",
    "label", "labels", "publisher",
}  # fmt: skip
_FORMULAS = {"value", "initial", "amount", "when", "available", "propensity", "probability", "change", "cost"}
_WHOLE = {"title", "summary", "content_note", "authors", "license", "language", "calendar", "briefing", "map"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `keys` lead from the entry to the value; `before` and `after` are None where there was or is none."""

    kind: Kind
    section: str
    entry: str
    title: str
    keys: tuple[str, ...] = ()
    before: Leaf = None
    after: Leaf = None

    @property
    def factor(self) -> float | None:
        """How many times as large a number became; None where that says nothing."""
        if self.kind != "number" or not self.before or self.after is None:
            return None
        return float(self.after) / float(self.before)


def changes(before: ScenarioFile, after: ScenarioFile) -> tuple[Change, ...]:
    """Every difference, sections in the order of the format and entries by name."""
    return tuple(_changes(_content(before), _content(after)))


def _content(file: ScenarioFile) -> dict[str, Tree]:
    return file.model_dump(by_alias=True, mode="json")


def _changes(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> Iterator[Change]:
    for section in new:
        if section in _WHOLE or section == "format":
            yield from _in_entry(section, "", old[section], new[section])
            continue
        entries, others = _mapping(old[section]), _mapping(new[section])
        for name in sorted({*entries, *others}):
            if name not in entries:
                yield Change("new", section, name, _title(others[name], name))
            elif name not in others:
                yield Change("gone", section, name, _title(entries[name], name))
            else:
                yield from _in_entry(section, name, entries[name], others[name])


def _mapping(content: Tree) -> dict[str, Tree]:
    return content if isinstance(content, dict) else {}


def _in_entry(section: str, name: str, old: Tree, new: Tree) -> Iterator[Change]:
    before, after = dict(_leaves(old)), dict(_leaves(new))
    for keys in (*after, *(keys for keys in before if keys not in after)):
        was, now = before.get(keys), after.get(keys)
        if was != now:
            yield Change(_kind(keys or (section,), was, now), section, name, _title(new, name), keys, was, now)


def _leaves(content: Tree, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _leaves(value, (*keys, str(key)))
    elif isinstance(content, list):
        for number, value in enumerate(content, 1):
            yield from _leaves(value, (*keys, str(number)))
    else:
        yield keys, content


def _kind(keys: tuple[str, ...], was: Leaf, now: Leaf) -> Kind:
    if any(key in _FOR_READERS for key in keys):
        return "text"
    if all(isinstance(one, int | float) and not isinstance(one, bool) for one in (was, now)):
        return "number"
    if any(key in _FORMULAS for key in keys) and any(isinstance(one, str) for one in (was, now)):
        return "formula"
    return "other"


def _title(entry: Tree, name: str) -> str:
    title = entry.get("title") if isinstance(entry, dict) else None
    return re.sub(r"\s+", " ", str(title)) if title else name
