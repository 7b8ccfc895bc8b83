"""Paint an arranged tree: back to front, cut where it scrolls, in the palette of its ground, with the focus ring."""

from __future__ import annotations

from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.layout import Placed

_RING_ROOM = 12  #: logical pixels by which a focus ring may reach beyond what cuts everything else


def paint_frame(root: Placed, details: Placed | None, brush: Brush) -> None:
    """Paint the whole window and, in front of it, the details being shown."""
    brush.surface.set_clip(None)
    brush.surface.fill(brush.palette.ground)
    _paint(root, brush)
    if details:
        _paint(details, brush)
    brush.surface.set_clip(None)


def _paint(placed: Placed, brush: Brush) -> None:
    """Paint an element and all inside it, unless nothing of it can be seen; nothing reaches out of what it stands in."""
    if not placed.rect.clip(placed.clip):
        return
    form = placed.element.form
    if form.paper:
        with brush.on(brush.theme.paper):
            _paint_seen(placed, brush)
    else:
        _paint_seen(placed, brush)


def _paint_seen(placed: Placed, brush: Brush) -> None:
    surface, form = brush.surface, placed.element.form
    surface.set_clip(placed.clip)
    form.paint(placed, brush)
    for child in placed.children:
        _paint(child, brush)
    surface.set_clip(placed.clip)
    form.finish(placed, brush)
    if brush.focused(placed):
        surface.set_clip(placed.clip.inflate(brush.px(_RING_ROOM), brush.px(_RING_ROOM)))
        brush.ring_focus(placed)
