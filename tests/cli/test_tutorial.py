"""The tutorial is followed word by word: every command is run and every piece of a file written, and what it promises comes true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalation_game.authoring.starting import starter
from escalation_game.scenario import load

from .conftest import Run
from .pages import DOCS, follow, pieces

PAGE = (DOCS / "tutorial.md").read_text(encoding="utf-8")
USED = {"new", "play", "validate", "schema", "test", "lint", "playtest", "graph", "doc", "pack"}


def test_following_it_ends_with_a_scenario_of_ones_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert set(follow(PAGE, run, tmp_path)) == USED
    file = load(tmp_path / "cod").file
    assert (file.title, file.authors, len(file.lenses)) == ("The last cod", ("Your name",), 2)
    assert (tmp_path / "cod.zip").is_file()
    assert (tmp_path / "cod.svg").read_text(encoding="utf-8").startswith("<svg")
    assert {"player-minister.html", "teacher.html", "codebook.csv"} < {
        path.name for path in (tmp_path / "guides").iterdir()
    }
    told = run("playtest", "cod", "--plays", "600").text
    assert "Everything in the scenario came about in some play." in told


def test_nothing_of_the_template_is_left_unnoticed() -> None:
    replaced = {
        name
        for piece in pieces(PAGE)
        if piece.kind == "yaml"
        for name in re.findall(r"^([a-z_]+):", piece.text, re.MULTILINE)
    }
    template = starter("Any", "Any")
    sections = {name for text in template.values() for name in re.findall(r"^([a-z_]+):", text, re.MULTILINE)}
    assert sections - replaced == {"format", "title", "authors", "license", "language"}
