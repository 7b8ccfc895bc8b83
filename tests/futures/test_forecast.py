"""Options against a baseline on the same luck."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from escalation_game.engine.machine import Machine
from escalation_game.futures.asking import request, single_actions, watched_by
from escalation_game.futures.belief import Belief, believe
from escalation_game.futures.evidence import evidence
from escalation_game.futures.forecast import FIRST_FUTURES, FIRST_REACH, SHARES, Forecast, forecasts, refined
from escalation_game.play.match import Match

from .lake import KEEPERS, played


@cache
def known(turns: int = 2) -> tuple[Match, Belief]:
    match = played(1, turns)
    return match, believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=300)


def told(*options: tuple[str, ...], **more: object) -> tuple[Forecast, ...]:
    match, belief = known()
    return forecasts(match.machine, belief, request(match, KEEPERS, options, **more))  # type: ignore[arg-type]


def test_an_action_that_does_nothing_makes_no_difference() -> None:
    one = told(("bow",), futures=400)[0]
    assert not one.rises.any()
    assert not one.falls.any()
    assert one.fan.tobytes() == one.baseline.tobytes()
    assert all(compared.better == compared.worse == 0.0 for compared in one.objectives.values())
    assert one.direction("stock", "water") == "same"


def test_effects_have_a_direction() -> None:
    digging, opening = told(("dig",), ("open_gates",), futures=600, then="nothing")
    assert digging.direction("stock", "silt") == "down"
    assert digging.direction("stock", "treasury") == "down"
    assert digging.objectives["safety"].better > 0.9
    assert digging.objectives["safety"].words in {"very likely", "almost certain"}
    assert digging.objectives["wealth"].worse > 0.9
    assert opening.direction("stock", "water") == "down"


def test_lines_of_the_fan_are_ordered_and_start_from_what_is_known() -> None:
    match, _ = known()
    one = told(("dig",), futures=500)[0]
    assert one.fan.shape == (one.reach + 1, len(one.watched), len(SHARES))
    assert (np.diff(one.fan, axis=2) >= 0).all()
    water = one.watched.index(("stock", "water"))
    assert (one.fan[0, water] == match.machine.row(match.state, "stock", "water")[0]).all()
    assert one.reach == match.length - match.turn


def test_quantiles_are_those_of_the_futures() -> None:
    one = told(("dig",), futures=400, then="nothing")[0]
    two = told(("dig",), futures=400, then="nothing", baseline=("dig",))[0]
    assert one.fan.tobytes() == two.fan.tobytes() == two.baseline.tobytes()


def test_an_option_is_the_same_alone_and_in_company() -> None:
    alone, together = told(("dig",), futures=500)[0], told(("open_gates",), ("dig",), futures=500)[1]
    assert alone.fan.tobytes() == together.fan.tobytes()
    assert alone.objectives == together.objectives


def test_answers_become_better_and_batches_change_no_byte() -> None:
    match, belief = known()
    asked = request(match, KEEPERS, [("dig",), ("open_gates",)], futures=1000)
    answers = [answer for answer in refined(match.machine, belief, asked) if answer is not None]
    shown = [(answer[0].futures, answer[0].reach) for answer in answers]
    assert shown == [(FIRST_FUTURES, FIRST_REACH), (FIRST_FUTURES, asked.turns), (1000, asked.turns)]
    small = [answer for answer in refined(match.machine, belief, asked, batch=130) if answer is not None][-1]
    assert [one.fan.tobytes() for one in small] == [one.fan.tobytes() for one in answers[-1]]
    first = answers[0][0].fan[: FIRST_REACH + 1, :, 3]
    spread = answers[-1][0].fan[:, :, 5] - answers[-1][0].fan[:, :, 1]
    assert (
        np.abs(first - answers[-1][0].fan[: FIRST_REACH + 1, :, 3]) <= 0.35 * spread[: FIRST_REACH + 1] + 1e-9
    ).all()


def test_chances_of_endings_add_up() -> None:
    one = told(("bow",), futures=500)[0]
    assert sum(one.endings.values()) == pytest.approx(1.0)
    assert set(one.ending_words) == {"flood", "spring"}
    early = told(("bow",), futures=200, turns=1)[0]
    assert early.endings == {"flood": 0.0, "spring": 0.0}


def test_the_fan_covers_what_comes() -> None:
    inside = []
    for seed in range(40, 70):
        match = played(seed, 2)
        belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=200)
        one = forecasts(match.machine, belief, request(match, KEEPERS, [()], futures=200, then="nothing"))[0]
        while match.ending is None:
            match.end_turn()
            ahead = match.turn - 2
            for column, watched in enumerate(one.watched[:4]):
                truth = match.machine.row(match.state, *watched)[0]
                inside.append(one.fan[ahead, column, 1] <= truth <= one.fan[ahead, column, 5])
    assert 0.68 < np.mean(inside) < 0.92


def test_what_is_watched_is_seen() -> None:
    match, _ = known()
    assert ("stock", "hideout") not in watched_by(match, KEEPERS)
    assert ("bow",) in single_actions(match, KEEPERS)


@pytest.mark.parametrize(
    ("options", "more", "words"),
    [
        ([("divert",)], {}, "no action of keepers: divert"),
        ([], {}, "needs an option"),
        ([("dig",)], {"futures": 0}, "a future"),
        ([("dig",)], {"turns": 0}, "a turn"),
    ],
)
def test_what_cannot_be_asked_is_refused(options: list[tuple[str, ...]], more: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        told(*options, **more)


def test_futures_that_fail_are_left_out_of_all_options() -> None:
    match = played(1, 1)
    belief = believe(match.machine, KEEPERS, evidence(match, KEEPERS), count=200)
    belief.state.failed[::2] = True
    one, two = forecasts(match.machine, belief, request(match, KEEPERS, [("dig",), ("bow",)], futures=300))
    assert one.failed == two.failed > 50
    assert one.failed + one.futures == 300


def test_a_machine_of_its_own_gives_the_same() -> None:
    match, belief = known()
    asked = request(match, KEEPERS, [("dig",)], futures=300)
    fresh = Machine(match.scenario.game)
    assert forecasts(fresh, belief, asked)[0].fan.tobytes() == forecasts(match.machine, belief, asked)[0].fan.tobytes()
