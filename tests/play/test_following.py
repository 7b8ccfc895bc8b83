"""A match under other rules: the same turn, choices and luck wherever the rules have room for them, and everything else told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation_game.play.following import file_of, followed, is_of, taken_up
from escalation_game.play.match import Match
from escalation_game.play.seats import RefusedError
from escalation_game.scenario import ScenarioError

from .conftest import TEXT, both_yours, bridge

WEST = ["ask_miller", "buy_carts", "hail_ships", "take_toll"]


def decide(match: Match, actions) -> None:
    for role, own in (("west", WEST), ("east", ["smuggle", "feast"])):
        wanted: list[str] = []
        for action in own:
            try:
                match.choose(role, [*wanted, action] if action in actions else wanted)
                wanted = [*wanted, action] if action in actions else wanted
            except RefusedError:
                continue


def played(*turns: set[str], seed: int = 7) -> Match:
    match = both_yours(seed=seed)
    for actions in turns:
        if match.ending is None:
            decide(match, actions)
            match.end_turn()
    return match


def said(result) -> str:
    return " ".join([*(f"{one.title}: {one.reason}" for one in result.lost), *result.told, result.stopped])


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**64 - 1),
    turns=st.lists(st.sets(st.sampled_from([*WEST, "smuggle", "feast"])), max_size=3),
    pending=st.sets(st.sampled_from(WEST)),
)
def test_under_the_same_rules_nothing_changes(seed, turns, pending) -> None:
    match = played(*turns, seed=seed)
    if match.ending is None:
        decide(match, pending)
    before = match.record(), match.pending.copy()
    result = followed(match, bridge())
    assert result.whole
    assert [state.digest() for state in result.match.states] == [state.digest() for state in match.states]
    assert result.match.pending.choices == match.pending.choices
    assert (match.record(), match.pending) == before


def test_a_changed_number_changes_the_outcome_and_nothing_else() -> None:
    match = played({"buy_carts"}, {"ask_miller"})
    match.choose("west", ["buy_carts"])
    result = followed(match, bridge(("change: {grain: 4}", "change: {grain: 1}")))
    assert result.whole
    assert (result.match.turn, result.match.seed, result.match.lens) == (2, 7, "baseline")
    assert [turn.choices for turn in result.match.turns] == [turn.choices for turn in match.turns]
    assert result.match.chosen("west") == ("buy_carts",)
    assert result.match.turns[-1].values["grain"] < match.turns[-1].values["grain"]
    assert result.match.turns[-1].happened == match.turns[-1].happened


def test_an_action_that_is_gone_and_one_that_cannot_be_paid_are_told() -> None:
    match = played({"ask_miller"}, {"buy_carts"})
    gone = followed(match, bridge(("ask_miller: {role", "call_miller: {role"), ("[ask_miller]", "[call_miller]")))
    assert [(one.turn, one.role, one.action) for one in gone.lost] == [(1, "west", "ask_miller")]
    assert "Ask the miller: it is not there any more" in said(gone)
    assert gone.match.turn == 2
    dear = followed(match, bridge(("title: Buy carts, cost: {silver: 0.2}", "title: Buy carts, cost: {silver: 5}")))
    assert "Buy carts: costs 5 silver" in said(dear)
    assert not dear.whole


def test_a_role_a_lens_and_assumptions_that_are_gone_are_told() -> None:
    match = Match(
        bridge(), 7, "rich", {"west": "you", "east": "you"}, assumptions={"haul": 4},
        priorities={"west": {"plenty": 3, "secrecy": 1}},
    )  # fmt: skip
    match.choose("east", ["feast"])
    match.end_turn()
    text = TEXT.replace("  east: {", "  coast: {").replace("role: east", "role: coast")
    text = (
        text.replace("rich: {title: Rich", "poor: {title: Poor").replace("haul", "load").replace("secrecy", "silence")
    )
    result = followed(match, bridge((TEXT, text)))
    assert "“East bank” is not there any more" in said(result)
    assert "The lens “rich” is not there any more" in said(result)
    assert "“haul” cannot be kept" in said(result)
    assert result.match.lens == "poor"
    assert result.match.seats == {"west": "you", "coast": "doctrine"}
    assert result.match.priorities == {"west": {"plenty": 3}}
    assert result.match.turn == 1


def test_the_only_role_of_a_person_under_another_name_is_the_persons_again() -> None:
    match = Match(bridge(), 7, "baseline")
    text = TEXT.replace("  west: {", "  left: {").replace("role: west", "role: left").replace("{west:", "{left:")
    assert followed(match, bridge((TEXT, text))).match.seats == {"left": "you", "east": "doctrine"}


def test_what_was_imposed_is_kept_or_told() -> None:
    match = both_yours()
    match.force("flood", happens=True)
    match.place("fair")
    match.override("grain", 60.0, "to see")
    match.end_turn()
    same = followed(match, bridge(("title: Harvest", "title: The harvest")))
    assert same.whole
    assert same.match.turns[0].events == {"flood": True}
    assert same.match.turns[0].overrides["grain"].value == 60.0
    text = (
        TEXT.replace("flood: {", "deluge: {")
        .replace("fair: {title", "market: {title")
        .replace("range: [0, 100]", "range: [0, 50]")
    )
    other = followed(match, bridge((TEXT, text.replace("initial: 95", "initial: 45"))))
    for name in ("flood", "fair", "grain"):
        assert f"What was set for “{name}” in turn 1 cannot be set any more." in said(other)


def test_a_match_that_ends_earlier_and_one_that_breaks_off() -> None:
    match = played(set(), set())
    result = followed(match, bridge(("when: grain < 1", "when: grain < 101")))
    assert (result.ended, result.match.turn, result.match.ending) == (True, 1, "famine")
    broken = followed(match, bridge(("value: 200 / (1 + grain)", "value: 200 / (turn - 2)")))
    assert broken.match.turn == 1
    assert "price is not a finite number" in broken.stopped


def test_the_whole_length_follows_the_calendar_and_an_agreed_one_stays() -> None:
    longer = ("step: month, turns: 4", "step: month, turns: 6")
    assert followed(Match(bridge(), 7), bridge(longer)).match.length == 6
    assert followed(Match(bridge(), 7, length=2), bridge(longer)).match.length == 2


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(TEXT, "utf-8")
    match = played({"buy_carts"})
    assert file_of(str(path)) == path
    assert is_of(match, path)
    path.write_text(TEXT.replace("change: {grain: 4}", "change: {grain: 1}"), "utf-8")
    assert not is_of(match, path)
    assert taken_up(match, path).whole
    path.write_text(TEXT.replace("change: {grain: 4}", "change: {grane: 4}"), "utf-8")
    with pytest.raises(ScenarioError, match="grane"):
        taken_up(match, path)
    path.write_text(TEXT.replace("value: 200 / (1 + grain)", "value: 200 / (grain - 95)"), "utf-8")
    with pytest.raises(ScenarioError) as broken:
        taken_up(match, path)
    finding = broken.value.findings[0]
    assert (finding.code, finding.place.file) == ("E652", str(path))
    assert "price:" in finding.place.excerpt
    path.unlink()
    with pytest.raises(ScenarioError):
        is_of(match, path)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 999),
    gone=st.sets(st.sampled_from(["ask_miller", "buy_carts", "take_toll", "smuggle", "feast"])),
)
def test_every_choice_is_made_again_or_told(seed, gone) -> None:
    match = played({"ask_miller", "smuggle"}, {"buy_carts", "feast"}, seed=seed)
    text = TEXT
    for name in gone:
        text = text.replace(name, f"{name}_anew")
    result = followed(match, bridge((TEXT, text)))
    for number, (was, now) in enumerate(zip(match.turns, result.match.turns, strict=False), 1):
        for role in ("west", "east"):
            lost = {one.action for one in result.lost if (one.turn, one.role) == (number, role)}
            assert set(was.choices[role]) == set(now.choices[role]) | lost
            assert not set(now.choices[role]) & lost
