"""`variables:` with `kind: stock` and so on becomes a section for each kind.

The lines of an entry move as they are, with the comments above them; only the kind is taken out, and the indentation follows the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from escalation_game.authoring.migration.effect_lists import block_end
from escalation_game.authoring.migration.marked import Edit, Marked, Node, indent, is_aside
from escalation_game.authoring.migration.renames import Table
from escalation_game.scenario.document import Content, parse_document

OLD = "variables"
#: What a kind's section is called.
SECTIONS = {"stock": "stocks", "derived": "derived", "switch": "switches", "parameter": "parameters", "case": "cases"}
_COMMENT = re.compile("#[^\r\n]*")
_INDENT = 2


def meant(content: Table) -> None:
    """The same in the data."""
    variables = content.get(OLD)
    for name, section in movable(content).items():
        entry = variables.pop(name) if isinstance(variables, dict) else None
        held = content.get(section)
        if isinstance(entry, dict):
            entry.pop("kind")
            content[section] = {**held, name: entry} if isinstance(held, dict) else {name: entry}
    if variables == {}:
        del content[OLD]


def movable(content: Content) -> dict[str, str]:
    """The section that each variable belongs to, of those whose kind is known and whose name is free there."""
    variables = content.get(OLD) if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(variables, dict):
        return {}
    wanted = {name: _section(entry) for name, entry in variables.items()}
    return {name: section for name, section in wanted.items() if section and _free(content.get(section), name)}


def _section(entry: Content) -> str:
    kind = entry.get("kind") if isinstance(entry, dict) and len(entry) > 1 else None
    return SECTIONS.get(kind, "") if isinstance(kind, str) else ""


def _free(held: Content, name: str) -> bool:
    return held is None or (isinstance(held, dict) and name not in held)


def written(text: str) -> str:
    """The same in the text."""
    content, _ = parse_document(text, "")
    sections = movable(content)
    if not sections:
        return text
    text = text if text.endswith("\n") else text + _line_end(text)
    for section in (OLD, *dict.fromkeys(sections.values())):
        text = _opened(text, section)
    return _moved(_without_kinds(text, sections), sections)


def _opened(text: str, section: str) -> str:
    """The text with a section in braces written one entry a line."""
    marked = Marked.of(text)
    found = marked.root.get(section)
    if found is None or not found[1].flow:
        return text
    key, value = found
    end = marked.starts[marked.line(value.end - 1) + 1]
    lines = [text[key.start : key.end] + ":"]
    at = value.start + 1
    for name, entry in (*value.pairs, (None, None)):
        gap = text[at : name.start if name else value.end - 1]
        same_line, _, further = gap.partition("\n")
        lines[-1] += "".join(f"  {comment}" for comment in _comments(same_line))
        lines += [" " * _INDENT + comment for comment in _comments(further)]
        if name and entry:
            lines.append(" " * _INDENT + text[name.start : entry.end])
            at = entry.end
    lines += [" " * _INDENT + comment for comment in _comments(text[value.end : end])]
    return text[: key.start] + "".join(line + _line_end(text) for line in lines) + text[end:]


def _comments(gap: str) -> list[str]:
    return [found.rstrip() for found in _COMMENT.findall(gap)]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _without_kinds(text: str, names: Mapping[str, str]) -> str:
    """The text without the kinds of these variables."""
    marked = Marked.of(text)
    found = marked.root.get(OLD)
    entries = [value for name, value in (found[1].pairs if found else ()) if name.text in names]
    return marked.after(_kind_removed(marked, entry) for entry in entries)


def _kind_removed(marked: Marked, entry: Node) -> Edit:
    number = next(index for index, (key, _) in enumerate(entry.pairs) if key.text == "kind")
    key, value = entry.pairs[number]
    if entry.flow:
        return _cut_out(marked.text, entry, number)
    head = marked.line(key.start)
    line = marked.line(marked.word(value)[1])
    comments = [
        found[0].rstrip() for one in sorted({head, line}) if (found := _COMMENT.search(_beside(marked, value, one)))
    ]
    if comments:
        return Edit(key.start, marked.starts[line] + len(marked.written(line)), "  ".join(comments))
    if number == 0:  # what follows comes to its place
        return Edit(
            key.start, entry.pairs[1][0].start, _asides(marked, line + 1, entry.pairs[1][0], marked.column(key.start))
        )
    return Edit(marked.starts[head], marked.starts[line + 1], "")


def _beside(marked: Marked, value: Node, line: int) -> str:
    """What stands in a line after the value, or after the sign that it stands below."""
    end = marked.word(value)[1]
    return marked.written(line)[marked.column(end if line == marked.line(end) else value.start) :]


def _asides(marked: Marked, first: int, key: Node, column: int) -> str:
    """Comments between two keys, the first of them where the first key was."""
    told = marked.text[marked.starts[first] : marked.starts[marked.line(key.start)]].lstrip()
    return told + " " * column if told else ""


def _cut_out(text: str, entry: Node, number: int) -> Edit:
    """Takes a pair out of braces, with the comma after it, or else the one before it."""
    key, value = entry.pairs[number]
    if number + 1 < len(entry.pairs):
        gap = text[value.end : entry.pairs[number + 1][0].start]
        comma = re.match(r"\s*, ?", gap)
        return Edit(key.start, value.end + (comma.end() if comma else 0), "")
    before = entry.pairs[number - 1][1].end
    return Edit(key.start if "#" in text[before : key.start] else before, value.end, "")


@dataclass(frozen=True)
class _Block:
    """An entry in lines of its own, `first` to before `end`, the comments above it included."""

    name: str
    first: int
    end: int


def _blocks(marked: Marked, section: Node) -> Iterator[_Block]:
    """The entries of a section; a comment that is not indented more than the entries belongs to the entry below it."""
    column = marked.column(section.start)
    keys = [marked.line(key.start) for key, _ in section.pairs]
    first = None
    for (key, _), line, following in zip(section.pairs, keys, (*keys[1:], None), strict=True):
        end = block_end(marked, section, column) if following is None else following
        while following is not None and end - 1 > line and _belongs_below(marked.written(end - 1), column):
            end -= 1
        yield _Block(key.text, line if first is None else first, end)
        first = end


def _belongs_below(line: str, column: int) -> bool:
    return is_aside(line) and (not line.strip() or indent(line) <= column)


def _moved(text: str, sections: Mapping[str, str]) -> str:
    """The text with the lines of each variable in its section: one that is there already, or a new one where the variables were."""
    marked = Marked.of(text)
    found = marked.root.get(OLD)
    if found is None:
        return text
    header, column = marked.line(found[0].start), marked.column(found[1].start)
    blocks = list(_blocks(marked, found[1]))
    taken = {
        block.name: _lines(marked, header + 1 if block is blocks[0] else block.first, block.end) for block in blocks
    }
    by_section = {
        one: [line for name in taken if sections.get(name) == one for line in taken[name]] for one in sections.values()
    }
    edits: list[Edit] = []
    here: list[str] = []
    for section, lines in by_section.items():
        there = marked.root.get(section)
        if there is None:
            here += [f"{section}:" + _line_end(text), *lines]
        else:
            edits.append(_added(marked, there, lines, column))
    rest = [line for name in taken if name not in sections for line in taken[name]]
    head = text[found[0].end + 1 : marked.starts[header + 1]]
    if rest:
        here = [text[marked.starts[header] : marked.starts[header + 1]], *rest, *here]
    elif here and head.strip():
        here[0] = here[0].rstrip() + head
    elif head.strip():
        here = [head.lstrip()]
    edits.append(Edit(marked.starts[header], marked.starts[blocks[-1].end], "".join(here)))
    return marked.after(edits)


def _lines(marked: Marked, first: int, end: int) -> list[str]:
    return marked.text[marked.starts[first] : marked.starts[end]].splitlines(keepends=True)


def _added(marked: Marked, section: tuple[Node, Node], lines: list[str], column: int) -> Edit:
    """Puts lines at the end of a section, indented as it is."""
    key, value = section
    if not value.pairs:
        at, own = marked.starts[marked.line(key.start) + 1], column
    else:
        own = marked.column(value.start)
        at = marked.starts[block_end(marked, value, own)]
    return Edit(at, at, "".join(_shifted(line, own - column) for line in lines))


def _shifted(line: str, by: int) -> str:
    if not line.strip("\r\n"):
        return line
    return " " * by + line if by >= 0 else line[min(-by, indent(line)) :]
