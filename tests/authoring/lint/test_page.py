"""The page about lint: every code has a section, each bad example gives exactly its code, each good one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalation_game.authoring.lint.codes import codes
from escalation_game.authoring.lint.running import Lint

from .orchard import PAGE, codes_of, examples, linted

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted((ROOT / "src/escalation_game/authoring/lint").glob("*.py"))


def test_the_page_is_in_the_docs() -> None:
    assert (ROOT / "docs/reference/lint.md").read_text(encoding="utf-8") == PAGE


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    said = {code for source in SOURCES for code in re.findall(r'"(L\d{3})"', source.read_text(encoding="utf-8"))}
    assert list(codes()) == sorted(said)


@pytest.mark.parametrize("code", codes())
def test_a_section_has_a_bad_and_a_good_example(code: str) -> None:
    assert [kind for kind, _ in examples()[code]] in (["", ""], ["tests", "tests"])


def test_there_is_nothing_to_remark_in_the_scenario_itself(tmp_path: Path) -> None:
    assert codes_of(linted(tmp_path)) == []


@pytest.mark.parametrize("code", codes())
def test_the_bad_example_gives_exactly_its_code_at_a_place_in_it(code: str, tmp_path: Path) -> None:
    found = _example(code, 0, tmp_path)
    assert set(codes_of(found)) == {code}
    for finding in found.findings:
        assert finding.severity == codes()[code].severity
        assert finding.confidence is not None
        assert finding.place.excerpt.strip()
        assert finding.hint


@pytest.mark.parametrize("code", codes())
def test_the_good_example_gives_none(code: str, tmp_path: Path) -> None:
    assert codes_of(_example(code, 1, tmp_path)) == []


def _example(code: str, which: int, folder: Path) -> Lint:
    kind, text = examples()[code][which]
    return linted(folder, tests=text) if kind == "tests" else linted(folder, text)
