"""The page on scenarios' tests: its examples do what it says, and it names every code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .towns import EXAMPLES, PAGE, ROOT, codes, outcomes

GOOD = [text for kind, text in EXAMPLES if not kind]
BAD = [(kind, text) for kind, text in EXAMPLES if kind.startswith("E6")]


@pytest.mark.parametrize("text", GOOD, ids=[re.findall("^  (.+):$", text, re.MULTILINE)[-1] for text in GOOD])
def test_a_good_example_passes(text: str, tmp_path: Path) -> None:
    told = outcomes(tmp_path, text)
    assert told
    assert [failure.message for one in told for failure in one.failures] == []


@pytest.mark.parametrize(("code", "text"), BAD, ids=[code for code, _ in BAD])
def test_a_bad_example_gives_exactly_its_code(code: str, text: str, tmp_path: Path) -> None:
    assert codes(tmp_path, text) == [code]


def test_every_code_of_the_sources_is_on_the_page_with_an_example() -> None:
    sources = (ROOT / "src/escalation_game/authoring").glob("*.py")
    used = {code for source in sources for code in re.findall(r'"(E6\d\d)"', source.read_text(encoding="utf-8"))}
    assert used == {code for code, _ in BAD}
    assert used == set(re.findall(r"^\| (E6\d\d) \|", PAGE, re.MULTILINE))
