"""Differences between versions: what changed in words, and what it does."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from escalation_game.authoring.difference import changes
from escalation_game.authoring.shift import shift
from escalation_game.cli.main import commands
from escalation_game.scenario import load, load_text

FILE = Path(__file__).parents[2] / "scenarios" / "first-steps" / "scenario.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def version(*replaced: tuple[str, str]):
    text = TEXT
    for old, new in replaced:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_text(text, "first-steps")


def test_a_number_tells_how_much_more() -> None:
    other = version(("half is dark, value: 2.2,", "half is dark, value: 2.75,"))
    [one] = changes(version().file, other.file)
    assert (one.kind, one.section, one.entry, one.keys) == ("number", "parameters", "repair", ("value",))
    assert one.factor == pytest.approx(1.25)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Nothing you do here can go badly wrong.", "Nothing can go wrong.", "text"),
        ("min(missiles_in_store / days, winter_pace", "min(missiles_in_store / days, 2 * winter_pace", "formula"),
        ("odds: {small: 0.5, large: 0.5}", "odds: {small: 0.5, large: 0.5}", None),
    ],
)
def test_kinds_of_changes(old: str, new: str, kind: str | None) -> None:
    assert [one.kind for one in changes(version().file, version((old, new)).file)] == ([kind] if kind else [])


def test_the_order_of_entries_is_no_difference() -> None:
    content = yaml.safe_load(TEXT.replace("start: 2024-12", "start: '2024-12'"))
    for section in ("stocks", "actions", "parameters", "rules"):
        entries = list(content[section].items())
        random.Random(4).shuffle(entries)
        content[section] = dict(entries)
    content["calendar"]["start"] = "2024-12"
    for source in content["sources"].values():
        if "date" in source:
            source["date"] = str(source["date"])
    shuffled = load_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "first-steps")
    assert changes(version().file, shuffled.file) == ()


def test_back_and_forth_is_the_same_turned_round() -> None:
    old, new = load("first-steps").file, load("pledge-called").file
    there, back = changes(old, new), changes(new, old)
    turned = {"new": "gone", "gone": "new"}
    told = {(turned.get(one.kind, one.kind), one.section, one.entry, one.keys) for one in there}
    assert told == {(one.kind, one.section, one.entry, one.keys) for one in back}


def test_outcomes_move_as_the_change_says() -> None:
    before, after = version(), version(("repair: {low: 2, value: 2.5, high: 3}", "repair: {low: 4, value: 5, high: 6}"))
    moved = shift(before, after, 400)
    assert moved.after.objectives["lights_on"][1] > moved.before.objectives["lights_on"][1]
    same = shift(before, before, 400)
    assert same.before == same.after
    assert same.strengths == ()


def test_the_command_tells_it_in_words_and_as_json(tmp_path: Path) -> None:
    other = tmp_path / "scenario.yaml"
    other.write_text(TEXT.replace("half is dark, value: 2.2,", "half is dark, value: 2.75,"), encoding="utf-8")
    told = CliRunner().invoke(commands, ["diff", "first-steps", str(other), "--futures", "200"])
    assert told.exit_code == 0, told.output
    assert "value: 2.2 → 2.75 (25 % more)" in " ".join(told.stdout.split())
    content = json.loads(
        CliRunner().invoke(commands, ["diff", "first-steps", str(other), "--futures", "0", "--json"]).stdout
    )
    assert [one["factor"] for one in content["changes"]] == [1.25]
    assert content["outcomes"] is None
    alike = CliRunner().invoke(commands, ["diff", "first-steps", "first-steps"])
    assert alike.stdout.startswith("The two play alike")
