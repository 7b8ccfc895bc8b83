"""A line of somebody's file, with what is meant in it underlined. Files run from left to right in every language."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from escalation_game.play.catalogue import FindingTold
from escalation_game.ui.kit import Brush, Element, Layout, style
from escalation_game.ui.kit.layout import LeafForm, Placed

_WORDS, _NUMBER = style("small"), style("small", "muted", family="condensed")
_PADDING, _GAP, _MARK = 10, 12, 3  #: logical pixels: around the line, after its number, the height of the mark
_LONGEST = 240  #: characters around what is meant that are drawn at all


def excerpt(finding: FindingTold) -> Element | None:
    """Return the line of a finding with its number, None where it has none."""
    line = finding.excerpt
    if not line.strip():
        return None
    number = finding.place.split(":")[-2] if finding.place.count(":") >= 2 else ""
    start = max(0, finding.column - 1 - _LONGEST // 2)
    shown = line[start : start + _LONGEST]
    lead = len(shown) - len(shown.lstrip())
    first = max(0, finding.column - 1 - start - lead)
    form = ExcerptForm(number, shown.strip(), first, max(1, finding.length))
    return Element(form=form, role="text", name=line.strip())


@dataclass(frozen=True, slots=True)
class ExcerptForm(LeafForm):
    """One line on a ground of its own, moved so that what is meant can be seen: `length` characters from `first` on."""

    number: str
    line: str
    first: int
    length: int

    @property
    def clips(self) -> bool:
        """A line longer than there is room for is cut, away from what is meant."""
        return True

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return room for some words, and for the whole line."""
        del element
        around = 2 * layout.px(_PADDING) + self._lead(layout)
        return layout.px(120), around + layout.fonts.width(self.line, _WORDS) + layout.px(2)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return one line, and the mark below it."""
        del element, width
        height = layout.fonts.line_height(_WORDS) + layout.px(_MARK + 10)
        return height, height

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the ground, the number, the line, and the mark with a notch where it begins."""
        rect, layout = placed.rect, brush.layout
        brush.fill(rect, brush.palette.raised, brush.px(3))
        inner = rect.inflate(-2 * brush.px(_PADDING), 0)
        high = brush.fonts.line_height(_WORDS)
        top = rect.y + brush.px(4)
        brush.write(self.number, (inner.x, top), _NUMBER)
        room = Rect(inner.x + self._lead(layout), rect.y, inner.w - self._lead(layout), rect.h)
        before = brush.fonts.width(self.line[: self.first], _WORDS)
        meant = brush.fonts.width(self.line[self.first : self.first + self.length] or " ", _WORDS)
        x = room.x - max(0, min(before - room.w // 4, brush.fonts.width(self.line, _WORDS) - room.w))
        old = brush.surface.get_clip()
        brush.surface.set_clip(room.clip(old))
        brush.write(self.line, (x, top), _WORDS)
        mark = Rect(x + before, top + high, max(brush.px(6), meant), brush.px(_MARK))
        brush.surface.fill(brush.palette.alarm, mark)
        brush.surface.fill(brush.palette.alarm, (mark.x, mark.y - brush.px(3), brush.px(2), brush.px(3)))
        brush.surface.set_clip(old)

    def _lead(self, layout: Layout) -> int:
        return layout.fonts.width(self.number, _NUMBER) + layout.px(_GAP) if self.number else 0
