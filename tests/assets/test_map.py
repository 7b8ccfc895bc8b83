"""The prepared map is complete, closed, unsmeared, and says plainly what is occupied and what is a sketch."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import dist, hypot
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[2] / "assets" / "map" / "theatre.json"
PANELS = ("theatre", "delivery", "crossing")
KEYS = {
    "projection",
    "bounds",
    "extent",
    "views",
    "countries",
    "regions",
    "waters",
    "areas",
    "lines",
    "places",
    "labels",
}
#: Longest honest segment in km; a line smeared across the antimeridian would be thousands of km long.
LONGEST_SEGMENT = {"theatre": 130.0, "delivery": 420.0, "crossing": 130.0}
#: How far off the simplified outline of its country a harbour may lie, in km.
SHORE = {"theatre": 8.0, "delivery": 40.0, "crossing": 8.0}

Panel = dict[str, Any]
Ring = list[list[float]]


@cache
def _panels() -> dict[str, Panel]:
    return json.loads(FILE.read_text(encoding="utf-8"))["panels"]


@pytest.fixture(params=PANELS)
def panel_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def panel(panel_name: str) -> Panel:
    return _panels()[panel_name]


def _rings(panel: Panel) -> list[tuple[str, Ring]]:
    return [
        (shape["id"], ring)
        for layer in ("countries", "regions", "waters", "areas")
        for shape in panel[layer]
        for ring in shape["rings"]
    ]


def _area(ring: Ring) -> float:
    """Shoelace formula, km²."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def _inside(point: tuple[float, float], rings: list[Ring]) -> bool:
    """Even-odd rule over each outer ring."""
    x, y = point
    for ring in rings:
        crossings = sum(
            (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in pairwise(ring)
        )
        if crossings % 2:
            return True
    return False


def _distance(point: tuple[float, float], ring: Ring) -> float:
    """Distance from a point to the outline, km."""
    nearest = float("inf")
    for a, b in pairwise(ring):
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = dx * dx + dy * dy
        along = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length)) if length else 0.0
        nearest = min(nearest, hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy))
    return nearest


