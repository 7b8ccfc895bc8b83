"""How likely doctrine's choices and noisy reports are."""

from __future__ import annotations

import numpy as np
import pytest

from escalation_game.engine.expression import Const
from escalation_game.engine.game import Action
from escalation_game.futures.likelihood import log_choice, log_event, log_normal

ODDS = {"a": 1.5, "b": -0.5, "c": 0.3}


def action(name: str, *excludes: str) -> Action:
    return Action(name, "role", (), None, frozenset(excludes), None, Const(0.5))


def chance(chosen: tuple[str, ...], most: int, odds: dict[str, float] = ODDS) -> float:
    given = {name: np.array([value]) for name, value in odds.items()}
    return float(np.exp(log_choice(given, [action(name) for name in odds], chosen, most))[0])


@pytest.mark.parametrize("most", [1, 2, 3])
def test_choices_are_as_likely_as_doctrine_makes_them(most: int) -> None:
    noise = np.random.default_rng(1).logistic(size=(len(ODDS), 400_000))
    scores = np.array(list(ODDS.values()))[:, None] + noise
    ranked = np.argsort(-scores, axis=0)
    picked = np.zeros_like(scores, np.bool_)
    for place in range(most):
        which = ranked[place]
        picked[which, np.arange(scores.shape[1])] = scores[which, np.arange(scores.shape[1])] > 0
    total = 0.0
    for index in range(1 << len(ODDS)):
        chosen = [bool(index >> bit & 1) for bit in range(len(ODDS))]
        if sum(chosen) <= most:
            frequency = (picked == np.array(chosen)[:, None]).all(axis=0).mean()
            told = chance(tuple(name for name, one in zip(ODDS, chosen, strict=True) if one), most)
            assert told == pytest.approx(frequency, abs=0.004), chosen
            total += told
    assert total == pytest.approx(1.0, abs=0.01)


def test_what_cannot_be_had_is_never_chosen_and_its_absence_tells_nothing() -> None:
    odds = {**ODDS, "b": -np.inf}
    assert chance(("b",), 3, odds) == 0.0
    assert chance(("a",), 3, odds) == pytest.approx(chance(("a",), 3, {"a": 1.5, "c": 0.3}))


def test_what_a_chosen_action_excludes_tells_nothing() -> None:
    given = {"a": np.array([1.5]), "b": np.array([4.0])}
    told = np.exp(log_choice(given, [action("a"), action("b", "a")], ("b",), 2))
    assert told[0] == pytest.approx(1 / (1 + np.exp(-4.0)))


def test_events() -> None:
    probability = np.array([0.25, 0.0, 1.5])
    assert np.exp(log_event(probability, happened=True)).tolist() == pytest.approx([0.25, 0.0, 1.0])
    assert np.exp(log_event(probability, happened=False)).tolist() == pytest.approx([0.75, 1.0, 0.0])


def test_reports_are_normal_about_the_true_value() -> None:
    told = log_normal(np.array([100.0, 110.0, 80.0]), 100.0, 0.1, 1.0)
    expected = [-np.log(10.0), -0.5 * (10 / 11) ** 2 - np.log(11.0), -0.5 * 2.5**2 - np.log(8.0)]
    assert told.tolist() == pytest.approx(expected)


def test_a_report_at_a_bound_may_have_been_beyond_it() -> None:
    told = np.exp(log_normal(np.array([0.0, 20.0, 40.0]), 0.0, 0.0, 20.0, low=0.0))
    assert told.tolist() == pytest.approx([0.5, 0.1587, 0.0228], abs=0.011)


def test_a_report_without_noise_is_the_value() -> None:
    assert np.exp(log_normal(np.array([3.0, 4.0]), 3.0, 0.0, 0.0)).tolist() == [1.0, 0.0]
