"""Keys that were called otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from escalation_game.authoring.migration.marked import Edit, Marked
from escalation_game.scenario.document import Content

Table: TypeAlias = dict[str, Content]


def section_meant(old: str, new: str) -> Callable[[Table], None]:
    """Calls a section by its present name, in the data."""

    def meant(content: Table) -> None:
        rename(content, old, new)

    return meant


def section_written(old: str, new: str) -> Callable[[str], str]:
    """Calls a section by its present name, in the text."""

    def written(text: str) -> str:
        marked = Marked.of(text)
        found = marked.root.get(old)
        if found is None or marked.root.get(new):
            return text
        return marked.after([Edit(found[0].start, found[0].end, new)])

    return written


def key_meant(sections: Sequence[str], old: str, new: str) -> Callable[[Table], None]:
    """Calls a key of the entries of sections by its present name, in the data."""

    def meant(content: Table) -> None:
        for entry in tables(content, sections):
            rename(entry, old, new)

    return meant


def key_written(sections: Sequence[str], old: str, new: str) -> Callable[[str], str]:
    """Calls a key of the entries of sections by its present name, in the text."""

    def written(text: str) -> str:
        marked = Marked.of(text)
        keys = [found[0] for entry in marked.entries(sections) if (found := entry.get(old)) and not entry.get(new)]
        return marked.after(Edit(key.start, key.end, new) for key in keys)

    return written


def rename(table: Table, old: str, new: str) -> None:
    """Moves a value to another key, unless something stands there."""
    if old in table and new not in table:
        table[new] = table.pop(old)


def tables(content: Table, sections: Sequence[str]) -> list[Table]:
    """The entries of sections that have keys."""
    found = [content.get(section) for section in sections]
    return [one for section in found if isinstance(section, dict) for one in section.values() if isinstance(one, dict)]
