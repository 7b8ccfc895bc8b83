"""The scenarios at hand: those that come with the game and one's own, what each is, and the way in for a packed one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import Listing
from escalation_game.ui.amounts import steps_words
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
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.screens.scenario_dialogs import breakable, finding_lines, removing

_LISTED_FINDINGS = 12
_NOTICE = 8.0  #: seconds that a notice stays, or until the next key


@dataclass(frozen=True, slots=True)
class ScenarioWays:
    """Where the scenarios lead. `find` gives those at hand; `open` takes the path of a pack or a folder; both it and `remove` return what to say."""

    find: Callable[[], Sequence[Listing]]
    play: Callable[[Listing], object]
    open: Callable[[Path], str]
    remove: Callable[[Listing], str]
    forget: Callable[[], object]
    folder: Path
    leave: Callable[[], object]


class ScenariosScreen(Screen):
    """Choose one to read about it, then play it. Scenarios with findings stay in the list, and say what is wrong."""

    def __init__(self, stage: Stage, ways: ScenarioWays, chosen: Path | None = None, said: str = "") -> None:
        """`chosen` is the folder of the scenario to show first, `said` a notice to begin with."""
        self.stage, self.ways = stage, ways
        self.title = _("Scenarios")
        self._listings = tuple(ways.find())
        self._chosen = next((one.source for one in self._listings if one.folder == chosen), self._listings[0].source)
        self._typed = ""
        self._said, self._said_at = said, stage.now
        self._removing = False

    @property
    def listing(self) -> Listing:
        """The scenario that is shown."""
        return next((one for one in self._listings if one.source == self._chosen), self._listings[0])

    @property
    def interval(self) -> float | None:
        """A notice goes by itself."""
        return 1.0 if self._said else None

    def tick(self, now: float) -> bool:
        """Take the notice away."""
        if not self._said or now - self._said_at < _NOTICE:
            return False
        self._said = ""
        return True

    def on_drop(self, path: str) -> bool:
        """Open the pack or folder that was let go over the window."""
        self._open(path)
        return True

    def describe(self) -> Element:
        """Return the list and the chosen scenario, side by side where there is room."""
        width = logical_width(self.stage)
        back = button(_("Back"), self.ways.leave, key="back", hint=_("Key ESC."))
        if width >= WIDE:
            side = column(scroll(self._list(), key="list").at(weight=1), divider(), self._adding(), gap=14)
            about = scroll(*self.about(), key="about", gap=12).at(weight=1)
            sheet = paper(about, padding=(34, 24), name=self.listing.title, key="paper")
            body = row(padded(side, (20, 16)).at(weight=1), sheet.at(width=round(0.58 * width)), gap=0, folds=False)
        else:
            body = scroll(padded(self._list(), (14, 12)), padded(self._adding(), (20, 14)), key="all", gap=0)
        said = _("Read about one, then play it.")
        shown = page(self.title, said, body.at(weight=1), buttons=[back])
        return layers(shown, *self.in_front())

    def in_front(self) -> list[Element]:
        """Return what is asked, or said, before the page."""
        if self._removing:
            return [removing(self.listing.title, self._remove, self._keep)]
        return [toast(self._said)] if self._said else []

    # The list

    def _list(self) -> Element:
        groups = [
            (_("With the game"), [one for one in self._listings if one.origin == "shipped"]),
            (_("Your own"), [one for one in self._listings if one.origin == "own"]),
            (_("In another folder"), [one for one in self._listings if one.origin == "further"]),
        ]
        return column(*(self._group(name, each) for name, each in groups if each), gap=14)

    def _group(self, name: str, each: Sequence[Listing]) -> Element:
        return column(label(name, level=2), list_of(name, *(self._entry(one) for one in each), key=name), gap=4)

    def _entry(self, one: Listing) -> Element:
        said = _state(one) if one.findings else steps_words(one.turns, one.step)
        item = list_item(
            one.title,
            text(span(one.title, "body", bold=True)),
            text(said, style=style("small", "choice_ink" if one.findings else "muted")),
            on_activate=lambda: self._choose(one),
            checked=one.source == self._chosen,
            key=f"scenario:{one.source}",
        )
        return item.having(value=said)

    # The chosen one

    def about(self) -> list[Element]:
        """Return what there is to say of the chosen scenario, and what can be done with it."""
        one = self.listing
        if one.findings:
            return [heading(one.title, "headline", level=2), *self._wrong(), self._tools(), *self._facts()]
        lead = text(one.summary, style=style("lead", family="serif"))
        note = text(one.content_note, style=style("small", "muted", family="serif", italic=True))
        return [
            heading(one.title, "headline", level=2),
            lead,
            *([note] if one.content_note else []),
            self._tools(),
            *self._facts(),
        ]

    def _wrong(self) -> list[Element]:
        each = [finding_lines(finding) for finding in self.listing.findings[:_LISTED_FINDINGS]]
        left = len(self.listing.findings) - _LISTED_FINDINGS
        more = [text(_("and {count} more").format(count=left), style=style("small", "muted"))] if left > 0 else []
        said = _("This scenario cannot be played until its author mends what stands here.")
        return [text(said, style=style("lead", family="serif")), divider(), *each, *more]

    def _facts(self) -> list[Element]:
        one = self.listing
        known = [] if one.findings else [
            (_("Length"), steps_words(one.turns, one.step)),
            (_("You play"), ", ".join(role.title for role in one.roles if role.player)),
            (_("The others"), ", ".join(role.title for role in one.roles if not role.player)),
            (_("Authors"), ", ".join(one.authors) or _("not said")),
            (_("Licence"), one.license or _("not said")),
            (_("Sources cited"), spoken().number(one.sources)),
        ]  # fmt: skip
        facts = [*known, (_("Checked"), _state(one)), (_("Where"), breakable(str(one.folder)))]
        lines = [column(label(name), text(value), gap=1) for name, value in facts if value]
        return [divider(), grid(*lines, min_width=190, gap=14, most=2)]

    def _tools(self) -> Element:
        one = self.listing
        wrong = _("It has findings.") if one.findings else ""
        play = button(_("Play"), lambda: self.ways.play(one), kind="main", key="play", disabled=wrong, autofocus=True)
        kept = {
            "shipped": _("It came with the game."),
            "further": _("It lies in a folder that is not this game's. Take it away there."),
        }.get(one.origin, "")
        remove = button(
            _("Remove"), self._ask, kind="quiet", key="remove", disabled=kept, hint=_("You are asked first.")
        )
        return flow(play, remove, gap=12, row_gap=8)

    # What can be added

    def _adding(self) -> Element:
        small = style("small", "muted")
        box = textbox(
            _("The path of a pack or of a folder of scenarios"), self._typed, self._type, on_activate=self._open_typed,
            key="path",
        )  # fmt: skip
        nothing = "" if self._typed.strip() else _("Write a path first, or drop a file on this window.")
        opened = button(_("Open"), self._open_typed, key="open", disabled=nothing)
        further = any(one.origin == "further" for one in self._listings)
        forget = button(_("Close the other folder"), self._forget, kind="quiet", key="forget") if further else None
        where = _("Your own lie in {path}").format(path=breakable(str(self.ways.folder)))
        return column(
            label(_("Add a scenario"), level=2),
            text(_("Drop a packed scenario (.zip) on this window, or write where it is. You see what it is before it is added."), style=small),
            box, flow(opened, forget, gap=10), gap(2), text(where, style=small), gap=7,
        )  # fmt: skip

    def _choose(self, one: Listing) -> None:
        self._chosen = one.source
        if logical_width(self.stage) < WIDE:
            self.stage.navigation.push(_OneScreen(self))

    def _type(self, words: str) -> None:
        self._typed = words

    def _open_typed(self) -> None:
        if self._typed.strip():
            self._open(self._typed)

    def _open(self, words: str) -> None:
        self._say(self.ways.open(_as_path(words)))

    def _forget(self) -> None:
        self.ways.forget()
        self._say(_("The other folder is closed. Nothing in it has changed."))

    def _ask(self) -> None:
        self._removing = True

    def _keep(self) -> None:
        self._removing = False

    def _remove(self) -> None:
        self._removing = False
        if self.stage.navigation.screen is not self:
            self.stage.navigation.pop()
        self._say(self.ways.remove(self.listing))

    def _say(self, words: str) -> None:
        self._listings = tuple(self.ways.find())
        self._said, self._said_at = words, self.stage.now


class _OneScreen(Screen):
    """The chosen scenario on a page of its own, where there is no room beside the list."""

    def __init__(self, every: ScenariosScreen) -> None:
        self._every = every
        self.title = every.listing.title

    def describe(self) -> Element:
        every = self._every
        back = button(_("All scenarios"), every.stage.navigation.pop, key="back", hint=_("Key ESC."))
        sheet = paper(
            scroll(*every.about(), key="about", gap=12).at(weight=1), padding=(24, 20), name=self.title, key="paper"
        )
        return layers(page(every.title, "", sheet.at(weight=1), buttons=[back]), *every.in_front())


def _state(one: Listing) -> str:
    if not one.findings:
        return "✓ " + _("no findings")
    return "⚠ " + spoken().plural("{count} finding", "{count} findings", len(one.findings))


def _as_path(words: str) -> Path:
    """Return the path that was meant, without the quotes that file managers put around it."""
    path = Path(words.strip().strip("\"'"))
    try:
        return path.expanduser()
    except RuntimeError:
        return path
