"""How to play: the idea, a turn, the signs, the words, and every key."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    grid,
    label,
    padded,
    scroll,
    span,
    text,
)
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import logical_width, page


class HelpScreen(Screen):
    """One page, in the order in which a new player needs it."""

    def __init__(self, stage: Stage, leave: Callable[[], object]) -> None:
        self.stage, self._leave = stage, leave
        self.title = _("How to play")

    def on_key(self, key: str) -> bool:
        """Let F1 close what it opened."""
        if key == "f1":
            self._leave()
            return True
        return False

    def describe(self) -> Element:
        """Return the parts in columns."""
        back = button(_("Back"), self._leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        parts = [_part(name, lines) for name, lines in (*_told(),)]
        most = 2 if logical_width(self.stage) >= 900 else 1
        body = padded(scroll(grid(*parts, min_width=330, gap=32, most=most), key="help"), (28, 22))
        return page(
            self.title,
            _("Two minutes are enough. Nothing is timed, and no mistake loses a match."),
            body.at(weight=1),
            buttons=[back],
        )


def _part(name: str, lines: tuple[tuple[str, str], ...]) -> Element:
    told = [
        text(*([span(f"{word}  ", "body", bold=True)] if word else []), span(said, "body", "muted" if word else "ink"))
        for word, said in lines
    ]
    return column(label(name, level=2), *told, gap=7)


def _told() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return (
        (_("The idea"), (
            ("", _("You decide for one side of a crisis, turn by turn. The others act by their own lights, and chance has its say.")),
            ("", _("Every number can be asked why it moved. Every number has a source, a range, or the word judgement beside it.")),
            ("", _("Forecasts say what is likely, as far as your seat can know. What is right is yours to judge.")),
        )),
        (_("A turn"), (
            ("1", _("Look at the situation. “why?” opens every reason behind a number.")),
            ("2", _("Choose actions from the cards. The chips say what an action moves by itself. F1 or a resting pointer says more.")),
            ("3", _("End the turn. Everybody moves at the same time, then the month runs.")),
            ("4", _("Read what came of it, and whether your own choices made the difference.")),
        )),
        (_("The signs"), (
            ("▲ ▼ —", _("up, down, unchanged; a doubled sign is a strong push")),
            ("±", _("what you are told is not exact; the band is the standard error")),
            ("→", _("sets a switch, such as a permission")),
            ("✓", _("chosen before, or learnt")),
            ("?", _("hidden: nobody has told you, some events and actions may")),
        )),
        (_("Keys"), (
            ("TAB", _("next; SHIFT+TAB is the one before; arrows move within a list")),
            ("ENTER", _("use what has the focus")),
            ("E", _("end the turn, and go on from what came of it")),
            ("U", _("undo: the last choice, then the last turn")),
            ("W", _("why, on a number")),
            ("1 2 3", _("to the situation, the map, the cards")),
            ("B  M  A", _("briefing; the map in words; all variables")),
            ("D  O", _("read the dispatch; what others did")),
            ("F1", _("more about what has the focus; help, when nothing has")),
            ("ESC", _("back, or the menu")),
        )),
        (_("Words"), (
            (_("Lens"), _("one reading of the crisis, the article's or another's. The world follows one of them; which one is told at the end.")),
            (_("Deed and word"), _("a warning is worth what is believed of it, and it is believed when deeds follow.")),
            (_("Same luck"), _("a branch of a match meets the same chances, so what differs is the decision.")),
            (_("Luck number"), _("whoever enters it plays with the same chances.")),
            (_("Grades"), _("of sources: A documented, B well sourced, C a claim or an estimate, D disputed, J our judgement.")),
        )),
    )  # fmt: skip
