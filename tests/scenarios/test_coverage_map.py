"""The map from the article to the game: every item of the article once, and every entry it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalation_game.scenario import load, shipped
from escalation_game.scenario.schema import ScenarioFile

ITEMS = range(1, 123)
LEFT_OUT = "left out"


def _rows(text: str) -> list[tuple[int, str, str, str]]:
    """Number, item, entries and remark of each row of the table."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return [(int(cells[0]), cells[1], cells[2], cells[3]) for cells in rows if cells[0].isdecimal()]


def _exists(file: ScenarioFile, section: str, name: str) -> bool:
    if section == "evidence":
        return file.briefing is not None and name in {one.item for one in file.briefing.evidence}
    if section == "briefing":
        return file.briefing is not None and bool(getattr(file.briefing, name, None))
    return name in getattr(file, section, {})


def _missing(file: ScenarioFile, text: str) -> list[str]:
    """What is wrong with a map, in words."""
    rows = _rows(text)
    numbers = [number for number, *_ in rows]
    wrong = [f"item {number} is there {numbers.count(number)} times" for number in ITEMS if numbers.count(number) != 1]
    wrong += [f"there is no item {number}" for number in numbers if number not in ITEMS]
    for number, item, entries, remark in rows:
        named = re.findall("`([^`]+)`", entries)
        if not item or (entries == LEFT_OUT) == bool(named) or (entries == LEFT_OUT and not remark):
            wrong.append(f"item {number} names entries, or is left out with the reason")
        for entry in named:
            section, _, name = entry.partition(":")
            if not _exists(file, section, name):
                wrong.append(f"item {number}: there is no {entry}")
    return wrong


@pytest.fixture(scope="module")
def flagship() -> ScenarioFile:
    return load("kursk-2024").file


@pytest.fixture(scope="module")
def table() -> str:
    return Path(shipped()["kursk-2024"]).with_name("coverage.md").read_text("utf-8")


def test_every_item_is_mapped_to_entries_that_exist(flagship: ScenarioFile, table: str) -> None:
    assert _missing(flagship, table) == []


def test_a_missing_item_and_a_missing_entry_are_found(flagship: ScenarioFile, table: str) -> None:
    without = "\n".join(line for line in table.splitlines() if not line.startswith("| 47 |"))
    assert _missing(flagship, without) == ["item 47 is there 0 times"]
    renamed = table.replace("`actions:guard_units`", "`actions:guards`")
    assert _missing(flagship, renamed) == [f"item {number}: there is no actions:guards" for number in (66, 85, 120)]
    unexplained = re.sub(r"^(\| 96 \|.*\| left out \|).*\|$", r"\1  |", table, flags=re.MULTILINE)
    assert _missing(flagship, unexplained) == ["item 96 names entries, or is left out with the reason"]


def test_few_items_are_left_out(table: str) -> None:
    assert [number for number, _, entries, _ in _rows(table) if entries == LEFT_OUT] == [12, 96]
