"""Packs from strangers: a good one is read, everything else is refused by name, and nothing is ever written."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.scenario import ScenarioError
from escalation_game.scenario.findings import as_text
from escalation_game.scenario.pack import checked_pack, read_pack
from escalation_game.scenario.pack_bytes import Pack, as_bytes, pack_of
from escalation_game.scenario.pack_files import twins, wrong_name

from .evil_packs import FILES, GOOD, ZOO, entries_of, good_pack, zipped


def refused(content: bytes) -> set[str]:
    with pytest.raises(ScenarioError) as wrong:
        checked_pack(content, "evil.zip")
    for finding in wrong.value.findings:
        assert finding.place.file.startswith("evil.zip")
        assert len(as_text(finding)) < 2000
        assert not any(ord(letter) < 32 and letter != "\n" for letter in as_text(finding))
    return {finding.code for finding in wrong.value.findings}


def test_a_good_pack_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "any name.zip"
    path.write_bytes(GOOD)
    pack = read_pack(path)
    assert (pack.name, dict(pack.files), pack.digest) == ("pond", dict(FILES), good_pack().digest)
    assert pack.scenario.file.authors == ("A. Heron",)


def test_the_zoo_writes_a_good_pack_as_the_game_does() -> None:
    assert zipped(entries_of()) == GOOD


@pytest.mark.parametrize("animal", ZOO)
def test_each_thing_a_zip_can_do_is_refused_by_name(animal: str) -> None:
    code, made = ZOO[animal]
    assert refused(made()) == {code}


def test_the_hash_is_the_one_that_sha256sum_gives() -> None:
    lines = "".join(f"{hashlib.sha256(FILES[name]).hexdigest()}  {name}\n" for name in sorted(FILES))
    assert good_pack().digest == hashlib.sha256(lines.encode()).hexdigest()


def test_a_usual_program_can_open_a_pack() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()[1:]} == dict(FILES)


def test_a_pack_that_another_program_has_written_again_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert refused(stream.getvalue()) == {"E710"}


def test_no_file_is_refused_as_such(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.zip", "E001"), (tmp_path, "E001")):
        with pytest.raises(ScenarioError) as wrong:
            read_pack(path)
        assert wrong.value.findings[0].code == code
    large = tmp_path / "large.zip"
    with large.open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    with pytest.raises(ScenarioError) as wrong:
        read_pack(large)
    assert wrong.value.findings[0].code == "E002"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_byte_can_be_changed(changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for at, value in changes:
        content[at] = value
    if bytes(content) != GOOD:
        refused(bytes(content))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)), st.binary(max_size=60))
def test_nothing_can_be_put_in_or_left_out(start: int, end: int, between: bytes) -> None:
    content = GOOD[:start] + between + GOOD[end:]
    if content != GOOD:
        refused(content)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=400))
def test_whatever_has_the_marks_of_a_zip_is_only_ever_refused(before: bytes, after: bytes) -> None:
    refused(b"PK\3\4" + before + b"PK\1\2" + after + b"PK\5\6" + after[:18].ljust(18, b"\0"))


texts = st.text(max_size=300).map(lambda words: words.replace("\0", "").encode())
names = st.from_regex(r"[a-zäж][a-zäж0-9 _-]{0,12}[a-z0-9]\.(md|csv|txt|yaml)", fullmatch=True).filter(
    lambda name: not wrong_name(name) and name != "scenario.yaml"
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, texts, max_size=6).filter(lambda files: not twins(files)), st.randoms())
def test_any_files_come_back_and_their_order_does_not_matter(files: dict[str, bytes], luck) -> None:
    every = [*{**files, "scenario.yaml": FILES["scenario.yaml"]}.items()]
    first = as_bytes(pack_of("pond", dict(every), "pond"))
    luck.shuffle(every)
    assert as_bytes(pack_of("pond", dict(every), "pond")) == first
    assert dict(checked_pack(first, "a.zip").files) == dict(every)


def test_the_worst_are_refused_quickly() -> None:
    began = time.process_time()
    for animal in ("bomb", "many files", "overlapping", "manifest that is deep", "a large file"):
        refused(ZOO[animal][1]())
    assert time.process_time() - began < 20


def test_a_pack_needs_a_name_that_can_be_a_folder() -> None:
    for name in ("", "..", "a/b", "CON", "x" * 200, "pond."):
        with pytest.raises(ScenarioError) as wrong:
            pack_of(name, FILES, "pond")
        assert {one.code for one in wrong.value.findings} == {"E703"}
    assert isinstance(pack_of("Der Teich (2)", FILES, "pond"), Pack)
