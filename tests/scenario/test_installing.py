"""Packs put among the user's own scenarios: whole, never over anything, nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.scenario import ScenarioError, load
from escalation_game.scenario.installing import TRASH, install, put_away
from escalation_game.scenario.own import own_folder, scenarios_in
from escalation_game.scenario.pack import checked_pack
from escalation_game.scenario.pack_bytes import Pack, pack_of
from escalation_game.scenario.pack_files import gathered
from escalation_game.scenario.shipped import shipped

from .evil_packs import FILES, GOOD, ZOO, good_pack


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return own_folder()


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def other_pack(name: str = "pond") -> Pack:
    return pack_of(name, {**FILES, "sources.md": b"# Others\n"}, name)


def test_a_pack_is_installed_and_can_be_loaded_by_its_name(own: Path) -> None:
    installed = install(good_pack())
    assert (installed.path, installed.new, installed.renamed) == (own / "pond" / "scenario.yaml", True, False)
    assert everything(own) == {f"pond/{name}": content for name, content in FILES.items()}
    assert load("pond").file.title == "The pond"
    assert list(scenarios_in(own)) == ["pond"]


def test_the_same_again_changes_nothing(own: Path) -> None:
    first = install(good_pack())
    (own / "pond" / "notes.txt").write_text("mine", "utf-8")
    before = everything(own)
    again = install(good_pack())
    assert (again.path, again.new) == (first.path, False)
    assert everything(own) == before


def test_another_of_its_name_is_kept_and_the_new_one_numbered(own: Path) -> None:
    install(good_pack())
    second = install(other_pack())
    assert (second.path.parent.name, second.new, second.renamed) == ("pond-2", True, True)
    assert (own / "pond" / "sources.md").read_bytes() == FILES["sources.md"]
    assert not install(other_pack()).new
    (own / "pond-3").write_text("a file of this name", "utf-8")
    third = install(pack_of("pond", {**FILES, "a.md": b""}, "pond"))
    assert third.path.parent.name == "pond-4"


def test_what_comes_with_the_game_is_there_already_and_its_name_is_taken(own: Path) -> None:
    files, _ = gathered(shipped()["first-steps"].parent)
    assert install(pack_of("first-steps", files, "x")).path == shipped()["first-steps"]
    assert not own.exists()
    assert install(other_pack("first-steps")).path.parent == own / "first-steps-2"


def test_a_link_of_its_name_is_not_followed(own: Path, tmp_path: Path) -> None:
    own.mkdir(parents=True)
    (own / "pond").symlink_to(tmp_path / "elsewhere")
    assert install(good_pack()).path.parent.name == "pond-2"
    assert not (tmp_path / "elsewhere").exists()


def test_where_nothing_can_be_written_nothing_is_left(own: Path, tmp_path: Path) -> None:
    own.parent.mkdir(parents=True)
    own.write_text("a file", "utf-8")
    with pytest.raises(OSError, match="scenarios"):
        install(good_pack())
    assert everything(tmp_path) == {own.relative_to(tmp_path).as_posix(): b"a file"}


def test_a_write_that_fails_half_way_leaves_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = os.fsync, []

    def full(file: int) -> None:
        written.append(file)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        install(good_pack())
    assert list(own.iterdir()) == []


@pytest.mark.parametrize("animal", ZOO)
def test_no_evil_pack_writes_anything(animal: str, tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    with pytest.raises(ScenarioError):
        install(checked_pack(ZOO[animal][1](), "evil.zip"), inside)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255))
def test_whatever_is_written_is_what_was_checked(tmp_path_factory: pytest.TempPathFactory, at: int, value: int) -> None:
    folder = tmp_path_factory.mktemp("own")
    content = GOOD[:at] + bytes([value]) + GOOD[at + 1 :]
    try:
        install(checked_pack(content, "evil.zip"), folder)
    except ScenarioError:
        assert list(folder.iterdir()) == []
    else:
        assert everything(folder) == {f"pond/{name}": text for name, text in FILES.items()}


def test_what_is_put_away_lies_in_the_trash(own: Path) -> None:
    install(good_pack())
    for _ in range(2):
        now = put_away(install(good_pack()).path)
        assert now.parent == own / TRASH
        assert everything(now) == dict(FILES)
    assert scenarios_in(own) == {}
    assert len(list((own / TRASH).iterdir())) == 2


@pytest.mark.usefixtures("own")
def test_only_the_users_own_can_be_put_away(tmp_path: Path) -> None:
    elsewhere = install(good_pack(), tmp_path / "elsewhere").path
    for path in (elsewhere, shipped()["first-steps"]):
        with pytest.raises(ValueError, match="is not in"):
            put_away(path)
        assert path.exists()


def test_folders_that_are_no_scenarios_are_left_out(own: Path) -> None:
    install(good_pack())
    (own / "empty").mkdir()
    (own / ".installing-x").mkdir()
    (own / ".installing-x" / "scenario.yaml").write_text("", "utf-8")
    (own / "readme.txt").write_text("", "utf-8")
    assert list(scenarios_in(own)) == ["pond"]
    assert scenarios_in(own / "nowhere") == {}
