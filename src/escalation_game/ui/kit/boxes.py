"""Row, column, grid, flow, layers: where things stand. None of them draws anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import Rect

from escalation_game.ui.kit.element import Align, Element, Place, Role
from escalation_game.ui.kit.layout import Layout, LeafForm

Content = Element | None


def row(*children: Content, gap: int = 12, align: Align = "stretch", folds: bool = True, role: Role = "none",
        name: str = "", key: str = "") -> Element:  # fmt: skip
    """Return children side by side. Where there is no room for all of them it goes on below, unless `folds` is False.

    `align` is vertical. Spare width goes to children with a weight.
    """
    return Element(form=RowForm(gap, align, folds), children=present(children), role=role, name=name, key=key)


def column(*children: Content, gap: int = 8, role: Role = "none", name: str = "", key: str = "") -> Element:
    """Return children below each other. Spare height goes to children with a weight."""
    return Element(form=ColumnForm(gap), children=present(children), role=role, name=name, key=key)


def grid(*children: Content, min_width: int = 240, gap: int = 12, most: int = 12, role: Role = "none", name: str = "",
         key: str = "") -> Element:  # fmt: skip
    """Return children in as many equal columns as fit at `min_width` each, at most `most`."""
    return Element(form=GridForm(min_width, gap, most), children=present(children), role=role, name=name, key=key)


def flow(*children: Content, gap: int = 8, row_gap: int = 6, role: Role = "none", name: str = "",
         key: str = "") -> Element:  # fmt: skip
    """Return children side by side at their natural width, wrapping like words."""
    return Element(form=FlowForm(gap, row_gap), children=present(children), role=role, name=name, key=key)


def layers(*children: Content) -> Element:
    """Return children on top of each other, the last in front."""
    return Element(form=LayersForm(), children=present(children))


def spacer(weight: float = 1) -> Element:
    """Return spare room."""
    return Element(form=LeafForm(), place=Place(weight=weight))


def gap(height: int) -> Element:
    """Return a fixed empty height (in a column) or width (in a row)."""
    return Element(form=LeafForm(), place=Place(min_height=height, min_width=height))


def present(children: Iterable[Content]) -> tuple[Element, ...]:
    """Return the children without the ones left out."""
    return tuple(child for child in children if child is not None)


def shared_out(room: int, low: Sequence[int], natural: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Return one length each: natural plus a weighted share of what is left, or between low and natural.

    The sum is `room` when there is a weight or when natural does not fit, and never below the sum of `low`.
    """
    spare = room - sum(natural)
    if spare >= 0:
        return _increased(natural, spare, weights)
    slack = [most - least for least, most in zip(low, natural, strict=True)]
    missing = min(-spare, sum(slack))
    return [most - cut for most, cut in zip(natural, _parts(missing, slack), strict=True)]


def _increased(lengths: Sequence[int], spare: int, weights: Sequence[float]) -> list[int]:
    if not sum(weights):
        return list(lengths)
    return [length + part for length, part in zip(lengths, _parts(spare, weights), strict=True)]


def _parts(whole: int, weights: Sequence[float]) -> list[int]:
    """Split whole pixels by weight so that the parts add up exactly."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    edges, reached = [0], 0.0
    for weight in weights:
        reached += weight
        edges.append(round(whole * reached / total))
    return [right - left for left, right in pairwise(edges)]


def aligned(start: int, room: int, length: int, align: Align) -> tuple[int, int]:
    """Return (start, length) of something in a wider room."""
    if align == "stretch":
        return start, room
    length = min(length, room)
    return start + {"start": 0, "center": (room - length) // 2, "end": room - length}[align], length


@dataclass(frozen=True, slots=True)
class ColumnForm(LeafForm):
    """Children below each other."""

    gap: int = 8

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return those of the widest child."""
        return _highest([layout.widths(child) for child in element.children])

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the sum of the children and the gaps."""
        each = [layout.heights(child, self._width(child, width, layout)) for child in element.children]
        gaps = layout.px(self.gap) * max(0, len(each) - 1)
        return sum(low for low, _ in each) + gaps, sum(natural for _, natural in each) + gaps

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Share out the height, then align each child across."""
        between, children = layout.px(self.gap), element.children
        each = [layout.heights(child, self._width(child, rect.w, layout)) for child in children]
        room = rect.h - between * max(0, len(each) - 1)
        heights = shared_out(room, [low for low, _ in each], [n for _, n in each], [c.place.weight for c in children])
        y = rect.y
        for child, height in zip(children, heights, strict=True):
            x, width = aligned(rect.x, rect.w, self._width(child, rect.w, layout), child.place.align)
            if child.place.align == "stretch":
                width = self._width(child, rect.w, layout)
            yield child, layout.mirrored(Rect(x, y, width, height), rect)
            y += height + between

    @staticmethod
    def _width(child: Element, room: int, layout: Layout) -> int:
        wish = child.place
        if wish.width:
            return min(room, layout.px(wish.width))
        if wish.max_width:
            room = min(room, layout.px(wish.max_width))
        return room if wish.align == "stretch" else min(room, layout.widths(child)[1])


