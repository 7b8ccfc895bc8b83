"""What holds for a match whatever the scenario: records replay, branches meet the same luck, secrets stay hidden."""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.play.match import Match, replay
from escalation_game.play.record import read_record, write_record
from escalation_game.play.seeing import briefing, view
from escalation_game.play.why import why

from .playing import PROPERTY, choose_at_random, in_order, loaded, meddle, play_at_random
from .scenarios import Document, scenario_documents

SEEDS = st.integers(0, 2**32)
SEATS = ("you", "random", "doctrine", "nothing")

REPLAY = """
import sys
from pathlib import Path
from escalation_game.play.match import replay
from escalation_game.play.record import read_record
for path in sorted(Path(sys.argv[1]).glob("*.json")):
    print(replay(read_record(path)).state.digest())
"""


def matched(document: Document, seed: int, seats: str = "") -> Match:
    """A match of a document; the seats are drawn by the seed, or all the same."""
    dice = random.Random(seed)
    return Match(
        loaded(document), seed, seats={role: seats or dice.choice(SEATS) for role in sorted(document["roles"])}
    )


def test_records_replay_to_the_same_hash_on_a_cpu_with_fewer_features(tmp_path: Path) -> None:
    hashes: list[str] = []

    @PROPERTY
    @given(scenario_documents(), SEEDS)
    def played(document: Document, seed: int) -> None:
        match = play_at_random(matched(document, seed), random.Random(seed), meddling=True)
        path = tmp_path / f"{len(hashes):03}.json"
        write_record(match.record(), path)
        assert read_record(path) == match.record()
        again = replay(read_record(path))
        assert again.state.digest() == match.state.digest()
        assert again.ending == match.ending
        hashes.append(match.state.digest())

    played()
    told = subprocess.run(
        [sys.executable, "-c", REPLAY, str(tmp_path)], env=_plain_cpu(), capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == hashes


def _plain_cpu() -> dict[str, str]:
    """The environment of a Python whose numpy uses none of this machine's faster instructions."""
    found = np.show_config(mode="dicts")["SIMD Extensions"]["found"]  # type: ignore[index]
    return {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(found)}


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_what_is_not_refused_is_chosen(document: Document, seed: int) -> None:
    dice, match = random.Random(seed), matched(document, seed, "you")
    while match.ending is None:
        wanted = {role: choose_at_random(match, role, dice) for role in in_order(match)}
        match.end_turn()
        assert {role: set(chosen) for role, chosen in match.turns[-1].choices.items()} == {
            role: set(one) for role, one in wanted.items()
        }


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_a_branch_with_the_same_choices_is_the_same_match(document: Document, seed: int) -> None:
    dice = random.Random(seed)
    match = play_at_random(matched(document, seed), dice, meddling=True)
    start = dice.randrange(match.turn)
    _assert_repeats(match, match.branch(start))
    fresh = play_at_random(match.branch(start, seed=seed + 1), dice, meddling=True)
    _assert_repeats(fresh, fresh.branch(start))


def _assert_repeats(match: Match, branch: Match) -> None:
    assert branch.state.digest() == match.states[branch.turn].digest()
    for turn in match.turns[branch.turn :]:
        branch.repeat(turn)
        branch.end_turn()
        assert branch.turns[-1].state_hash == turn.state_hash


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_other_choices_meet_the_same_luck(document: Document, seed: int) -> None:
    document = copy.deepcopy(document)
    certain = {name: 0.1 + 0.8 * index for index, name in enumerate(("m_seldom", "m_often"))}
    document["events"] |= {name: {"title": name, "probability": chance} for name, chance in certain.items()}
    document["endings"] = {"over": document["endings"]["over"]}
    dice = random.Random(seed)
    match = play_at_random(matched(document, seed, "you"), dice)
    other = play_at_random(match.branch(dice.randrange(match.turn)), random.Random(seed + 1))
    for one, two in zip(match.turns, other.turns, strict=True):
        assert set(one.happened) & set(certain) == set(two.happened) & set(certain)
    for parameter in match.scenario.game.parameters:
        for one, two in zip(match.states, other.states, strict=True):
            assert match.machine.row(one, "parameter", parameter.name) == other.machine.row(
                two, "parameter", parameter.name
            )


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_undo_takes_back_a_turn(document: Document, seed: int) -> None:
    match = play_at_random(matched(document, seed), random.Random(seed), meddling=True)
    before = [state.digest() for state in match.states]
    assert match.undo()
    assert [state.digest() for state in match.states] == before[:-1]


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_an_action_that_does_nothing_changes_nothing(document: Document, seed: int) -> None:
    document = copy.deepcopy(document)
    player = next(iter(document["roles"]))
    document["actions"]["m_gesture"] = {"role": player, "title": "A gesture"}
    dice, match = random.Random(seed), matched(document, seed)
    match.seats[player] = "you"
    turn = dice.randrange(document["calendar"]["turns"]) + 1
    while match.ending is None:
        match.choose(player, ["m_gesture"] if match.turn + 1 == turn else [])
        match.end_turn()
    if match.turn >= turn:
        without = match.without("m_gesture", turn)
        assert "m_gesture" not in without.turns[turn - 1].choices[player]
        assert [played.values for played in without.turns] == [played.values for played in match.turns]


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_what_a_role_cannot_see_changes_no_byte_of_its_view(document: Document, seed: int) -> None:
    dice = random.Random(seed)
    viewer, actor = dice.sample(sorted(document["roles"]), 2)
    plain, secret = copy.deepcopy(document), _with_secrets(document, viewer, actor)
    plain["roles"][actor]["choices"] = 6
    lens = next(iter(document["lenses"]), "baseline")
    one, two = (Match(loaded(which), seed, lens, dict.fromkeys(document["roles"], "you")) for which in (plain, secret))
    while one.ending is None:
        for role in in_order(one):
            chosen = choose_at_random(one, role, dice)
            also = ["m_secret_deal"] if role == actor and two.observation(role).legal["m_secret_deal"][0] else []
            two.choose(role, [*chosen, *also])
            assert _all_seen(one, viewer) == _all_seen(two, viewer)
        one.end_turn()
        two.end_turn()
        assert _all_seen(one, viewer) == _all_seen(two, viewer)


def _with_secrets(document: Document, viewer: str, actor: str) -> Document:
    """The document with much going on of which the viewer learns nothing, and which touches nothing else."""
    secret = copy.deepcopy(document)
    unseen = {"seen_by": {viewer: "hidden"}}
    secret["stocks"]["a_secret"] = {"title": "Secret", "initial": 7, "range": [0, 20], **unseen}
    secret["stocks"]["m_secret_store"] = {"title": "Store", "initial": 9, **unseen}
    secret["derived"]["m_secret_level"] = {"title": "Level", "value": "a_secret / (1 + abs(m_secret_store))", **unseen}
    secret["switches"]["m_secret_switch"] = {"title": "Switch", "cases": ["off", "on"], "initial": "off", **unseen}
    secret["rules"]["m_secret_rule"] = {"because": "Unseen.", "change": {"a_secret": "m_secret_level - 3"}, **unseen}
    effects = [{"move": {"from": "a_secret", "to": "m_secret_store", "amount": 2}}, {"set": {"m_secret_switch": "on"}}]
    secret["events"]["b_secret_event"] = {
        "title": "Event",
        "probability": 0.5,
        "effects": copy.deepcopy(effects),
        **unseen,
    }
    deal = {
        "role": actor,
        "title": "Deal",
        "propensity": "a_secret / 5",
        "cost": {"m_secret_store": 1},
        "effects": effects,
    }
    secret["actions"]["m_secret_deal"] = {**deal, "seen_by": {"others": "hidden"}}
    secret["roles"][actor]["choices"] = 7
    return secret


def _all_seen(match: Match, role: str) -> bytes:
    seen = view(match, role)
    reasons = [
        why(match, role, variable.name, turn) for variable in seen.variables for turn in range(1, match.turn + 1)
    ]
    return repr((seen, reasons, briefing(match), match.observation(role).legal)).encode()


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_what_a_role_is_told_adds_up(document: Document, seed: int) -> None:
    match = play_at_random(matched(document, seed), random.Random(seed))
    for role in document["roles"]:
        for variable in view(match, role).variables:
            if variable.kind != "switch" and match.turn:
                parts = why(match, role, variable.name)
                size = max(1.0, abs(variable.change), *(abs(part.amount) for part in parts), 1.0)
                assert abs(sum(part.amount for part in parts) - variable.change) <= 1e-6 * size, variable.name


def test_a_match_killed_at_any_moment_leaves_a_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "match.json"
    document = _one_document()
    match = play_at_random(matched(document, 5), random.Random(5))
    match.keep(path)
    writing = (
        "import sys; from pathlib import Path\nfrom escalation_game.play.record import read_record, write_record\n"
    )
    writing += "path = Path(sys.argv[1]); record = read_record(path); print('ready', flush=True)\n"
    writing += "while True:\n for turns in range(len(record.turns) + 1): write_record(record.until(turns), path)\n"
    for pause in (0.0, 0.011, 0.037):
        with subprocess.Popen([sys.executable, "-c", writing, str(path)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            try:
                process.wait(pause)
            except subprocess.TimeoutExpired:
                process.kill()
        left = read_record(path)
        assert replay(left).turns == match.turns[: len(left.turns)]
        match.keep(path)


def _one_document() -> Document:
    found: list[Document] = []

    @PROPERTY
    @given(scenario_documents())
    def collected(document: Document) -> None:
        found.append(document)

    collected()
    return max(found, key=lambda document: len(repr(document)))


def test_meddling_is_recorded(tmp_path: Path) -> None:
    match = matched(_one_document(), 11)
    meddle(match, random.Random(3))
    match.end_turn()
    path = tmp_path / "match.json"
    match.keep(path)
    turn = read_record(path).turns[0]
    assert turn.overrides
    assert turn.events
    assert turn.injects or turn.withheld
