"""The one table of keys: whatever a player does to it, the window can still be worked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.ui import keys

NAMES = [one.name for one in keys.COMMANDS]
KEYS = st.sampled_from(
    ["a", "x", "e", "f5", "f9", "ctrl+q", "shift+a", "+", "ctrl++", "escape", "tab", "", "left", "7"]
)


@pytest.fixture(autouse=True)
def at_first() -> Iterator[None]:
    keys.use({})
    yield
    keys.use({})


def test_names_are_there_once_and_no_two_keys_meet_at_first() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [
        (name, keys.conflicts(name, keys.key_of(name))) for name in NAMES if keys.conflicts(name, keys.key_of(name))
    ] == []


@given(st.dictionaries(st.sampled_from(NAMES), KEYS))
def test_nobody_is_locked_out(chosen: dict[str, str]) -> None:
    keys.use(chosen)
    for name, key in (("next", "tab"), ("previous", "shift+tab"), ("use", "enter"), ("back", "escape"), ("help", "f1")):
        assert keys.pressed(key, name)
        assert keys.meant(key) == key
    for name in NAMES:
        assert keys.pressed(keys.key_of(name), name)
        assert keys.spelled_of(name)
        assert keys.title_of(name)


@given(st.dictionaries(st.sampled_from(NAMES), KEYS), st.sampled_from(NAMES))
def test_a_conflict_is_one_for_both(chosen: dict[str, str], name: str) -> None:
    keys.use(chosen)
    for other in keys.conflicts(name, keys.key_of(name)):
        if keys.key_of(other.name) == keys.key_of(name):
            assert name in {one.name for one in keys.conflicts(other.name, keys.key_of(other.name))}


def test_what_a_key_means_moves_with_it() -> None:
    keys.use({"end-turn": "x", "next": "j"})
    done: list[str] = []
    acts = {"end-turn": lambda: done.append("ended"), "undo": lambda: done.append("undone")}
    assert keys.act("x", acts)
    assert not keys.act("e", acts)
    assert keys.act("ctrl+z", acts)
    assert done == ["ended", "undone"]
    assert keys.meant("j") == "tab"
    assert keys.hint("Plays the month.", "end-turn") == "Plays the month. Key X."
    assert keys.hint("", "end-turn") == "Key X."


def test_a_second_key_gives_way_to_the_players_own() -> None:
    keys.use({"end-turn": "ctrl+z"})
    assert keys.pressed("ctrl+z", "end-turn")
    assert not keys.pressed("ctrl+z", "undo")


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert [keys.spelled(key) for key in ("e", "ctrl+z", "+", "ctrl++", "shift+tab", "left", "f5", "pageup")] == [
        "E", "CTRL+Z", "+", "CTRL++", "SHIFT+TAB", "←", "F5", "PAGEUP",
    ]  # fmt: skip


def test_what_is_unknown_or_reserved_is_left_out() -> None:
    keys.use({"end-turn": "tab", "no-such": "q", "undo": ""})
    assert keys.key_of("end-turn") == "e"
    assert keys.key_of("undo") == "u"
    assert keys.refused("end-turn", "tab")
    assert not keys.refused("earlier", "left")
    with pytest.raises(KeyError):
        keys.key_of("no-such")
