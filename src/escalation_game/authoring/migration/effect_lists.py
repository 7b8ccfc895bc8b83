"""`effect:`, one or a list, becomes `effects:`, always a list."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.migration.marked import Edit, Marked, Node, indent, is_aside
from escalation_game.authoring.migration.renames import Table, tables

SECTIONS = ("actions", "events", "injects")
OLD, NEW = "effect", "effects"


def meant(content: Table) -> None:
    """The same in the data."""
    for entry in tables(content, SECTIONS):
        if OLD in entry and NEW not in entry:
            effect = entry.pop(OLD)
            entry[NEW] = [effect] if isinstance(effect, dict) else effect


def written(text: str) -> str:
    """The same in the text."""
    marked = Marked.of(text)
    pairs = [found for entry in marked.entries(SECTIONS) if (found := entry.get(OLD)) and not entry.get(NEW)]
    return marked.after(
        edit for key, value in pairs for edit in (Edit(key.start, key.end, NEW), *_as_item(marked, value))
    )


def _as_item(marked: Marked, value: Node) -> Iterator[Edit]:
    """What makes keys with values the one item of a list."""
    if not value.pairs:
        return
    if value.flow:
        yield Edit(value.start, value.start, "[")
        yield Edit(value.end, value.end, "]")
        return
    yield Edit(value.start, value.start, "- ")
    first, column = marked.line(value.start), marked.column(value.start)
    for line in range(first + 1, block_end(marked, value, column)):
        if marked.written(line):
            yield Edit(marked.starts[line], marked.starts[line], "  ")


def block_end(marked: Marked, value: Node, column: int) -> int:
    """The line after the last of a value in lines of its own; comments indented less than `column` and blank lines are not part of it."""
    first, end = marked.line(value.start), marked.line(value.end)
    if marked.column(value.end) > 0 and not marked.written(end)[: marked.column(value.end)].isspace():
        end += 1  # the text ends without the end of a line
    while end - 1 > first and is_aside(line := marked.written(end - 1)) and (not line.strip() or indent(line) < column):
        end -= 1
    return end
