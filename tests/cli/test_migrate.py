"""`migrate`: shows or writes the change, keeps the old file, says what is left and whether anything plays otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import HARBOUR, Run

PRESENT = Path(HARBOUR).read_text(encoding="utf-8")
DRAFT = PRESENT.replace("format: 1", "format: 0  # a draft", 1).replace("\nroles:", "\nplayers:", 1)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(DRAFT, encoding="utf-8")
    return folder


def test_a_draft_is_sent_to_migrate(run: Run, draft: Path) -> None:
    outcome = run("validate", str(draft))
    assert outcome.code == 1
    assert "E104 the file is of format 0, which is older than this game" in outcome.err
    assert f"run `escalation-game migrate {draft / 'scenario.yaml'}`" in outcome.err


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, draft: Path) -> None:
    outcome = run("migrate", str(draft), "--dry-run")
    assert outcome.code == 0
    assert "-players:\n+roles:\n" in outcome.text
    assert "was of format 0, would become 1" in outcome.text
    assert [path.name for path in draft.iterdir()] == ["scenario.yaml"]
    assert (draft / "scenario.yaml").read_text(encoding="utf-8") == DRAFT


def test_it_writes_the_file_and_keeps_the_old_one(run: Run, draft: Path) -> None:
    outcome = run("migrate", str(draft))
    assert outcome.code == 0, outcome.err
    assert "played again: all come out as they did, number by number" in outcome.text
    assert (draft / "scenario.yaml").read_text(encoding="utf-8") == PRESENT.replace(
        "format: 1", "format: 1  # a draft", 1
    )
    assert (draft / "scenario.yaml.before").read_text(encoding="utf-8") == DRAFT
    again = run("migrate", str(draft))
    assert (again.code, "nothing to do" in again.text) == (0, True)
    (draft / "scenario.yaml").write_text(DRAFT + "# more\n", encoding="utf-8")
    assert "scenario.yaml.before-2" in run("migrate", str(draft)).text
    assert (draft / "scenario.yaml.before").read_text(encoding="utf-8") == DRAFT


def test_what_is_left_is_told_with_its_place(run: Run, draft: Path) -> None:
    text = DRAFT + "presets:\n  odd: {turns: 2}\n"
    text = text.replace("\nplayers:", "\nroles: {}\nplayers:", 1)
    (draft / "scenario.yaml").write_text(text, encoding="utf-8")
    outcome = run("migrate", str(draft))
    line = text[: text.index("\nplayers:")].count("\n") + 2
    assert outcome.code == 1
    assert "1 step to do by hand:" in outcome.err
    assert f"scenario.yaml:{line}:1: M001 “players” could not be replaced" in outcome.err
    assert "no plays were repeated: the file does not hold together yet" in outcome.text


def test_a_newer_file_is_refused(run: Run, draft: Path) -> None:
    (draft / "scenario.yaml").write_text(PRESENT.replace("format: 1", "format: 7", 1), encoding="utf-8")
    for command in ("validate", "migrate"):
        outcome = run(command, str(draft))
        assert outcome.code == 1
        assert "E104 the file is of format 7, which is newer than this game" in outcome.err
    assert [path.name for path in draft.iterdir()] == ["scenario.yaml"]


def test_tests_that_name_what_was_changed_are_told(run: Run, draft: Path) -> None:
    (draft / "tests.yaml").write_text(
        "format: 1\ntests:\n  one:\n    expect_error: {set: {players.x.title: 1}, code: E103}\n", encoding="utf-8"
    )
    outcome = run("migrate", str(draft))
    assert outcome.code == 1
    assert "What is wrong with the tests beside it:" in outcome.err
    assert "tests.yaml:4:" in outcome.err


def test_one_document(run: Run, draft: Path) -> None:
    outcome = run("migrate", str(draft), "--json", "--dry-run")
    [one] = outcome.document["scenarios"]
    assert (one["from"], one["to"], one["kept"], one["findings"], one["by_hand"]) == (0, 1, None, [], [])
    assert one["replays"]["plays"] > 0
    assert one["replays"]["otherwise"] == []
    assert run("migrate", "no-such", "--json").document["scenarios"][0]["refused"]
