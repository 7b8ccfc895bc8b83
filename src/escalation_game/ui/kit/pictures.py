"""Small drawn things kept between frames: discs, rings, shadows, and whatever a canvas asks to keep."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import pairwise

import pygame
from pygame import Surface

from escalation_game.ui.theme import Colour

_KEPT = 400
_SMOOTHING = 4  #: drawn this many times larger, then scaled down


class Pictures:
    """Keeps the most recently used surfaces by what they were drawn from."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Surface] = OrderedDict()

    def kept(self, key: Hashable, draw: Callable[[], Surface]) -> Surface:
        """Return the surface kept under the key, drawing it the first time."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = draw()
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def disc(self, radius: int, colour: Colour) -> Surface:
        """Return a smooth disc, twice the radius each way."""
        return self.kept(("disc", radius, colour), lambda: _smooth(radius, colour, 0))

    def ring(self, radius: int, width: int, colour: Colour) -> Surface:
        """Return a smooth ring, twice the radius each way."""
        return self.kept(("ring", radius, width, colour), lambda: _smooth(radius, colour, width))

    def tick(self, side: int, width: int, colour: Colour) -> Surface:
        """Return a smooth check mark in a square."""
        return self.kept(("tick", side, width, colour), lambda: _tick(side, width, colour))

    def shadow(self, size: tuple[int, int], spread: int) -> Surface:
        """Return a soft shadow for a panel of this size; it reaches `spread` pixels beyond each side."""
        return self.kept(("shadow", size, spread), lambda: _shadow(size, spread))


def _smooth(radius: int, colour: Colour, width: int) -> Surface:
    size = 2 * radius * _SMOOTHING
    large = Surface((size, size), pygame.SRCALPHA)
    large.fill((*colour, 0))
    pygame.draw.circle(large, colour, (size / 2, size / 2), size / 2, width * _SMOOTHING)
    return pygame.transform.smoothscale(large, (2 * radius, 2 * radius))


def _tick(side: int, width: int, colour: Colour) -> Surface:
    size, thick = side * _SMOOTHING, width * _SMOOTHING
    large = Surface((size, size), pygame.SRCALPHA)
    large.fill((*colour, 0))
    corners = [(0.25 * size, 0.52 * size), (0.43 * size, 0.7 * size), (0.77 * size, 0.3 * size)]
    for start, end in pairwise(corners):
        pygame.draw.line(large, colour, start, end, thick)
    for corner in corners:
        pygame.draw.circle(large, colour, corner, thick / 2)
    return pygame.transform.smoothscale(large, (side, side))


def _shadow(size: tuple[int, int], spread: int) -> Surface:
    surface = Surface((size[0] + 2 * spread, size[1] + 2 * spread), pygame.SRCALPHA)
    surface.fill((0, 0, 0, 110), (spread, spread, *size))
    return pygame.transform.box_blur(surface, max(1, spread // 2))
