"""Self-voicing: what changed on the screen is said, and always written as a caption of what is said.

On a new screen its title, then what has the focus; later only what is new. Notices are said as they come.
"""

from __future__ import annotations

from escalation_game.ui.kit import Stage, focus
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Placed
from escalation_game.ui.language import _
from escalation_game.ui.speech import Speaker


class SelfVoicing:
    """Watches a stage while it is on. `notice` says what is new since the last time."""

    def __init__(self, stage: Stage, speaker: Speaker) -> None:
        self._stage, self._speaker = stage, speaker
        self.on = False
        self.said = ""  #: the last thing said
        self._shown = -1
        self._focus = ("", "")
        self._notices: tuple[str, ...] = ()

    def switch(self, *, on: bool) -> None:
        """Begin with what is on the screen now, or fall silent."""
        self.on = on
        self._shown, self._focus, self._notices = -1, ("", ""), ()
        if not on:
            self.said = ""
            self._speaker.hush()

    def notice(self) -> bool:
        """Say what is new; return whether something was said."""
        if not self.on:
            return False
        first = self._shown < 0 and not self.said
        told = [*self._greeting(first), *self._of_the_screen(), *self._of_the_focus(), *self._of_notices()]
        if not told:
            return False
        self.said = ". ".join(words.rstrip(".") for words in told) + "."
        self._speaker.say(self.said)
        return True

    def _greeting(self, first: bool) -> list[str]:
        if not first or self._speaker.engine:
            return []
        return [_("No voice was found on this machine. What it would say is written here")]

    def _of_the_screen(self) -> list[str]:
        changes, title = self._stage.navigation.changes, self._stage.navigation.screen.title
        if changes == self._shown:
            return []
        self._shown, self._focus = changes, ("", "")
        return [title or _first_heading(self._stage.root)]

    def _of_the_focus(self) -> list[str]:
        placed = self._stage.focused
        now = (placed.identity, placed.element.speech) if placed else ("", "")
        before, self._focus = self._focus, now
        return [now[1]] if now[1] and now != before else []

    def _of_notices(self) -> list[str]:
        before, self._notices = self._notices, tuple(_notices(self._stage))
        return [words for words in self._notices if words not in before]


def _words(element: Element) -> list[str]:
    own = [element.name] if element.role in {"text", "heading"} and element.name else []
    return own + [words for child in element.children for words in _words(child)]


def _notices(stage: Stage) -> list[str]:
    """Toasts, the details that are shown, and the title of a dialog in front."""
    front = focus.scope(stage.root)
    dialog = [front.element.name] if front.element.role == "dialog" else []
    toasts = [placed.element.name for placed in stage.root.walk() if placed.element.role == "status"]
    shown = stage.details_placed()
    return [*dialog, *toasts, *(_words(shown.element) if shown else [])]


def _first_heading(root: Placed) -> str:
    return next((placed.element.name for placed in root.walk() if placed.element.role == "heading"), "")
