"""`# lint: ignore CODE because …`: where it counts, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.authoring.lint.ignores import ignores
from escalation_game.scenario.places import Places

from .orchard import codes_of, linted

UNUSED = "sources:\n{above}  almanac: {{title: An almanac}}{beside}\n"


def _codes(folder: Path, above: str = "", beside: str = "") -> list[str]:
    return list(codes_of(linted(folder, UNUSED.format(above=above, beside=beside))))


@pytest.mark.parametrize(
    ("above", "beside"),
    [
        ("  # lint: ignore L106 because it is handed out\n", ""),
        ("  # LINT:ignore l106 because it is handed out\n", ""),
        ("  # lint: ignore L106 because it is handed out\n  # and kept in school\n", ""),
        ("", "  # lint: ignore L106 because it is handed out"),
    ],
)
def test_with_a_reason_it_counts(above: str, beside: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, above, beside) == []


@pytest.mark.parametrize(
    "comment", ["# lint: ignore L106", "# lint: ignore L106 because", "# lint: ignore L106 because ."]
)
def test_without_a_reason_it_does_not(comment: str, tmp_path: Path) -> None:
    assert sorted(_codes(tmp_path, f"  {comment}\n")) == ["L106", "L901"]


def test_another_code_does_not_count(tmp_path: Path) -> None:
    assert sorted(_codes(tmp_path, "  # lint: ignore L104 because it is handed out\n")) == ["L106", "L902"]


def test_no_code_is_told(tmp_path: Path) -> None:
    assert sorted(_codes(tmp_path, "  # lint: ignore because it is handed out\n")) == ["L106", "L902"]


def test_two_codes_in_one_comment(tmp_path: Path) -> None:
    assert _codes(tmp_path, "  # lint: ignore L106, L104 because it is handed out\n") == ["L902"]


def test_a_line_further_up_does_not_count(tmp_path: Path) -> None:
    assert "L106" in _codes(tmp_path, "  # lint: ignore L106 because it is far\n  other: {title: Other, note: None}\n")


def test_what_only_looks_like_a_comment_is_none() -> None:
    text = (
        'title: "a # lint: ignore L106 because"\nsummary: >-\n  one\n  # lint: ignore L106 because it is text\n'
        "x: a#lint:ignore L106 because it is text\n"
    )
    assert ignores(text, Places.of(text, "a.yaml")) == ()


def test_it_counts_at_the_key_of_a_folded_formula(tmp_path: Path) -> None:
    rule = """\
rules:
  glut:
    title: Glut
    because: Fruit rots.
    source: judgement
    # lint: ignore L201 because it waits for a larger barn
    when: >-
      apples > 30
      and apples < 20
    change: {apples: -1}
"""
    assert codes_of(linted(tmp_path / "with", rule)) == []
    without = rule.replace("    # lint: ignore L201 because it waits for a larger barn\n", "")
    assert codes_of(linted(tmp_path / "without", without)) == ["L201"]
