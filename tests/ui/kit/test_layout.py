"""What must hold of every layout, whatever is in it."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame import Rect

from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    canvas,
    card,
    checkbox,
    column,
    divider,
    flow,
    grid,
    layers,
    panel,
    row,
    scroll,
    spacer,
    table,
    text,
)  # fmt: skip
from escalation_game.ui.kit.boxes import ColumnForm, FlowForm, GridForm, RowForm, shared_out
from escalation_game.ui.kit.fonts import Fonts
from escalation_game.ui.kit.layout import Layout

FONTS = {scale: Fonts(scale) for scale in (1.0, 1.5, 2.0)}
WORDS = st.lists(st.sampled_from(["a", "month", "interdiction", "of", "Khasan", "13 %"]), min_size=1, max_size=9).map(
    " ".join
)


def _wished(element, weight, width):
    return element.at(weight=weight, width=width)


LEAVES = st.one_of(
    WORDS.map(text),
    WORDS.map(lambda words: button(words, None)),
    WORDS.map(lambda words: checkbox(words, None, checked=True)),
    st.builds(lambda w, h: canvas("x", lambda *_: None, width=w, height=h), st.integers(1, 300), st.integers(1, 200)),
    st.just(divider()),
    st.builds(spacer),
)


def _containers(children):
    many = st.lists(children, max_size=5)
    return st.one_of(
        st.builds(lambda c, a: row(*c, align=a), many, st.sampled_from(["start", "center", "end", "stretch"])),
        many.map(lambda c: column(*c)),
        many.map(lambda c: grid(*c, min_width=120)),
        many.map(lambda c: flow(*c)),
        many.map(lambda c: panel(*c, accent="choice")),
        many.map(lambda c: card("A title", *c, checked=True)),
        many.map(lambda c: layers(*c)),
        children.map(lambda c: table("t", ("a", "b"), [[c, "7"]])),
        st.builds(_wished, children, st.integers(0, 2), st.sampled_from([0, 0, 150])),
    )


TREES = st.recursive(LEAVES, _containers, max_leaves=10)


def _placed(tree, width, *, scale=1.0, direction="ltr", spare=0):
    layout = Layout(FONTS[scale], direction)
    width = max(width, layout.widths(tree)[0])
    rect = Rect(0, 0, width, layout.heights(tree, width)[1] + spare)
    return layout.place(tree, rect, rect, "root")


@settings(max_examples=150, deadline=None)
@given(TREES, st.integers(10, 1500), st.sampled_from([1.0, 1.5, 2.0]), st.integers(0, 300))
def test_children_stay_inside_their_parents(tree, width, scale, spare):
    for placed in _placed(tree, width, scale=scale, spare=spare).walk():
        for child in placed.children:
            if child.rect.w and child.rect.h:
                assert placed.rect.contains(child.rect), (placed.identity, placed.rect, child.identity, child.rect)


@settings(max_examples=150, deadline=None)
@given(TREES, st.integers(10, 1500), st.integers(0, 300), st.sampled_from(["ltr", "rtl"]))
def test_neighbours_never_overlap(tree, width, spare, direction):
    for placed in _placed(tree, width, spare=spare, direction=direction).walk():
        if isinstance(placed.element.form, RowForm | ColumnForm | GridForm | FlowForm):
            for one, other in combinations(placed.children, 2):
                assert not one.rect.colliderect(other.rect), (one.rect, other.rect)


@settings(max_examples=80, deadline=None)
@given(TREES)
def test_everything_grows_with_the_scale(tree):
    small, large = Layout(FONTS[1.0]), Layout(FONTS[2.0])
    assert large.widths(tree)[1] >= small.widths(tree)[1]
    assert large.heights(tree, 900)[1] >= small.heights(tree, 900)[1]


@settings(max_examples=80, deadline=None)
@given(TREES, st.integers(10, 1500))
def test_right_to_left_is_the_mirror_image_of_rows(tree, width):
    one, other = _placed(tree, width), _placed(tree, width, direction="rtl")
    for left, right in zip(one.walk(), other.walk(), strict=True):
        for a, b in zip(left.children, right.children, strict=True):
            assert (a.rect.size, a.rect.y) == (b.rect.size, b.rect.y)
        if isinstance(left.element.form, RowForm):
            assert [a.rect.left - left.rect.left for a in left.children] == [
                right.rect.right - b.rect.right for b in right.children
            ]


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 3)), min_size=1), st.integers(0, 3000)
)
def test_shared_room_adds_up(children, room):
    low = [least for least, _, _ in children]
    natural = [least + more for least, more, _ in children]
    weights = [weight for _, _, weight in children]
    shares = shared_out(room, low, natural, weights)
    assert all(share >= least for share, least in zip(shares, low, strict=True))
    if sum(natural) > room:
        assert sum(shares) == max(room, sum(low))
    else:
        assert sum(shares) == (room if sum(weights) else sum(natural))


def test_a_row_without_room_goes_on_below():
    wide, narrow = (_placed(row(*[text("interdiction") for _ in range(4)]), width) for width in (900, 200))
    assert len({child.rect.y for child in wide.children}) == 1
    assert len({child.rect.y for child in narrow.children}) > 1


def test_panes_become_full_width_below_each_other():
    panes = row(text("left").at(width=300), divider(upright=True), text("right").at(width=300), gap=0)
    placed = _placed(panes, 400)
    assert [child.rect.w for child in placed.children] == [400, 400, 400]
    assert placed.children[1].rect.h == 1


def test_a_grid_has_as_many_columns_as_fit():
    cells = grid(*[text(str(n)) for n in range(6)], min_width=100, gap=10)
    assert len({child.rect.x for child in _placed(cells, 330).children}) == 3
    assert len({child.rect.x for child in _placed(cells, 90).children}) == 1


def test_spare_height_goes_to_weights():
    placed = _placed(column(text("a"), text("b").at(weight=1), text("c")), 300, spare=100)
    heights = [child.rect.h for child in placed.children]
    assert heights[0] == heights[2]
    assert heights[1] == heights[0] + 100


@pytest.mark.parametrize("height", [100, 400])
def test_a_scrolled_area_gives_way_and_cuts(height):
    layout = Layout(FONTS[1.0])
    tree = scroll(*[text(f"line {n}") for n in range(30)], key="s", lowest=60)
    rect = Rect(0, 0, 300, height)
    placed = layout.place(tree, rect, rect)
    assert layout.heights(tree, 300)[0] == 60
    assert layout.extents["s"] == placed.children[0].rect.h - height
    last = list(placed.walk())[-1]
    assert not last.seen


class _Detailed(Screen):
    """One card with much to say."""

    def describe(self) -> Element:
        said = [text("Words that go on for a while, as reasons do, and then some more. " * 2) for _ in range(14)]
        return column(card("Card", key="card", on_activate=lambda: None, detail=lambda: column(*said)))


def test_details_that_are_too_high_become_wider_until_they_fit() -> None:
    stage = Stage(size=(1280, 700))
    stage.navigation.push(_Detailed())
    stage.settle()
    assert stage.show_details("card")
    shown = stage.details_placed()
    assert shown is not None
    assert Rect((0, 0), stage.size).contains(shown.rect)
    assert all(shown.rect.contains(placed.rect) for placed in shown.walk())
