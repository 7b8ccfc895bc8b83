"""Before a match: what is played and how long, and behind that who plays, in what world, wanting what, knowing what, on whose luck."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from escalation_game.play.catalogue import UNMANNED, Listing, Playable
from escalation_game.play.match import YOU
from escalation_game.ui.amounts import steps_words
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    heading,
    label,
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
from escalation_game.ui.screens.frame import READING_WIDTH, logical_width, page
from escalation_game.ui.screens.new_match_code import Entered, code_part, entered
from escalation_game.ui.screens.new_match_parts import (
    EVEN,
    Points,
    fold,
    information,
    information_said,
    priorities,
    priorities_said,
    seats,
    seats_said,
    world,
)  # fmt: skip

_LARGEST_SEED = 2**64 - 1
_ROOM_FOR_SUMMARY = 640  #: logical pixels of width from which the foot says what will be played


@dataclass(frozen=True, slots=True)
class Wish:
    """The match asked for; None leaves it to the scenario or to chance. `priorities` are points by role and objective, where they were set."""

    scenario: str
    seed: int
    lens: str | None
    length: int | None
    seats: Mapping[str, str] = field(default_factory=dict[str, str])
    priorities: Mapping[str, Mapping[str, float]] = field(default_factory=dict[str, Mapping[str, float]])
    open_information: bool = False


class NewMatchScreen(Screen):
    """Everything has a good answer already, so that ENTER begins. What is rarely changed is folded away, one line each."""

    def __init__(
        self, stage: Stage, listings: tuple[Listing, ...], begin: Callable[[Wish], object], leave: Callable[[], object]
    ) -> None:
        self.title = _("New match")
        self.stage, self.listings, self._begin, self._leave = stage, listings, begin, leave
        self._seed = str(secrets.randbelow(1_000_000))
        self._unfolded = ""
        self._code = Entered()
        self._choose_scenario(0)

    @property
    def _listing(self) -> Listing:
        return self.listings[self._scenario]

    @property
    def _people(self) -> list[Playable]:
        """The roles that people here decide for."""
        return [role for role in self._listing.roles if self._seats[role.name] == YOU]

    def describe(self) -> Element:
        """Return the choices, and below them the button that begins."""
        choices = [self._scenarios(), self._lengths(), divider(), self._more()]
        body = scroll(*choices, key="choices", gap=16, lowest=80)
        inside = row(padded(body, (24, 16)).at(max_width=READING_WIDTH + 48, weight=3), spacer(), gap=0)
        return page(self.title, self._listing.title, inside.at(weight=1), divider(), self._foot())

    def _foot(self) -> Element:
        wrong = self._wrong_seed()
        begin = button(_("Begin"), self._start, kind="main", key="begin", autofocus=not wrong, disabled=wrong)
        back = button(_("Back"), self._leave, key="back", hint=_("Key ESC."))
        said = [self._length_titles()[self._length], seats_said(self._people)]
        summary = text(" · ".join(said), style=style("small", "muted")).at(weight=1, min_width=160)
        roomy = logical_width(self.stage) >= _ROOM_FOR_SUMMARY
        return padded(row(begin, back, summary if roomy else None, gap=12, align="center"), (24, 10))

    # What is always asked

    def _scenarios(self) -> Element | None:
        if len(self.listings) == 1:
            return None
        titles = [one.title for one in self.listings]
        return column(
            radio(_("Scenario"), titles, self._scenario, self._choose_scenario),
            text(self._listing.summary, style=style("small", "muted")),
        )

    def _lengths(self) -> Element:
        name = _("How long")
        chooser = radio("", self._length_titles(), self._length, self._choose_length, key=name).having(name=name)
        return column(heading(name, "title", level=2), chooser, gap=4)

    def _length_titles(self) -> list[str]:
        whole = _("The whole match: {time}").format(time=steps_words(self._listing.turns, self._listing.step))
        return [whole, *(title for title, _turns in self._listing.presets.values())]

    # What can be asked for

    def _more(self) -> Element:
        folds = [
            self._fold("seats", _("Who plays"), seats_said(self._people), self._seats_part),
            self._fold("world", _("The world follows"), self._world_titles()[self._lens], self._world_part)
            if self._listing.lenses
            else None,
            self._fold("priorities", _("What matters to you"), priorities_said(self._people, self._points), self._wants_part)
            if any(role.goals for role in self._people)
            else None,
            self._fold("information", _("What is known"), information_said(opened=self._opened), self._known_part),
            self._fold("luck", _("Luck number"), self._seed or "—", self._luck_part),
            self._fold("code", _("Share code"), self._code.words or "—", lambda: code_part(self._code, self._write_code, self._start)),
        ]  # fmt: skip
        return column(label(_("If you like"), level=2), *folds, gap=6)

    def _fold(self, key: str, title: str, said: str, part: Callable[[], Element]) -> Element:
        opened = self._unfolded == key
        return fold(key, title, said, lambda: self._unfold(key), part() if opened else None)

    def _unfold(self, key: str) -> None:
        self._unfolded = "" if self._unfolded == key else key

    def _seats_part(self) -> Element:
        return seats(self._listing.roles, self._seats, self._seat)

    def _world_titles(self) -> list[str]:
        return [_("Drawn in secret, told at the end"), *self._listing.lenses.values()]

    def _world_part(self) -> Element:
        arguments = ["", *(self._listing.arguments[name] for name in self._listing.lenses)]
        return world(self._world_titles(), arguments[self._lens], self._lens, self._choose_lens)

    def _wants_part(self) -> Element:
        return priorities(self._people, self._points, self._weigh, self._points.clear)

    def _known_part(self) -> Element:
        return information(opened=self._opened, choose=self._choose_information)

    def _luck_part(self) -> Element:
        wrong = self._wrong_seed()
        said = wrong or _("The same number brings the same luck, on any machine. Share it to play the same months.")
        box = textbox(_("Luck number"), self._seed, self._write_seed, on_activate=self._start, key="seed")
        another = button(_("Another"), self._draw_seed, key="another-seed", hint=_("Draws a new number."))
        line = row(box.at(weight=1), another.at(align="end"), gap=10)
        return column(line, text(said, style=style("small", "choice_ink" if wrong else "muted")), gap=5)

    # What is chosen

    def _choose_scenario(self, number: int) -> None:
        self._scenario, self._length, self._lens = number, 0, 0
        self._seats = {role.name: YOU if role.player else UNMANNED[0] for role in self._listing.roles}
        self._points: Points = {}
        self._opened = False
        self._code = Entered()

    def _write_code(self, words: str) -> None:
        """Set everything as a whole code says."""
        code = entered(words, self.listings)
        if code.found is not None:
            listing = next(one for one in self.listings if one.source == code.found.scenario)
            lengths = [None, *(turns for _title, turns in listing.presets.values())]
            lenses = [None, *listing.lenses]
            self._choose_scenario(self.listings.index(listing))
            self._length = lengths.index(code.found.length) if code.found.length in lengths else 0
            self._lens = lenses.index(code.found.lens) if code.found.lens in lenses else 0
            self._seed = str(code.found.seed)
        self._code = code

    def _choose_length(self, number: int) -> None:
        self._length, self._code = number, Entered()

    def _seat(self, role: str, number: int) -> None:
        self._seats[role] = (YOU, *UNMANNED)[number]
        if self._seats[role] != YOU:
            self._points.pop(role, None)

    def _choose_lens(self, number: int) -> None:
        self._lens, self._code = number, Entered()

    def _weigh(self, role: str, goal: str, points: int) -> None:
        goals = next(one.goals for one in self._listing.roles if one.name == role)
        before = self._points.get(role) or {one.name: EVEN for one in goals}
        self._points[role] = {**before, goal: points}

    def _choose_information(self, number: int) -> None:
        self._opened = bool(number)

    def _write_seed(self, words: str) -> None:
        self._seed, self._code = words.strip(), Entered()

    def _draw_seed(self) -> None:
        self._write_seed(str(secrets.randbelow(1_000_000)))

    def _wrong_seed(self) -> str:
        good = self._seed.isascii() and self._seed.isdecimal() and int(self._seed[:21]) <= _LARGEST_SEED
        return "" if good else _("The luck number is a whole number, at most 20 digits long.")

    def _start(self) -> None:
        if self._wrong_seed():
            return
        listing = self._listing
        lengths = [None, *(turns for _title, turns in listing.presets.values())]
        lenses = [None, *listing.lenses]
        lens, length = lenses[self._lens], lengths[self._length]
        if self._code.found is not None:  # what no choice here stands for, such as the scenario's own numbers
            lens, length = lens or self._code.found.lens, length or self._code.found.length
        points = {role: {name: float(one) for name, one in each.items()} for role, each in self._points.items()}
        self._begin(
            Wish(
                listing.source, int(self._seed), lens, length, dict(self._seats), points,
                self._opened,
            )
        )  # fmt: skip
