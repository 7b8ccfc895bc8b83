"""Parameters and hidden cases as they are drawn: shapes, shared draws, lenses."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from escalation_game.engine.machine import Machine

from .pond import pond

FUTURES = 20_000


def drawn(fragment: str, name: str = "probe", lens: int = 0, turns: int = 0) -> NDArray[np.float64]:
    """A derived value in many futures."""
    machine = Machine(pond(fragment).game)
    state = machine.start(5, range(FUTURES), lens)
    for _ in range(turns):
        machine.step(state)
    return np.array(machine.row(state, "derived", name))


def uncertain(parameter: str) -> str:
    return f"parameters:\n  luck: {{{parameter}}}\nderived:\n  probe: {{title: Probe, value: luck}}\n"


@pytest.mark.parametrize(
    ("shape", "quantiles"),  # at 10, 50 and 90 %, of low 1, value 2, high 6
    [
        ("triangular", (1 + 0.5**0.5, 6 - 10**0.5, 6 - 2**0.5)),
        ("uniform", (1.5, 3.5, 5.5)),
        ("median", (1.2, 2.0, 5.2)),
        ("long_tail", (1.2, 2.0, 2 * 3**0.8)),
    ],
)
def test_shapes(shape: str, quantiles: tuple[float, float, float]) -> None:
    values = drawn(uncertain(f"value: 2, low: 1, high: 6, shape: {shape}"))
    assert 1 <= values.min() < values.max() <= 6
    assert np.quantile(values, [0.1, 0.5, 0.9]) == pytest.approx(quantiles, abs=0.06)


@pytest.mark.parametrize("numbers", ["value: 2", "value: 2, low: 2, high: 2"])
def test_a_certain_parameter(numbers: str) -> None:
    assert set(drawn(uncertain(numbers))) == {2.0}


def test_parameters_of_one_draw_move_together() -> None:
    both = "value: 2, low: 1, high: 6, draw: weather"
    text = (
        uncertain(both)
        .replace("derived:", f"  other: {{{both}}}\nderived:")
        .replace("value: luck", "value: luck - other")
    )
    assert set(drawn(text)) == {0.0}
    assert len(set(drawn(text.replace(", draw: weather", "")))) > 1


def test_redraw_gives_each_turn_its_own_luck() -> None:
    text = uncertain("value: 2, low: 1, high: 6, redraw: turn").replace(
        "value: luck}", 'value: "luck - previous(probe, 1)"}'
    )
    assert len(set(drawn(text, turns=2))) > FUTURES / 2
    steady = uncertain("value: 2, low: 1, high: 6") + "  change: {title: C, value: 'probe - previous(probe, 1)'}\n"
    assert set(drawn(steady, "change", turns=2)) == {0.0}


def test_a_lens_changes_numbers_and_odds() -> None:
    text = (
        "derived:\n  probe: {title: Probe, value: growth + 10 * (depth is deep)}\n"
        "lenses:\n  plenty: {title: P, argument: A, parameters: {growth: {low: 0.3, value: 0.3, high: 0.3}}, cases: {depth: {deep: 1}}}\n"
    )
    own, seen = drawn(text), drawn(text, lens=1)
    assert set(seen) == {10.3}
    assert np.mean(own > 5) == pytest.approx(0.5, abs=0.02)


def test_odds_of_many_cases() -> None:
    odds = {"a": 0.1, "b": 0.2, "c": 0.7}
    text = "cases:\n  sky: {title: Sky, odds: {c: 0.7, a: 0.1, b: 0.2}}\nderived:\n  probe: {title: P, value: (sky is b) + 2 * (sky is c)}\n"
    values = drawn(text)
    for number, share in enumerate(odds.values()):
        assert np.mean(values == number) == pytest.approx(share, abs=0.02)
