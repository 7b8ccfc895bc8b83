"""`--fix`: takes out what may simply go. Only whole lines or comments are removed, so that all else stays letter by letter as it was.

Each removal is tried on the text alone: the file has to say afterwards exactly what it said, less the entry. What does not is left to the author.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from escalation_game.authoring.lint.ignores import Ignore
from escalation_game.authoring.lint.running import Lint
from escalation_game.authoring.lint.subject import Remark
from escalation_game.play.whole_files import write_whole
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Path as Steps
from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.load import Scenario, load_text

REMOVABLE = frozenset({"L104", "L106"})


@dataclass(frozen=True)
class Fixed:
    """A file before and after, and what was removed from it."""

    path: Path
    before: str
    after: str
    removed: tuple[str, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        name = str(self.path)
        return "\n".join(difflib.unified_diff(self.before.split("\n"), self.after.split("\n"), name, name, lineterm=""))

    def write(self) -> None:
        """Writes the file whole. Raises OSError."""
        write_whole(self.path, self.after)


def fixed(found: Lint) -> Fixed | None:
    """The scenario without what is removable; None where there is nothing."""
    scenario = found.scenario
    if scenario is None:
        return None
    text, removed = scenario.text, list[str]()
    for what, shorter in _attempts(text, found, scenario):
        text, removed = shorter, [*removed, what]
    return Fixed(Path(found.path), scenario.text, text, tuple(removed)) if removed else None


def _attempts(text: str, found: Lint, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What was removed, and the text without it and all before. Comments go first, from the last to the first, so that their places hold."""
    for ignore in sorted(_needless(found), key=lambda one: -one.line):
        shorter = without_comment(text, ignore)
        if shorter is not None:
            text = shorter
            yield f"L902 {ignore.code}", text
    for remark in _removable(found.remarks, scenario):
        shorter = without_entry(text, remark.path)
        if shorter is not None:
            text = shorter
            yield f"{remark.code} {remark.path[1]}", text


def _needless(found: Lint) -> Iterator[Ignore]:
    """Comments of which no code is needed."""
    needed = {one.line for one in found.needed}
    lines: set[int] = set()
    for one in found.unneeded:
        if one.line not in needed | lines:
            lines.add(one.line)
            yield one


def _removable(remarks: Iterable[Remark], scenario: Scenario) -> Iterator[Remark]:
    """Sources nothing cites, and parameters no formula reads and no lens names."""
    for remark in remarks:
        named = any(remark.path[1:2] == (name,) for lens in scenario.file.lenses.values() for name in lens.parameters)
        if remark.code in REMOVABLE and len(remark.path) == 2 and not named:
            yield remark


def without_entry(text: str, path: Steps) -> str | None:
    """The text without the lines of an entry of a section; None where they hold anything else."""
    content, places = parse_document(text, "scenario.yaml")
    lines, key = text.split("\n"), places.keys.get(path)
    if key is None:
        return None
    first, end = key.line, _end(lines, key.line, key.column)
    wanted = _less(content, path)
    section = str(path[0])
    if isinstance(wanted, dict) and not wanted[section]:  # its last entry: the section goes with it
        first = places.keys[(section,)].line
        del wanted[section]
    shorter = "\n".join([*lines[:first], *lines[end:]])
    return shorter if _says(shorter, wanted) else None


def without_comment(text: str, ignore: Ignore) -> str | None:
    """The text without a comment, or without its whole line where nothing else stands there; None where that changes what the file says."""
    lines = text.split("\n")
    line = lines[ignore.line]
    rest = line[: ignore.column].rstrip()
    lines[ignore.line : ignore.line + 1] = [rest + ("\r" if line.endswith("\r") else "")] if rest else []
    shorter = "\n".join(lines)
    return shorter if _says(shorter, parse_document(text, "scenario.yaml")[0]) else None


def _end(lines: list[str], first: int, indent: int) -> int:
    """Where the lines of an entry end: before the next line that is indented no more, blank lines and comments in front of it left there."""
    end = first + 1
    last = end
    while end < len(lines):
        line = lines[end]
        blank = not line.strip() or line.lstrip().startswith("#")
        if not blank and len(line) - len(line.lstrip()) <= indent:
            break
        end += 1
        if not blank:
            last = end
    return last


def _less(content: Content, path: Steps) -> Content:
    """The content without what stands at a path of two steps."""
    whole = copy.deepcopy(content)
    if isinstance(whole, dict) and isinstance(section := whole.get(str(path[0])), dict):
        section.pop(str(path[1]), None)
    return whole


def _says(text: str, wanted: Content) -> bool:
    """Whether a text says exactly this, and still holds together as a scenario."""
    try:
        content, _ = parse_document(text, "scenario.yaml")
        load_text(text, "scenario")
    except ScenarioError:
        return False
    return content == wanted
