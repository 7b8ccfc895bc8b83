"""Files as they are found on a disk: too large, no file at all, in the wrong encoding."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from escalation_game.scenario import Finding, ScenarioError
from escalation_game.scenario.textfile import LARGEST, read_text


def refused(path: Path | str) -> Finding:
    """The finding with which a file is refused, within a second."""
    began = time.monotonic()
    with pytest.raises(ScenarioError) as wrong:
        read_text(Path(path))
    assert time.monotonic() - began < 1
    [only] = wrong.value.findings
    return only


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scenario.yaml"


def test_a_byte_order_mark_is_left_out(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbftitle: caf\xc3\xa9")
    assert read_text(file) == "title: café"


def test_a_file_as_large_as_allowed_is_read(file: Path) -> None:
    file.write_bytes(b"#" * LARGEST)
    assert len(read_text(file)) == LARGEST


@pytest.mark.parametrize("size", [LARGEST + 1, 50_000_000])
def test_a_larger_one_is_refused_unread(file: Path, size: int) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(size)
    found = refused(file)
    assert found.code == "E002"
    assert f"{size:,} bytes" in found.message


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"title: caf\xe9\n", 1, 11),
        ("title: ä\nnote: ".encode() + b"\xff", 2, 7),
        ("title: T".encode("utf-16"), 1, 1),
        (b"\x00\x01\x02\x03\xfe", 1, 5),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_found(file: Path, content: bytes, line: int, column: int) -> None:
    file.write_bytes(content)
    found = refused(file)
    assert (found.code, found.place.line, found.place.column) == ("E003", line, column)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").code == "E001"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", ".", "missing.yaml", "nul\0.yaml", "long" * 2000])
def test_what_is_no_file_is_refused(path: str) -> None:
    assert refused(path).code == "E001"
