"""What an honest observer could think: from what was seen and from nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.engine.machine import Machine
from escalation_game.futures.asking import request
from escalation_game.futures.belief import Belief, believe, first_belief, updated
from escalation_game.futures.evidence import Seen, evidence
from escalation_game.futures.forecast import forecasts
from escalation_game.futures.unknowns import drawn, started
from escalation_game.play.match import Match
from escalation_game.play.record import Luck
from generated.playing import PROPERTY, loaded, play_at_random
from generated.scenarios import Document, scenario_documents

from .lake import KEEPERS, lake, played

COUNT = 400


def fan(match: Match, seen: tuple[Seen, ...] | None = None) -> bytes:
    """Every byte of what the keepers would be told now."""
    belief = believe(match.machine, KEEPERS, seen or evidence(match, KEEPERS), count=COUNT)
    asked = request(match, KEEPERS, [("dig",), ("open_gates",)], futures=300)
    told = forecasts(match.machine, belief, asked)
    parts = [belief.weights, *(array for one in told for array in (one.fan, one.baseline, one.rises, one.falls))]
    return b"".join(part.tobytes() for part in parts) + repr([(one.objectives, one.endings) for one in told]).encode()


def mean(machine: Machine, belief: Belief, kind: str, name: str) -> float:
    return float(np.sum(belief.weights * machine.row(belief.state, kind, name)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fan_does_not_depend_on_the_hidden_world(seed: int) -> None:
    doubt, trust = (played(seed, 4, lens) for lens in ("doubt", "trust"))
    truths = [float(match.machine.row(match.state, "parameter", "late_rain")[0]) for match in (doubt, trust)]
    assert truths[0] != truths[1]
    assert evidence(doubt, KEEPERS) == evidence(trust, KEEPERS)
    assert fan(doubt) == fan(trust)


def test_the_fan_does_not_depend_on_a_hidden_case() -> None:
    cases = set()
    for seed in range(8):
        doubt, trust = (played(seed, 3, lens) for lens in ("doubt", "trust"))
        found = [float(match.machine.row(match.state, "case", "dam")[0]) for match in (doubt, trust)]
        if found[0] != found[1]:
            assert fan(doubt) == fan(trust)
            cases.add(tuple(found))
    assert cases


def test_the_fan_does_not_depend_on_dice_to_come() -> None:
    match, other = played(5, 4), played(5, 4)
    other.luck = (
        Luck(6, 99),
    )  # the report of now is drawn with the dice of the fifth turn, so they are no longer to come
    assert fan(match) == fan(other)
    for one in (match, other):
        one.end_turn()
        one.end_turn()
    assert match.state.digest() != other.state.digest()


@pytest.mark.parametrize(("kind", "name"), [("stock", "hideout"), ("case", "dam"), ("parameter", "silt_weight")])
def test_the_fan_does_not_depend_on_what_is_hidden_in_the_state(kind: str, name: str) -> None:
    match = played(6, 3)
    before = fan(match)
    for state in match.states:
        match.machine.row(state, kind, name)[:] = 1.0 - match.machine.row(state, kind, name)
    match.state.keys[:] ^= np.uint64(12345)
    assert fan(match) == before


def test_the_fan_does_not_depend_on_what_others_do_in_secret() -> None:
    match = played(7, 3)
    seen = evidence(match, KEEPERS)
    assert all("plot" not in chosen for one in seen for chosen in one.choices.values())
    assert any("plot" in turn.choices["rivals"] for turn in match.turns)


def test_no_particle_is_future_0_or_meets_a_match_s_dice() -> None:
    match = played(0, 3)
    belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=COUNT)
    assert belief.state.futures.min() >= 1
    ours = {int(key) for keys in belief.luck for key in keys}
    assert not ours & {int(state.keys[0]) for state in match.states}


def test_what_is_seen_exactly_is_written_over() -> None:
    match = played(2, 4)
    belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=COUNT)
    for name in ("water", "treasury"):
        row = match.machine.row(belief.state, "stock", name)
        assert (row == match.machine.row(match.state, "stock", name)[0]).all()
    assert (
        match.machine.row(belief.state, "switch", "alarm") == match.machine.row(match.state, "switch", "alarm")
    ).all()


def test_reports_with_noise_teach() -> None:
    before, after = [], []
    for seed in range(12):
        match = played(seed, 5)
        seen = evidence(match, KEEPERS)
        truth = float(match.machine.row(match.state, "parameter", "silt_weight")[0])
        for turns, errors in ((1, before), (len(seen), after)):
            belief = believe(match.machine, KEEPERS, seen[:turns], count=COUNT)
            errors.append(abs(mean(match.machine, belief, "parameter", "silt_weight") - truth))
    assert np.mean(after) < 0.75 * np.mean(before)


def test_truth_lies_within_the_belief_as_often_as_it_says() -> None:
    inside = []
    for seed in range(30):
        match = played(seed, 4)
        belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=COUNT // 2)
        for kind, name in (("stock", "silt"), ("parameter", "silt_weight"), ("parameter", "silt_at_start")):
            row, truth = match.machine.row(belief.state, kind, name), match.machine.row(match.state, kind, name)[0]
            inside.append(0.1 < float(np.sum(belief.weights * (row < truth))) < 0.9)
    assert 0.65 < np.mean(inside) < 0.93


def test_a_case_that_is_learnt_is_known() -> None:
    match = played(3, 1)
    match.choose(KEEPERS, ["inspect"])
    match.end_turn()
    seen = evidence(match, KEEPERS)
    assert not seen[1].known
    truth = int(match.machine.row(match.state, "case", "dam")[0])
    assert seen[2].known == {"dam": truth}
    belief = believe(match.machine, KEEPERS, seen, count=COUNT)
    assert (match.machine.row(belief.state, "case", "dam")[belief.weights > 0] == truth).all()
    doubt = match.scenario.game.lenses.index("doubt")
    assert (np.sum(belief.weights * (belief.state.lens == doubt)) > 0.5) == (
        match.scenario.game.cases[0].cases[truth] == "cracked"
    )


def test_a_viewing_lens_restricts_the_belief() -> None:
    match = played(3, 2)
    belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), lenses=("trust",), count=COUNT)
    assert set(belief.state.lens.tolist()) == {match.scenario.game.lenses.index("trust")}
    mixed = first_belief(match.machine, KEEPERS, evidence(match, KEEPERS)[0], count=COUNT)
    assert set(mixed.state.lens.tolist()) == {1, 2}


def test_what_is_impossible_leaves_no_evidence_and_the_fan_says_so() -> None:
    match = played(4, 2)
    seen = evidence(match, KEEPERS)
    strange = replace(seen[-1], happened={**seen[-1].happened, "burst": True})  # before the fifth turn it cannot
    belief = believe(match.machine, KEEPERS, (*seen[:-1], strange), count=COUNT)
    assert belief.effective == 0.0
    assert belief.weights.sum() == pytest.approx(1.0)
    told = forecasts(match.machine, belief, request(match, KEEPERS, [()], futures=200))[0]
    assert told.note == "little evidence"
    assert np.isfinite(told.fan).all()


def test_a_step_at_a_time_is_all_at_once() -> None:
    match = played(8, 4)
    seen = evidence(match, KEEPERS)
    belief = first_belief(match.machine, KEEPERS, seen[0], count=COUNT)
    for one in seen[1:]:
        belief = updated(match.machine, belief, one)
    whole = believe(match.machine, KEEPERS, seen, count=COUNT)
    assert belief.state.digest() == whole.state.digest()
    assert belief.weights.tobytes() == whole.weights.tobytes()


def test_particles_start_as_futures_do() -> None:
    machine = Machine(lake().game)
    state = machine.start(11, range(1, 200), 2)
    again = started(machine, drawn(machine, state), state.keys)
    assert again.digest() == state.digest()


@settings(PROPERTY, max_examples=12)
@given(scenario_documents(), st.integers(0, 2**32))
def test_a_belief_is_sound_whatever_the_scenario(document: Document, seed: int) -> None:
    match = Match(loaded(document), seed)
    play_at_random(match, random.Random(seed), meddling=True)
    turns = match.turn - (match.ending is not None)
    for role in document["roles"]:
        belief = believe(match.machine, role, evidence(match, role, turns), count=60)
        weights = belief.weights
        assert np.isfinite(weights).all()
        assert weights.sum() == pytest.approx(1.0)
        assert 0.0 <= belief.effective <= 60.0 + 1e-9
        assert_within_ranges(match, belief)


def assert_within_ranges(match: Match, belief: Belief) -> None:
    values: Mapping[str, np.ndarray] = {
        one.name: match.machine.row(belief.state, "stock", one.name) for one in match.scenario.game.stocks
    }
    alive = ~belief.state.failed
    for one in match.scenario.game.stocks:
        assert one.low is None or (values[one.name][alive] >= one.low).all()
        assert one.high is None or (values[one.name][alive] <= one.high).all()
