"""Claims about many futures: shares that are what counting gives, on the same luck for every plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.authoring.verdicts import Verdict

from .towns import outcomes


def _claim(folder: Path, claim: str, given: str = "{}", play: str = "boats") -> Verdict:
    [outcome] = outcomes(folder, f"tests:\n  one:\n    given: {given}\n    play: {play}\n    claim: {{{claim}}}\n")
    [verdict] = outcome.verdicts
    return verdict


def test_dice_fall_as_often_as_the_scenario_says(tmp_path: Path) -> None:
    verdict = _claim(tmp_path, "in_at_least: 25%, in_at_most: 35%, of_futures: 4000, after: 1, that: happened(storm)")
    assert verdict.passed
    assert verdict.share is not None
    assert abs(verdict.share.measured - 0.3) < 4 * verdict.share.error
    assert verdict.came.endswith("of 4,000 futures")


def test_a_plan_meets_the_luck_of_every_other(tmp_path: Path) -> None:
    same = "happened(storm) == happened(storm_with_waiting) and shoal == shoal_with_waiting and growth == growth_with_waiting"
    assert _claim(tmp_path, f"in_at_least: 100%, of_futures: 300, that: {same}").passed
    assert _claim(
        tmp_path, "in_at_least: 100%, of_futures: 300, that: fish == fish_with_waiting", play="waiting"
    ).passed


def test_more_futures_than_are_held_at_once_begin_with_the_same(tmp_path: Path) -> None:
    whole = _claim(tmp_path, "in_at_least: 1%, of_futures: 2500, that: fish > 100").share
    first = _claim(tmp_path, "in_at_least: 1%, of_futures: 1000, that: fish > 100").share
    assert whole is not None
    assert first is not None
    assert 0 < first.met < whole.met < whole.held == 2500


def test_a_share_that_is_not_as_claimed(tmp_path: Path) -> None:
    verdict = _claim(tmp_path, "in_at_most: 10%, of_futures: 500, after: 1, that: happened(storm)")
    assert (verdict.code, verdict.passed) == ("E650", False)
    assert verdict.expected == "in at most 10% of futures under lenses drawn at random after turn 1: happened(storm)"


def test_a_share_too_close_to_call_tells_how_many_futures_would_settle_it(tmp_path: Path) -> None:
    verdict = _claim(tmp_path, "in_at_least: 28%, of_futures: 200, after: 1, that: happened(storm)")
    assert (verdict.code, verdict.passed) == ("E651", False)
    assert verdict.came.startswith("too close to call: ")
    assert "futures would settle it" in verdict.came


def test_the_lens_of_a_claim_goes_before_the_one_given(tmp_path: Path) -> None:
    fish = "in_at_least: 100%, of_futures: 200, after: 0, that: fish"
    assert _claim(tmp_path, f"{fish} > 110", "{lens: plenty}").passed
    assert _claim(tmp_path, f"{fish} < 70, lens: want", "{lens: plenty}").passed


@pytest.mark.parametrize(
    ("seat", "least", "most"),
    [("nothing", 0.0, 0.0), ("you", 0.0, 0.0), ("doctrine", 0.97, 1.0), ("random", 0.1, 0.9)],
)
def test_seats(seat: str, least: float, most: float, tmp_path: Path) -> None:
    given = f"{{stocks: {{anger: 100}}, seats: {{south: {seat}}}}}"
    verdict = _claim(tmp_path, "in_at_least: 0%, of_futures: 300, after: 1, that: chosen(raid)", given)
    assert verdict.share is not None
    assert least <= verdict.share.measured <= most


def test_doctrine_plays_on_where_the_plan_says_so(tmp_path: Path) -> None:
    """The north has no doctrine of its own here, so it is the plan's `then` that shows: nothing is chosen either way."""
    assert _claim(tmp_path, "in_at_most: 0%, of_futures: 100, that: since(more_boats) < 1000", play="doctrine").passed


def test_a_future_without_a_number_is_left_out_and_counted(tmp_path: Path) -> None:
    """Where the shoal is under 150 the logarithm is none, and a comparison with it is neither so nor not so."""
    claim = "in_at_least: 100%, of_futures: 200, after: 0, that: log(bare(fish) - 150)"
    verdict = _claim(tmp_path, claim, "{lens: plenty}")
    assert verdict.share is not None
    assert 50 < verdict.share.failed < 150
    assert verdict.share.held + verdict.share.failed == 200
    assert verdict.came.endswith(f"{verdict.share.failed} left out for a number that is none")
