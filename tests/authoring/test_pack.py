"""Packs made of scenarios: the same bytes whatever the disk says, only what belongs in, nothing that is not fit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.pack import default_path, packing_of, write_pack
from escalation_game.play.match import Match
from escalation_game.scenario import ScenarioError, load, shipped
from escalation_game.scenario.installing import install
from escalation_game.scenario.pack import read_pack
from escalation_game.scenario.pack_bytes import as_bytes

FIRST_STEPS = shipped()["first-steps"].parent


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of a scenario that can be spoilt."""
    return Path(shutil.copytree(FIRST_STEPS, tmp_path / "my-steps"))


def codes(source: str | Path) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as wrong:
        packing_of(source)
    return [(finding.code, Path(finding.place.file).name) for finding in wrong.value.findings]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_packs_installs_validates_and_plays(name: str, tmp_path: Path) -> None:
    packing = packing_of(name)
    assert write_pack(packing.pack, tmp_path / "a.zip") == (tmp_path / "a.zip").stat().st_size
    installed = install(read_pack(tmp_path / "a.zip"), tmp_path / "own")
    if installed.new:
        assert as_bytes(packing_of(installed.path.parent).pack) == (tmp_path / "a.zip").read_bytes()
    match = Match(load(installed.path), 5)
    match.end_turn()
    assert match.state.digest() == _played(name).state.digest()


def _played(name: str) -> Match:
    match = Match(load(name), 5)
    match.end_turn()
    return match


def test_a_changed_copy_comes_back_the_same(mine: Path, tmp_path: Path) -> None:
    (mine / "plans").mkdir()
    (mine / "plans" / "quiet.yaml").write_text("then: nothing\n", "utf-8")
    write_pack(packing_of(mine).pack, tmp_path / "a.zip")
    installed = install(read_pack(tmp_path / "a.zip"), tmp_path / "own")
    assert installed.new
    assert as_bytes(packing_of(installed.path.parent).pack) == (tmp_path / "a.zip").read_bytes()
    assert load(installed.path).digest == load(mine).digest


@settings(max_examples=10, deadline=None)
@given(moment=st.integers(0, 4_000_000_000), rights=st.sampled_from([0o600, 0o644, 0o755]), luck=st.randoms())
def test_the_same_files_are_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, moment: int, rights: int, luck
) -> None:
    folder = tmp_path_factory.mktemp("copy") / "first-steps"
    folder.mkdir()
    paths = list(FIRST_STEPS.iterdir())
    luck.shuffle(paths)
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
        os.utime(folder / path.name, (moment, moment))
        (folder / path.name).chmod(rights)
    assert as_bytes(packing_of(folder).pack) == as_bytes(packing_of("first-steps").pack)


def test_only_what_belongs_to_a_scenario_goes_in(mine: Path, tmp_path: Path) -> None:
    for name in ("notes.docx", "match.json", "run.py", ".secret.yaml", "tests.yaml~", "evil.html"):
        (mine / name).write_text("x", "utf-8")
    (mine / ".git").mkdir()
    (mine / ".git" / "config.txt").write_text("x", "utf-8")
    (mine / "a" / "b" / "c").mkdir(parents=True)
    (mine / "a" / "b" / "c" / "deep.md").write_text("x", "utf-8")
    (tmp_path / "elsewhere.md").write_text("secret", "utf-8")
    (mine / "link.md").symlink_to(tmp_path / "elsewhere.md")
    (mine / "linked").symlink_to(tmp_path)
    packing = packing_of(mine)
    assert list(packing.pack.files) == ["scenario.yaml", "tests.yaml"]
    assert {"notes.docx", "match.json", "run.py", "link.md", "evil.html"} <= set(packing.left_out)


def test_a_scenario_in_one_file_can_be_packed(mine: Path, tmp_path: Path) -> None:
    single = tmp_path / "winter.yaml"
    single.write_bytes((mine / "scenario.yaml").read_bytes())
    pack = packing_of(single).pack
    assert (pack.name, list(pack.files), default_path(pack)) == ("winter", ["scenario.yaml"], Path("winter.zip"))


def _rewrite(mine: Path, old: str, new: str) -> None:
    path = mine / "scenario.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_authors_and_licence_are_asked_for(mine: Path) -> None:
    _rewrite(mine, "authors: [The Escalation Game authors]\n", "")
    assert codes(mine) == [("E711", "scenario.yaml")]
    _rewrite(mine, "license: CC-BY-4.0\n", "")
    assert codes(mine) == [("E711", "scenario.yaml")] * 2


def test_a_scenario_with_findings_is_not_packed(mine: Path) -> None:
    _rewrite(mine, "title:", "titel:")
    assert ("E101", "scenario.yaml") in codes(mine)


def test_tests_with_findings_are_not_packed(mine: Path) -> None:
    (mine / "tests.yaml").write_text("format: 1\ntests: {a: {expekt: {}}}\n", "utf-8")
    assert ("E601", "tests.yaml") in codes(mine)


def test_files_that_others_could_not_use_are_told(mine: Path) -> None:
    (mine / "what?.md").write_text("x", "utf-8")
    (mine / "picture.png").write_text("x", "utf-8")
    (mine / "Sources.md").write_text("x", "utf-8")
    (mine / "sources.md").write_text("x", "utf-8")
    assert sorted(codes(mine)) == [("E703", "what?.md"), ("E704", "sources.md"), ("E706", "picture.png")]


def test_too_much_is_told(mine: Path) -> None:
    with (mine / "long.md").open("wb") as file:
        file.truncate(6_000_000)
    assert codes(mine) == [("E002", "long.md")]
    (mine / "long.md").unlink()
    for number in range(300):
        (mine / f"{number}.md").write_bytes(b"")
    assert [code for code, _ in codes(mine)] == ["E702"]


def test_nothing_but_an_older_pack_is_replaced(mine: Path, tmp_path: Path) -> None:
    pack, path = packing_of(mine).pack, tmp_path / "a.zip"
    write_pack(pack, path)
    _rewrite(mine, "Ten minutes", "Eleven minutes")
    newer = packing_of(mine).pack
    write_pack(newer, path)
    assert read_pack(path).digest == newer.digest != pack.digest
    for other in (mine / "scenario.yaml", tmp_path / "kursk.zip"):
        if not other.exists():
            write_pack(packing_of("kursk-2024").pack, other)
        before = other.read_bytes()
        with pytest.raises(FileExistsError, match="-o"):
            write_pack(pack, other)
        assert other.read_bytes() == before
