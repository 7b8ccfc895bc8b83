"""What formulas come to: units converted, the past read, curves followed."""

from __future__ import annotations

import pytest

from .pond import finding, pointed, probe, values

STILL = "rules:\n  breeding: {change: {mood: 0}}\n"
TRAIL = "stocks:\n  trail: {title: Trail, initial: 0}\nrules:\n  step: {change: {trail: turn}}\n"


@pytest.mark.parametrize(
    ("formula", "unit", "value"),
    [
        ("2 + 3 * 4", "", 14),
        ("2 ** 3 - 7 / 2", "", 4.5),
        ("-mood", "", -50),
        ("10 < mood < 60", "", 1),
        ("10 < mood < 40", "", 0),
        ("0 < 1 == 1", "", 1),
        ("mood > 10 and not mood > 60 or 0", "", 1),
        ("3 if mood > 49 else 4", "", 3),
        ("1 / 0 if mood < 0 else 7", "", None),
        ("log(mood - 50) if mood > 50 else 7", "", 7),
        ("min(mood, 3, 9) + max(1, 2) + clip(mood, 0, 10) + abs(-1)", "", 16),
        ("sqrt(mood * 2) + exp(0) + log(1) + logistic(0) + tanh(0)", "", 11.5),
        ("saturate(mood, 50)", "", 0.5),
        ("saturate(0 - mood, 50)", "", 0),
        ("saturate(fish, 5)", "", 0.5),
        ("lookup(mood, 0, 1, 100, 3)", "", 2),
        ("lookup(mood - 100, 0, 1, 100, 3)", "", 1),
        ("lookup(mood * 9, 0, 1, 50, 4, 100, 3)", "", 3),
        ("bare(fish) + mood", "", 55),
        ("fish", "fish", 5000),
        ("fish + 1", "thousand fish", 6),
        ("fish > 4", "", 1),
        ("catch * days", "thousand fish", 0.304375),
        ("catch", "thousand fish/month", 0.304375),
        ("catch * days / fish", "%", 6.0875),
        ("0.25", "%", 0.25),
        ("mood / 100", "%", 50),
        ("growth / growth", "", 1),
        ("days", "days", 30.4375),
        ("days", "month", 1),
        ("turn", "", 1),
        ("peace is kept", "", 1),
        ("peace is not kept", "", 0),
        ("ice", "", 0),
        ("not ice", "", 1),
        ("(depth is deep) + (depth is shallow)", "", 1),
        ("since(storm)", "", 1000),
        ("since(feast)", "", 1000),
    ],
)
def test_values(formula: str, unit: str, value: float | None) -> None:
    if value is None:
        assert finding(probe(formula, unit)).code == "E309"
    else:
        assert values(STILL + probe(formula, unit))[1] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "over_turns"),
    [
        ("trail", [0, 1, 3, 6]),
        ("previous(trail, 1)", [0, 0, 1, 3]),
        ("previous(trail, 2)", [0, 0, 0, 1]),
        ("trail - previous(trail, 1)", [0, 1, 2, 3]),
        ("previous(probe, 1) + 1", [1, 2, 3, 4]),
        ("since(feast)", [1000, 0, 0, 0]),
        ("chosen(feast)", [0, 1, 1, 1]),
        ("previous(ice, 1)", [0, 0, 0, 0]),
        ("previous(peace, 1) is kept", [1, 1, 1, 1]),
        ("happened(visitor)", [0, 0, 1, 0]),
        ("since(visitor)", [1000, 1000, 0, 1]),
    ],
)
def test_the_past(formula: str, over_turns: list[float]) -> None:
    played = values(TRAIL + probe(formula), 3, ["feast"])
    assert played[1:] == over_turns[1:]


@pytest.mark.parametrize(
    ("formula", "unit", "code", "at", "hint"),
    [
        ("fish + coins", "", "E402", "fish + coins", "one kind"),
        ("fish < coins", "", "E402", "fish < coins", "one kind"),
        ("min(fish, coins)", "", "E402", "coins", "one kind"),
        ("saturate(fish, coins)", "", "E402", "coins", ""),
        ("fish if ice else coins", "", "E402", "coins", ""),
        ("fish + catch", "fish", "E402", "fish + catch", "days"),
        ("exp(fish)", "", "E403", "fish", "bare"),
        ("2 ** fish", "", "E403", "fish", "bare"),
        ("fish ** 2", "", "E403", "fish", "x * x"),
        ("sqrt(coins)", "", "E403", "sqrt(coins)", "same kind"),
        ("catch", "fish", "E404", "catch", "days"),
        ("fish", "", "E404", "fish", "bare"),
        ("fish", "fihs", "E404", "fish", "misspelt"),
        ("mood", "coins", "E404", "mood", "bare"),
        ("modd", "", "E303", "modd", "mood"),
        ("deep", "", "E303", "deep", "depth is deep"),
        ("nan", "", "E303", "nan", "names are"),
        ("peace", "", "E306", "peace", "peace is broken"),
        ("depth + 1", "", "E306", "depth", "depth is deep"),
        ("storm", "", "E306", "storm", "happened(storm)"),
        ("feast + 1", "", "E306", "feast", "chosen(feast)"),
        ("chosen(storm)", "", "E306", "storm", "happened(storm)"),
        ("happened(feast)", "", "E306", "feast", "chosen(feast)"),
        ("previous(mood + 1, 1)", "", "E306", "mood + 1", "derived"),
        ("previous(peace, 1)", "", "E306", "previous(peace, 1)", "is broken"),
        ("previous(depth, 1) is deep", "", "E306", "depth", ""),
        ("since(mood)", "", "E306", "mood", ""),
        ("previous(mood, 13)", "", "E305", "13", ""),
        ("previous(mood, 1.5)", "", "E305", "1.5", ""),
        ("previous(mood, turn)", "", "E305", "turn", ""),
        ("peace is kempt", "", "E307", "kempt", "kept"),
        ("depth is 3 or 4", "", "E307", "3", "=="),
        ("9**9**7", "", "E309", "9**9**7", ""),
        ("mood + 1/0", "", "E309", "1/0", "dividing"),
        ("log(0)", "", "E309", "log(0)", ""),
        ("lookup(mood, 5, 1, 4, 2)", "", "E312", "4", ""),
        ("lookup(mood, mood, 1, 4, 2)", "", "E312", "4", ""),
    ],
)
def test_what_means_nothing(formula: str, unit: str, code: str, at: str, hint: str) -> None:
    found = finding(probe(formula, unit))
    assert (found.code, pointed(found)) == (code, at)
    assert hint in found.hint


def test_percent_numbers() -> None:
    assert values("parameters:\n  growth: {value: 20%}\n" + probe("growth"))[1] == 0.2
    assert values(probe("4%"))[1] == 0.04
