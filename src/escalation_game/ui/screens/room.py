"""The situation room: where a turn is looked at, decided and ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from escalation_game.futures.forecast import Forecast
from escalation_game.play.seats import RefusedError
from escalation_game.play.seeing import view
from escalation_game.play.view import View
from escalation_game.ui import keys
from escalation_game.ui.agreed import agreed
from escalation_game.ui.amounts import date_words
from escalation_game.ui.asking import asked
from escalation_game.ui.cards import NOTHING_AHEAD, Ahead
from escalation_game.ui.charts import time_line
from escalation_game.ui.fans import advice_told, outlook_detail, outlook_line
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    canvas,
    column,
    dialog,
    divider,
    focus,
    kept,
    layers,
    padded,
    row,
    scroll,
    spacer,
    tabs,
    toast,
)  # fmt: skip
from escalation_game.ui.language import _, tell
from escalation_game.ui.map.theatre import map_list, theatre_map
from escalation_game.ui.newspaper import front_page, newspaper
from escalation_game.ui.notice import Notice
from escalation_game.ui.outlook import POLLED, Outlook
from escalation_game.ui.screens.room_panes import (
    Moves,
    header,
    move_footer,
    moves_pane,
    objectives_strip,
    others_pane,
    others_told,
    situation_pane,
)  # fmt: skip
from escalation_game.ui.session import Session

_THREE_COLUMNS = (1000, 600)  #: logical pixels of a window in which everything is side by side
_TWO_COLUMNS = 720
_DESK = 540  #: the least width of a centre that holds newspaper and others side by side
_WITH_CHARTS = 1400  #: from which there is room for one more button in the header
_ROOMY = (1180, 660)  #: a window smaller than this has a tight header
_FIRST_KEYS = {"situation": "gauge:", "map": "map:", "cards": "action:"}  #: how the keys of a pane's controls begin


@dataclass(frozen=True, slots=True)
class RoomWays:
    """Where the room leads."""

    why: Callable[[str], object]
    end_turn: Callable[[], object]
    menu: Callable[[], object]
    briefing: Callable[[], object]
    help: Callable[[], object]
    charts: Callable[[str], object]
    causes: Callable[[str], object]
    assumptions: Callable[[], object]
    turns: Callable[[], object]


class RoomScreen(Screen):
    """Shows the View of the session's role.

    It reads the match anew whenever that has changed, so whoever ends a turn only has to end it.
    """

    private = True

    def __init__(self, stage: Stage, session: Session, ways: RoomWays, outlook: Outlook | None = None) -> None:
        self.stage = stage
        self.session = session
        self.title = session.match.scenario.file.title
        self.ways = ways
        self._outlook = outlook
        self._moves = Moves(self.toggle, ways.end_turn, self.undo, self._ahead)
        self._every = False
        self._tab = 0
        self._front = 0
        self._reading = ""
        self._notice = Notice()
        self._seen: tuple[object, tuple[str, ...], View] | None = None

    @property
    def seen(self) -> View:
        """What the role knows now; made again only when the match has changed."""
        match, role = self.session.match, self.session.role
        state, chosen = match.state, match.chosen(role)
        if self._seen is None or self._seen[0] is not state:
            self._seen = state, chosen, view(match, role)
        elif self._seen[1] != chosen:
            self._seen = state, chosen, view(match, role, before=self._seen[2])
        return self._seen[2]

    def renew(self, outlook: Outlook | None) -> None:
        """Show another match of the session where this one was shown."""
        self.title, self._outlook, self._seen = self.session.match.scenario.file.title, outlook, None

    # What can be done

    def toggle(self, action: str) -> None:
        """Choose an action, or no longer; a refusal is told."""
        match, role = self.session.match, self.session.role
        if self.session.watching:
            self.say(_("Nobody here decides for {role}; you are watching.").format(role=self.seen.role_title))
            return
        chosen = match.chosen(role)
        wanted = [one for one in chosen if one != action] if action in chosen else [*chosen, action]
        try:
            match.choose(role, wanted)
            self._notice.say("")
        except RefusedError as refused:
            self.say("; ".join(tell(reason) for reason in refused.reasons.values()))

    def undo(self) -> None:
        """Take back the last choice, or the last turn when there is none."""
        match, role = self.session.match, self.session.role
        turn, last = match.turn, match.turns[-1].choices.get(role, ()) if match.turn else ()
        if not match.undo():
            self.say(_("There is nothing to take back."))
        elif match.turn != turn:
            self._propose(last)
            self.say(_("It is {date} again, with what you had chosen.").format(date=date_words(self.seen.date)))

    def _propose(self, actions: tuple[str, ...]) -> None:
        """Choose again what had been chosen, so that a turn taken back can be changed, or played once more."""
        with suppress(RefusedError):
            self.session.match.choose(self.session.role, actions)

    def on_key(self, key: str) -> bool:
        """Use the keys of the room."""
        return keys.act(key, {
            "end-turn": self._end_turn, "undo": self.undo, "back": self.ways.menu, "help": self.ways.help,
            "situation": lambda: self._go_to("situation"), "map": lambda: self._go_to("map"), "cards": lambda: self._go_to("cards"),
            "briefing": self.ways.briefing, "every": self._toggle_every, "words": self._toggle_words,
            "dispatch": lambda: self._read("dispatch"), "others": lambda: self._read("others"), "charts": self._charts, "causes": self._causes,
            "assumptions": self.ways.assumptions, "turns": self.ways.turns,
        })  # fmt: skip

    def _causes(self) -> None:
        """Show causes, those of the number with the focus."""
        focused = self.stage.focused
        self.ways.causes(asked(focused.element.about) if focused else "")

    def _charts(self) -> None:
        """Show charts, that of the number with the focus first."""
        focused = self.stage.focused
        self.ways.charts(asked(focused.element.about) if focused else "")

    def _end_turn(self) -> None:
        if self.seen.ending is None:
            self._moves.end_turn()

    def _toggle_every(self) -> None:
        self._every = not self._every

    def _toggle_words(self) -> None:
        self.session.in_words = not self.session.in_words

    def _choose_tab(self, number: int) -> None:
        self._tab = number

    def _choose_front(self, number: int) -> None:
        self._front = number

    def _read(self, pane: str) -> None:
        self._reading = pane

    def _go_to(self, pane: str) -> None:
        """Give the focus to the first control of a pane: situation, map or cards."""
        if not self._in_three:
            panes = ["cards", "situation", "map"] if self._in_one else ["situation", "map"]
            self._tab = panes.index(pane) if pane in panes else self._tab
            self.stage.stale = True
        stops = focus.stops(self.stage.root)
        first = next((placed for placed in stops if placed.identity.startswith(_FIRST_KEYS[pane])), None)
        if first:
            self.stage.focus_on(first)

    # Notices go by themselves

    def say(self, words: str) -> None:
        """Show a notice for a while."""
        self._notice.say(words)

    @property
    def interval(self) -> float | None:
        """Look for news of the outlook, and twice a second whether a notice has been there long enough."""
        if self._outlook is not None and self._outlook.waiting:
            return POLLED
        return 0.5 if self._notice.words else None

    def tick(self, now: float) -> bool:
        """Take in news of the outlook; take away a notice after a while."""
        news = self._outlook is not None and self._outlook.poll()
        return self._notice.is_over(now) or news

    def _ahead(self, action: str) -> Ahead:
        """What the outlook says of an action."""
        if self._outlook is None or self.seen.ending is not None:
            return NOTHING_AHEAD
        self._outlook.look(self.session.match, self.session.role)
        forecast, seen = self._outlook.forecast(action), self.seen
        if forecast is None:
            return Ahead(outlook_line(None, seen.objectives) if self._outlook.waiting_for_cards else None, tuple)
        return Ahead(outlook_line(forecast, seen.objectives), lambda: self._what_lies_ahead(forecast))

    def _what_lies_ahead(self, forecast: Forecast) -> Sequence[Element]:
        """Return fans and words of one action, in the order of what matters."""
        seen, dates = self.seen, self.session.match.scenario.file.calendar.dates[self.seen.turn :]
        spent = {cost.variable for one in seen.actions for cost in one.costs}  # its costs are on its card already
        shown = {one.name: one for one in seen.variables if one.name not in spent}
        return outlook_detail(forecast, seen.objectives, shown, dates)

    # How it looks

    def describe(self) -> Element:
        """Return the room, in as many columns as fit."""
        width, height = self._room
        top = header(
            self.seen,
            self._ways_out(),
            self.ways.why,
            agreed(self.session),
            tight=width < _ROOMY[0] or height < _ROOMY[1],
        )
        if self._in_three:
            body = self._three_columns(width, height)
        elif self._in_one:
            body = self._one_column()
        else:
            body = self._two_columns(width)
        page = column(top, self._time(), body.at(weight=1), gap=0)
        return layers(page, self._reading_dialog(), toast(self._notice.words) if self._notice.words else None)

    @property
    def _room(self) -> tuple[float, float]:
        """Width and height of the window in logical pixels."""
        scale = self.stage.scale
        return self.stage.size[0] / scale, self.stage.size[1] / scale

    @property
    def _in_three(self) -> bool:
        return self._room[0] >= _THREE_COLUMNS[0] and self._room[1] >= _THREE_COLUMNS[1]

    @property
    def _in_one(self) -> bool:
        return self._room[0] < _TWO_COLUMNS

    def _time(self) -> Element:
        """Return the line under the header, lit as far as the match has come."""
        gone, turns = self.seen.turn, self.seen.turns
        words = _("{gone} of {turns} turns played").format(gone=gone, turns=turns)
        return kept(
            canvas(_("Time"), time_line(gone, turns), width=60, height=4, value=words, key="time"), (gone, turns)
        )

    def _three_columns(self, width: float, height: float) -> Element:
        side, far = _between(width * 0.23, 264, 350), _between(width * 0.265, 310, 420)
        centre = column(
            row((self._wanted() or spacer()).at(weight=1), self._map_switch(), gap=0, align="center"),
            self._map(240).at(weight=1),
            divider(),
            self._desk(width - side - far).at(height=_between(height * 0.32, 190, 340)),
            gap=0,
        )  # fmt: skip
        return row(
            self._situation().at(width=side), divider(upright=True), centre.at(weight=1), divider(upright=True),
            self._decide().at(width=far), gap=0,
        )  # fmt: skip

    def _desk(self, width: float) -> Element:
        """Return the newspaper beside what others did, or one of them behind tabs where there is no room for both."""
        if width >= _DESK:
            others = self._others().at(width=_between(width * 0.34, 220, 320))
            return row(self._dispatch().at(weight=1, min_width=300), divider(upright=True), others, gap=0)
        front = self._front
        shown = self._others() if front else self._dispatch()
        chooser = tabs(_("Last turn"), [_("Dispatch"), _("Others")], front, self._choose_front, key="desk")
        return column(padded(chooser, (20, 2)), shown.at(weight=1), gap=0)

    def _two_columns(self, width: float) -> Element:
        panes = self._panes()
        number = min(self._tab, len(panes) - 1)
        shown = column(self._tabs([name for name, _make in panes], number), panes[number][1]().at(weight=1), gap=0)
        far = self._decide().at(width=_between(width * 0.42, 300, 400))
        return row(shown.at(weight=1), divider(upright=True), far, gap=0)

    def _one_column(self) -> Element:
        panes = [(_("Your move"), self._cards), *self._panes()]
        number = min(self._tab, len(panes) - 1)
        footer = move_footer(self.seen, self._chosen(), self._moves, tight=True)
        return column(
            self._tabs([name for name, _make in panes], number), panes[number][1]().at(weight=1), divider(),
            padded(footer, (16, 8)), gap=0,
        )  # fmt: skip

    def _panes(self) -> list[tuple[str, Callable[[], Element]]]:
        """Return what shares one place in a small window."""
        return [
            (_("Situation"), self._situation),
            (_("Map"), lambda: column(self._map(240).at(weight=1), self._map_switch().at(align="end"), gap=0)),
            (_("Dispatch"), self._dispatch),
            (_("Others"), lambda: column(self._wanted(), self._others().at(weight=1))),
        ]

    def _tabs(self, names: list[str], number: int) -> Element:
        return padded(tabs(_("What is shown"), names, number, self._choose_tab, key="pane"), (20, 4))

    def _ways_out(self) -> list[Element]:
        charts = button(
            _("Charts"),
            self._charts,
            kind="quiet",
            key="charts",
            hint=keys.hint(_("What was, and what may come."), "charts"),
        )
        return [
            *([charts] if self._room[0] >= _WITH_CHARTS else []),
            button(
                _("Briefing"),
                self.ways.briefing,
                kind="quiet",
                key="briefing",
                hint=keys.hint(_("What is known."), "briefing"),
            ),
            button(_("Help"), self.ways.help, kind="quiet", key="help", hint=keys.hint(_("How to play."), "help")),
            button(_("Menu"), self.ways.menu, kind="quiet", key="menu", hint=_("Save, settings, leave. Key ESC.")),
        ]

    def _dispatch(self) -> Element:
        return newspaper(self.seen, lambda: self._read("dispatch"), self.ways.why)

    def _wanted(self) -> Element | None:
        return objectives_strip(self.seen.objectives, self.ways.why)

    def _others(self) -> Element:
        return others_pane(self.seen, self._advice(), lambda: self._read("others"))

    def _advice(self) -> list[Element]:
        """What the advisers say, as far as they have been heard."""
        return (
            advice_told(self._outlook.advice(), self.seen)
            if self._outlook is not None and self.seen.ending is None
            else []
        )

    def _reading_dialog(self) -> Element | None:
        """Return what is being read in front of everything, None for nothing."""
        if not self._reading:
            return None
        close = button(_("Close"), lambda: self._read(""), kind="primary", key="close-reading", autofocus=True)
        if self._reading == "dispatch":
            name, body = (
                _("The dispatch, {date}").format(date=date_words(self.seen.date)),
                front_page(self.seen, self.ways.why),
            )
        else:
            name, body = _("Advice, and what others did"), others_told(self.seen, self._advice())
        return dialog(name, *body, buttons=(close,), on_dismiss=lambda: self._read(""), key="reading", size="large")

    def _situation(self) -> Element:
        return situation_pane(self.seen, self.ways.why, every=self._every, on_every=self._toggle_every)

    def _map(self, height: int) -> Element:
        if self.session.in_words:
            return padded(scroll(map_list(self.seen, self.ways.why), key="map-list"), (20, 14))
        return theatre_map(self.seen, self.ways.why, height=height)

    def _map_switch(self) -> Element:
        name = _("Show the map") if self.session.in_words else _("In words")
        return button(
            name, self._toggle_words, kind="quiet", key="map-words", hint=keys.hint(_("What the map shows."), "words")
        ).at(min_width=92)

    def _decide(self) -> Element:
        return moves_pane(self.seen, self._chosen(), self._step, self._moves)

    def _cards(self) -> Element:
        return moves_pane(self.seen, self._chosen(), self._step, self._moves, footer=False)

    def _chosen(self) -> tuple[str, ...]:
        return self.session.match.chosen(self.session.role)

    @property
    def _step(self) -> str:
        return self.session.match.scenario.file.calendar.step


def _between(wanted: float, least: int, most: int) -> int:
    return max(least, min(most, round(wanted)))
