"""The page of findings: every code has a section, each bad example gives exactly its code, each good one none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from escalation_game.play.plan import read_plan
from escalation_game.scenario import ScenarioError, load, load_text
from escalation_game.scenario.pack import checked_pack

from .evil_packs import GOOD, ZOO
from .pond import POND, pond, with_fragment

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/findings.md").read_text(encoding="utf-8")
SOURCES = [*(ROOT / "src/escalation_game/scenario").glob("*.py"), ROOT / "src/escalation_game/play/plan.py"]

_SECTION = re.compile(r"^## (E\d{3}): .+?$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(.*?)$\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {code: _FENCE.findall(text) for code, text in _SECTION.findall(PAGE)}


def _filled(size: int) -> bytes:
    return POND.encode() + b"#" * (size - len(POND))


def _entries(count: int, letter: str) -> bytes:
    entries = "".join(f"  {letter}{number}: {{value: 1}}\n" for number in range(count))
    return f"{WITHOUT_PARAMETERS}parameters:\n{entries}".encode()


WITHOUT_PARAMETERS = POND.replace("parameters:\n  growth: {value: 0.2, low: 0.1, high: 0.3}\n", "").replace(
    "growth", "2"
)

#: What cannot be shown on a page: the bad file and the good one.
MADE: dict[str, tuple[bytes, bytes]] = {
    "E002": (_filled(50_000_000), _filled(100_000)),
    "E003": (with_fragment("title: Café\n").encode("latin-1"), with_fragment("title: Café\n").encode()),
    "E010": (_entries(501, "p"), _entries(500, "p")),
    "E100": (_entries(60, "P"), _entries(60, "p")),
}


#: The packs that the examples of the page tell of.
PACKS: dict[str, str] = {
    "E701": "truncated", "E702": "many files", "E703": "name: parent", "E704": "names differ in case", "E705": "link",
    "E706": "program", "E707": "wrong sum", "E708": "no manifest", "E709": "changed file", "E710": "comment",
    "E711": "no authors", "E712": "no scenario",
}  # fmt: skip


def _codes(read: Callable[[], object]) -> set[str]:
    try:
        read()
    except ScenarioError as error:
        return {finding.code for finding in error.findings}
    return set()


def _example_codes(code: str, which: int, folder: Path) -> set[str]:
    """The codes that an example gives: 0 the bad one, 1 the good one."""
    language, text = SECTIONS[code][which]
    path = folder / "example.yaml"
    match language:
        case "text":
            path.write_bytes(MADE[code][which])
            return _codes(lambda: load(path))
        case "text pack":
            content = ZOO[PACKS[code]][1]() if which == 0 else GOOD
            return _codes(lambda: checked_pack(content, "example.zip"))
        case "sh":
            return _codes(lambda: load(text.split()[-1]))
        case "yaml plan":
            path.write_text(text, encoding="utf-8")
            return _codes(lambda: read_plan(path, pond().file))
        case _:
            return _codes(lambda: load_text(with_fragment(text), "example"))


def _codes_in_source() -> Iterator[str]:
    for source in SOURCES:
        yield from re.findall(r'"(E\d{3})"', source.read_text(encoding="utf-8"))


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    assert list(SECTIONS) == sorted(set(_codes_in_source()))


@pytest.mark.parametrize("code", SECTIONS)
def test_a_section_has_a_bad_and_a_good_example(code: str) -> None:
    assert [language for language, _ in SECTIONS[code]] in (
        [kind] * 2 for kind in ("yaml", "yaml plan", "sh", "text", "text pack")
    )


@pytest.mark.parametrize("code", SECTIONS)
def test_the_bad_example_gives_exactly_its_code(code: str, tmp_path: Path) -> None:
    assert _example_codes(code, 0, tmp_path) == ({"E108", code} if code == "E100" else {code})


@pytest.mark.parametrize("code", SECTIONS)
def test_the_good_example_gives_none(code: str, tmp_path: Path) -> None:
    assert _example_codes(code, 1, tmp_path) == set()
