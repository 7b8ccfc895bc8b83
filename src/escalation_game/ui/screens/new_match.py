"""Before a match: how long it is to be, in what world, on whose luck."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from escalation_game.play.catalogue import Listing
from escalation_game.ui.amounts import steps_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    column,
    divider,
    gap,
    heading,
    padded,
    radio,
    row,
    scroll,
    spacer,
    style,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import READING_WIDTH, page

_LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Wish:
    """The match asked for; None leaves it to the scenario or to chance."""

    scenario: str
    seed: int
    lens: str | None
    length: int | None


class NewMatchScreen(Screen):
    """Everything has a good answer already, so that ENTER begins."""

    def __init__(
        self, listings: tuple[Listing, ...], begin: Callable[[Wish], object], leave: Callable[[], object]
    ) -> None:
        self.title = _("New match")
        self.listings, self._begin, self._leave = listings, begin, leave
        self._scenario = self._length = self._lens = 0
        self._seed = str(secrets.randbelow(1_000_000))

    @property
    def _listing(self) -> Listing:
        return self.listings[self._scenario]

    def describe(self) -> Element:
        """Return the choices, and the button that begins."""
        wrong = self._wrong_seed()
        begin = button(_("Begin"), self._start, kind="main", key="begin", autofocus=not wrong, disabled=wrong)
        back = button(_("Back"), self._leave, key="back")
        body = scroll(
            self._scenarios(), self._lengths(), self._lenses(), self._seeds(wrong), gap(4), row(begin, back, gap=10, align="center"),
            key="choices", gap=20,
        )  # fmt: skip
        inside = row(padded(body, (24, 20)).at(max_width=READING_WIDTH, weight=3), spacer(), gap=0)
        return page(self.title, self._listing.title, inside.at(weight=1))

    def _scenarios(self) -> Element | None:
        if len(self.listings) == 1:
            return None
        titles = [one.title for one in self.listings]
        return column(
            radio(_("Scenario"), titles, self._scenario, self._choose_scenario),
            text(self._listing.summary, style=style("small", "muted")),
        )

    def _lengths(self) -> Element:
        whole = _("The whole match: {time}").format(time=steps_words(self._listing.turns, self._listing.step))
        titles = [whole, *(title for title, _turns in self._listing.presets.values())]
        return self._choice(_("How long"), titles, self._length, self._choose_length, "")

    def _lenses(self) -> Element | None:
        if not self._listing.lenses:
            return None
        titles = [_("Drawn in secret, told at the end"), *self._listing.lenses.values()]
        said = _(
            "A lens is one reading of the crisis: the article's, or its critics'. It sets how the world really answers. "
            "Not to know it is how governments decide."
        )
        return self._choice(_("The world follows"), titles, self._lens, self._choose_lens, said)

    def _seeds(self, wrong: str) -> Element:
        said = wrong or _("The same number brings the same luck, on any machine. Share it to play the same months.")
        box = textbox(_("Luck number"), self._seed, self._write_seed, on_activate=self._start, key="seed")
        return column(box, text(said, style=style("small", "choice_ink" if wrong else "muted")), gap=5)

    def _choice(self, name: str, titles: list[str], chosen: int, choose: Callable[[int], object], said: str) -> Element:
        note = text(said, style=style("small", "muted")) if said else None
        return column(
            heading(name, "title", level=2),
            note,
            radio("", titles, chosen, choose, key=name).having(name=name),
            divider(),
            gap=7,
        )

    def _choose_scenario(self, number: int) -> None:
        self._scenario, self._length, self._lens = number, 0, 0

    def _choose_length(self, number: int) -> None:
        self._length = number

    def _choose_lens(self, number: int) -> None:
        self._lens = number

    def _write_seed(self, words: str) -> None:
        self._seed = words.strip()

    def _wrong_seed(self) -> str:
        good = self._seed.isascii() and self._seed.isdecimal() and int(self._seed) <= _LARGEST_SEED
        return "" if good else _("The luck number is a whole number, at most 20 digits long.")

    def _start(self) -> None:
        if self._wrong_seed():
            return
        lengths = [None, *(turns for _title, turns in self._listing.presets.values())]
        lenses = [None, *self._listing.lenses]
        self._begin(Wish(self._listing.name, int(self._seed), lenses[self._lens], lengths[self._length]))
