"""What the window is told of assumptions, of priorities, and with open information; and what stays hidden."""

from __future__ import annotations

import pytest

from escalation_game.futures.evidence import evidence
from escalation_game.play.assumptions import Edit, assumptions, out_of_range
from escalation_game.play.match import Match
from escalation_game.play.priorities import share_of, weighed
from escalation_game.play.revealed import revealed
from escalation_game.play.seeing import view
from escalation_game.scenario import load

from .conftest import both_yours, bridge

SPYING = ("{grain: -0.2 * spies}", "{grain: -0.2 * spies - haul / 100}")


def test_everything_the_file_says_of_a_parameter_is_told() -> None:
    [one] = assumptions(both_yours(), "west").entries
    assert (one.name, one.title, one.note, one.group) == ("haul", "Haul", "what one cart carries", "disputed")
    assert (one.author, one.low, one.high) == (Edit(1, 3, 9), 1, 9)
    assert [(each.title, each.taken, each.own) for each in one.readings] == [("Rich", Edit(5, 7, 9), True)]
    assert [reader.title for reader in one.readers] == ["Buy carts → Grain"]


def test_what_the_role_may_not_know_of_is_only_counted() -> None:
    [seen] = assumptions(both_yours(SPYING), "east").entries
    [unseen] = assumptions(both_yours(SPYING), "west").entries
    assert ("Theft → Grain" in [one.title for one in seen.readers], seen.unseen) == (True, 0)
    assert ("Theft → Grain" in [one.title for one in unseen.readers], unseen.unseen) == (False, 1)


def test_the_same_is_told_whatever_the_hidden_truth() -> None:
    told = [assumptions(Match(bridge(), seed, lens), "west") for seed in range(9) for lens in ("baseline", "rich")]
    assert all(one == told[0] for one in told)


def test_a_hidden_question_is_answered_only_once_it_is_learnt() -> None:
    match = both_yours(("reveal: [miller]", "reveal: {miller: [west]}"))
    assert assumptions(match, "west").questions[0].known == ""
    match.choose("west", ["ask_miller"])
    match.end_turn()
    [question] = assumptions(match, "west").questions
    assert question.known == view(match, "west").secrets[0].known != ""
    assert assumptions(match, "east").questions[0].known == ""


def test_every_parameter_of_the_games_scenario_has_its_sources_and_readers() -> None:
    match = Match(load("kursk-2024"), 7)
    for one in assumptions(match, "west").entries:
        assert one.sources, one.name
        assert one.readers or one.unseen, one.name
        assert one.low <= one.author.value <= one.high


def test_an_edit_out_of_every_range_is_named() -> None:
    match = Match(bridge(), 7, assumptions={"haul": 4})
    assert assumptions(match, "west").entries[0].edit == Edit(4, 4, 4)
    assert assumptions(match, "west").entries[0].author == Edit(1, 3, 9)
    assert out_of_range(match, match.assumptions) == ()
    assert out_of_range(match, {"haul": Edit(0.5, 4, 4)}) == ("haul",)


def test_with_open_information_the_view_is_the_truth() -> None:
    match = Match(bridge(), 7, "rich", {"west": "you", "east": "you"}, open_information=True)
    match.choose("east", ["feast"])
    match.end_turn()
    seen = view(match, "west")
    for one in seen.variables:
        kind = "stock" if one.kind == "stock" else one.kind
        assert one.value == match.machine.row(match.state, kind, one.name)[0]
        assert one.noise == 0
    assert {"spies", "ships"} <= {one.name for one in seen.variables}
    assert all(secret.known for secret in seen.secrets)
    assert all(part.cause not in {"unknown", "uncertain reporting"} for one in seen.variables for part in one.parts)
    assert assumptions(match, "west").questions[0].known


def test_open_information_changes_neither_the_world_nor_what_belief_rests_on() -> None:
    matches = [Match(bridge(), 7, "rich", open_information=opened) for opened in (False, True)]
    for match in matches:
        match.end_turn()
    assert matches[0].state.digest() == matches[1].state.digest()
    assert evidence(matches[0], "west") == evidence(matches[1], "west")
    hidden = {one.name for one in view(matches[0], "west").variables}
    assert "spies" not in hidden


@pytest.mark.parametrize("role", ["west", "east"])
def test_priorities_are_held_against_what_came_of_it(role: str) -> None:
    match = Match(bridge(), 7, priorities={"west": {"plenty": 30, "secrecy": 10}})
    with pytest.raises(ValueError, match="when the match is over"):
        weighed(match, role)
    while match.ending is None:
        match.end_turn()
    told = weighed(match, role)
    if role == "east":
        assert told == ()
        return
    truth = revealed(match).objectives
    assert [(one.name, one.share) for one in told] == [
        (name, share) for name, share in (("plenty", 0.75), ("secrecy", 0.25)) if name in truth
    ]
    start, end = truth["plenty"]
    assert told[0].outcome == ("better" if end > start else "worse" if end < start else "same")
    assert sum(share_of(told, outcome) for outcome in ("better", "worse", "same")) == pytest.approx(
        sum(one.share for one in told)
    )
