"""Between two people at one machine: nothing of either seat is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.ui.kit import Element, Screen, button, column, heading, padded, row, spacer, style, text
from escalation_game.ui.language import _


class HandOverScreen(Screen):
    """Waits until whoever decides next sits at the machine."""

    def __init__(self, role_title: str, ready: Callable[[], object]) -> None:
        self.title = _("Hand over")
        self._role_title, self._ready = role_title, ready

    def on_key(self, key: str) -> bool:
        """Nobody goes back from here: what lies behind belongs to somebody else."""
        return key == "escape"

    def describe(self) -> Element:
        """Return who is next, and the button for it."""
        ready = button(_("I am ready"), self._ready, kind="main", key="ready", autofocus=True)
        said = text(
            _("Everybody else looks away. What the seat before knew and chose is hidden."), style=style("lead", "muted")
        )
        inside = column(
            spacer(),
            heading(_("Next: {role}").format(role=self._role_title), "display"),
            said,
            row(ready, spacer()),
            spacer(2),
            gap=18,
        )
        return padded(row(spacer(), inside.at(max_width=640, weight=3), spacer()), (32, 32))
