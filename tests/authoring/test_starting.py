"""A new scenario works as it is written, whatever it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.starting import begin, starter
from escalation_game.cli.main import commands
from escalation_game.scenario import load, load_text


def test_it_is_valid_and_its_tests_pass(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    runner = CliRunner()
    written = runner.invoke(commands, ["new", str(folder), "--title", 'A "dry" town', "--author", "Ada"])
    assert written.exit_code == 0, written.output
    scenario = load(folder)
    assert (scenario.file.title, scenario.file.authors) == ('A "dry" town', ("Ada",))
    passed = runner.invoke(commands, ["test", str(folder), "--json"])
    assert passed.exit_code == 0, passed.output
    assert json.loads(passed.stdout)["passed"] == 3


def test_its_first_line_names_the_schema_beside_it(tmp_path: Path) -> None:
    written = begin(tmp_path / "mine")
    first = written[0].read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"
    assert (tmp_path / "mine" / "schema.json") in written


def test_a_folder_with_anything_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        begin(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x2000, exclude_categories=["C", "Z"]), min_size=1, max_size=40
    )
)
def test_any_title_can_be_written(title: str) -> None:
    assert load_text(starter(title)["scenario.yaml"], "new").file.title == title


def test_schema_writes_what_an_editor_reads(tmp_path: Path) -> None:
    runner = CliRunner()
    whole = runner.invoke(commands, ["schema"])
    assert json.loads(whole.stdout)["title"] == "Scenario file, format 1"
    path = tmp_path / "schema.json"
    assert runner.invoke(commands, ["schema", "first-steps", "-o", str(path)]).exit_code == 0
    assert "hours_of_light" in path.read_text(encoding="utf-8")
    wrong = runner.invoke(commands, ["schema", "nowhere"])
    assert wrong.exit_code != 0
