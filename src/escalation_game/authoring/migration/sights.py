"""`hidden_from: [role…]` becomes `seen_by: {role: hidden…}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from escalation_game.authoring.migration.marked import Edit, Marked, Node
from escalation_game.authoring.migration.renames import Table, tables
from escalation_game.scenario.document import Content

SECTIONS = ("stocks", "derived", "switches", "cases", "actions", "rules", "events")
_WITH_EFFECTS = ("actions", "events", "injects")
_SIGN = re.compile("[|>][-+0-9]*")
OLD, NEW = "hidden_from", "seen_by"


def meant(content: Table) -> None:
    """The same in the data."""
    effects = [one for entry in tables(content, _WITH_EFFECTS) for one in _effects(entry.get("effects"))]
    for entry in (*tables(content, SECTIONS), *effects):
        if OLD in entry and NEW not in entry and (roles := _roles(entry[OLD])) is not None:
            del entry[OLD]
            entry[NEW] = dict.fromkeys(roles, "hidden")


def written(text: str) -> str:
    """The same in the text."""
    marked = Marked.of(text)
    entries = [*marked.entries(SECTIONS), *_marked_effects(marked)]
    pairs = [found for entry in entries if (found := entry.get(OLD)) and not entry.get(NEW)]
    return marked.after(edit for key, value in pairs for edit in _edits(marked, key, value))


def _effects(effects: Content) -> list[Table]:
    return [one for one in effects if isinstance(one, dict)] if isinstance(effects, list) else []


def _roles(value: Content) -> list[str] | None:
    """The names in the value; None where it is neither a name nor a list of some."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names:
        return None
    roles = [name for name in names if isinstance(name, str)]
    return roles if len({*roles}) == len(names) else None


def _marked_effects(marked: Marked) -> Iterator[Node]:
    for entry in marked.entries(_WITH_EFFECTS):
        if found := entry.get("effects"):
            yield from found[1].items


def _edits(marked: Marked, key: Node, value: Node) -> Iterator[Edit]:
    if value.pairs or not (value.items or value.text):
        return
    yield Edit(key.start, key.end, NEW)
    if not value.items:
        start, end = marked.word(value)
        if start != value.start:  # the sign that the word stands below
            yield Edit(value.start, value.start + len(_SIGN.match(marked.text, value.start)[0]), "")  # type: ignore[index]
        yield Edit(start, end, "{" + marked.text[start:end] + ": hidden}")
        return
    if value.flow:
        yield Edit(value.start, value.start + 1, "{")
        yield Edit(value.end - 1, value.end, "}")
    for item in value.items:
        yield Edit(item.end, item.end, ": hidden")
        if not value.flow:  # in place of the dash, so that the name is indented more than the key
            dash = marked.text.rindex("-", 0, item.start)
            yield Edit(dash, item.start, "  ")
