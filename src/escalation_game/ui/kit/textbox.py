"""One line of text to fill in, such as the name of a branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from escalation_game.ui.kit.boxes import column
from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.kit.paragraph import style, text

FIELD_WIDTH = 420  #: logical pixels beyond which a field to fill in does not grow
_WORDS, _PLACEHOLDER = style(), style(colour="faint", italic=True)


def textbox(name: str, value: str, on_text: Callable[[str], Any], *, on_activate: Callable[[], Any] | None = None,
            placeholder: str = "", key: str = "", disabled: str = "",
            autofocus: bool = False) -> Element:  # fmt: skip
    """Return a line to fill in, under its name.

    `on_text` gets all of the new text after each key, `on_activate` is called by ENTER.
    """
    line = Element(
        form=TextBoxForm(placeholder), role="textbox", name=name, value=value, key=key or f"textbox:{name}",
        autofocus=autofocus, disabled=disabled, on_text=on_text, on_activate=on_activate,
    )  # fmt: skip
    return column(text(name, style=style("small", "muted")), line, gap=4).at(max_width=FIELD_WIDTH)


@dataclass(frozen=True, slots=True)
class TextBoxForm(LeafForm):
    """A frame with the text in it; when that is too long its end is shown, where the next character goes."""

    placeholder: str

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return room for a short name."""
        del element
        return layout.px(140), layout.px(260)

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return one line with room around it."""
        del element, width
        height = layout.fonts.line_height(_WORDS) + layout.px(14)
        return height, height

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the frame, the text or what stands for it, and the caret."""
        rect = placed.rect
        brush.fill(rect, brush.palette.raised, brush.px(4))
        brush.outline(rect, brush.palette.edge, brush.px(1), brush.px(4))
        inner = rect.inflate(-brush.px(20), 0)
        value = placed.element.value
        words, look = (value, _WORDS) if value or brush.focused(placed) else (self.placeholder, _PLACEHOLDER)
        length = brush.fonts.width(words, look)
        start = min(inner.x, inner.right - length - brush.px(3))
        if brush.layout.rtl:
            start = max(inner.right - length, inner.x)
        brush.surface.set_clip(inner.clip(placed.clip))
        brush.write(words, (start, inner.centery), look, "midleft")
        if brush.focused(placed):
            high = brush.fonts.line_height(_WORDS)
            caret = Rect(start + length + brush.px(1), inner.centery - high // 2, brush.px(2), high)
            brush.surface.fill(brush.palette.focus, caret)
        brush.surface.set_clip(placed.clip)
