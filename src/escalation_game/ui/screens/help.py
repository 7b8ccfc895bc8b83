"""How to play: the idea, a turn, the signs, the words, and every key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.ui import keys
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    grid,
    label,
    link,
    padded,
    scroll,
    span,
    text,
)
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import logical_width, page


@dataclass(frozen=True, slots=True)
class HelpWays:
    """Where help leads: to a word of the glossary ("" for all of them), to the credits, and back."""

    glossary: Callable[[str], object]
    credits: Callable[[], object]
    leave: Callable[[], object]


class HelpScreen(Screen):
    """One page, in the order in which a new player needs it."""

    def __init__(self, stage: Stage, ways: HelpWays) -> None:
        self.stage, self._ways = stage, ways
        self.title = _("How to play")

    def on_key(self, key: str) -> bool:
        """Let F1 close what it opened."""
        if key == "f1":
            self._ways.leave()
            return True
        return False

    def describe(self) -> Element:
        """Return the parts in columns."""
        every = button(
            _("Words explained"), lambda: self._ways.glossary(""), key="words", hint=keys.hint("", "glossary")
        )
        whose = button(_("Credits"), self._ways.credits, kind="quiet", key="credits", hint=_("Whose work this is."))
        back = button(_("Back"), self._ways.leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        *before, last = (_part(name, lines) for name, lines in _told())
        parts = [*before, self._words(), last]
        most = 2 if logical_width(self.stage) >= 900 else 1
        body = padded(scroll(grid(*parts, min_width=330, gap=32, most=most), key="help"), (28, 22))
        return page(
            self.title,
            _("Two minutes are enough. Nothing is timed, and no mistake loses a match."),
            body.at(weight=1),
            buttons=[whose, every, back],
        )

    def _words(self) -> Element:
        """Return some words, each of which leads to the glossary."""
        told = [
            text(
                link(word, lambda name=name: self._ways.glossary(name), key=f"word:{name}"),
                "  ",
                span(said, "body", "muted"),
            )
            for name, word, said in _some_words()
        ]
        return column(label(_("Words"), level=2), *told, gap=7)


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
            (keys.spelled_of("end-turn"), _("end the turn, and go on from what came of it")),
            (keys.spelled_of("undo"), _("undo: the last choice, then the last turn")),
            (keys.spelled_of("why"), _("why, on a number")),
            (_keys_of("situation", "map", "cards"), _("to the situation, the map, the cards")),
            (_keys_of("briefing", "words", "every"), _("briefing; the map in words; all variables")),
            (_keys_of("dispatch", "others"), _("read the dispatch; what others did")),
            (keys.spelled_of("turns"), _("turns and branches: look back, decide again, compare")),
            (keys.spelled_of("charts"), _("charts: what was, and what may come")),
            (keys.spelled_of("causes"), _("causes: what moves a number, and what it moves")),
            (keys.spelled_of("assumptions"), _("assumptions: every number behind the model, to be changed in a copy of the match")),
            (keys.spelled_of("glossary"), _("the words of the game and of the scenario, explained")),
            (_keys_of("speak", "projector"), _("speak what has the focus; the projector, for a class: on and off")),
            ("F1", _("more about what has the focus; help, when nothing has")),
            ("ESC", _("back, or the menu")),
        )),
    )  # fmt: skip


def _keys_of(*commands: str) -> str:
    return "  ".join(keys.spelled_of(name) for name in commands)


def _some_words() -> tuple[tuple[str, str, str], ...]:
    """The words that a first match meets: the name in the glossary, how it is written, and what it means in short."""
    return (
        ("lens", _("Lens"), _("one reading of the crisis, the article's or another's. The world follows one of them; which one is told at the end.")),
        ("deed-word", _("Deed and word"), _("a warning is worth what is believed of it, and it is believed when deeds follow.")),
        ("same-luck", _("Same luck"), _("a branch of a match meets the same chances, so what differs is the decision.")),
        ("luck", _("Luck number"), _("whoever enters it plays with the same chances.")),
        ("source", _("Grades"), _("of sources: A documented, B well sourced, C a claim or an estimate, D disputed, J our judgement.")),
    )  # fmt: skip
