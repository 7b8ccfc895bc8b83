"""Tables: columns as wide as their contents, figures at the far edge, a hairline under each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pygame import Rect

from escalation_game.ui.kit.boxes import shared_out
from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.kit.paragraph import TextAlign, style, text

Cell = str | Element


def table(
    name: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], *, key: str = "", row_gap: int = 5
) -> Element:
    """Return a table; words stand in the first column, figures in the others. Every row is as long as the header."""
    small = style("small", "muted", family="condensed", bold=True)
    cells = [text(words, style=small, align=_align(column)) for column, words in enumerate(header)]
    for row in rows:
        cells += [_cell(cell, column) for column, cell in enumerate(row)]
    return Element(form=TableForm(len(header), row_gap), role="grid", name=name, children=tuple(cells), key=key)


def _cell(cell: Cell, column: int) -> Element:
    if isinstance(cell, Element):
        return cell
    return text(cell, style=style("body", "muted") if column == 0 else style("body", bold=True), align=_align(column))


def _align(column: int) -> TextAlign:
    return "start" if column == 0 else "end"


@dataclass(frozen=True, slots=True)
class TableForm(LeafForm):
    """Cells row by row."""

    columns: int
    row_gap: int
    column_gap: int = 18

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the sum of the columns."""
        each = self._column_widths(element, layout)
        gaps = layout.px(self.column_gap) * (self.columns - 1)
        return sum(low for low, _ in each) + gaps, sum(natural for _, natural in each) + gaps

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return the sum of the rows; a table never gives way."""
        height = sum(self._row_heights(element, width, layout))
        return height, height

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Yield the cells."""
        widths = self._shares(element, rect.w, layout)
        y, gap = rect.y, layout.px(self.row_gap)
        for cells, height in zip(self._rows(element), self._row_heights(element, rect.w, layout), strict=True):
            x = rect.x
            for cell, width in zip(cells, widths, strict=False):
                yield cell, layout.mirrored(Rect(x, y + gap, width, height - 2 * gap), rect)
                x += width + layout.px(self.column_gap)
            y += height

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the hairlines."""
        gap = brush.px(self.row_gap)
        for first in placed.children[:: self.columns]:
            line = Rect(placed.rect.x, first.rect.bottom + gap - 1, placed.rect.w, brush.px(1))
            brush.surface.fill(brush.palette.line, line)

    def _rows(self, element: Element) -> list[tuple[Element, ...]]:
        return [element.children[i : i + self.columns] for i in range(0, len(element.children), self.columns)]

    def _column_widths(self, element: Element, layout: Layout) -> list[tuple[int, int]]:
        columns = [[layout.widths(cell) for cell in element.children[c :: self.columns]] for c in range(self.columns)]
        return [(max(low for low, _ in column), max(natural for _, natural in column)) for column in columns]

    def _shares(self, element: Element, width: int, layout: Layout) -> list[int]:
        each = self._column_widths(element, layout)
        room = width - layout.px(self.column_gap) * (self.columns - 1)
        weights = [1.0, *[0.0] * (self.columns - 1)]
        return shared_out(room, [low for low, _ in each], [natural for _, natural in each], weights)

    def _row_heights(self, element: Element, width: int, layout: Layout) -> list[int]:
        widths, around = self._shares(element, width, layout), 2 * layout.px(self.row_gap)
        return [
            max(layout.heights(cell, w)[1] for cell, w in zip(cells, widths, strict=False)) + around
            for cells in self._rows(element)
        ]
