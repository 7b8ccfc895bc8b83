"""Surfaces under other things: panels, cards, chips, dividers, scrolled areas, dialogs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pygame import Rect

from escalation_game.ui.kit.boxes import Content, column
from escalation_game.ui.kit.brush import Brush, mixed
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.theme import Colour, ColourRole

Padding = int | tuple[int, int]
_SHADOW = 18


def panel(*body: Content, fill: ColourRole | None = "panel", padding: Padding = 14, gap: int = 8,
          accent: ColourRole | None = None, edge: ColourRole | None = None, radius: int = 4,
          raised: bool = False) -> Element:  # fmt: skip
    """Return a surface with a column on it. `accent` is a bar on the reading side, `edge` a hairline around."""
    form = PanelForm(fill, _sides(padding), accent, edge, radius, raised)
    return Element(form=form, children=(column(*body, gap=gap),))


def paper(*body: Content, padding: Padding = (24, 20), gap: int = 8, name: str = "", key: str = "") -> Element:
    """Return a sheet of paper: the ground of what the world says. Colour roles on it are those of paper."""
    form = PanelForm("ground", _sides(padding), radius=0, on_paper=True)
    return Element(form=form, children=(column(*body, gap=gap),), role="region", name=name, key=key)


def padded(child: Element, padding: Padding = 14) -> Element:
    """Return the child with room around it."""
    return Element(form=PanelForm(None, _sides(padding)), children=(child,))


def divider(*, upright: bool = False, colour: ColourRole = "line", thickness: int = 1) -> Element:
    """Return a hairline, across a column or upright in a row (and across it again where the row is folded)."""
    return Element(form=DividerForm(colour, thickness), role="separator" if upright else "none")


def _sides(padding: Padding) -> tuple[int, int]:
    return (padding, padding) if isinstance(padding, int) else padding


@dataclass(frozen=True, slots=True)
class PanelForm(LeafForm):
    """One child with room around it on a painted ground. Lighter under the pointer when it can be used."""

    fill: ColourRole | None = "panel"
    padding: tuple[int, int] = (14, 14)
    accent: ColourRole | None = None
    edge: ColourRole | None = None
    radius: int = 4
    raised: bool = False
    on_paper: bool = False

    @property
    def paper(self) -> bool:
        """Whether this is a sheet of paper."""
        return self.on_paper

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the child and the padding."""
        around = 2 * layout.px(self.padding[0]) + self._bar(layout)
        low, natural = layout.widths(element.children[0]) if element.children else (0, 0)
        return low + around, natural + around

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the child and the padding."""
        inner = width - 2 * layout.px(self.padding[0]) - self._bar(layout)
        around = 2 * layout.px(self.padding[1])
        low, natural = layout.heights(element.children[0], inner) if element.children else (0, 0)
        return low + around, natural + around

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Put the child inside the padding."""
        bar = self._bar(layout)
        inner = rect.inflate(-2 * layout.px(self.padding[0]) - bar, -2 * layout.px(self.padding[1]))
        inner.x = rect.x + layout.px(self.padding[0]) + bar
        return [(child, layout.mirrored(inner, rect)) for child in element.children]

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw shadow, ground, edge and bar."""
        rect, radius = placed.rect, brush.px(self.radius)
        if self.raised:
            spread = brush.px(_SHADOW)
            brush.surface.blit(
                brush.pictures.shadow(rect.size, spread), (rect.x - spread, rect.y - spread + spread // 4)
            )
        if self.fill:
            brush.fill(rect, self._ground(placed, brush, self.fill), radius)
        elif placed.element.focusable and brush.hovered(placed):
            brush.fill(rect, brush.palette.raised, radius)
        if self.edge:
            brush.outline(rect, brush.colour(self.edge), brush.px(1), radius)
        if self.accent:
            bar = Rect(rect.x, rect.y, brush.px(4), rect.h)
            brush.surface.fill(brush.colour(self.accent), brush.layout.mirrored(bar, rect))

    def _bar(self, layout: Layout) -> int:
        return layout.px(4) if self.accent else 0

    @staticmethod
    def _ground(placed: Placed, brush: Brush, fill: ColourRole) -> Colour:
        ground = brush.colour(fill)
        if not placed.element.focusable or placed.element.disabled:
            return ground
        share = 0.16 if brush.pressed(placed) else 0.08 if brush.hovered(placed) else 0
        return mixed(ground, brush.palette.ink, share)


@dataclass(frozen=True, slots=True)
class DividerForm(LeafForm):
    """A hairline."""

    colour: ColourRole = "line"
    thickness: int = 1

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return its thickness."""
        del element
        thin = layout.px(self.thickness)
        return thin, thin

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return its thickness; an upright one takes the height of its row."""
        del element, width
        thin = layout.px(self.thickness)
        return thin, thin

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw it."""
        brush.surface.fill(brush.colour(self.colour), placed.rect)


