"""What every screen has alike: a head line with a way back, and a page of readable width."""

from __future__ import annotations

from collections.abc import Sequence

from escalation_game.ui.kit import Element, Stage, column, divider, flow, heading, padded, row, style, text
from escalation_game.ui.kit.boxes import Content

READING_WIDTH = 720  #: logical pixels; longer lines are hard to read
WIDE = 1000  #: logical pixels from which things stand side by side


def logical_width(stage: Stage) -> float:
    """Return the width of the window in logical pixels."""
    return stage.size[0] / stage.scale


def page(title: str, said: str, *body: Content, buttons: Sequence[Element] = ()) -> Element:
    """Return a screen: title and buttons in a head line, a body that takes the rest."""
    tools = flow(*buttons, gap=8, row_gap=6)
    words = column(heading(title, "headline"), text(said, style=style("body", "muted")) if said else None, gap=1)
    head = padded(row(words.at(weight=1, min_width=200), tools, gap=20, align="center"), (24, 10))
    return column(head, divider(), *body, gap=0)


def breakable(path: str) -> str:
    """Return a path that can be broken into lines at each folder, and within long names at each sign between words."""
    for sign in "/\\_-.":
        path = path.replace(sign, f"{sign}\u200b")
    return path
