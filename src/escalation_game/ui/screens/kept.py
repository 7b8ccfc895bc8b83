"""The kept matches, last played first: go on with one, or look at how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from escalation_game.play.saves import Save
from escalation_game.ui.amounts import date_words
from escalation_game.ui.kit import Element, Screen, button, list_item, list_of, padded, scroll, span, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.frame import READING_WIDTH, page


class KeptScreen(Screen):
    """ENTER on a match opens it where it was left."""

    def __init__(self, saves: Sequence[Save], titles: Mapping[str, str], dates: Mapping[str, Sequence[str]], opened: Callable[[Save], object],
                 leave: Callable[[], object]) -> None:  # fmt: skip
        self.title = _("Kept matches")
        self._saves, self._titles, self._dates, self._opened, self._leave = saves, titles, dates, opened, leave

    def describe(self) -> Element:
        """Return the matches as a list."""
        rows = [self._row(number, save) for number, save in enumerate(self._saves)]
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."), autofocus=True)
        body = padded(scroll(list_of(self.title, *rows, key="kept"), key="scroll"), (24, 18)).at(
            max_width=READING_WIDTH + 48, weight=1
        )
        return page(
            self.title, _("A match is kept after every turn. Branches are matches of their own."), body, buttons=[back]
        )

    def _row(self, number: int, save: Save) -> Element:
        title = self._titles.get(save.record.scenario, save.record.scenario)
        played = f"{spoken().day(save.played.date())}, {save.played:%H:%M}"
        seed = _("luck number {seed}").format(seed=save.record.seed)
        line = text(span(f"{title}  ", "body", bold=True), span(how_far(save, self._dates), "body"))
        said = text(f"{played} · {seed}", style=style("small", "muted"))
        return list_item(title, line, said, on_activate=lambda: self._opened(save), key=f"kept:{number}").having(
            value=how_far(save, self._dates)
        )


def how_far(save: Save, dates: Mapping[str, Sequence[str]]) -> str:
    """Return how far a match has come, in words."""
    gone, turns = len(save.record.turns), save.record.length
    if gone >= turns:
        return _("played to its end")
    known = dates.get(save.record.scenario, ())
    when = f"{date_words(known[gone])}, " if gone < len(known) else ""
    return when + _("{gone} of {turns} turns played").format(gone=gone, turns=turns)