def _by_id(shapes: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    return next(shape for shape in shapes if shape["id"] == identifier)


def test_file_is_small_and_has_the_three_panels() -> None:
    assert FILE.stat().st_size < 400_000
    assert tuple(_panels()) == PANELS


def test_panel_has_every_layer(panel: Panel) -> None:
    assert set(panel) == KEYS
    for layer in ("countries", "regions", "waters", "areas", "lines", "places"):
        identifiers = [shape["id"] for shape in panel[layer]]
        assert len(identifiers) == len(set(identifiers))
        assert all(shape["name"] for shape in panel[layer])


def test_rings_are_closed_outlines(panel: Panel) -> None:
    for identifier, ring in _rings(panel):
        assert ring[0] == ring[-1], identifier
        assert len(ring) >= 4, identifier
        assert _area(ring) > 0, identifier


def test_everything_lies_in_the_extent(panel: Panel) -> None:
    left, bottom, right, top = panel["extent"]
    points = [point for _, ring in _rings(panel) for point in ring]
    points += [point for line in panel["lines"] for point in line["points"]]
    assert all(left <= x <= right and bottom <= y <= top for x, y in points)


def test_views_and_points_lie_in_the_bounds(panel: Panel) -> None:
    left, bottom, right, top = panel["bounds"]
    points = [(item["x"], item["y"]) for item in panel["places"] + panel["labels"]]
    for view in panel["views"].values():
        assert view[0] < view[2]
        assert view[1] < view[3]
        points += [(view[0], view[1]), (view[2], view[3])]
    assert panel["views"]["whole"] == panel["bounds"]
    assert all(left <= x <= right and bottom <= y <= top for x, y in points)


def test_no_segment_is_smeared(panel_name: str, panel: Panel) -> None:
    """Only the cut along the frame's edge may be long."""
    left, bottom, right, top = panel["extent"]
    tracks = [ring for _, ring in _rings(panel)] + [line["points"] for line in panel["lines"]]
    for a, b in (pair for track in tracks for pair in pairwise(track)):
        on_edge = a[0] == b[0] in (left, right) or a[1] == b[1] in (bottom, top)
        assert on_edge or dist(a, b) < LONGEST_SEGMENT[panel_name], (a, b)


def test_places_lie_in_their_country(panel_name: str, panel: Panel) -> None:
    for place in panel["places"]:
        rings = _by_id(panel["countries"], place["country"])["rings"]
        point = (place["x"], place["y"])
        near = _inside(point, rings) or min(_distance(point, ring) for ring in rings) < SHORE[panel_name]
        assert near, place["id"]
        others = [country for country in panel["countries"] if country["id"] != place["country"]]
        strangers = [c["id"] for c in others if _inside(point, c["rings"]) and not _inside(point, rings)]
        assert strangers == [], place["id"]


def test_crimea_is_ukrainian_and_marked_occupied() -> None:
    theatre = _panels()["theatre"]
    occupied = [region for region in theatre["regions"] if "occupied" in region]
    assert {region["id"] for region in occupied} == {"UA-43", "UA-40"}
    for region in occupied:
        assert (region["country"], region["occupied"]) == ("UA", "schematic")
        centre = (region["label"][0], region["label"][1])
        assert _inside(centre, _by_id(theatre["countries"], "UA")["rings"])
        assert not _inside(centre, _by_id(theatre["countries"], "RU")["rings"])
        assert _inside(centre, _by_id(theatre["areas"], "occupied")["rings"])


def test_crimea_is_ukrainian_in_the_delivery_panel_too() -> None:
    delivery = _panels()["delivery"]
    kyiv = _by_id(delivery["places"], "kyiv")
    # Simferopol lies 267 km east and 609 km south of Kyiv on this map.
    simferopol = (kyiv["x"] + 267, kyiv["y"] - 609)
    assert _inside(simferopol, _by_id(delivery["countries"], "UA")["rings"])
    assert not _inside(simferopol, _by_id(delivery["countries"], "RU")["rings"])


def test_ukraine_has_its_size_and_its_27_regions() -> None:
    """603,550 km² within the borders of 1991; regions tile the country without gaps or overlaps."""
    theatre = _panels()["theatre"]
    regions = [region for region in theatre["regions"] if region["country"] == "UA"]
    country = sum(_area(ring) for ring in _by_id(theatre["countries"], "UA")["rings"])
    assert len(regions) == 27
    assert country == pytest.approx(603_550, rel=0.015)
    assert sum(_area(ring) for region in regions for ring in region["rings"]) == pytest.approx(country, rel=0.01)


def test_sketched_areas_have_the_reported_size() -> None:
    """Late November 2024: about 111,400 km² of Ukraine held by Russia, 560 to 800 km² of Kursk held by Ukraine."""
    areas = _panels()["theatre"]["areas"]
    for area in areas:
        assert area["note"].startswith("schematic")
        assert area["area_km2"] == pytest.approx(sum(_area(ring) for ring in area["rings"]), abs=2)
    assert _by_id(areas, "occupied")["area_km2"] == pytest.approx(111_400, rel=0.01)
    assert 560 <= _by_id(areas, "kursk_salient")["area_km2"] <= 800


def test_salient_lies_around_sudzha_in_russia() -> None:
    theatre = _panels()["theatre"]
    salient = _by_id(theatre["areas"], "kursk_salient")["rings"]
    towns = {name: _by_id(theatre["places"], name) for name in ("sudzha", "kursk", "sumy")}
    within = {name: _inside((town["x"], town["y"]), salient) for name, town in towns.items()}
    assert within == {"sudzha": True, "kursk": False, "sumy": False}
    ukraine = _by_id(theatre["countries"], "UA")["rings"]
    middle = (sum(x for x, _ in salient[0]) / len(salient[0]), sum(y for _, y in salient[0]) / len(salient[0]))
    assert not _inside(middle, ukraine)


def test_towns_stand_on_the_right_side_of_the_front() -> None:
    theatre = _panels()["theatre"]
    held = _by_id(theatre["areas"], "occupied")["rings"]
    behind = {place["id"] for place in theatre["places"] if _inside((place["x"], place["y"]), held)}
    assert behind | {"sevastopol"} == {"donetsk", "luhansk", "mariupol", "sevastopol"}


def test_routes_run_from_the_dprk_to_kursk() -> None:
    delivery = _panels()["delivery"]
    ends = {line["id"]: (line["points"][0], line["points"][-1]) for line in delivery["lines"]}
    places = {place["id"]: [place["x"], place["y"]] for place in delivery["places"]}
    assert dist(ends["rail"][0], places["rason"]) < 5
    assert dist(ends["rail"][1], places["kursk"]) < 5
    assert dist(ends["rail_dprk"][0], places["pyongyang"]) < 5
    assert dist(ends["sea"][1], places["vladivostok"]) < 5


def test_drawn_lines_call_themselves_sketches() -> None:
    drawn = [
        line for panel in _panels().values() for line in panel["lines"] if line["kind"] in ("front", "rail", "sea")
    ]
    assert drawn
    assert all(line["note"].startswith("schematic") for line in drawn)
