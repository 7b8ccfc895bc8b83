"""`pack` and `unpack`, and packs given to `play` and `validate`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from escalation_game.scenario.shipped import shipped

from .conftest import Run


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(shipped()["first-steps"].parent, tmp_path / "my-steps"))
    path = folder / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("First steps", "My steps", 1), "utf-8")
    return folder


def test_there_and_back_and_played(run: Run, mine: Path, tmp_path: Path) -> None:
    (mine / "letter.docx").write_text("x", "utf-8")
    told = run("pack", "my-steps")
    assert told.code == 0
    assert told.text.startswith("my-steps.zip: 2 files, ")
    assert told.err == "left out: letter.docx\n"
    digest = told.text.split("hash ")[1].strip()

    assert run("validate", "my-steps.zip").text == "1 scenario, no findings\n"
    unpacked = run("unpack", "my-steps.zip")
    assert unpacked.code == 0
    for said in ("My steps", "The Escalation Game authors", "CC-BY-4.0", digest, "Installed: "):
        assert said in unpacked.text
    [installed] = tmp_path.glob("data/escalation-game/scenarios/*/scenario.yaml")
    assert installed.read_bytes() == (mine / "scenario.yaml").read_bytes()
    assert "It is there already" in run("unpack", "my-steps.zip").text
    shutil.rmtree(mine)
    assert (
        "My steps: four winter months (my-steps), seed 3" in run("play", "my-steps", "--headless", "--seed", "3").text
    )


def test_a_pack_is_played_after_it_was_told_what_it_is(run: Run, mine: Path) -> None:
    assert run("pack", str(mine), "-o", "other.zip").code == 0
    told = run("play", "other.zip", "--headless", "--json", "--seed", "3")
    assert told.code == 0
    assert told.document["scenario"]
    assert "Title:    My steps" in told.err
    assert "Installed: " in told.err


def test_into_a_folder_and_beside_another(run: Run, mine: Path, tmp_path: Path) -> None:
    run("pack", str(mine))
    assert run("unpack", "my-steps.zip", "--to", "class").code == 0
    (tmp_path / "class" / "my-steps" / "tests.yaml").write_text("changed", "utf-8")
    told = run("unpack", "my-steps.zip", "--to", "class")
    assert "my-steps-2" in told.text
    assert "stays as it is" in told.text
    assert (tmp_path / "class" / "my-steps" / "tests.yaml").read_text("utf-8") == "changed"


def test_what_is_wrong_is_told_and_nothing_written(run: Run, mine: Path, tmp_path: Path) -> None:
    path = mine / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("license: CC-BY-4.0\n", ""), "utf-8")
    told = run("pack", str(mine))
    assert (told.code, told.out) == (1, b"")
    assert "E711 “license” is missing" in told.err
    assert not (tmp_path / "my-steps.zip").exists()

    (tmp_path / "evil.zip").write_bytes(b"PK\5\6" + bytes(18) + b"more")
    for command in (("unpack", "evil.zip"), ("validate", "evil.zip"), ("play", "evil.zip", "--headless")):
        told = run(*command)
        assert told.code == 1
        assert "evil.zip:1:1: E710" in told.err
    assert not (tmp_path / "data" / "escalation-game" / "scenarios").exists()


def test_other_files_are_not_overwritten(run: Run, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "my-steps.zip").write_text("something else", "utf-8")
    told = run("pack", str(mine))
    assert told.code == 1
    assert "give another name with -o" in told.err
    assert (tmp_path / "my-steps.zip").read_text("utf-8") == "something else"
