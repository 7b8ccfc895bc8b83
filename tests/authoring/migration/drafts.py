"""Drafts: scenarios written in format 0, in as many styles of YAML as an author may choose, with a comment wherever one may stand."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generated.scenarios import Document

Table: TypeAlias = dict[str, Any]

KINDS = {"stocks": "stock", "derived": "derived", "switches": "switch", "parameters": "parameter", "cases": "case"}
_RENAMED = (("stocks", "initial", "start"), ("switches", "initial", "start"), ("events", "probability", "prob"))
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ .()*/%")


def as_draft(document: Document, dice: random.Random) -> Document:
    """The same scenario as format 0 would have it, each difference made or left out as the dice say."""
    draft: Document = json.loads(json.dumps(document)) | {"format": 0}
    for section, new, old in _RENAMED:
        for entry in draft.get(section, {}).values():
            _renamed(entry, new, old, dice)
    for section in ("actions", "events", "injects"):
        for entry in draft.get(section, {}).values():
            for effect in entry.get("effects", []):
                _hidden(effect, dice)
            if "effects" in entry and dice.random() < 0.7:
                effects = entry.pop("effects")
                entry["effect"] = effects[0] if len(effects) == 1 and dice.random() < 0.8 else effects
    for section in ("stocks", "derived", "switches", "cases", "actions", "rules", "events"):
        for entry in draft.get(section, {}).values():
            _hidden(entry, dice)
    if dice.random() < 0.8:
        draft = _in_variables(draft, dice)
    _renamed(draft, "roles", "players", dice)
    return draft


def _renamed(table: Table, new: str, old: str, dice: random.Random) -> None:
    """Calls a key by its older name, in the place where it stood."""
    if new in table and dice.random() < 0.8:
        items = [(old if key == new else key, value) for key, value in table.items()]
        table.clear()
        table.update(items)


def _hidden(entry: Table, dice: random.Random) -> None:
    sights = entry.get("seen_by")
    if sights and all(sight == "hidden" for sight in sights.values()) and dice.random() < 0.8:
        del entry["seen_by"]
        entry["hidden_from"] = next(iter(sights)) if len(sights) == 1 and dice.random() < 0.5 else list(sights)


def _in_variables(draft: Document, dice: random.Random) -> Document:
    """Some or all variables under `variables:`, with their kind at any place among their keys."""
    variables: Table = {}
    for section, kind in KINDS.items():
        for name in [one for one in draft.get(section, {}) if dice.random() < 0.7]:
            items = list(draft[section].pop(name).items())
            items.insert(dice.randrange(len(items) + 1), ("kind", kind))
            variables[name] = dict(items)
        if section in draft and not draft[section]:
            del draft[section]
    items = list(draft.items())
    if variables:
        names = list(variables)
        dice.shuffle(names)
        items.insert(dice.randrange(len(items) + 1), ("variables", {name: variables[name] for name in names}))
    return dict(items)


@dataclass
class Scribe:
    """Writes plain data as YAML. Its state: the comments written so far, each of them another."""

    dice: random.Random
    comments: list[str] = field(default_factory=list[str])

    def text(self, content: Document) -> str:
        """The whole file."""
        lines = self._mapping(content, "", 0)
        end = self.dice.choice(["\n", "", "\n\n", "\n# the end {\n"])
        return "\n".join([self._comment(), *lines]) + end

    def _comment(self) -> str:
        self.comments.append(f"# note {len(self.comments)}: prob, {{start}} 'kind")
        return self.comments[-1]

    def _asides(self, lead: str) -> list[str]:
        """Blank lines and comments between two keys."""
        count = self.dice.choice([0, 0, 0, 1, 2])
        return [lead + self._comment() if self.dice.random() < 0.5 else "" for _ in range(count)]

    def _tail(self) -> str:
        return "  " + self._comment() if self.dice.random() < 0.2 else ""

    def _mapping(self, content: Table, lead: str, depth: int) -> list[str]:
        step = lead + " " * self.dice.choice([2, 2, 4])
        lines: list[str] = []
        for key, value in content.items():
            lines += self._asides(lead)
            lines += self._pair(self._key(key), value, lead, step, depth)
        return lines

    def _pair(self, key: str, value: Any, lead: str, step: str, depth: int) -> list[str]:
        if value and isinstance(value, dict) and (depth == 0 or self.dice.random() < 0.5):
            if self.dice.random() < (0.15 if depth == 0 else 0):
                return self._braces(key, value, lead)
            return [f"{lead}{key}:{self._tail()}", *self._mapping(value, step, depth + 1)]
        if value and isinstance(value, list) and self.dice.random() < 0.5:
            dash = self.dice.choice([lead, step])
            return [f"{lead}{key}:{self._tail()}", *(line for one in value for line in self._item(one, dash, depth))]
        if isinstance(value, str) and self.dice.random() < 0.1 and value.strip():
            return [f"{lead}{key}: >-", f"{step}{value}"]
        return [f"{lead}{key}: {self._flow(value)}{self._tail()}"]

    def _braces(self, key: str, value: Table, lead: str) -> list[str]:
        """A section in braces over several lines, with comments between the entries."""
        inner = [f"    {self._key(name)}: {self._flow(one)},{self._tail()}" for name, one in value.items()]
        return [f"{lead}{key}: {{{self._tail()}", *inner, f"{lead}  }}{self._tail()}"]

    def _item(self, value: Any, dash: str, depth: int) -> list[str]:
        if value and isinstance(value, dict) and self.dice.random() < 0.7:
            lines = self._mapping(value, dash + "  ", depth + 2)
            first = next(
                number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
            )
            lines[first] = dash + "- " + lines[first][len(dash) + 2 :]
            return lines
        return [f"{dash}- {self._flow(value)}{self._tail()}"]

    def _flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(key)}: {self._flow(one)}" for key, one in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(one) for one in value) + "]"
        return self._scalar(value)

    def _key(self, key: str) -> str:
        return self.dice.choice([key, key, key, key, f'"{key}"', f"'{key}'"])

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        plain = value and set(value) <= _PLAIN and value[0].isalpha() and value[-1] not in " :"
        styles = [json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]
        return self.dice.choice([*styles, *([value] * 3 if plain and value not in {"true", "false", "null"} else [])])