def scroll(*body: Content, key: str, gap: int = 8, lowest: int = 160, page: bool = False,
           ground: ColourRole = "ground") -> Element:  # fmt: skip
    """Return an area that scrolls when its column is higher than it; `key` keeps its position across rebuilds.

    It gives way down to `lowest` logical pixels. A `page` lets its content give way before it scrolls.
    What is cut fades into `ground`, the colour it lies on.
    """
    form = ScrollForm(lowest, page, ground)
    return Element(form=form, children=(column(*body, gap=gap),), role="scroll", key=key)


@dataclass(frozen=True, slots=True)
class ScrollForm(LeafForm):
    """A window on a column."""

    lowest: int = 160
    page: bool = False
    ground: ColourRole = "ground"

    @property
    def clips(self) -> bool:
        """What is scrolled away is not seen."""
        return True

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the column and the bar."""
        low, natural = layout.widths(element.children[0])
        return low + self._bar(layout), natural + self._bar(layout)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return `lowest` and all of the column."""
        natural = layout.heights(element.children[0], width - self._bar(layout))[1]
        return min(natural, layout.px(self.lowest)), natural

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Move the column up by the offset, which is held within what there is."""
        child = element.children[0]
        bar = self._bar(layout)
        low, natural = layout.heights(child, rect.w - bar)
        height = natural
        if natural <= rect.h or (self.page and low <= rect.h):
            height = rect.h
        layout.extents[element.key] = max(0, height - rect.h)
        offset = min(layout.offsets.get(element.key, 0), layout.extents[element.key])
        yield child, layout.mirrored(Rect(rect.x, rect.y - offset, rect.w - bar, height), rect)

    def finish(self, placed: Placed, brush: Brush) -> None:
        """Draw the bar when there is something to scroll, and let the cut edges fade."""
        extent, rect = brush.layout.extents[placed.identity], placed.rect
        if not extent:
            return
        wide, content = brush.px(5), placed.children[0].rect
        if not self.page:
            self._fade_edges(rect, content, brush)
        height = max(brush.px(32), rect.h * rect.h // (rect.h + extent))
        y = rect.y + (rect.y - content.y) * (rect.h - height) // extent
        thumb = brush.layout.mirrored(Rect(rect.right - wide, y, wide, height), rect)
        brush.fill(thumb, brush.palette.edge, wide // 2)

    def _fade_edges(self, rect: Rect, content: Rect, brush: Brush) -> None:
        ground, deep = brush.colour(self.ground), min(brush.px(20), rect.h // 4)
        if content.top < rect.top:
            brush.fade(Rect(rect.x, rect.y, rect.w, deep), ground, upwards=True)
        if content.bottom > rect.bottom:
            brush.fade(Rect(rect.x, rect.bottom - deep, rect.w, deep), ground, upwards=False)

    def _bar(self, layout: Layout) -> int:
        return 0 if self.page else layout.px(9)
