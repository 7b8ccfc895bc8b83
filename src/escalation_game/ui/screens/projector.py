"""The projector: the room as everybody may see it, in type that is read from the back row."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from escalation_game.play.public import public_view
from escalation_game.play.seats import RefusedError
from escalation_game.play.view import View
from escalation_game.ui import keys
from escalation_game.ui.charts import time_line
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    canvas,
    chip,
    column,
    dialog,
    divider,
    flow,
    focus,
    kept,
    layers,
    padded,
    row,
    style,
    tabs,
    text,
    toast,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.map.theatre import theatre_map
from escalation_game.ui.notice import Notice
from escalation_game.ui.screens.frame import logical_width
from escalation_game.ui.screens.projector_panes import (
    projected_cards,
    projected_header,
    projected_situation,
    projected_why,
)  # fmt: skip
from escalation_game.ui.session import Session

_WIDE = 880  #: logical pixels from which numbers and news stand side by side
_SITUATION, _MAP, _MOVE = range(3)


@dataclass(frozen=True, slots=True)
class ProjectorWays:
    """Where the public room leads: nowhere that shows what one seat knows."""

    go_on: Callable[[], object]
    menu: Callable[[], object]
    briefing: Callable[[], object]


class ProjectorScreen(Screen):
    """Shows the public view. A class that plays one seat together chooses here; several seats choose where only they look."""

    def __init__(self, stage: Stage, session: Session, ways: ProjectorWays) -> None:
        self.stage, self.session, self.ways = stage, session, ways
        self.title = session.match.scenario.file.title
        self._tab = _SITUATION
        self._why = ""
        self._notice = Notice()
        self._seen: tuple[object, tuple[str, ...], View] | None = None

    @property
    def seen(self) -> View:
        """What everybody knows; made again only when the match has changed."""
        match, role = self.session.match, self.session.role
        chosen = match.chosen(role)
        if self._seen is None or self._seen[0] is not match.state:
            self._seen = match.state, chosen, public_view(match, role)
        elif self._seen[1] != chosen:
            self._seen = match.state, chosen, public_view(match, role, before=self._seen[2])
        return self._seen[2]

    # What can be done

    def on_key(self, key: str) -> bool:
        """Use the keys of the public room."""
        return keys.act(key, {
            "end-turn": self._go_on, "undo": self._undo, "back": self.ways.menu, "briefing": self.ways.briefing,
            "situation": lambda: self._go_to(_SITUATION), "map": lambda: self._go_to(_MAP), "cards": lambda: self._go_to(_MOVE),
        })  # fmt: skip

    @property
    def _barred(self) -> str:
        """Why nothing is decided on this screen, or ""."""
        if len(self.session.roles) < 2:
            return ""
        return _("Several seats decide, each unseen by the others. Leave the projector for that: key {key}.").format(
            key=keys.spelled_of("projector")
        )

    def toggle(self, action: str) -> None:
        """Choose an action, or no longer. Why one is refused is known to its seat alone."""
        match, role = self.session.match, self.session.role
        if self._barred or self.session.watching:
            self.say(
                self._barred or _("Nobody here decides for {role}; you are watching.").format(role=self.seen.role_title)
            )
            return
        chosen = match.chosen(role)
        wanted = [one for one in chosen if one != action] if action in chosen else [*chosen, action]
        try:
            match.choose(role, wanted)
            self._notice.say("")
        except RefusedError:
            self.say(_("That cannot be chosen now."))

    def _undo(self) -> None:
        match, role = self.session.match, self.session.role
        turn, last = match.turn, match.turns[-1].choices.get(role, ()) if match.turn else ()
        if self._barred:
            self.say(self._barred)
        elif not match.undo():
            self.say(_("There is nothing to take back."))
        elif match.turn != turn:
            with suppress(RefusedError):
                match.choose(role, last)

    def _go_on(self) -> None:
        if self._barred:
            self.say(self._barred)
        else:
            self._tab = _SITUATION
            self.ways.go_on()

    def _go_to(self, tab: int) -> None:
        """Show a part, and give the focus to its first control."""
        self._tab = tab
        self.stage.stale = True
        begins = ("gauge:", "map:", "action:")[tab]
        first = next((one for one in focus.stops(self.stage.root) if one.identity.startswith(begins)), None)
        if first:
            self.stage.focus_on(first)

    def _choose_tab(self, number: int) -> None:
        self._tab = number

    def _ask_why(self, name: str) -> None:
        self._why = name

    # Notices go by themselves

    def say(self, words: str) -> None:
        """Show a notice for a while."""
        self._notice.say(words)

    @property
    def interval(self) -> float | None:
        """Look twice a second whether a notice has been there long enough."""
        return 0.5 if self._notice.words else None

    def tick(self, now: float) -> bool:
        """Take away a notice after a while."""
        return self._notice.is_over(now)

    # How it looks

    def describe(self) -> Element:
        """Return the part that is chosen, between what time it is and what is decided."""
        seen = self.seen
        gone, turns = seen.turn, seen.turns
        words = _("{gone} of {turns} turns played").format(gone=gone, turns=turns)
        time = kept(
            canvas(_("Time"), time_line(gone, turns), width=60, height=5, value=words, key="time"), (gone, turns)
        )
        page = column(
            projected_header(seen, self._ways_out()),
            time,
            self._part(seen).at(weight=1),
            divider(),
            self._footer(seen),
            gap=0,
        )
        return layers(page, self._why_dialog(seen), toast(self._notice.words) if self._notice.words else None)

    def _part(self, seen: View) -> Element:
        if self._tab == _MAP:
            return theatre_map(seen, self._ask_why, height=300)
        if self._tab == _MOVE:
            chosen = self.session.match.chosen(self.session.role) if not self._barred else ()
            return projected_cards(seen, chosen, self.session.match.scenario.file.calendar.step, self.toggle)
        return projected_situation(seen, self._ask_why, wide=logical_width(self.stage) >= _WIDE)

    def _ways_out(self) -> Element:
        names = [_("Situation"), _("Map"), _("The move")]
        return flow(
            tabs(_("What is shown"), names, self._tab, self._choose_tab, key="part"),
            button(_("Briefing"), self.ways.briefing, kind="quiet", key="briefing", hint=keys.hint(_("What is known."), "briefing")),
            button(_("Menu"), self.ways.menu, kind="quiet", key="menu", hint=keys.hint(_("Save, settings, leave."), "back")),
            gap=14,
        )  # fmt: skip

    def _footer(self, seen: View) -> Element:
        name = _("How it ended") if seen.ending else _("End turn")
        end = button(
            name, self._go_on, kind="main", sign=f"· {keys.spelled_of('end-turn')}", key="end-turn", disabled=self._barred,
            hint=keys.hint(_("Plays the month with what is chosen."), "end-turn"),
        )  # fmt: skip
        undo = button(_("Undo"), self._undo, key="undo", disabled=self._barred, hint=keys.hint("", "undo"))
        return padded(row(self._plan(seen).at(weight=1, min_width=200), undo, end, gap=12, align="center"), (20, 9))

    def _plan(self, seen: View) -> Element:
        if self._barred:
            return text(self._barred, style=style("body", "muted"))
        titles = {action.name: action.title for action in seen.actions}
        chosen = self.session.match.chosen(self.session.role)
        if not chosen:
            return text(_("Nothing is chosen yet."), style=style("lead", "muted"))
        named = [
            chip(text(f"{number} {titles[name]}", style=style("lead", family="condensed")))
            for number, name in enumerate(chosen, 1)
        ]
        return flow(*named, gap=8, row_gap=6)

    def _why_dialog(self, seen: View) -> Element | None:
        """Return what moved a number, in front of everything; None while nobody asked."""
        if not self._why:
            return None
        variable = seen.variable(self._why)
        close = button(_("Close"), self._close_why, kind="primary", key="close-why", autofocus=True)
        return dialog(
            variable.title,
            *projected_why(variable),
            buttons=(close,),
            on_dismiss=self._close_why,
            key="why",
            size="large",
        )

    def _close_why(self) -> None:
        self._why = ""