@dataclass(frozen=True, slots=True)
class RowForm(LeafForm):
    """Children side by side, or on several lines when even their narrowest do not fit on one."""

    gap: int = 12
    align: Align = "stretch"
    folds: bool = True

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the sum of the children; narrowest is the widest child when the row may be folded."""
        each = [layout.widths(child) for child in element.children] or [(0, 0)]
        gaps = layout.px(self.gap) * (len(each) - 1)
        low = max(low for low, _ in each) if self.folds else sum(low for low, _ in each) + gaps
        return low, sum(natural for _, natural in each) + gaps

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the sum of the highest child of each line."""
        lines = self._lines(element, width, layout)
        each = [self._line_heights(line, width, layout) for line in lines]
        gaps = self._between(layout) * max(0, len(lines) - 1)
        return sum(low for low, _ in each) + gaps, sum(natural for _, natural in each) + gaps

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Share out height between lines and width within each, from the reading side."""
        lines = self._lines(element, rect.w, layout)
        each = [self._line_heights(line, rect.w, layout) for line in lines]
        room = rect.h - self._between(layout) * max(0, len(lines) - 1)
        spare = [sum(child.place.weight for child in line) or float(len(lines) == 1) for line in lines]
        y = rect.y
        for line, height in zip(lines, shared_out(room, *_columns_of(each), spare), strict=True):
            x = rect.x
            for child, width in zip(line, self._shares(line, rect.w, layout), strict=True):
                align = self.align if child.place.align == "stretch" else child.place.align
                top, high = aligned(y, height, layout.heights(child, width)[1], align)
                yield child, layout.mirrored(Rect(x, top, width, high), rect)
                x += width + layout.px(self.gap)
            y += height + self._between(layout)

    def _between(self, layout: Layout) -> int:
        """Return the gap between lines; touching panes stay touching."""
        return min(layout.px(self.gap), layout.px(10))

    def _lines(self, element: Element, width: int, layout: Layout) -> list[tuple[Element, ...]]:
        """Return the children line by line: as many as fit, and a separator between panes alone on its own."""
        gap = layout.px(self.gap)
        if not self.folds or sum(layout.widths(child)[0] + gap for child in element.children) - gap <= width:
            return [element.children] if element.children else []
        lines, x = list[tuple[Element, ...]](), 0
        for child in element.children:
            low = layout.widths(child)[0]
            alone = child.role == "separator" or (lines and lines[-1][-1].role == "separator")
            if not lines or alone or x + low > width:
                lines.append((child,))
                x = low + gap
            else:
                lines[-1] += (child,)
                x += low + gap
        return lines

    def _line_heights(self, line: Sequence[Element], width: int, layout: Layout) -> tuple[int, int]:
        shares = self._shares(line, width, layout)
        return _highest([layout.heights(child, share) for child, share in zip(line, shares, strict=True)])

    def _shares(self, line: Sequence[Element], width: int, layout: Layout) -> list[int]:
        if self.folds and len(line) == 1 and (line[0].place.width or line[0].role == "separator"):
            return [width]  # a pane or hairline alone on its line takes all of it
        low, natural = _columns_of([layout.widths(child) for child in line])
        room = width - layout.px(self.gap) * (len(line) - 1)
        if sum(low) > room:  # may not be folded: everything gives way in proportion
            return _parts(max(0, room), low)
        return shared_out(room, low, natural, [child.place.weight for child in line])


def _columns_of(each: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the least and the natural lengths as two lists."""
    return [low for low, _ in each], [natural for _, natural in each]


