"""Screens and the stack of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from escalation_game.ui.kit.boxes import column
from escalation_game.ui.kit.element import Element


class Screen:
    """One thing to look at. Subclass it: `describe` is the only method it must have."""

    title = ""  #: spoken and shown in the window's title bar
    private = False  #: shows what one seat knows, and so never on a projector
    takes_every_key = False  #: while it asks for a key, `on_key` gets each as it was pressed, TAB and ESC included

    def describe(self) -> Element:
        """Return the tree to show now. Called after each input and whenever `tick` returns True; it must be quick."""
        return column()

    def on_key(self, key: str) -> bool:
        """Use a key that nothing with the focus used, such as "b" or "ctrl+s"; return whether it was used."""
        del key
        return False

    def on_drop(self, path: str) -> bool:
        """Use a file that was let go over the window; return whether it was used."""
        del path
        return False

    @property
    def interval(self) -> float | None:
        """Seconds between calls of `tick` while there is something to wait for; None when there is not."""
        return None

    def tick(self, now: float) -> bool:
        """Look after background work; return whether the screen has to be described anew. `now` in seconds."""
        del now
        return False

    def on_close(self) -> None:
        """Let go of what was opened; called when the screen leaves the stack."""


class Companion(Protocol):
    """Goes along with every screen: looks after something in the background, and may have something to say below whatever is shown."""

    @property
    def interval(self) -> float | None:
        """Seconds between calls of `tick`; None when there is nothing to wait for."""
        ...

    def tick(self, now: float) -> bool:
        """Look after it; return whether something has to be described anew. `now` in seconds."""
        ...

    def describe(self) -> Element | None:
        """Return what stands below the screen, None for nothing."""
        ...


@dataclass(slots=True)
class Memory:
    """What lasts of a screen between descriptions: focus by scope ("" or a dialog), its order, and scroll offsets."""

    focus: dict[str, str] = field(default_factory=dict[str, str])
    order: dict[str, int] = field(default_factory=dict[str, int])
    offsets: dict[str, int] = field(default_factory=dict[str, int])


class Navigation:
    """The stack of screens. The topmost is shown; `quit` ends the window."""

    def __init__(self) -> None:
        self._stack: list[tuple[Screen, Memory]] = []
        self.over = False
        self.changes = 0

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        return self._stack[-1][0]

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All screens, the lowest first."""
        return tuple(screen for screen, _memory in self._stack)

    @property
    def memory(self) -> Memory:
        """What lasts of it."""
        return self._stack[-1][1]

    @property
    def depth(self) -> int:
        """How many screens lie on the stack."""
        return len(self._stack)

    def push(self, screen: Screen) -> None:
        """Show a screen on top; `pop` returns to the present one as it was left."""
        self._stack.append((screen, Memory()))
        self.changes += 1

    def pop(self) -> None:
        """Return to the screen below; from the last one there is no way back but `quit`."""
        if len(self._stack) > 1:
            self._stack.pop()[0].on_close()
            self.changes += 1

    def replace(self, screen: Screen) -> None:
        """Show a screen instead of the present one."""
        if self._stack:
            self._stack.pop()[0].on_close()
        self.push(screen)

    def keep_first(self) -> None:
        """Close all screens but the first."""
        while len(self._stack) > 1:
            self.pop()

    def renew(self, anew: Callable[[Screen], Screen | None]) -> None:
        """Show each screen as `anew` makes it, with the focus and the scrolling it had; None takes it away, but never the last one."""
        renewed = [(screen, anew(screen), memory) for screen, memory in self._stack]
        kept = [(now, memory) for _before, now, memory in renewed if now is not None]
        if not kept:
            return
        self._stack = kept
        self.changes += 1
        for before, now, _memory in renewed:
            if now is not before:
                before.on_close()

    def quit(self) -> None:
        """End the window after this input."""
        self.over = True

    def close(self) -> None:
        """Close every screen, the topmost first."""
        while self._stack:
            self._stack.pop()[0].on_close()
