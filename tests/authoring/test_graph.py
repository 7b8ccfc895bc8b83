"""The graph as a document: whole, the same every time, and readable by those who read such documents."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from escalation_game.authoring.graph import as_data, as_dot, as_mermaid, drawing
from escalation_game.authoring.graph_svg import as_svg
from escalation_game.scenario import Scenario, load, load_text
from escalation_game.scenario.influence import influence_graph
from escalation_game.scenario.shipped import shipped

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def lesson() -> Scenario:
    return load("first-steps")


def parts(svg: str, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return [one for one in root.iter(f"{SVG}g") if name in one.get("class", "").split()]


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "nan"))


@pytest.mark.parametrize("name", sorted(shipped()))
@pytest.mark.parametrize("ways", [{}, {"everything": True}])
def test_the_drawing_shows_every_box_and_arrow_within_the_page(name: str, ways: dict[str, bool]) -> None:
    drawn = drawing(load(name), **ways)
    svg = as_svg(drawn)
    root = ElementTree.fromstring(svg)
    boxes, arrows = parts(svg, "box"), parts(svg, "arrow")
    assert len(boxes) == sum(len(column) for column in drawn.columns) > 5
    assert len(arrows) == len(drawn.arrows) > 2
    frames = [box.find(f"{SVG}rect") for box in boxes]
    places = [
        tuple(number(frame, side) for side in ("x", "y", "width", "height")) for frame in frames if frame is not None
    ]
    for x, y, width, height in places:
        assert 0 <= x <= x + width <= number(root, "width")
        assert 0 <= y <= y + height <= number(root, "height")
    for one, (x, y, width, height) in enumerate(places):
        for x2, y2, width2, height2 in places[one + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
    words = "".join(root.itertext())
    assert all(loop.name in words for loop in drawn.loops)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|url\(", svg)


def test_titles_fit_their_boxes() -> None:
    svg = as_svg(drawing(load("kursk-2024"), everything=True))
    lines = [
        text.text or "" for box in parts(svg, "box") for text in box.findall(f"{SVG}text") if "class" not in text.attrib
    ]
    assert len(lines) > 150
    assert max(map(len, lines)) <= 23  # letters at 13 pixels in a box of 208


def test_signs_are_shapes(lesson: Scenario) -> None:
    svg = as_svg(drawing(lesson, everything=True))
    signs = [arrow.find(f"{SVG}text") for arrow in parts(svg, "arrow")]
    assert [sign.text for sign in signs if sign is not None] == [
        {"+": "+", "-": "−", "±": "±"}[arrow.influence.polarity] for arrow in drawing(lesson, everything=True).arrows
    ]
    dashed = [arrow for arrow in parts(svg, "arrow") if any(path.get("stroke-dasharray") for path in arrow)]
    assert len(dashed) == 1  # repair crews come a month later


def test_around_one_variable(lesson: Scenario) -> None:
    drawn = drawing(lesson, "launches")
    middle = next(column for column in drawn.columns if any(box.key == drawn.centre for box in column))
    assert [box.node.name for box in middle] == ["launches"]
    before = drawn.columns[drawn.columns.index(middle) - 1]
    assert {box.node.name for box in before} == {"missiles_in_store", "strike_hard", "save_missiles"}
    assert [loop.name for loop in drawn.loops] == ["B1"]
    with pytest.raises(ValueError, match="did you mean “launches”"):
        drawing(lesson, "lanches")


def test_the_same_bytes(lesson: Scenario) -> None:
    again = load_text(lesson.text, lesson.name)
    for make in (as_svg, as_dot, as_mermaid):
        assert make(drawing(lesson)) == make(drawing(again))
    assert as_data(lesson) == as_data(again)


def test_data_names_every_formula_and_its_line(lesson: Scenario) -> None:
    data = as_data(lesson)
    influences = data["influences"]
    assert isinstance(influences, list)
    assert len(influences) == len(influence_graph(lesson).influences)
    lines = lesson.text.splitlines()
    for one in influences:
        for formula in one["formulas"]:
            last = formula["path"].split(".")[-1]
            assert last in lines[formula["line"] - 1] or last in lines[formula["line"] - 2] or last.isdigit(), formula


def test_mermaid_and_dot_have_every_box_and_arrow(lesson: Scenario) -> None:
    drawn = drawing(lesson, everything=True)
    mermaid, dot = as_mermaid(drawn), as_dot(drawn)
    assert len(re.findall(r"^  n\d+ (?:-->|-\.->)\|", mermaid, re.M)) == len(drawn.arrows)
    assert len(re.findall(r"^  n\d+ -> n\d+ \[", dot, re.M)) == len(drawn.arrows)
    boxes = sum(len(column) for column in drawn.columns)
    assert len(re.findall(r"^  n\d+ \[label=", dot, re.M)) == boxes
    assert len(re.findall(r"^  linkStyle \d+ ", mermaid, re.M)) == len(drawn.arrows)
    assert "%% B1 balancing" in mermaid
    assert "// B1 balancing" in dot


def test_words_that_mean_something_to_other_tools_do_no_harm(lesson: Scenario) -> None:
    text = lesson.text.replace("title: Factories", 'title: "</title><b> \\"end\\" & ]--> x"')
    drawn = drawing(load_text(text, "first-steps"), everything=True)
    assert "<b>" not in as_svg(drawn)
    ElementTree.fromstring(as_svg(drawn))
    assert '"end"' not in as_mermaid(drawn)
    assert '\\"end\\"' in as_dot(drawn)


def test_doctrine_is_there_when_asked_for(lesson: Scenario) -> None:
    without = {(one.start, one.end) for one in drawing(lesson, everything=True).arrows}
    with_it = {(one.start, one.end) for one in drawing(lesson, everything=True, doctrine=True).arrows}
    assert ("hours_of_light", "strike_hard") in with_it - without
