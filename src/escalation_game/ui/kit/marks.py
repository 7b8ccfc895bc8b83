"""Small drawn signs: check marks, tabs' underlines, slider tracks, meters, ladders, dots of cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pygame import Rect

from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.kit.paragraph import style
from escalation_game.ui.theme import ColourRole


def meter(name: str, fraction: float, value: str, *, colour: ColourRole = "question", width: int = 120,
          marks: Sequence[float] = ()) -> Element:  # fmt: skip
    """Return a bar filled to `fraction` (0…1), with thresholds at `marks`; `value` says it in words."""
    form = MeterForm(min(1.0, max(0.0, fraction)), colour, width, tuple(marks))
    return Element(form=form, role="meter", name=name, value=value)


def ladder(name: str, rung: int, of: int, value: str, *, thresholds: Sequence[int] = (), colour: ColourRole = "alarm",
           on_colour: ColourRole = "on_alarm") -> Element:  # fmt: skip
    """Return numbered rungs filled up to `rung`; a white bar stands after each threshold."""
    return Element(
        form=LadderForm(rung, of, tuple(thresholds), colour, on_colour), role="meter", name=name, value=value
    )


def cost_dots(filled: int, of: int, name: str, *, colour: ColourRole = "choice") -> Element:
    """Return `of` dots, `filled` of them solid; `name` says it in words ("costs 2 of 3")."""
    return Element(form=DotsForm(filled, of, colour), role="image", name=name)


@dataclass(frozen=True, slots=True)
class CheckMarkForm(LeafForm):
    """A square with a tick, or a ring with a dot."""

    checked: bool
    rounded: bool = False

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return its side: it is square."""
        del element
        return layout.px(18), layout.px(18)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return its side: it is square."""
        del element, width
        return layout.px(18), layout.px(18)

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the frame, and the sign when it is checked."""
        side = brush.px(18)
        box = Rect(0, 0, side, side)
        box.center = placed.rect.center
        line = max(2, brush.px(1.6))
        frame = brush.palette.choice if self.checked else brush.palette.edge
        if self.rounded:
            brush.dot(box.center, side / 2, frame, line)
            if self.checked:
                brush.dot(box.center, side / 4, frame)
            return
        brush.outline(box, frame, line, brush.px(3))
        if self.checked:
            brush.surface.blit(brush.pictures.tick(side, max(2, brush.px(2.2)), frame), box)


@dataclass(frozen=True, slots=True)
class TabForm(LeafForm):
    """Words with a line under them when chosen."""

    chosen: bool

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the width of the words, and never a smaller target than allowed."""
        low, natural = layout.widths(element.children[0])
        return max(low, layout.px(24)), max(natural, layout.px(24))

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the words with room around them."""
        low, natural = layout.heights(element.children[0], width)
        return low + layout.px(12), natural + layout.px(12)

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Put the words above the line."""
        return [(element.children[0], rect.inflate(0, -layout.px(12)))]

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the line under the chosen one, a fainter one under the pointer."""
        thick = brush.px(3)
        if self.chosen or brush.hovered(placed):
            colour = brush.palette.choice if self.chosen else brush.palette.edge
            rect = placed.rect
            brush.surface.fill(colour, (rect.x, rect.bottom - thick, rect.w, thick))


@dataclass(frozen=True, slots=True)
class SliderForm(LeafForm):
    """A track with a knob."""

    fraction: float

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return enough to hit it with some precision."""
        del element
        return layout.px(120), layout.px(220)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return enough to hit it."""
        del element, width
        return layout.px(28), layout.px(28)

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the track, the part before the knob, and the knob."""
        rect, thick, knob = placed.rect, brush.px(4), brush.px(8)
        track = Rect(rect.x + knob, rect.centery - thick // 2, rect.w - 2 * knob, thick)
        disabled = bool(placed.element.disabled)
        colour = brush.palette.edge if disabled else brush.palette.choice
        brush.fill(track, brush.palette.edge, thick // 2)
        part = brush.layout.mirrored(Rect(track.x, track.y, round(track.w * self.fraction), thick), track)
        brush.fill(part, colour, thick // 2)
        x = part.left if brush.layout.rtl else part.right
        brush.dot((x, track.centery), knob, colour)
        if brush.hovered(placed) and not disabled:
            brush.dot((x, track.centery), knob // 2, brush.palette.ground)


@dataclass(frozen=True, slots=True)
class MeterForm(LeafForm):
    """A filled bar with thresholds."""

    fraction: float
    colour: ColourRole
    width: int
    marks: tuple[float, ...]

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the width asked for."""
        del element
        return layout.px(self.width // 2), layout.px(self.width)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the bar and the thresholds that stand out of it."""
        del element, width
        return layout.px(12), layout.px(12)

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the bar."""
        bar = placed.rect.inflate(0, -placed.rect.h // 2)
        brush.fill(bar, brush.palette.line, bar.h // 2)
        done = brush.layout.mirrored(Rect(bar.x, bar.y, round(bar.w * self.fraction), bar.h), bar)
        brush.fill(done, brush.colour(self.colour), bar.h // 2)
        for mark in self.marks:
            at = Rect(bar.x + round(bar.w * mark), placed.rect.y, brush.px(2), placed.rect.h)
            brush.surface.fill(brush.palette.ink, brush.layout.mirrored(at, bar))


@dataclass(frozen=True, slots=True)
class LadderForm(LeafForm):
    """Numbered cells."""

    rung: int
    of: int
    thresholds: tuple[int, ...]
    colour: ColourRole
    on_colour: ColourRole

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return all the cells."""
        del element
        side = layout.px(22) * self.of
        return side, side

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return one cell."""
        del element, width
        return layout.px(20), layout.px(20)

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw cells, numbers and thresholds."""
        rect, step = placed.rect, brush.px(22)
        cell_style = {True: style("label", self.on_colour, family="condensed", bold=True),
                      False: style("label", "faint", family="condensed")}  # fmt: skip
        for number in range(1, self.of + 1):
            reached = number <= self.rung
            cell = Rect(rect.x + (number - 1) * step, rect.y, step - brush.px(2), brush.px(20))
            cell = brush.layout.mirrored(cell, rect)
            brush.surface.fill(brush.colour(self.colour if reached else "panel"), cell)
            brush.write(str(number), cell.center, cell_style[reached], "center")
            if number in self.thresholds:
                bar = Rect(rect.x + number * step - brush.px(3), rect.y - brush.px(2), brush.px(3), brush.px(24))
                brush.surface.fill(brush.palette.ink, brush.layout.mirrored(bar, rect))


@dataclass(frozen=True, slots=True)
class DotsForm(LeafForm):
    """Solid and hollow dots."""

    filled: int
    of: int
    colour: ColourRole

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return all the dots."""
        del element
        return layout.px(13) * self.of, layout.px(13) * self.of

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return one dot."""
        del element, width
        return layout.px(12), layout.px(12)

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw them from the reading side."""
        step, radius = brush.px(13), brush.px(4)
        for number in range(self.of):
            cell = Rect(placed.rect.x + number * step, placed.rect.y, step, placed.rect.h)
            centre = brush.layout.mirrored(cell, placed.rect).center
            solid = number < self.filled
            brush.dot(centre, radius, brush.colour(self.colour), 0 if solid else max(1, brush.px(1.4)))
