"""The workshop: writing scenarios without a terminal. The files are written in any editor; here they are checked, played, tested and packed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import Listing
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    flow,
    gap,
    grid,
    heading,
    label,
    layers,
    list_item,
    list_of,
    padded,
    paper,
    row,
    scroll,
    span,
    style,
    text,
    textbox,
    toast,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.opening import can_open, open_outside
from escalation_game.ui.screens.findings_told import finding_block
from escalation_game.ui.screens.frame import READING_WIDTH, WIDE, logical_width, page
from escalation_game.ui.screens.workshop_parts import opening, packing, playing, testing
from escalation_game.ui.work import LOOKED, Work

_WHILE_TESTING = 0.1  #: seconds between looks at tests that run
_NOTICE = 8.0  #: seconds that a notice stays


@dataclass(frozen=True, slots=True)
class WorkshopWays:
    """Where the workshop leads. `find` gives the scenarios that are the user's to change, `work` what is known of one in a folder.

    `open` takes the path of a folder or a pack; it and `play` return what to say, "" when there is nothing.
    """

    find: Callable[[], Sequence[Listing]]
    work: Callable[[Path], Work]
    begin: Callable[[], object]
    open: Callable[[Path], str]
    play: Callable[[Work], str]
    leave: Callable[[], object]


class WorkshopScreen(Screen):
    """Shows the scenario on the bench as its files are now. It never writes in them."""

    def __init__(self, stage: Stage, ways: WorkshopWays, chosen: Path | None = None, said: str = "") -> None:
        """`chosen` is the folder of the scenario to show first, `said` a notice to begin with."""
        self.stage, self.ways = stage, ways
        self.title = _("Workshop")
        self._listings = tuple(ways.find())
        first = self._listings[0].folder if self._listings else None
        self._chosen = chosen if any(one.folder == chosen for one in self._listings) else first
        self._typed = ""
        self._said, self._said_at = said, stage.now

    @property
    def listing(self) -> Listing | None:
        """The scenario on the bench, None where there is none yet."""
        return next((one for one in self._listings if one.folder == self._chosen), None)

    @property
    def work(self) -> Work | None:
        """What is known of it."""
        one = self.listing
        return self.ways.work(one.folder) if one else None

    # Files change, tests run, notices go

    @property
    def interval(self) -> float | None:
        """Look at the files twice a second, and at tests that run more often."""
        return _WHILE_TESTING if self.work is not None and self.work.testing else LOOKED

    def tick(self, now: float) -> bool:
        """Follow the files and the tests."""
        news = self._notice_is_over(now)
        work = self.work
        if work is not None:
            before = work.findings
            news = work.tick(now) or news
            if work.findings != before:
                self._say(_state_words(work))
        found = tuple(self.ways.find())
        if found != self._listings:
            self._listings, news = found, True
        return news

    def _notice_is_over(self, now: float) -> bool:
        if not self._said or now - self._said_at < _NOTICE:
            return False
        self._said = ""
        return True

    def on_drop(self, path: str) -> bool:
        """Open the folder or pack that was let go over the window."""
        self._open(path)
        return True

    def on_close(self) -> None:
        """Let no tests run on that nobody sees."""
        if self.work is not None:
            self.work.stop()

    # How it looks

    def describe(self) -> Element:
        """Return the scenarios and the one on the bench, side by side where there is room."""
        width = logical_width(self.stage)
        back = button(_("Back"), self.ways.leave, key="back", hint=_("Key ESC."))
        if not self._listings:
            body = self._welcome()
        elif width >= WIDE:
            side = column(scroll(self._list(), key="list").at(weight=1), divider(), self._more(), gap=14)
            sheet = paper(
                scroll(*self.about(), key="about", gap=14).at(weight=1), padding=(34, 24), name=self.name, key="paper"
            )
            body = row(padded(side, (20, 16)).at(weight=1), sheet.at(width=round(0.68 * width)), gap=0, folds=False)
        else:
            body = scroll(padded(self._list(), (14, 12)), padded(self._more(), (20, 14)), key="all", gap=0)
        said = _("Write a scenario of your own, and see at once what becomes of it.")
        return layers(page(self.title, said, body.at(weight=1), buttons=[back]), self.notice())

    def notice(self) -> Element | None:
        """Return what is said for a while."""
        return toast(self._said) if self._said else None

    @property
    def name(self) -> str:
        """The title of the scenario on the bench."""
        return self.work.described(self.listing).title if self.work and self.listing else self.title

    def _welcome(self) -> Element:
        lead = _(
            "A scenario is a text file: who may do what, and what follows from it. Begin with a small one that works, "
            "change a number, and play it."
        )
        inside = scroll(
            heading(_("Your first scenario"), "headline", level=2),
            text(lead, style=style("lead", family="serif")),
            flow(button(_("New scenario"), self.ways.begin, kind="main", key="new", autofocus=True)),
            gap(8), divider(), gap(4), self._opening(), key="all", gap=12,
        )  # fmt: skip
        sheet = paper(inside.at(weight=1), padding=(34, 24), name=self.title, key="paper")
        return sheet.at(weight=1, max_width=READING_WIDTH + 80, align="center")

    def _list(self) -> Element:
        groups = [
            (_("Your own"), [one for one in self._listings if one.origin == "own"]),
            (_("In another folder"), [one for one in self._listings if one.origin != "own"]),
        ]
        return column(*(self._group(name, each) for name, each in groups if each), gap=14)

    def _group(self, name: str, each: Sequence[Listing]) -> Element:
        return column(label(name, level=2), list_of(name, *(self._entry(one) for one in each), key=name), gap=4)

    def _entry(self, one: Listing) -> Element:
        title = self.work.described(one).title if self.work is not None and one.folder == self._chosen else one.title
        said = _state_words(one)
        item = list_item(
            title,
            text(span(title, "body", bold=True)),
            text(said, style=style("small", "choice_ink" if one.findings else "muted")),
            on_activate=lambda: self._choose(one.folder),
            checked=one.folder == self._chosen,
            key=f"work:{one.folder}",
        )
        return item.having(value=said)

    def _more(self) -> Element:
        new = button(_("New scenario"), self.ways.begin, key="new", hint=_("From a small one that works."))
        return column(flow(new), self._opening(), gap=12)

    def _opening(self) -> Element:
        box = textbox(
            _("The path of a folder with a scenario, or of scenarios"), self._typed, self._type,
            on_activate=self._open_typed, key="path",
        )  # fmt: skip
        nothing = "" if self._typed.strip() else _("Write a path first, or drop a folder on this window.")
        return column(box, flow(button(_("Open"), self._open_typed, key="open", disabled=nothing)), gap=7)

    def about(self) -> list[Element]:
        """Return the scenario on the bench: its findings as they are now, and what can be done with it."""
        listing, work = self.listing, self.work
        if listing is None or work is None:
            return []
        one = work.described(listing)
        parts = [
            playing(work, one.turns, one.step, lambda: self._play(work), lambda: self._draw(work)),
            testing(work),
            packing(work),
            opening(work.file, (lambda: self._edit(work)) if can_open() else None),
        ]
        title = [] if logical_width(self.stage) < WIDE else [heading(one.title, "headline", level=2)]
        return [
            *title,
            self._state(work),
            *(finding_block(finding) for finding in work.findings),
            divider(),
            grid(*parts, min_width=280, gap=30, most=2),
        ]

    def _state(self, work: Work) -> Element:
        if not work.findings:
            return text(
                "✓ " + _("The scenario and its tests are in order."), style=style("body", "good_ink", bold=True)
            )
        said = _("Mend it and save the file: this page follows.")
        return text(span(f"{_state_words(work)}  ", "body", "alarm_ink", bold=True), span(said, "body", "muted"))

    # What is done

    def _choose(self, folder: Path) -> None:
        if folder != self._chosen:
            self.on_close()
        self._chosen = folder
        self.turn_to()

    def turn_to(self) -> None:
        """Show the scenario on the bench, where it does not stand beside the list anyway."""
        if self.listing is not None and logical_width(self.stage) < WIDE:
            self.stage.navigation.push(_OneScreen(self))

    def _play(self, work: Work) -> None:
        self._say(self.ways.play(work))

    def _draw(self, work: Work) -> None:
        work.seed = secrets.randbelow(1_000_000)

    def _edit(self, work: Work) -> None:
        why = open_outside(work.file)
        said = _("It opens in another window.") if not why else _("It could not be opened: {why}.").format(why=why)
        self._say(said)

    def _type(self, words: str) -> None:
        self._typed = words

    def _open_typed(self) -> None:
        if self._typed.strip():
            self._open(self._typed)

    def _open(self, words: str) -> None:
        path = Path(words.strip().strip("\"'"))
        self._say(self.ways.open(path))
        self._listings = tuple(self.ways.find())
        opened = [one.folder for one in self._listings if path in (one.folder, one.folder.parent)]
        if opened:
            self._chosen = opened[0]

    def _say(self, words: str) -> None:
        self._said, self._said_at = words, self.stage.now


def _state_words(one: Listing | Work) -> str:
    if not one.findings:
        return "✓ " + _("no findings")
    return "⚠ " + spoken().plural("{count} finding", "{count} findings", len(one.findings))


class _OneScreen(Screen):
    """The scenario on the bench on a page of its own, where there is no room beside the list."""

    def __init__(self, every: WorkshopScreen) -> None:
        self._every = every
        self.title = every.name

    @property
    def interval(self) -> float | None:
        """As often as the list does."""
        return self._every.interval

    def tick(self, now: float) -> bool:
        """Follow the files and the tests."""
        return self._every.tick(now)

    def on_close(self) -> None:
        """Let no tests run on that nobody sees."""
        self._every.on_close()

    def describe(self) -> Element:
        every = self._every
        back = button(_("All scenarios"), every.stage.navigation.pop, key="back", hint=_("Key ESC."))
        sheet = paper(
            scroll(*every.about(), key="about", gap=12).at(weight=1), padding=(24, 20), name=self.title, key="paper"
        )
        return layers(page(self.title, "", sheet.at(weight=1), buttons=[back]), every.notice())
