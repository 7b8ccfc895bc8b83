"""Where the names of places stand on a map."""

from __future__ import annotations

from pygame import Rect

from escalation_game.ui.kit import Layout, TextStyle, style
from escalation_game.ui.language import _
from escalation_game.ui.map.data import Point, Spot

_SIDES = {"right": "midleft", "left": "midright", "above": "midbottom", "below": "midtop"}
_AWAY, _AWAY_MARKED = 7, 12  #: logical pixels between a place and its name, more where something is drawn around it


def name_look(spot: Spot) -> TextStyle:
    """Return the type of a place's name."""
    first = spot.rank == 1
    return style("small" if first else "label", "ink" if first else "muted", family="condensed", bold=first)


def name_run(spot: Spot, at: Point, layout: Layout, *, marked: bool) -> Rect:
    """Return where the name of a place stands that is drawn `at` a point; further off where something marks it."""
    away = layout.px(_AWAY_MARKED if marked else _AWAY)
    dx, dy = {"right": (away, 0), "left": (-away, 0), "above": (0, -away), "below": (0, away)}[spot.side]
    look = name_look(spot)
    run = Rect(0, 0, layout.fonts.width(_(spot.name), look), layout.fonts.face_height(look))
    setattr(run, _SIDES[spot.side], (round(at[0] + dx), round(at[1] + dy)))
    return run
