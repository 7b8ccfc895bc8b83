"""Words explained: those of the game, and those of the scenario as the seat at the screen may know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escalation_game.play.glossary import Word
from escalation_game.ui.amounts import amount
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.glossary_terms import Term, terms
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    grid,
    link,
    padded,
    row,
    scroll,
    spacer,
    span,
    style,
    tabs,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import WIDE, logical_width, page

_SMALL = style("small", "muted")
_PAGE = 24  #: words shown at first; setting the lines of all of them takes longer than a key press should


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word as it is shown. `lines` stand below the explanation, `see` are names of further words of the game."""

    name: str
    title: str
    kind: str
    text: str
    lines: tuple[Element, ...] = ()
    see: tuple[str, ...] = ()

    def rank(self, wanted: str) -> int:
        """How well it answers a search: 0 in its title's beginning, 1 in its title, 2 elsewhere, 3 not at all."""
        title, rest = self.title.casefold(), f"{self.text} {self.kind}".casefold()
        if title.startswith(wanted):
            return 0
        return 1 if wanted in title else 2 if wanted in rest else 3


class GlossaryScreen(Screen):
    """Write a few letters, and what fits stays. Words that explain one another lead to each other."""

    def __init__(self, stage: Stage, scenario: Sequence[Word], leave: Callable[[], object], wanted: str = "") -> None:
        """`scenario` are its words, empty where no match is being played; `wanted` names a word of the game to begin with."""
        self.stage, self._leave = stage, leave
        self.title = _("Words explained")
        self._game = [_of_term(one) for one in terms()]
        self._scenario = [_of_word(one) for one in scenario]
        self._titles = {one.name: one.title for one in self._game}
        self._shelf, self._most = 0, _PAGE
        self._search = self._titles.get(wanted, "")

    def describe(self) -> Element:
        """Return the field to search, and the words that fit."""
        found = self._found()
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."))
        said = (
            _("Words of the game, and of the scenario that is played.") if self._scenario else _("Words of the game.")
        )
        most = 2 if logical_width(self.stage) >= WIDE else 1
        shown = [self._shown(number, one) for number, one in enumerate(found[: self._most])]
        nothing = text(_("No word here has these letters. Try fewer of them."), style=style("lead", "muted"))
        words = grid(*shown, min_width=330, gap=28, most=most) if found else nothing
        listed = padded(scroll(words, self._more(len(found)), key="words", gap=24), (28, 18)).at(weight=1)
        return page(self.title, said, padded(self._finding(), (28, 12)), divider(), listed, buttons=[back])

    def _more(self, count: int) -> Element | None:
        left = count - self._most
        if left <= 0:
            return None
        words = button(_("More words"), self._show_more, key="more")
        return row(words, text(_("and {count} more").format(count=left), style=_SMALL), gap=12, align="center")

    def _finding(self) -> Element:
        box = textbox(_("Search"), self._search, self._type, on_activate=self._clear, key="search", autofocus=True)
        if not self._scenario:
            return row(box, spacer())
        names = [_("All words"), _("The game"), _("This scenario")]
        shelves = tabs(_("Which words"), names, self._shelf, self._choose_shelf, key="shelves")
        return row(box, shelves, spacer(), gap=28, align="end")

    def _found(self) -> list[_Entry]:
        every = [self._game + self._scenario, self._game, self._scenario][self._shelf]
        wanted = self._search.strip().casefold()
        if not wanted:
            return sorted(every, key=lambda one: one.title.casefold())
        ranked = [(one.rank(wanted), one.title.casefold(), number, one) for number, one in enumerate(every)]
        return [one for rank, _title, _number, one in sorted(ranked, key=lambda item: item[:3]) if rank < 3]

    def _shown(self, number: int, one: _Entry) -> Element:
        head = text(
            span(f"{one.title}  ", "lead", bold=True), span(one.kind, "small", "muted"), role="heading", level=2
        )
        return column(head, text(one.text) if one.text else None, *one.lines, self._see(number, one), gap=3)

    def _see(self, number: int, one: _Entry) -> Element | None:
        if not one.see:
            return None
        links: list[Element | str] = []
        for name in one.see:
            title = self._titles[name]
            links += [", "] if links else []
            links.append(link(title, lambda title=title: self._look_up(title), key=f"see:{number}:{name}"))
        return text(_("See also:"), " ", *links, style=_SMALL)

    def _show_more(self) -> None:
        self._most += _PAGE

    def _type(self, words: str) -> None:
        self._search, self._most = words, _PAGE

    def _clear(self) -> None:
        self._type("")

    def _look_up(self, title: str) -> None:
        self._search, self._shelf, self._most = title, 0, _PAGE

    def _choose_shelf(self, number: int) -> None:
        self._shelf, self._most = number, _PAGE


def _of_term(one: Term) -> _Entry:
    return _Entry(one.name, one.title, "", one.text, see=one.see)


def _of_word(one: Word) -> _Entry:
    lines = [text(line, style=_SMALL) for line in _facts(one)]
    return _Entry(
        f"{one.kind}:{one.name}", one.title, _kinds()[one.kind], one.text, (*lines, *source_lines(one.sources))
    )


def _facts(one: Word) -> list[str]:
    """Return what there is to say of a word beyond its explanation."""
    if one.labels:
        return [_("One of: {cases}").format(cases=" · ".join(one.labels))]
    facts: list[str] = []
    if one.low is not None and one.high is not None:
        facts.append(_("From {low} to {high}").format(low=amount(one.low, ""), high=amount(one.high, one.unit)))
    elif one.unit:
        facts.append(_("In {unit}").format(unit=one.unit))
    if one.noise:
        facts.append(_("What you are told of it is not exact."))
    return facts


def _kinds() -> dict[str, str]:
    return {
        "stock": _("stock"),
        "derived": _("derived value"),
        "switch": _("switch"),
        "objective": _("objective"),
        "role": _("role"),
        "action": _("action"),
        "secret": _("hidden"),
        "lens": _("lens"),
    }
