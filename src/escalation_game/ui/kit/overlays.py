"""What stands in front of the page: dialogs, toasts, and the details of what has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pygame import Rect

from escalation_game.ui.kit.boxes import Content, column, flow, present
from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout, LeafForm, Placed
from escalation_game.ui.kit.panels import PanelForm, scroll
from escalation_game.ui.kit.paragraph import heading, style, text

DialogSize = Literal["small", "medium", "large"]
_DIALOG_WIDTH: dict[DialogSize, int] = {"small": 440, "medium": 640, "large": 960}


@dataclass(frozen=True, slots=True)
class DialogForm(LeafForm):
    """A panel in the middle of a darkened screen, never larger than it."""

    size: DialogSize = "medium"

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Centre the panel."""
        child = element.children[0]
        width = min(rect.w - layout.px(32), layout.px(_DIALOG_WIDTH[self.size]))
        height = min(rect.h - layout.px(32), layout.heights(child, width)[1])
        inner = Rect(0, 0, width, height)
        inner.center = rect.center
        yield child, inner

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Darken what lies behind."""
        brush.veil(placed.rect)


@dataclass(frozen=True, slots=True)
class ToastForm(LeafForm):
    """A panel near the lower edge, in front of everything and in nobody's way."""

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Put the panel at the middle of the lower edge."""
        child = element.children[0]
        width = min(rect.w - layout.px(32), layout.px(560), layout.widths(child)[1])
        inner = Rect(0, 0, width, layout.heights(child, width)[1])
        inner.midbottom = (rect.centerx, rect.bottom - layout.px(24))
        yield child, inner


def dialog(name: str, *body: Content, buttons: Iterable[Content] = (), on_dismiss: Callable[[], Any],
           key: str = "dialog", size: DialogSize = "medium") -> Element:  # fmt: skip
    """Return a dialog: its title, a body that scrolls if it must, and buttons that stay in view.

    It keeps the focus while it is the front layer; ESC calls `on_dismiss`, which must take it away.
    """
    footer = flow(*buttons, gap=12, row_gap=8)
    title = heading(name, "title", level=2)
    inside = column(title, scroll(*body, key=f"{key}/scroll", lowest=52, ground="panel").at(weight=1), footer, gap=16)
    sheet = Element(form=PanelForm("panel", (26, 24), edge="line", radius=8, raised=True), children=present((inside,)))
    return Element(form=DialogForm(size), children=(sheet,), role="dialog", name=name, key=key, on_dismiss=on_dismiss)


def toast(words: str, *, key: str = "toast") -> Element:
    """Return a short notice, spoken at once, that takes no focus. The screen removes it after a while."""
    sheet = Element(
        form=PanelForm("raised", (18, 12), accent="choice", edge="line", radius=6, raised=True), children=(text(words),)
    )
    return Element(form=ToastForm(), children=(sheet,), role="status", name=words, key=key)


def caption_strip(words: str) -> Element:
    """Return the strip below everything that says what is heard; two lines of room, so that little moves when they change."""
    said = text(words or " ", style=style("small", "ink"), max_lines=4).at(min_height=36)
    return Element(form=PanelForm("raised", (20, 7), edge="line", radius=0), children=(column(said),), key="captions")


def details(element: Element) -> Element | None:
    """Return what is shown about an element on hover or by F1; None when there is nothing to say."""
    reason = text(element.disabled, style=style("small", "choice_ink", bold=True)) if element.disabled else None
    hint = text(element.hint, style=style("small")) if element.hint else None
    parts = present((reason, hint, element.detail() if element.detail else None))
    if not parts:
        return None
    form = PanelForm("raised", (12, 10), edge="edge", radius=6, raised=True)
    return Element(form=form, children=(column(*parts, gap=6),), role="status", name=element.speech).at(max_width=360)
