"""The scenario of the page about lint, and fragments put into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from escalation_game.authoring.lint import codes as _codes
from escalation_game.authoring.lint.running import Lint, lint

PLAYS = 400

PAGE = Path(_codes.__file__).with_name("codes.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```yaml *(.*?)$\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^([a-z_]+):", re.MULTILINE)
_ENTRY = re.compile(r"^  ([a-z_]+):", re.MULTILINE)

ORCHARD = next(text for kind, text in _FENCE.findall(PAGE) if kind == "scenario")


@lru_cache(maxsize=1)
def examples() -> dict[str, list[tuple[str, str]]]:
    """The examples of each code: what follows the fence's "yaml", and the fragment; the bad one first."""
    return {code: _FENCE.findall(one.section) for code, one in _codes.codes().items()}


def with_fragment(fragment: str, scenario: str = ORCHARD) -> str:
    """The scenario with a fragment: its entries take the place of those of the same name, or stand at the end of their section."""
    sections = _parts(scenario, _SECTION)
    for name, text in _parts(fragment, _SECTION):
        place = next((number for number, one in enumerate(sections) if one[0] == name), None)
        if place is None:
            sections.append((name, text))
        else:
            sections[place] = (name, _merged(sections[place][1], text))
    return "".join(text for _, text in sections)


def _parts(text: str, start: re.Pattern[str]) -> list[tuple[str, str]]:
    """Parts that begin with a name; a comment above a name belongs to it."""
    starts = [(match.start(), match[1]) for match in start.finditer(text)]
    begins = [_above(text, at) for at, _ in starts]
    ends = [*begins[1:], len(text)] if begins else []
    return [(name, text[at:end]) for (_, name), at, end in zip(starts, begins, ends, strict=True)]


def _above(text: str, at: int) -> int:
    before = text[:at].splitlines(keepends=True)
    while before and before[-1].lstrip().startswith("#"):
        at -= len(before.pop())
    return at


def _merged(old: str, new: str) -> str:
    header, _, body = old.partition("\n")
    entries = dict(_parts(body, _ENTRY))
    entries.update(_parts(new.partition("\n")[2], _ENTRY))
    return header + "\n" + "".join(entries.values())


def linted(folder: Path, fragment: str = "", tests: str = "", plays: int = PLAYS) -> Lint:
    """What lint says of the scenario with a fragment, and of a file of tests beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(with_fragment(fragment), encoding="utf-8")
    if tests:
        (folder / "tests.yaml").write_text(tests, encoding="utf-8")
    return lint(folder, plays)


def codes_of(found: Lint) -> Sequence[str]:
    """The codes of what was found, in the order of the file."""
    return [finding.code for finding in found.findings]
