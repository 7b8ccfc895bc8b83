"""What a form paints with: the surface, the palette of the ground it stands on, type, and smooth basic shapes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import pygame
from pygame import Rect, Surface

from escalation_game.ui.kit.fonts import Fonts, TextStyle
from escalation_game.ui.kit.layout import Layout, Placed
from escalation_game.ui.kit.pictures import Pictures
from escalation_game.ui.theme import Colour, ColourRole, Palette, Theme

BODY = TextStyle()
Anchor = Literal[
    "topleft", "midtop", "topright", "midleft", "center", "midright", "bottomleft", "midbottom", "bottomright"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attention:
    """Identities of what has the focus, is under the pointer, and is held down; empty for none."""

    focused: str = ""
    hovered: str = ""
    pressed: str = ""


class Brush:
    """Paints one frame. Its palette changes while it is on paper."""

    def __init__(
        self, surface: Surface, layout: Layout, theme: Theme, attention: Attention, pictures: Pictures
    ) -> None:
        self.surface = surface
        self.layout = layout
        self.fonts: Fonts = layout.fonts
        self.scale = layout.scale
        self.theme = theme
        self.palette: Palette = theme.desk
        self.attention = attention
        self.pictures = pictures

    def px(self, logical: float) -> int:
        """Return physical pixels."""
        return self.layout.px(logical)

    def colour(self, role: ColourRole) -> Colour:
        """Return the colour of a role on the present ground."""
        return self.palette.colour(role)

    @property
    def focused_key(self) -> str:
        """The key of what has the focus, empty for none."""
        return self.attention.focused

    @property
    def hovered_key(self) -> str:
        """The key of what is under the pointer, empty for none."""
        return self.attention.hovered

    def focused(self, placed: Placed) -> bool:
        """Whether this has the focus."""
        return placed.identity == self.attention.focused

    def hovered(self, placed: Placed) -> bool:
        """Whether the pointer is on this."""
        return placed.identity == self.attention.hovered

    def pressed(self, placed: Placed) -> bool:
        """Whether this is held down."""
        return placed.identity == self.attention.pressed

    @contextmanager
    def on(self, palette: Palette) -> Generator[None]:
        """Paint with another palette for a while."""
        before, self.palette = self.palette, palette
        yield
        self.palette = before

    def write(self, text: str, at: tuple[float, float], style: TextStyle = BODY, anchor: Anchor = "topleft",
              colour: Colour | None = None) -> Rect:  # fmt: skip
        """Draw one line of text with its `anchor` at a point; return where it stands."""
        run = self.fonts.run(text, style, colour or self.palette.colour(style.colour))
        rect = run.get_rect(**{anchor: (round(at[0]), round(at[1]))})
        self.surface.blit(run, rect)
        return rect

    def fill(self, rect: Rect, colour: Colour, radius: int = 0) -> None:
        """Fill a rectangle, its corners rounded smoothly; `radius` in physical pixels."""
        radius = min(radius, rect.w // 2, rect.h // 2)
        if radius < 2:
            self.surface.fill(colour, rect)
            return
        self.surface.fill(colour, rect.inflate(-2 * radius, 0))
        self.surface.fill(colour, rect.inflate(0, -2 * radius))
        disc = self.pictures.disc(radius, colour)
        for x, from_x in ((rect.left, 0), (rect.right - radius, radius)):
            for y, from_y in ((rect.top, 0), (rect.bottom - radius, radius)):
                self.surface.blit(disc, (x, y), (from_x, from_y, radius, radius))

    def outline(self, rect: Rect, colour: Colour, width: int = 1, radius: int = 0) -> None:
        """Draw the inner border of a rectangle with smooth corners."""
        radius = min(radius, rect.w // 2, rect.h // 2)
        if radius < 2:
            pygame.draw.rect(self.surface, colour, rect, width)
            return
        across, down = rect.inflate(-2 * radius, 0), rect.inflate(0, -2 * radius)
        for bar in ((across.x, rect.y, across.w, width), (across.x, rect.bottom - width, across.w, width),
                    (rect.x, down.y, width, down.h), (rect.right - width, down.y, width, down.h)):  # fmt: skip
            self.surface.fill(colour, bar)
        ring = self.pictures.ring(radius, width, colour)
        for x, from_x in ((rect.left, 0), (rect.right - radius, radius)):
            for y, from_y in ((rect.top, 0), (rect.bottom - radius, radius)):
                self.surface.blit(ring, (x, y), (from_x, from_y, radius, radius))

    def veil(self, rect: Rect) -> None:
        """Darken what is already there."""
        scrim = self.palette.scrim
        veil = self.pictures.kept(("veil", rect.size, scrim), lambda: _veil(rect.size, scrim))
        self.surface.blit(veil, rect)

    def dot(self, centre: tuple[float, float], radius: float, colour: Colour, width: int = 0) -> None:
        """Draw a smooth disc, or a ring of `width`."""
        size = max(1, round(radius))
        disc = self.pictures.ring(size, width, colour) if width else self.pictures.disc(size, colour)
        self.surface.blit(disc, disc.get_rect(center=(round(centre[0]), round(centre[1]))))

    def ring_focus(self, placed: Placed) -> None:
        """Draw the focus ring, two pixels of the focus colour between hairlines of the ground, seen on any picture."""
        gap, width, hair = self.px(1 if placed.element.role == "link" else 2), max(2, self.px(2)), self.px(1)
        rect = placed.rect.inflate(2 * (gap + width), 2 * (gap + width)).clip(self.surface.get_rect())
        self.outline(rect.inflate(2 * hair, 2 * hair), self.palette.ground, width + 2 * hair, self.px(7))
        self.outline(rect, self.palette.focus, width, self.px(6))

    def fade(self, rect: Rect, ground: Colour, *, upwards: bool) -> None:
        """Let what is under the rectangle fade into the ground towards its upper or lower edge."""
        veil = self.pictures.kept(("fade", rect.size, ground, upwards), lambda: _fade(rect.size, ground, upwards))
        self.surface.blit(veil, rect)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return the first colour with a share (0…1) of the other in it."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b


def _veil(size: tuple[int, int], colour: Colour) -> Surface:
    veil = Surface(size)
    veil.fill(colour)
    veil.set_alpha(165)
    return veil


def _fade(size: tuple[int, int], ground: Colour, upwards: bool) -> Surface:
    veil = Surface(size, pygame.SRCALPHA)
    for y in range(size[1]):
        share = (y + 1) / size[1]
        veil.fill((*ground, round(255 * (1 - share if upwards else share))), (0, y, size[0], 1))
    return veil
