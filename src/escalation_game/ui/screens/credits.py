"""Credits: whose work the game is, its scenarios, its fonts and map, and the libraries it runs on, with their licences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.catalogue import Listing
from escalation_game.ui.attribution import Library, asset_notices, game_credit, libraries
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
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.frame import WIDE, logical_width, page

_SMALL = style("small", "muted")


class CreditsScreen(Screen):
    """One page. What is installed is looked up when it opens, so that it names the versions that run."""

    def __init__(self, stage: Stage, scenarios: Sequence[Listing], leave: Callable[[], object]) -> None:
        self.stage, self._scenarios, self._leave = stage, scenarios, leave
        self.title = _("Credits")
        self._game, self._libraries, self._assets = game_credit(), libraries(), asset_notices()

    def describe(self) -> Element:
        """Return the parts in columns."""
        back = button(_("Back"), self._leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        ours = column(
            _part(_("The game"), [_library(self._game)]),
            _part(_("Scenarios"), [_scenario(one) for one in self._scenarios]),
            _part(_("Fonts, map and sounds"), [_notice(*one) for one in self._assets]),
            gap=24,
        )
        theirs = _part(_("Libraries"), [_library(one) for one in self._libraries])
        body = grid(ours, theirs, min_width=330, gap=36, most=2 if logical_width(self.stage) >= WIDE else 1)
        said = _("Whose work this is, and what may be done with it.")
        return page(self.title, said, padded(scroll(body, key="credits"), (28, 22)).at(weight=1), buttons=[back])


def _part(name: str, lines: Sequence[Element]) -> Element:
    return column(label(name, level=2), *lines, gap=10)


def _library(one: Library) -> Element:
    said = " · ".join(part for part in (one.authors, one.license) if part)
    return column(
        text(span(f"{one.name}  ", "body", bold=True), span(one.version, "small", "muted")),
        text(said, style=_SMALL),
        gap=1,
    )


def _scenario(one: Listing) -> Element:
    cited = spoken().plural("{count} source", "{count} sources", one.sources)
    said = " · ".join(part for part in (", ".join(one.authors), one.license, cited) if part)
    return column(text(one.title, style=style(bold=True)), text(said, style=_SMALL), gap=1)


def _notice(title: str, words: str) -> Element:
    return column(text(title, style=style(bold=True)), text(words, style=_SMALL), gap=1)
