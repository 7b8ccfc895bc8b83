"""Feedback loops of any graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from escalation_game.scenario.loops import find_loops

ARCS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.sampled_from(["+", "-", "±"]), max_size=18
)


def test_named_by_kind_the_shortest_first() -> None:
    loops = find_loops(
        [("a", "b", "+"), ("b", "a", "-"), ("b", "c", "-"), ("c", "a", "-"), ("a", "a", "+"), ("c", "d", "+")]
    )
    assert [(loop.name, loop.kind, loop.nodes) for loop in loops] == [
        ("B1", "balancing", ("a", "b")),
        ("R1", "reinforcing", ("a", "b", "c")),
    ]
    assert loops[1].signs == ("+", "-", "-")
    assert loops[1].steps == (("a", "b"), ("b", "c"), ("c", "a"))


def test_no_more_than_wanted() -> None:
    arcs = [(one, other, "+") for one in "abcdef" for other in "abcdef"]
    assert len(find_loops(arcs, most=4)) == 4


def reached(arcs: dict[tuple[str, str], str], start: str) -> set[str]:
    found, waiting = set(), [start]
    while waiting:
        node = waiting.pop()
        for one, other in arcs:
            if one == node and other not in found:
                found.add(other)
                waiting.append(other)
    return found


@given(ARCS)
def test_every_step_that_can_come_back_is_part_of_a_loop(arcs: dict[tuple[str, str], str]) -> None:
    loops = find_loops([(*ends, sign) for ends, sign in arcs.items()])
    covered = {step for loop in loops for step in loop.steps}
    assert covered == {(one, other) for one, other in arcs if one != other and one in reached(arcs, other)}
    for loop in loops:
        assert loop.signs == tuple(arcs[step] for step in loop.steps)
        assert loop.nodes[0] == min(loop.nodes)
        assert len(set(loop.nodes)) == len(loop.nodes)
    assert loops == find_loops([(*ends, sign) for ends, sign in reversed(arcs.items())])
