"""`watch` as a command: what is wrong with the command line or the file is said before a window opens."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that draws into nothing, asked for by name."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")


def test_a_broken_file_is_told_with_its_place(run, harbour, tmp_path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(Path(harbour).read_text("utf-8") + "nonsense: 1\n", "utf-8")
    outcome = run("watch", str(path))
    assert outcome.code == 1
    assert f"{path}:" in outcome.err
    assert "nonsense" in outcome.err
    assert outcome.out == b""


def test_what_is_not_there_is_told(run, harbour) -> None:
    assert run("watch", "nowhere.yaml").code == 1
    lens = run("watch", harbour, "--lens", "rose")
    assert lens.code == 2
    assert "there is no lens “rose”" in lens.err


def test_without_a_display_there_is_nothing_to_watch(run, harbour, monkeypatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "there-is-no-such-driver")
    outcome = run("watch", harbour)
    assert outcome.code == 1
    assert "there is no display" in outcome.err