@dataclass(frozen=True, slots=True)
class GridForm(LeafForm):
    """Equal columns, as many as fit."""

    min_width: int = 240
    gap: int = 12
    most: int = 12

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return one column as narrowest, all children side by side as natural."""
        count = max(1, min(self.most, len(element.children)))
        low = max((layout.widths(child)[0] for child in element.children), default=0)
        wide = max(low, layout.px(self.min_width))
        return low, wide * count + layout.px(self.gap) * (count - 1)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the sum of the highest of each row."""
        each = self._line_heights(element, width, layout)
        gaps = layout.px(self.gap) * max(0, len(each) - 1)
        return sum(low for low, _ in each) + gaps, sum(natural for _, natural in each) + gaps

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Fill the rows from the reading side."""
        between, y = layout.px(self.gap), rect.y
        wide = self._column_widths(element, rect.w, layout)
        lines = self._lines(element, rect.w, layout)
        each = self._line_heights(element, rect.w, layout)
        room = rect.h - between * max(0, len(lines) - 1)
        heights = shared_out(room, [low for low, _ in each], [n for _, n in each], [0] * len(lines))
        for line, height in zip(lines, heights, strict=True):
            x = rect.x
            for child, width in zip(line, wide, strict=False):
                yield child, layout.mirrored(Rect(x, y, width, height), rect)
                x += width + between
            y += height + between

    def _line_heights(self, element: Element, width: int, layout: Layout) -> list[tuple[int, int]]:
        wide = self._column_widths(element, width, layout)
        return [
            _highest([layout.heights(child, w) for child, w in zip(line, wide, strict=False)])
            for line in self._lines(element, width, layout)
        ]

    def _columns(self, element: Element, width: int, layout: Layout) -> int:
        between = layout.px(self.gap)
        low = max((layout.widths(child)[0] for child in element.children), default=0)
        fitting = (width + between) // max(1, max(low, layout.px(self.min_width)) + between)
        return max(1, min(fitting, self.most, len(element.children)))

    def _lines(self, element: Element, width: int, layout: Layout) -> list[tuple[Element, ...]]:
        count = self._columns(element, width, layout)
        return [element.children[i : i + count] for i in range(0, len(element.children), count)]

    def _column_widths(self, element: Element, width: int, layout: Layout) -> list[int]:
        count = self._columns(element, width, layout)
        return _parts(width - layout.px(self.gap) * (count - 1), [1] * count)


@dataclass(frozen=True, slots=True)
class FlowForm(LeafForm):
    """Children like words in a paragraph."""

    gap: int = 8
    row_gap: int = 6

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the widest child as narrowest, one line as natural."""
        each = [layout.widths(child) for child in element.children] or [(0, 0)]
        return max(low for low, _ in each), sum(n for _, n in each) + layout.px(self.gap) * (len(each) - 1)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the bottom of the last line."""
        bottom = max((rect.bottom for _, rect in self._wrapped(element, Rect(0, 0, width, 0), layout)), default=0)
        return bottom, bottom

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Yield line by line."""
        return [(child, layout.mirrored(space, rect)) for child, space in self._wrapped(element, rect, layout)]

    def _wrapped(self, element: Element, rect: Rect, layout: Layout) -> list[tuple[Element, Rect]]:
        x, y, line, done = rect.x, rect.y, list[tuple[Element, Rect]](), list[tuple[Element, Rect]]()
        for child in element.children:
            low, natural = layout.widths(child)
            width = max(min(natural, rect.w), min(low, rect.w))
            if line and x + width > rect.right:
                y = _finish_line(line, done) + layout.px(self.row_gap)
                x, line = rect.x, []
            line.append((child, Rect(x, y, width, layout.heights(child, width)[1])))
            x += width + layout.px(self.gap)
        _finish_line(line, done)
        return done


def _highest(each: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the greatest (least, natural) of several, nothing for none."""
    return max((low for low, _ in each), default=0), max((natural for _, natural in each), default=0)


def _finish_line(line: list[tuple[Element, Rect]], done: list[tuple[Element, Rect]]) -> int:
    """Centre the line's children on its highest and return its bottom."""
    bottom = max((rect.bottom for _, rect in line), default=0)
    done += [(child, rect.move(0, (bottom - rect.bottom) // 2)) for child, rect in line]
    return bottom


@dataclass(frozen=True, slots=True)
class LayersForm(LeafForm):
    """Children on top of each other."""

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the widest."""
        return _highest([layout.widths(child) for child in element.children])

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the highest."""
        return _highest([layout.heights(child, width) for child in element.children])

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Give everyone the whole."""
        del layout
        return [(child, rect.copy()) for child in element.children]
