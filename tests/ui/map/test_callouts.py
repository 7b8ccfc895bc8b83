"""Boxes on the map leave each other, their lines and what is blocked alone, whatever their sizes and places."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect

from escalation_game.ui.map.callouts import crossing, line_to, placed

INSIDE = (10, 10, 620, 400)
sizes = st.tuples(st.integers(30, 220), st.integers(20, 60))
anchors = st.tuples(st.integers(60, 560), st.integers(60, 360)).map(lambda at: (float(at[0]), float(at[1])))


@given(st.lists(st.tuples(sizes, anchors), min_size=1, max_size=5), st.lists(anchors, max_size=3))
def test_nothing_lies_over_anything_and_no_lines_cross(wanted, obstacles) -> None:
    blocked = tuple((round(x), round(y), 30, 20) for x, y in obstacles)
    found = placed(tuple(size for size, _ in wanted), tuple(at for _, at in wanted), INSIDE, blocked, (), 1.0)
    if found is None:
        return
    boxes = [Rect(one) for one in found]
    lines = [line_to(at, box) for (_size, at), box in zip(wanted, boxes, strict=True)]
    assert [box.size for box in boxes] == [size for size, _at in wanted]
    assert all(Rect(INSIDE).contains(box) and box.collidelist([Rect(one) for one in blocked]) < 0 for box in boxes)
    for one, other in combinations(range(len(boxes)), 2):
        assert not boxes[one].colliderect(boxes[other])
        assert not crossing(lines[one], lines[other])
        assert not boxes[one].clipline(*lines[other])
        assert not boxes[other].clipline(*lines[one])


def test_a_box_stands_near_its_place_and_beside_a_name() -> None:
    [free] = placed(((100, 30),), ((300.0, 200.0),), INSIDE, (), (), 1.0)
    name = (320, 150, 120, 40)
    [beside] = placed(((100, 30),), ((300.0, 200.0),), INSIDE, (), (name,), 1.0)
    assert Rect(free).inflate(60, 60).collidepoint(300, 200)
    assert not Rect(beside).colliderect(Rect(name))


def test_where_there_is_no_room_nothing_is_placed() -> None:
    assert placed(((700, 30),), ((300.0, 200.0),), INSIDE, (), (), 1.0) is None
