"""Causes: what moves a variable and what it moves, as a drawing one can walk through and in words, with the feedback loops it is part of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from escalation_game.play.causes import VARIABLES, CauseMap, causes
from escalation_game.play.seeing import view
from escalation_game.play.view import Variable
from escalation_game.ui import keys
from escalation_game.ui.amounts import change_sign, change_words, value_words
from escalation_game.ui.asking import OnWhy, about
from escalation_game.ui.kit import Element, Screen, Stage, button, column, padded, panel, row, scroll, style, text
from escalation_game.ui.language import _
from escalation_game.ui.screens.causes_drawing import around_drawing, overview_drawing
from escalation_game.ui.screens.causes_words import (
    Doings,
    Picture,
    in_words,
    legend,
    loops_list,
    selected,
    variables_list,
)  # fmt: skip
from escalation_game.ui.screens.frame import READING_WIDTH, logical_width, page
from escalation_game.ui.session import Session

_BESIDE = 900  #: logical pixels from which the words stand beside the drawing
_DRAWN = 560  #: a window narrower than this has no room for three columns: words only
_FAR = 1240  #: from here two steps each way have room
_MARGIN, _BAR = 18, 9  #: logical pixels around the drawing, and of the bar of what scrolls
_COLUMN = 172  #: logical pixels of a column of the overview


class CausesScreen(Screen):
    """One variable in the middle, or all of them. What has the focus or the pointer is lit and told, the rest fades."""

    private = True

    def __init__(self, stage: Stage, session: Session, name: str, open_why: OnWhy, leave: Callable[[], object]) -> None:
        self.stage, self.session = stage, session
        self._open_why, self._leave = open_why, leave
        self._view = view(session.match, session.role)
        self._variables: dict[str, Variable] = {one.name: one for one in self._view.variables}
        self._trail = [name if name in self._variables else self._view.watch[0]]
        self._every = False
        self._in_words = False
        self._far = False
        self._lit = ""
        self._loop = ""
        self.title = _("Causes and effects")

    @cached_property
    def seen(self) -> CauseMap:
        """What the role can know of causes; the match does not change while this is shown."""
        return causes(self.session.match, self.session.role)

    @property
    def name(self) -> str:
        """What stands in the middle."""
        return self._trail[-1]

    # What can be done

    def on_key(self, key: str) -> bool:
        """Use the keys of the screen; ESC goes back the way one came."""
        acts: dict[str, Callable[[], object]] = {"why": self._why, "causes": self._leave, "every": self._toggle_every,
                                                 "words": self._toggle_words}  # fmt: skip
        if key == "escape":
            self._back()
            return True
        return keys.act(key, acts)

    def _look(self, name: str) -> None:
        if self._lit != name:
            self._lit, self._loop = name, ""

    def _hover(self, name: str) -> bool:
        changed = self._lit != name or bool(self._loop)
        self._look(name)
        return changed

    def _go(self, name: str) -> None:
        """Put something else in the middle."""
        self._lit, self._loop = "", ""
        if name != self.name:
            self._trail.append(name)
        self._every = False
        self.stage.navigation.memory.focus[""] = f"node:0:{name}"

    def _back(self) -> None:
        self._lit, self._loop = "", ""
        if self._every:
            self._every = False
        elif len(self._trail) > 1:
            self._trail.pop()
        else:
            self._leave()

    def _why(self, name: str = "") -> None:
        asked = name or self._lit or self.name
        if asked in self._variables:
            self._open_why(asked)

    def _light(self, loop: str) -> None:
        """Show a loop among all variables; the same again puts it out."""
        self._loop = "" if self._loop == loop else loop
        self._lit = ""
        self._every = self._every or bool(self._loop)

    def _toggle_every(self) -> None:
        self._every, self._lit, self._loop = not self._every, "", ""

    def _toggle_words(self) -> None:
        self._in_words = not self._in_words

    def _toggle_far(self) -> None:
        self._far = not self._far

    # How it looks

    def describe(self) -> Element:
        """Return the drawing with the words beside or below it, or only words."""
        doings = Doings(self._look, self._hover, self._go, self._why, self._light, self._toggle_words)
        variables = self._variables
        picture = Picture(self.seen, variables, self._step, self.name, self._lit, self._loop)
        width = logical_width(self.stage)
        if self._in_words or width < _DRAWN:
            body = self._words(picture, doings)
        elif width < _BESIDE:
            told = panel(*self._told(picture, doings), padding=(20, 14), gap=9, radius=0)
            drawing = padded(self._drawing(picture, width - 2 * _MARGIN - _BAR, doings), (_MARGIN, 12))
            body = scroll(drawing, told, key="all", gap=0)
        else:
            side = round(min(380, 0.29 * width))
            drawn = padded(self._drawing(picture, width - side - 2 * _MARGIN, doings), (_MARGIN, 14))
            drawing = scroll(drawn.at(weight=1), key="drawn", page=True)
            told = panel(scroll(*self._told(picture, doings), key="told", gap=9, ground="panel").at(weight=1),
                         padding=(20, 16), radius=0)  # fmt: skip
            body = row(drawing.at(weight=1), told.at(width=side), gap=0, folds=False)
        shown = page(self._heading, self._standing, body.at(weight=1), buttons=self._buttons(width))
        return shown.having(about=about(variables[self.name])) if self.name in variables and not self._every else shown

    def _drawing(self, picture: Picture, width: float, doings: Doings) -> Element:
        if self._every:
            drawn = overview_drawing(picture, width, max(2, int(width // _COLUMN)), doings)
        else:
            reach = 2 if self._far and logical_width(self.stage) >= _FAR else 1
            drawn = around_drawing(picture, width, reach, doings)
        return column(drawn.at(weight=1), legend(), gap=12)

    def _told(self, picture: Picture, doings: Doings) -> list[Element]:
        """Return what is lit in words, and the loops of the middle, or all of them: a list that stays while the focus moves."""
        loops = self.seen.loops if self._every else self.seen.loops_of(self.name)
        how = _(
            "Point at a variable or go there with TAB and the arrows: what moves it and what it moves stays bright."
        )
        nothing = self._every and not self._lit and not self._loop
        told = [text(how, style=style("body", "muted"))] if nothing else selected(picture)
        return [*told, *loops_list(picture, loops, doings)]

    def _words(self, picture: Picture, doings: Doings) -> Element:
        """Return lists, two beside each other where there is room."""
        if self._every:
            first, second = [variables_list(picture, doings)], loops_list(picture, self.seen.loops, doings)
        else:
            first, second = in_words(picture, doings)
            second += loops_list(picture, self.seen.loops_of(self.name), doings)
        columns = [column(*part, gap=12).at(max_width=READING_WIDTH) for part in (first, second)]
        if logical_width(self.stage) < _BESIDE:
            return padded(scroll(*columns, key="words", gap=16), (24, 16))
        both = row(*(one.at(weight=1) for one in columns), gap=40, folds=False, align="start")
        return padded(scroll(both, key="words"), (24, 16))

    @property
    def _heading(self) -> str:
        return _("Causes and effects") if self._every else self.seen.nodes[self.name].title

    @property
    def _standing(self) -> str:
        """How the middle stands now, or how much there is."""
        if self._every:
            linked = sum(node.kind in VARIABLES for node in self.seen.nodes.values())
            return _("{count} variables and {loops} feedback loops that this seat can know of").format(
                count=linked, loops=len(self.seen.loops)
            )
        variable = self._variables.get(self.name)
        if variable is None:
            return _("What it moves")
        return f"{value_words(variable)}  {change_sign(variable.change)} {change_words(variable)}"

    @property
    def _step(self) -> str:
        return self.session.match.scenario.file.calendar.step

    def _buttons(self, width: float) -> list[Element]:
        narrow = _("The window is too narrow for the drawing.") if width < _DRAWN else ""
        words = _("Drawn") if self._in_words else _("In words")
        every = _("Around one variable") if self._every else _("All variables")
        shown = [
            button(every, self._toggle_every, key="every", hint=keys.hint("", "every")),
            button(words, self._toggle_words, key="in-words", disabled=narrow, hint=keys.hint("", "words")),
        ]
        if width >= _FAR and not self._every and not self._in_words:
            far = _("One step") if self._far else _("Two steps")
            shown.append(button(far, self._toggle_far, key="far", hint=_("How far causes and effects are followed.")))
        if self.name in self._variables and not self._every:
            ask = keys.hint(_("Why it moved, as bars that add up."), "why")
            why = button(_("Why?"), lambda: self._why(self.name), key="why", hint=ask)
            shown.append(why.having(about=about(self._variables[self.name])))
        return [*shown, button(_("Back"), self._back, kind="primary", key="back", hint=_("Key ESC."), autofocus=True)]
