"""The tree of matches: whoever leaves whom, and in whatever order, each branch shares its parent's turns and replays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.play.beside import beside
from escalation_game.play.branches import luck_apart, played, recorded_turn, shared_turns, tree_of
from escalation_game.play.match import Match, replay
from escalation_game.play.record import About, Record, RecordError, read_record, write_record
from escalation_game.play.saves import Save

from .conftest import both_yours

WHEN = datetime(2024, 11, 24, tzinfo=UTC)
CHOICES = ("", "buy_carts", "take_toll", "hail_ships")

#: What is done at a table: play a turn with a choice, leave the match of a number after some turns, on the same luck or on fresh luck.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("play"), st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.sampled_from(["same", "fresh"]), st.integers(0, 5), st.integers(0, 4)),
    ),
    max_size=9,
)


def kept(matches: list[Match]) -> list[Save]:
    return [Save(Path(f"match-{number}.json"), match.record(), WHEN) for number, match in enumerate(matches)]


def sat_through(done: list[tuple[str, int, int]]) -> list[Match]:
    """The matches of a table after some steps; all are of one world."""
    matches = [both_yours()]
    for what, one, other in done:
        if what == "play":
            match = matches[one % len(matches)]
            wanted = CHOICES[other]
            if match.ending is None:
                if wanted and not match.scenario.file.actions[wanted].available:
                    match.choose("west", [wanted] if match.observation("west").legal[wanted][0] else [])
                match.end_turn()
        else:
            match = matches[one % len(matches)]
            matches.append(match.branch(other % (match.turn + 1), 1000 + len(matches) if what == "fresh" else None))
    return matches


@given(steps, st.integers(0, 9))
@settings(max_examples=60)
def test_every_branch_replays_and_shares_the_turns_before_it_left(done, chosen) -> None:
    matches = sat_through(done)
    saves = kept(matches)
    current = chosen % len(matches)
    tree = tree_of(matches[current], saves[current].path, saves)
    assert tree.branches[tree.current].path == saves[current].path
    for number, branch in enumerate(tree.branches):
        assert replay(branch.record).record().turns == branch.record.turns
        assert branch.left <= branch.turns
        if branch.parent is None:
            assert branch.left == 0
            continue
        assert branch.parent < number, "a branch is drawn below what it left"
        parent = tree.branches[branch.parent].record
        assert branch.record.turns[: branch.left] == parent.turns[: branch.left]
        assert tree.branches[branch.parent].left <= branch.left, "the turn before it left belongs to its parent"
        assert (branch.luck == "fresh") == bool(branch.record.parent and branch.record.parent.luck == "fresh")
    assert {turn for _number, turn in tree.nodes()} <= set(range(5))
    for number, branch in enumerate(tree.branches):
        owners = [tree.owner(number, turn) for turn in range(branch.turns + 1)]
        assert all((owner, turn) in tree.nodes() for turn, owner in enumerate(owners))


@given(steps)
@settings(max_examples=40)
def test_the_tree_is_the_same_whichever_match_is_on_the_desk(done) -> None:
    matches = sat_through(done)
    saves = kept(matches)
    seen = set()
    for match, save in zip(matches, saves, strict=True):
        tree = tree_of(match, save.path, saves)
        own = tree.branches[tree.current]
        own_turns = [one for one in tree.branches if one.turns > one.left]
        seen.add(frozenset((one.record.mark(one.turns), one.left, one.luck) for one in own_turns))
        assert own.record.turns == match.turns
    assert len(seen) == 1


def test_a_branch_knows_whom_it_left_also_when_that_goes_on() -> None:
    first = both_yours()
    first.end_turn()
    first.end_turn()
    branch = first.branch(1)
    branch.choose("west", ["buy_carts"])
    branch.end_turn()
    again = branch.branch(2)
    first.end_turn()
    again.end_turn()
    tree = tree_of(again, Path("match-2.json"), kept([first, branch, again]))
    assert [(one.parent, one.left, one.luck) for one in tree.branches] == [
        (None, 0, "first"),
        (0, 1, "seen"),
        (1, 2, "same"),
    ]
    assert tree.current == 2
    assert [tree.owner(2, turn) for turn in range(4)] == [0, 0, 1, 2]


def test_a_branch_of_a_match_that_is_gone_belongs_where_it_first_differs() -> None:
    first = both_yours()
    for _turn in range(3):
        first.end_turn()
    left = first.branch(2)
    left.choose("west", ["buy_carts"])
    left.end_turn()
    second = left.branch(2)
    second.choose("west", ["take_toll"])
    second.end_turn()
    tree = tree_of(first, Path("a.json"), [Save(Path("c.json"), second.record(), WHEN)])
    assert [(one.parent, one.left) for one in tree.branches] == [(None, 0), (0, 2)]


def test_matches_of_another_world_and_copies_are_left_out() -> None:
    match = both_yours()
    match.end_turn()
    others = [both_yours(seed=8).record(), both_yours(("title: Winter", "title: Frost")).record(), match.record()]
    saves = [Save(Path(f"{number}.json"), record, WHEN) for number, record in enumerate(others)]
    assert [one.path for one in tree_of(match, Path("own.json"), saves).branches] == [Path("own.json")]
    named = replace(match.record(), about=About("A copy with a name"))
    assert len(tree_of(match, Path("own.json"), [Save(Path("named.json"), named, WHEN)]).branches) == 2


def test_a_match_that_is_kept_nowhere_has_a_tree() -> None:
    match = both_yours()
    tree = tree_of(match, None, [])
    assert (tree.nodes(), tree.current, tree.branches[0].path) == (((0, 0),), 0, None)


def test_records_without_the_newer_fields_still_open(tmp_path: Path) -> None:
    branch = both_yours().branch(0)
    path = tmp_path / "match.json"
    write_record(branch.record(), path)
    content = json.loads(path.read_bytes())
    assert "about" not in content
    content["parent"] = {key: content["parent"][key] for key in ("turns", "luck", "state_hash")}
    path.write_text(json.dumps(content), "utf-8")
    record = read_record(path)
    assert record.parent is not None
    assert record.parent.played is None
    assert tree_of(both_yours(), None, [Save(path, record, WHEN)]).branches


def test_name_and_notes_are_kept_and_a_strangers_are_made_safe(tmp_path: Path) -> None:
    match = both_yours()
    match.about = About("Carts\x1b[2J first", {0: "why not", 2: "later"})
    match.keep(tmp_path / "match.json")
    match.end_turn()
    about = read_record(tmp_path / "match.json").about
    assert about.name == "Carts\N{REPLACEMENT CHARACTER}[2J first"
    assert about.notes == {0: "why not", 2: "later"}
    assert replay(match.record()).about == match.about
    assert match.branch(1).about == About()
    match.undo()
    assert match.about.notes == {0: "why not"}


@pytest.mark.parametrize(
    "about", [{"name": "x" * 81}, {"notes": {"a": "b"}}, {"notes": {"1": "x" * 2001}}, {"colour": 1}]
)
def test_what_is_written_too_large_is_refused(tmp_path: Path, about) -> None:
    path = tmp_path / "match.json"
    write_record(both_yours().record(), path)
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "about": about}), "utf-8")
    with pytest.raises(RecordError, match="not a record of a match: about"):
        read_record(path)


def test_a_recorded_turn_tells_what_the_role_knows() -> None:
    match = both_yours()
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle"])
    match.force("whisper", happens=True)
    match.place("fair")
    match.end_turn()
    told = recorded_turn(match, "west", match.record(), 1)
    assert (told.date, told.choices) == ("2024-11", ("Buy carts",))
    assert "A fair" in told.happened
    assert "Whisper" not in told.happened
    strange = replace(match.turns[0], choices={"west": ("fly",)}, happened=("comet",))
    told = recorded_turn(match, "west", replace(match.record(), turns=(strange,)), 1)
    assert (told.choices, told.happened) == ((), ())


def _two() -> tuple[Match, Match]:
    one = both_yours(("initial: 95", "initial: 40"))
    for _turn in range(2):
        one.end_turn()
    other = one.branch(1)
    other.choose("west", ["buy_carts"])
    while other.ending is None:
        other.end_turn()
    return one, other


def test_two_branches_side_by_side_add_up() -> None:
    one, other = _two()
    found = beside(one, other, "west")
    assert (found.shared, found.after, found.luck_apart) == (1, 2, None)
    assert [turn.same for turn in found.turns] == [True, False, False, False]
    assert [turn.one is None for turn in found.turns] == [False, False, True, True]
    assert found.turns[1].other is not None
    assert found.turns[1].other.choices == ("Buy carts",)
    grain = next(one for one in found.variables if one.name == "grain")
    assert found.variables[0] is grain, "what is watched and differs comes first"
    truth = [match.turns[1].values["grain"] for match in (one, other)]
    assert grain.difference(2) == truth[1] - truth[0] != 0
    assert grain.difference(1) == 0
    assert grain.difference(3) is None
    assert "spies" not in {one.name for one in found.variables}
    assert found.endings[0] is None
    assert found.endings[1] is not None
    assert {wanted.name: wanted.one for wanted in found.objectives}["plenty"] == truth[0]


def test_fresh_luck_is_told_from_the_turn_on_in_which_the_dice_differ() -> None:
    one, _other = _two()
    fresh = one.branch(1, 99)
    records: list[Record] = [one.record(), fresh.record()]
    assert luck_apart(*records) == 2
    assert shared_turns(*records) == 1
    assert beside(one, fresh, "west").luck_apart == 2


def test_a_branch_that_no_longer_replays_says_so() -> None:
    one, other = _two()
    record = other.record()
    wrong = replace(record.turns[-1], state_hash="0" * 32)
    tree = tree_of(one, None, [Save(Path("b.json"), replace(record, turns=(*record.turns[:-1], wrong)), WHEN)])
    with pytest.raises(RecordError, match="does not replay"):
        played(tree.branches[1], one)
