"""Measure and arrange: every element says how narrow and how wide it may be, then how high, then gets its place.

All lengths here are physical pixels; `Layout.px` turns logical ones into them. Forms are stateless, so one pass keeps
what it has measured by identity of the element and forgets it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from pygame import Rect

from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.fonts import Fonts

if TYPE_CHECKING:
    from escalation_game.ui.kit.brush import Brush

Direction = Literal["ltr", "rtl"]
SMALLEST_TARGET = 24  #: logical pixels, WCAG 2.2 target size
UNBOUNDED = 1_000_000


class Form(Protocol):
    """How a kind of element takes its place and looks.

    `widths` returns (narrowest without loss, natural); `heights` the same for a given width.
    `arrange` yields (child, rectangle). `clips` hides what lies outside.
    """

    @property
    def clips(self) -> bool:
        """Whether children are cut at this rectangle."""
        ...

    @property
    def paper(self) -> bool:
        """Whether this and everything on it takes the palette of the paper."""
        ...

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return (narrowest, natural) width."""
        ...

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return (lowest, natural) height at this width."""
        ...

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Yield the children with their rectangles."""
        ...

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw what lies under the children."""
        ...

    def finish(self, placed: Placed, brush: Brush) -> None:
        """Draw what lies over the children."""
        ...


@dataclass(frozen=True, slots=True)
class LeafForm:
    """A form without children; the default of everything a form may leave out."""

    @property
    def clips(self) -> bool:
        """Nothing is cut."""
        return False

    @property
    def paper(self) -> bool:
        """The palette stays as it is."""
        return False

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return no wish."""
        del element, layout
        return 0, 0

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return no wish."""
        del element, width, layout
        return 0, 0

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Yield nothing."""
        del element, rect, layout
        return ()

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw nothing."""

    def finish(self, placed: Placed, brush: Brush) -> None:
        """Draw nothing."""


@dataclass(slots=True, eq=False)
class Placed:
    """An element with its rectangle, the part of it that can be seen, and an identity that lasts across rebuilds."""

    element: Element
    rect: Rect
    clip: Rect
    identity: str
    children: list[Placed] = field(default_factory=list["Placed"])

    @property
    def seen(self) -> Rect:
        """The part of the rectangle that is not cut."""
        return self.rect.clip(self.clip)

    def target(self, smallest: int) -> Rect:
        """Return the rectangle that takes clicks: at least `smallest` pixels each way."""
        grown = self.rect.inflate(max(0, smallest - self.rect.w), max(0, smallest - self.rect.h))
        return grown.clip(self.clip)

    def walk(self) -> Iterator[Placed]:
        """Yield this and all below it, in reading order."""
        waiting: list[Placed] = [self]
        while waiting:
            placed = waiting.pop()
            yield placed
            waiting.extend(reversed(placed.children))


class Layout:
    """One pass of measuring and arranging. `extents` tells how much each scrolled area could move."""

    def __init__(self, fonts: Fonts, direction: Direction = "ltr", offsets: Mapping[str, int] | None = None) -> None:
        self.fonts = fonts
        self.scale = fonts.scale
        self.rtl = direction == "rtl"
        self.offsets = offsets or {}
        self.extents: dict[str, int] = {}
        self._widths: dict[int, tuple[int, int]] = {}
        self._heights: dict[tuple[int, int], tuple[int, int]] = {}
        self._kept: list[Element] = []

    def again(self, offsets: Mapping[str, int]) -> None:
        """Begin to arrange the same elements once more, scrolled otherwise: what was measured still holds."""
        self.offsets = offsets
        self.extents.clear()

    def px(self, logical: float) -> int:
        """Return physical pixels; anything above nothing is at least one pixel."""
        return max(1, round(logical * self.scale)) if logical > 0 else 0

    def widths(self, element: Element) -> tuple[int, int]:
        """Return (narrowest, natural) width with the element's own wishes applied."""
        found = self._widths.get(id(element))
        if found is None:
            self._kept.append(element)
            found = self._widths[id(element)] = self._wished_widths(element)
        return found

    def heights(self, element: Element, width: int) -> tuple[int, int]:
        """Return (lowest, natural) height at this width with the element's own wishes applied."""
        key = (id(element), width)
        found = self._heights.get(key)
        if found is None:
            self._kept.append(element)
            found = self._heights[key] = self._wished_heights(element, width)
        return found

    def mirrored(self, rect: Rect, within: Rect) -> Rect:
        """Return the rectangle, flipped left to right in a right-to-left language."""
        if not self.rtl:
            return rect
        return Rect(within.left + within.right - rect.right, rect.y, rect.w, rect.h)

    def place(self, element: Element, rect: Rect, clip: Rect, identity: str = "") -> Placed:
        """Arrange the element and all below it into the rectangle."""
        placed = Placed(element, rect, clip, element.key or identity)
        inner = clip.clip(rect) if element.form.clips else clip
        for index, (child, space) in enumerate(element.form.arrange(element, rect, self)):
            below = f"{placed.identity}/{child.role}{index}"
            placed.children.append(self.place(child, space, inner, below))
        return placed

    def _wished_widths(self, element: Element) -> tuple[int, int]:
        wish = element.place
        if wish.width:
            return self.px(wish.width), self.px(wish.width)
        narrow, natural = element.form.widths(element, self)
        if wish.max_width:
            natural = min(natural, self.px(wish.max_width))
            narrow = min(narrow, natural)
        narrow = max(narrow, self.px(wish.min_width))
        return narrow, max(natural, narrow)

    def _wished_heights(self, element: Element, width: int) -> tuple[int, int]:
        wish = element.place
        low, natural = element.form.heights(element, width, self)
        if wish.height:
            natural = max(low, self.px(wish.height))
        low = max(low, self.px(wish.min_height))
        return low, max(natural, low)
