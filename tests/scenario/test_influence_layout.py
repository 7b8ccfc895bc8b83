"""Places of nodes: all there, once, and causes before effects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from escalation_game.scenario.influence_layout import Slot, around, flow_order, overview

STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24)


@given(STEPS, st.integers(1, 3))
def test_causes_on_the_left_and_effects_on_the_right(steps: list[tuple[str, str]], reach: int) -> None:
    found = around("a", steps, reach, list("hgfedcba"))
    slots = [slot for column in found.columns for slot in column]
    assert len(set(slots)) == len(slots)
    assert {slot.name for slot in slots if slot.side == -1} == {one for one, other in steps if other == "a" != one}
    assert {slot.name for slot in slots if slot.side == 1} == {other for one, other in steps if one == "a" != other}
    for start, end in found.links:
        assert end.side - start.side == 1
        assert (start.name, end.name) in steps
        assert start in slots
        assert end in slots


def test_what_is_first_in_order_stands_above() -> None:
    found = around("m", [("a", "m"), ("b", "m"), ("m", "b"), ("m", "m")], 1, ["b", "a"])
    assert found.columns == ((Slot(-1, "b"), Slot(-1, "a")), (Slot(0, "m"),), (Slot(1, "b"),))


@given(STEPS, st.integers(1, 5))
def test_the_overview_has_everything_once_in_even_columns(steps: list[tuple[str, str]], columns: int) -> None:
    names = set("abcdefgh")
    found = overview(names, steps, columns)
    assert sorted(name for column in found for name in column) == sorted(names)
    assert max(map(len, found)) - min(map(len, found)) <= 1
    assert found == overview(sorted(names, reverse=True), list(reversed(steps)), columns)


def test_without_feedback_everything_flows_one_way() -> None:
    steps = [("c", "a"), ("a", "e"), ("e", "b"), ("c", "b"), ("d", "e")]
    order = flow_order("abcde", steps)
    assert all(order.index(one) < order.index(other) for one, other in steps)
