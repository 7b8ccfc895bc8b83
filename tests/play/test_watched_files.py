"""Files that somebody is writing in: a change is taken once, and only when it has come to rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation_game.play.watched_files import WatchedFiles

CONTENT = st.sampled_from([None, b"", b"a", b"b", b"longer\n"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scenario.yaml"
    path.write_bytes(b"one\n")
    return path


@pytest.fixture
def watched(file: Path) -> WatchedFiles:
    """Files that have been taken as they are."""
    files = WatchedFiles([file])
    assert not files.changed()
    assert files.changed()
    assert not files.changed()
    return files


def test_a_change_is_told_once_when_two_looks_find_the_same(file: Path, watched: WatchedFiles) -> None:
    file.write_bytes(b"two\n")
    assert [watched.changed() for _ in range(4)] == [False, True, False, False]


def test_a_file_half_written_is_waited_for(file: Path, watched: WatchedFiles) -> None:
    for half in (b"", b"t", b"tw"):
        file.write_bytes(half)
        assert not watched.changed()
    file.write_bytes(b"two\n")
    assert [watched.changed(), watched.changed()] == [False, True]


def test_an_editor_that_puts_a_new_file_in_its_place(file: Path, watched: WatchedFiles) -> None:
    file.unlink()
    assert not watched.changed()
    new = file.with_suffix(".new")
    new.write_bytes(b"two\n")
    new.replace(file)
    assert [watched.changed(), watched.changed()] == [False, True]


def test_what_is_saved_again_unchanged_is_no_change(file: Path, watched: WatchedFiles) -> None:
    for moment in range(5):
        file.write_bytes(b"one\n")
        os.utime(file, (moment, moment))
        assert not watched.changed()


def test_a_change_that_keeps_length_and_time_is_seen_all_the_same(file: Path) -> None:
    files = WatchedFiles([file])
    stamp = file.stat().st_mtime_ns
    files.changed()
    files.changed()
    file.write_bytes(b"two\n")
    os.utime(file, ns=(stamp, stamp))
    assert [files.changed(), files.changed()] == [False, True]


def test_a_file_that_goes_and_comes_again(file: Path, watched: WatchedFiles) -> None:
    file.unlink()
    assert [watched.changed(), watched.changed(), watched.changed()] == [False, True, False]
    file.mkdir()  # no file to read, which is a state as well
    assert [watched.changed(), watched.changed()] == [False, True]
    file.rmdir()
    file.write_bytes(b"one\n")
    assert [watched.changed(), watched.changed()] == [False, True]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.tuples(CONTENT, st.integers(1, 3)), min_size=1, max_size=8))
def test_whatever_happens_what_is_taken_last_is_what_is_there(tmp_path: Path, contents) -> None:
    path = tmp_path / "f"
    path.unlink(missing_ok=True)
    files = WatchedFiles([path])
    taken = "nothing yet"
    for content, looks in contents:
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        for _ in range(looks):
            if files.changed():
                assert content != taken
                taken = content
    for _ in range(2):
        if files.changed():
            taken = contents[-1][0]
    assert taken == contents[-1][0]
