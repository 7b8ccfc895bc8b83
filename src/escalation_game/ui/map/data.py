"""The geography of the shipped map: rings, lines and places in kilometres, and how they are put on a surface."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pygame import Rect

from escalation_game.ui.assets import asset

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]  #: x0, y0, x1, y1, in kilometres


@dataclass(frozen=True, slots=True)
class Area:
    """Land or water of one colour. `name` is "" where it is not told; `note` says how sure its edge is."""

    id: str
    country: str
    name: str
    note: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A line: `kind` is border, river, front, rail or sea."""

    id: str
    kind: str
    name: str
    note: str
    points: Ring


@dataclass(frozen=True, slots=True)
class Spot:
    """A place; 1 is the highest `rank`. `side` is where its name stands."""

    id: str
    name: str
    at: Point
    kind: str
    rank: int
    side: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A name across an area."""

    words: str
    at: Point
    kind: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One map. `views` are boxes (x0, y0, x1, y1) in kilometres, north is up."""

    countries: tuple[Area, ...]
    regions: tuple[Area, ...]
    waters: tuple[Area, ...]
    areas: tuple[Area, ...]
    lines: tuple[Route, ...]
    places: dict[str, Spot]
    captions: tuple[Caption, ...]
    extent: Box
    views: dict[str, Box]
    occupied: frozenset[str]

    def spot(self, named: str) -> Spot | None:
        """Return a place by its id or its name; None when the map has no such place."""
        wanted = named.casefold()
        return next((one for one in self.places.values() if wanted in {one.id, one.name.casefold()}), None)


@dataclass(frozen=True, slots=True)
class Projection:
    """Kilometres to pixels of a rectangle: `scale` pixels a kilometre, north up."""

    left: float
    top: float
    scale: float

    def point(self, at: Point) -> Point:
        """Return where a place is drawn."""
        return self.left + at[0] * self.scale, self.top - at[1] * self.scale

    def enlarged(self, times: int, corner: tuple[int, int]) -> Projection:
        """Return the same on a surface that many times larger, whose origin is this corner."""
        return Projection((self.left - corner[0]) * times, (self.top - corner[1]) * times, self.scale * times)

    def ring(self, ring: Sequence[Point]) -> list[Point]:
        """Return where a line is drawn."""
        left, top, scale = self.left, self.top, self.scale
        return [(left + x * scale, top - y * scale) for x, y in ring]


def projection(box: Box, rect: Rect, extent: Box, focus: Point | None = None) -> Projection:
    """Return the projection that shows a box whole in the middle of a rectangle, and nothing beyond the extent.

    Where that cuts the box, `focus` is in the middle instead.
    """
    x0, y0, x1, y1 = box
    whole = min(rect.w / (x1 - x0), rect.h / (y1 - y0))
    scale = max(whole, rect.w / (extent[2] - extent[0]), rect.h / (extent[3] - extent[1]))
    half_width, half_height = rect.w / scale / 2, rect.h / scale / 2
    middle = focus if focus and scale > whole else ((x0 + x1) / 2, (y0 + y1) / 2)
    x = min(max(middle[0], extent[0] + half_width), extent[2] - half_width)
    y = min(max(middle[1], extent[1] + half_height), extent[3] - half_height)
    return Projection(rect.x + rect.w / 2 - x * scale, rect.y + rect.h / 2 + y * scale, scale)


@cache
def map_panel(name: str) -> Panel:
    """Return one of the shipped maps: "theatre", "delivery" or "crossing". Raises KeyError, and OSError without the file."""
    data = json.loads(asset("map", "theatre.json").read_text(encoding="utf-8"))["panels"][name]
    return Panel(
        countries=_areas(data["countries"]),
        regions=_areas(data["regions"]),
        waters=_areas(data["waters"]),
        areas=_areas(data["areas"]),
        lines=tuple(
            Route(one["id"], one["kind"], one["name"], one["note"], _ring(one["points"])) for one in data["lines"]
        ),
        places={one["id"]: _spot(one) for one in data["places"]},
        captions=tuple(Caption(one["text"], (one["x"], one["y"]), one["kind"]) for one in data["labels"]),
        extent=_box(data["extent"]),
        views={view: _box(box) for view, box in data["views"].items()},
        occupied=frozenset(one["id"] for one in data["regions"] if one.get("occupied")),
    )


def _areas(entries: list[dict[str, Any]]) -> tuple[Area, ...]:
    return tuple(
        Area(
            one.get("id", ""), one.get("country", one.get("id", "")), one.get("name", ""), one.get("note", ""),
            tuple(_ring(ring) for ring in one["rings"]),
        )
        for one in entries
    )  # fmt: skip


def _spot(one: dict[str, Any]) -> Spot:
    return Spot(one["id"], one["name"], (one["x"], one["y"]), one["kind"], one["rank"], one["label"])


def _ring(points: list[list[float]]) -> Ring:
    return tuple((x, y) for x, y in points)


def _box(numbers: list[float]) -> Box:
    x0, y0, x1, y1 = numbers
    return x0, y0, x1, y1
