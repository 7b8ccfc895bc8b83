"""Packs and own scenarios as a window meets them, and the list of all scenarios at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from escalation_game.play import shelf
from escalation_game.play.catalogue import BrokenScenarioError, Listing, findings_told, listings, new_match
from escalation_game.scenario.own import own_folder
from escalation_game.scenario.pack_bytes import as_bytes, pack_of

from .conftest import TEXT

CREDITED = TEXT.replace("summary:", "authors: [A. Heron]\nlicense: CC0-1.0\nsummary:", 1)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return own_folder()


def scenario(folder: Path, text: str = CREDITED) -> Path:
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text(text, "utf-8")
    return folder


def packed(tmp_path: Path, text: str = CREDITED) -> Path:
    path = tmp_path / "bridge.zip"
    path.write_bytes(as_bytes(pack_of("bridge", {"scenario.yaml": text.encode()}, "bridge")))
    return path


def by_origin(origin: str, further: Path | None = None) -> list[Listing]:
    return [one for one in listings(further) if one.origin == origin]


def test_shipped_own_and_further_scenarios_are_listed(own: Path, tmp_path: Path) -> None:
    scenario(own / "bridge")
    scenario(tmp_path / "class" / "bridge")
    scenario(tmp_path / "class" / "other")
    assert "kursk-2024" in [one.name for one in by_origin("shipped")]
    [mine] = by_origin("own")
    assert (mine.title, mine.authors, mine.license, mine.sources, mine.findings) == (
        "The bridge", ("A. Heron",), "CC0-1.0", 1, (),
    )  # fmt: skip
    assert (mine.folder, [role.title for role in mine.roles]) == (own / "bridge", ["West bank", "East bank"])
    assert [one.name for one in by_origin("further", tmp_path / "class")] == ["bridge", "other"]
    assert by_origin("further", own) == []
    assert by_origin("further", tmp_path / "nowhere") == []
    assert new_match(mine.source, seed=1).scenario.name == "bridge"


def test_a_broken_one_is_listed_with_its_findings(own: Path) -> None:
    scenario(own / "bridge", CREDITED.replace("title: The bridge", "titel: The bridge"))
    scenario(own / "fine")
    (own / "strange").mkdir()
    (own / "strange" / "scenario.yaml").mkdir()
    broken, fine, strange = by_origin("own")
    assert fine.findings == ()
    assert (broken.title, {one.code for one in broken.findings}) == ("bridge", {"E101"})
    assert "scenario.yaml:3:1" in [one.place for one in broken.findings]
    assert [one.code for one in strange.findings] == ["E001"]


def test_a_mended_one_is_seen_at_once(own: Path) -> None:
    folder = scenario(own / "bridge", "format: 1\n")
    assert by_origin("own")[0].findings
    (folder / "scenario.yaml").write_text(CREDITED, "utf-8")
    assert not by_origin("own")[0].findings


def test_a_pack_is_offered_then_taken_exactly_as_it_was_seen(own: Path, tmp_path: Path) -> None:
    path = packed(tmp_path)
    offer = shelf.offered(path)
    assert (offer.title, offer.authors, offer.license, offer.digest) == (
        "The bridge",
        ("A. Heron",),
        "CC0-1.0",
        offer.pack.digest,
    )
    assert offer.files == (("scenario.yaml", len(CREDITED.encode())),)
    assert not own.exists()
    path.write_bytes(b"something else by now")
    taken = shelf.take(offer)
    assert (taken.folder, taken.new, taken.renamed) == (own / "bridge", True, False)
    assert (own / "bridge" / "scenario.yaml").read_text("utf-8") == CREDITED
    assert not shelf.take(offer).new


def test_a_pack_with_findings_tells_them_by_its_own_names(tmp_path: Path) -> None:
    path = packed(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"West bank", b"West bonk"))
    with pytest.raises(BrokenScenarioError) as wrong:
        shelf.offered(path)
    [told] = findings_told(wrong.value, path)
    assert (told.code, told.place) == ("E707", "scenario.yaml")


def test_an_own_scenario_is_put_away_and_no_other(own: Path, tmp_path: Path) -> None:
    scenario(own / "bridge")
    now = shelf.put_away(by_origin("own")[0])
    assert (now / "scenario.yaml").read_text("utf-8") == CREDITED
    assert by_origin("own") == []
    scenario(tmp_path / "class" / "bridge")
    for one in (by_origin("shipped")[0], by_origin("further", tmp_path / "class")[0]):
        with pytest.raises(ValueError, match="is not in"):
            shelf.put_away(one)


def test_which_folder_a_path_means(tmp_path: Path) -> None:
    inside = scenario(tmp_path / "class" / "bridge")
    assert shelf.folder_of_scenarios(tmp_path / "class") == tmp_path / "class"
    assert shelf.folder_of_scenarios(inside) == tmp_path / "class"
    shutil.rmtree(inside)
    for path in (tmp_path / "class", tmp_path / "nowhere", Path("a\0b")):
        assert shelf.folder_of_scenarios(path) is None
    assert shelf.is_pack(Path("A.ZIP"))
    assert not shelf.is_pack(Path("a.json"))
