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
    visible = placed.rect.clip(placed.clip)
    form = placed.element.form
    if form.clips and not visible:
        return
    with brush.on(brush.theme.paper if form.paper else brush.palette):
        if visible:
            brush.surface.set_clip(placed.clip)
            form.paint(placed, brush)
        for child in placed.children:
            _paint(child, brush)
        if visible:
            brush.surface.set_clip(placed.clip)
            form.finish(placed, brush)
        if brush.focused(placed):
            brush.surface.set_clip(placed.clip.inflate(brush.px(_RING_ROOM), brush.px(_RING_ROOM)))
            brush.ring_focus(placed)
