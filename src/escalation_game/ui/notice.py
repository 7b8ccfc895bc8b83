"""Words that stand on a screen for a while, and go by themselves."""

from __future__ import annotations

_SECONDS = 5.0


class Notice:
    """What is said now, "" for nothing. Its state: the words, and since when they have been seen."""

    def __init__(self) -> None:
        self.words = ""
        self._since: float | None = None

    def say(self, words: str) -> None:
        """Show words, from now on; "" takes them away."""
        self.words, self._since = words[:1].upper() + words[1:], None

    def is_over(self, now: float) -> bool:
        """Whether the words have just gone. `now` in seconds; they count from the first time they are asked about."""
        if not self.words:
            return False
        if self._since is None:
            self._since = now
        if now - self._since < _SECONDS:
            return False
        self.words = ""
        return True
