"""Shares and their standard errors."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from escalation_game.authoring.verdicts import Share, settled

_SHARES = st.integers(1, 20_000).flatmap(lambda held: st.integers(0, held).map(lambda met: Share(met, held)))
_BOUNDS = st.floats(0.01, 0.99)


@given(_SHARES)
def test_the_error_is_never_nothing_and_never_more_than_that_of_a_coin(share: Share) -> None:
    assert 0.0 < share.error <= 0.5 / math.sqrt(share.held + 4) * (1 + 1e-12)  # rounding


@given(_SHARES, _BOUNDS)
def test_what_is_too_close_lies_within_two_errors(share: Share, bound: float) -> None:
    close = abs(share.measured - bound) < 2.0 * share.error
    assert settled(share, bound, None) == (bound if close else None)
    assert settled(share, None, bound) == settled(share, bound, None)


@given(_SHARES, st.floats(0.05, 1.95) | st.floats(-1.95, -0.05))
def test_as_many_futures_as_are_told_would_settle_it(share: Share, errors: float) -> None:
    bound = share.measured + errors * share.error
    assume(share.held >= 50 and 0.0 < bound < 1.0)
    count = share.settled_by(bound)
    assert count is not None
    again = Share(round(share.measured * count), count)  # the same share of so many
    assert settled(again, bound, None) is None


def test_all_and_none_are_claims_about_the_futures_played() -> None:
    assert settled(Share(50, 50), 1.0, None) is None
    assert settled(Share(49, 50), 1.0, None) is None
    assert settled(Share(0, 50), None, 0.0) is None
    assert settled(Share(50, 50), 0.999, None) == 0.999  # fifty futures say nothing of one in a thousand


def test_a_share_on_its_bound_is_settled_by_nothing() -> None:
    assert Share(70, 100).settled_by(0.7) is None
