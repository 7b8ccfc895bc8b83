"""The first screen: go on, begin, or look around, before the map of what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Rect

from escalation_game.play.catalogue import Listing
from escalation_game.ui import keys
from escalation_game.ui.kit import (
    Brush,
    Element,
    Screen,
    Stage,
    button,
    canvas,
    column,
    flow,
    gap,
    heading,
    kept,
    padded,
    panel,
    paper,
    row,
    scroll,
    spacer,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.map.data import map_panel
from escalation_game.ui.map.drawing import draw_ground, fade_edges
from escalation_game.ui.map.plan import theatre_projection
from escalation_game.ui.screens.frame import logical_width

_ROOM_FOR_MAP = 900  #: logical pixels of width


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the first screen leads. `go_on` and `kept` None: there is no match to go on with. `workshop` None: there is no bench at hand."""

    begin: Callable[[], object]
    scenarios: Callable[[], object]
    go_on: Callable[[], object] | None
    kept: Callable[[], object] | None
    settings: Callable[[], object]
    help: Callable[[], object]
    credits: Callable[[], object]
    quit: Callable[[], object]
    workshop: Callable[[], object] | None = None


class TitleScreen(Screen):
    """Tells what the game is, and offers the match last played first."""

    def __init__(self, stage: Stage, listing: Listing, last: tuple[str, Callable[[], str]] | None, ways: Ways) -> None:
        """`last` is the title of the match to go on with, and how far it has come in words."""
        self.stage, self.listing, self.last, self.ways = stage, listing, last, ways

    def on_key(self, key: str) -> bool:
        """Use the keys of the menu."""
        acts = {
            "new-match": self.ways.begin,
            "scenarios": self.ways.scenarios,
            "workshop": self.ways.workshop,
            "continue": self.ways.go_on,
            "kept": self.ways.kept,
            "settings": self.ways.settings,
            "help": self.ways.help,
        }
        return keys.act(key, {name: act for name, act in acts.items() if act})

    def describe(self) -> Element:
        """Return the name of the game and its menu, beside the map and the article's question."""
        menu = padded(column(spacer(), self._name(), gap(10), self._menu(), spacer(2), gap=12), (44, 28))
        if logical_width(self.stage) < _ROOM_FOR_MAP:
            return menu
        sheet = column(self._map().at(weight=1), padded(self._question(), (0, 0)), gap=0)
        return row(menu.at(width=430), sheet.at(weight=1), gap=0, folds=False)

    def _name(self) -> Element:
        said = _("A crisis, twelve months, and decisions whose reasons you can ask for.")
        return column(heading(_("Escalation Game"), "display"), text(said, style=style("lead", "muted")), gap=6)

    def _menu(self) -> Element:
        begin = button(
            _("New match"), self.ways.begin, kind="normal" if self.last else "main", key="new-match",
            autofocus=not self.last, hint=keys.hint(_("Choose how long, and begin."), "new-match"),
        )  # fmt: skip
        scenarios = button(
            _("Scenarios"), self.ways.scenarios, key="scenarios",
            hint=keys.hint(_("What there is to play, and adding more."), "scenarios"),
        )  # fmt: skip
        workshop = button(
            _("Workshop"),
            self.ways.workshop,
            key="workshop",
            hint=keys.hint(_("Write a scenario of your own."), "workshop"),
        )
        others = [
            row(scenarios.at(weight=1), workshop.at(weight=1), gap=8) if self.ways.workshop else scenarios,
            button(
                _("Kept matches"), self.ways.kept, key="kept", hint=keys.hint(_("Every match on this machine."), "kept")
            )
            if self.ways.kept
            else None,
            button(
                _("How to play"),
                self.ways.help,
                key="help",
                hint=keys.hint(_("Rules and keys in two minutes."), "help"),
            ),
            button(
                _("Settings"),
                self.ways.settings,
                key="settings",
                hint=keys.hint(_("Text size, colours, sound, keys."), "settings"),
            ),
            flow(
                button(_("Credits"), self.ways.credits, kind="quiet", key="credits", hint=_("Whose work this is.")),
                button(_("Quit"), self.ways.quit, kind="quiet", key="quit"),
            ),
        ]
        ways = [self._go_on(), begin, *others]
        return column(*ways, gap=8, role="toolbar", name=_("Menu"), key="ways").at(max_width=300)

    def _go_on(self) -> Element | None:
        if self.last is None or self.ways.go_on is None:
            return None
        title, how_far = self.last
        go_on = button(
            _("Continue"), self.ways.go_on, kind="main", key="continue", autofocus=True, hint=keys.hint("", "continue")
        )
        return column(go_on, text(f"{title} · {how_far()}", style=style("small", "muted")), gap=4)

    def _map(self) -> Element:
        def paint(brush: Brush, rect: Rect) -> None:
            draw_ground(brush, rect, map_panel("theatre"), theatre_projection(rect))
            fade_edges(brush, rect)

        return kept(canvas(_("Map of the theatre"), paint, width=300, height=300, lowest=120, key="art"), "title")

    def _question(self) -> Element:
        note = text(self.listing.content_note, style=style("small", "muted", italic=True, family="serif"))
        return paper(
            scroll(
                heading(self.listing.title, "headline", level=2),
                text(self.listing.summary, style=style("lead", family="serif")),
                note if self.listing.content_note else None,
                key="question", gap=8, lowest=100,
            ),
            padding=(28, 20), name=self.listing.title, key="paper",
        )  # fmt: skip


def message(title: str, lines: tuple[str, ...], leave: Callable[[], object]) -> Screen:
    """Return a screen that tells what went wrong, and leads back."""
    return _Message(title, lines, leave)


class _Message(Screen):
    def __init__(self, title: str, lines: tuple[str, ...], leave: Callable[[], object]) -> None:
        self.title, self.lines, self.leave = title, lines, leave

    def describe(self) -> Element:
        back = button(_("Back"), self.leave, kind="primary", key="back", autofocus=True)
        said = [text(line) for line in self.lines]
        return padded(
            panel(heading(self.title, "title"), scroll(*said, key="said"), row(back, spacer()), gap=14), (40, 40)
        )
