"""Charts and maps: free drawing whose parts are still named, reachable and clickable."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pygame
from pygame import Rect, Surface

from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.element import Element, Place
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.language import spoken

Paint = Callable[[Brush, Rect], None]
Locate = Callable[[Rect, Layout], Rect]
Pick = Callable[[Rect, tuple[int, int]], str | None]


def canvas(name: str, paint: Paint, *, width: int = 200, height: int = 120, lowest: int = 0, value: str = "",
           regions: Sequence[Element] = (), key: str = "") -> Element:  # fmt: skip
    """Return a drawing of at least `width` logical pixels, `height` high, down to `lowest` when room is short.

    `paint(brush, rect)` draws it; `value` says in words what it shows; `regions` are the parts one can reach.
    """
    form = CanvasForm(paint, None, (width, height, lowest or height), None, None)
    return Element(form=form, role="image", name=name, value=value, children=tuple(regions), key=key)


def kept(canvas: Element, data: Hashable, over: Paint | None = None) -> Element:
    """Return the canvas with its picture kept, and drawn again only when `data`, size, scale, theme or language change.

    It is painted on a surface of its own, with the ground showing through; `over` draws what changes often on top.
    """
    return canvas.having(form=replace(_form(canvas), kept=data, over=over))


def picked(canvas: Element, pick: Pick) -> Element:
    """Return the canvas with another way to find the region at a point, where rectangles are too coarse (a map).

    `pick(rect of the canvas, point)` returns the key of the region, or None.
    """
    return canvas.having(form=replace(_form(canvas), pick=pick))


def _form(canvas: Element) -> CanvasForm:
    if not isinstance(canvas.form, CanvasForm):
        raise TypeError("not a canvas")
    return canvas.form


def region(name: str, locate: Locate, *, value: str = "", key: str, on_activate: Callable[[], Any] | None = None,
           hint: str = "", detail: Callable[[], Element] | None = None, checked: bool | None = None) -> Element:  # fmt: skip
    """Return a part of a canvas. `locate(rect of the canvas, layout)` returns its rectangle."""
    return Element(
        form=RegionForm(locate), role="button" if on_activate else "text", name=name, value=value, key=key,
        on_activate=on_activate, hint=hint, detail=detail, checked=checked, place=Place(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CanvasForm(LeafForm):
    """A drawing with named parts."""

    draw: Paint
    over: Paint | None
    size: tuple[int, int, int]
    pick: Pick | None
    kept: Hashable

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the width asked for; more comes from a weight or a stretch."""
        del element
        return layout.px(self.size[0]), layout.px(self.size[0])

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the heights asked for."""
        del element, width
        return layout.px(self.size[2]), layout.px(self.size[1])

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Ask each region where it is."""
        for child in element.children:
            located = child.form.locate(rect, layout) if isinstance(child.form, RegionForm) else rect
            yield child, located

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw, or show the kept picture."""
        rect = placed.rect
        if self.kept is None:
            self.draw(brush, rect)
        else:
            ground = brush.palette.ground
            key = (
                "canvas",
                placed.identity,
                self.kept,
                spoken().code,
                rect.size,
                brush.scale,
                brush.theme.name,
                ground,
                brush.layout.rtl,
            )
            brush.surface.blit(brush.pictures.kept(key, lambda: self._picture(rect, brush)), rect)
        if self.over:
            self.over(brush, rect)

    def _picture(self, rect: Rect, brush: Brush) -> Surface:
        whole, picture = brush.surface, Surface(rect.size, pygame.SRCALPHA)
        brush.surface = picture
        self.draw(brush, picture.get_rect())
        brush.surface = whole
        return picture


@dataclass(frozen=True, slots=True)
class RegionForm(LeafForm):
    """A part of a canvas; the canvas draws it."""

    locate: Locate
