"""Charts: what was seen of one or several variables, what lies ahead of them, and what doing nothing would lead to."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from escalation_game.futures.forecast import Forecast
from escalation_game.play.view import Variable
from escalation_game.ui import keys
from escalation_game.ui.asking import about, asked
from escalation_game.ui.chart_files import new_path, write_picture, write_table
from escalation_game.ui.chart_words import head, in_words, key_to_signs, reading, rests_on
from escalation_game.ui.gathering import Gathering
from escalation_game.ui.kit import (
    Element,
    Look,
    Screen,
    Stage,
    button,
    check_mark,
    column,
    divider,
    flow,
    grid,
    heading,
    label,
    list_item,
    list_of,
    padded,
    panel,
    row,
    scroll,
    style,
    tabs,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.outlook import POLLED, Outlook
from escalation_game.ui.plot import plot
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.series import Series
from escalation_game.ui.session import Session
from escalation_game.ui.theme import THEMES

_MOST = 6  #: charts that can be read at once
_SIDE = 276  #: logical pixels of the list


class ChartsScreen(Screen):
    """Shows what the session's role knows, from its start to the end of the match. `first` is what is shown first, a variable's name."""

    private = True

    def __init__(
        self,
        stage: Stage,
        session: Session,
        open_why: Callable[[str, int], object],
        leave: Callable[[], object],
        outlook: Outlook | None = None,
        first: str = "",
    ) -> None:
        self.stage, self.session, self._open_why, self._leave = stage, session, open_why, leave
        self.title = _("Charts")
        self._outlook = outlook
        self._of = Gathering(session.match, session.role)
        self._cursor = session.match.turn
        named = [name for name in self._of.variables if first and asked(name) == first]
        self._shown = [*named, *self._of.watched, *self._of.variables][:1]
        self._several, self._in_words = False, False
        self._part, self._wanted, self._said = 0, "", ""

    # What can be done

    def on_key(self, key: str) -> bool:
        """Move the cursor to the turn before or after; the key of charts goes back."""
        back = keys.pressed(key, "earlier")
        if back or keys.pressed(key, "later"):
            ahead = back == (self.stage.look.direction == "rtl")
            self._read(max(0, min(self._last, self._cursor + (1 if ahead else -1))))
            return True
        return keys.act(key, {
            "charts": self._leave, "words": self._toggle_words,
            "why": lambda: self._ask(asked(self._shown[0]), min(self._cursor, self.session.match.turn)),
        })  # fmt: skip

    def _read(self, turn: int) -> bool:
        changed, self._cursor = turn != self._cursor, turn
        return changed

    def _ask(self, name: str, turn: int) -> None:
        if turn:
            self._open_why(name, turn)

    def _toggle_words(self) -> None:
        self._in_words = not self._in_words

    def _choose(self, name: str) -> None:
        """Show a variable, alone or beside the others; one that is shown is taken away, unless it is the only one."""
        self._said = ""
        if not self._several:
            self._shown = [name]
        elif name in self._shown:
            self._shown = [one for one in self._shown if one != name] or self._shown
        elif len(self._shown) < _MOST:
            self._shown.append(name)
        else:
            self._said = _("{count} charts are as many as can be read at once.").format(count=_MOST)
        self._cursor = min(self._cursor, self._last)

    def _choose_several(self, number: int) -> None:
        self._several = bool(number)
        self._shown = self._shown if self._several else self._shown[:1]

    def _choose_part(self, number: int) -> None:
        self._part = number

    def _find(self, words: str) -> None:
        self._wanted = words

    def _save_table(self) -> None:
        path = new_path(self.session.match.scenario.name, self._every(), ".csv")
        self._write(path, lambda: write_table(path, self._every(), self._of.marks))

    def _save_picture(self) -> None:
        path = new_path(self.session.match.scenario.name, self._every(), ".png")
        look = Look(THEMES["light"], 1.25, self.stage.look.direction)
        self._write(path, lambda: write_picture(path, look, self._sheet()))

    def _write(self, path: Path, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            self._said = _("It could not be written: {why}.").format(why=error.strerror or error)
            return
        places = " / ".join(part.strip("/\\") for part in path.parts if part.strip("/\\"))
        self._said = _("Written to {path}").format(path=places)

    # News

    @property
    def interval(self) -> float | None:
        """Go on with what is worked out, then look for news of the outlook."""
        if self._of.waiting:
            return 0.01
        return POLLED if self._outlook is not None and self._outlook.waiting else None

    def tick(self, now: float) -> bool:
        """Play the match without one's choices a turn further; take in what came of the outlook."""
        del now
        news = self._of.step() if self._of.waiting else False
        before = self._forecast()
        polled = self._outlook is not None and self._outlook.waiting and self._outlook.poll()
        return news or (polled and self._forecast() is not before)

    def on_close(self) -> None:
        """Ask no longer for charts."""
        if self._outlook is not None:
            self._outlook.leave_along()

    def _forecast(self) -> Forecast | None:
        if self._outlook is None:
            return None
        chosen = self.session.match.chosen(self.session.role)
        self._outlook.look_along(self.session.match, self.session.role, chosen, self._of.numbers())
        return self._outlook.along(chosen)

    # How it looks

    def describe(self) -> Element:
        """Return list and charts side by side, or behind tabs."""
        buttons = [
            button(_("As charts") if self._in_words else _("In words"), self._toggle_words, key="chart-words",
                   hint=keys.hint(_("The numbers as they are."), "words")),
            *(self._saving() if logical_width(self.stage) >= WIDE else []),
            button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."), autofocus=True),
        ]  # fmt: skip
        body = self._wide() if logical_width(self.stage) >= WIDE else self._narrow()
        return page(self.title, self._said or self._what_lies_ahead(), body.at(weight=1), buttons=buttons)

    def _saving(self) -> list[Element]:
        return [
            button(_("Save picture"), self._save_picture, key="save-picture", hint=_("What is shown, as a PNG.")),
            button(_("Save table"), self._save_table, key="save-table", hint=_("The numbers, as a CSV file.")),
        ]

    def _what_lies_ahead(self) -> str:
        match, role = self.session.match, self.session.role
        if match.ending is not None:
            return _("The match is over: nothing lies ahead.")
        if self._outlook is None:
            return _("Forecasts are switched off in the settings.")
        if self._outlook.problem:
            return _("Forecasts cannot be made: {why}.").format(why=self._outlook.problem)
        if self._forecast() is None:
            return _("Looking ahead…")
        titles = [match.scenario.file.actions[name].title for name in match.chosen(role)]
        if not titles:
            return _("Ahead: you do nothing this turn. Choose cards to see what they change.")
        return _("Ahead: with {actions}, against doing nothing this turn.").format(actions=", ".join(titles))

    def _wide(self) -> Element:
        side = column(padded(self._many(), (16, 6)), padded(self._finder(), (16, 2)), self._list().at(weight=1), gap=4)
        return row(side.at(width=_SIDE), divider(upright=True), self._centre().at(weight=1), gap=0, folds=False)

    def _narrow(self) -> Element:
        parts = [_("Chart"), _("Variables"), _("What it rests on")]
        chooser = padded(tabs(_("What is shown"), parts, self._part, self._choose_part, key="part"), (20, 4))
        if self._part == 1:
            shown = column(padded(self._many(), (16, 4)), self._list().at(weight=1), gap=4)
        elif self._part == 2:
            shown = padded(scroll(flow(*self._saving()), *self._grounds(), key="grounds", gap=12), (20, 12))
        else:
            shown = padded(scroll(*self._charts(190), self._signs(), key="charts", gap=10), (20, 8))
        return column(chooser, shown.at(weight=1), gap=0)

    def _centre(self) -> Element:
        if self._in_words:
            return padded(scroll(*self._charts(0), key="words", gap=20), (24, 14))
        high = self.stage.size[1] / self.stage.scale
        if len(self._shown) > 1:
            rows = math.ceil(len(self._shown) / 2)
            charts = self._charts(max(120, round((high - 152) / rows) - 110))
            several = scroll(grid(*charts, min_width=300, gap=22, most=2), key="charts", gap=10)
            return padded(column(several.at(weight=1), self._signs(), gap=8), (22, 12))
        [chart] = self._charts(max(150, round(high - 330)), fills=True)
        grounds = scroll(*self._grounds(), key="grounds", lowest=60).at(height=max(70, min(150, round(high * 0.17))))
        return padded(column(chart.at(weight=1), self._signs(), divider(), grounds, gap=8), (22, 12))

    def _many(self) -> Element:
        return tabs(_("How many"), [_("One"), _("Several")], int(self._several), self._choose_several, key="many")

    def _finder(self) -> Element:
        return textbox(_("Find"), self._wanted, on_text=self._find, key="find")

    def _list(self) -> Element:
        names = {
            "watched": _("Watched"), "objective": _("You want"), "stock": _("Counted"), "derived": _("Worked out"),
            "switch": _("In force"),
        }  # fmt: skip
        told: list[Element] = []
        for group in self._of.groups():
            found = [one for one in group.members if self._wanted.casefold() in one.title.casefold()]
            if found:
                items = list_of(names[group.kind], *(self._item(one) for one in found), gap=1, key=f"list:{group.kind}")
                told += [padded(label(names[group.kind], level=2), (12, 4)), items]
        if not told:
            told = [text(_("No variable is called so."), style=style("small", "muted"))]
        return padded(scroll(*told, key="list", gap=2), (6, 4))

    def _item(self, one: Variable) -> Element:
        name = about(one)
        shown = name in self._shown
        mark = check_mark(checked=shown) if self._several else None
        said = row(mark, text(one.title, style=style("small", "ink" if shown else "muted")).at(weight=1), gap=8,
                   align="center", folds=False)  # fmt: skip
        return list_item(one.title, said, on_activate=lambda: self._choose(name), checked=shown, key=f"show:{name}")

    def _every(self) -> list[Series]:
        forecast = self._forecast()
        return [self._of.series(name, forecast) for name in self._shown]

    @property
    def _last(self) -> int:
        return max(series.last for series in self._every())

    def _charts(self, height: int, *, fills: bool = False) -> list[Element]:
        marks, wide = self._of.marks, logical_width(self.stage) >= WIDE
        if self._in_words:
            return [in_words(series, marks, wide=wide) for series in self._every()]
        return [self._chart(series, height, fills=fills) for series in self._every()]

    def _chart(self, series: Series, height: int, *, fills: bool) -> Element:
        cursor = min(self._cursor, series.last)
        top = head(series, self._of.marks, cursor, self._ask, large=fills)
        drawn = plot(series, self._of.marks, cursor, self._read, height=height, lowest=min(height, 130))
        return column(top, drawn.at(weight=1), gap=4)

    def _signs(self) -> Element:
        return key_to_signs(self._every(), self._of.marks)

    def _grounds(self) -> list[Element]:
        return [one for series in self._every() for one in rests_on(series, self._of.behind(series.about))]

    def _sheet(self) -> Element:
        """Return what is written as a picture: title, charts, signs and sources."""
        match, every = self.session.match, self._every()
        height = 460 if len(every) == 1 else 250
        charts = [
            column(
                heading(series.variable.title, "title", level=2), reading(series, self._of.marks, min(self._cursor, series.last)),
                plot(series, self._of.marks, min(self._cursor, series.last), lambda _turn: False, height=height, lowest=height),
                gap=4,
            )
            for series in every
        ]  # fmt: skip
        body = charts[0] if len(charts) == 1 else grid(*charts, min_width=460, gap=26, most=2)
        grounds = [one for series in every for one in rests_on(series, self._of.behind(series.about))]
        title = heading(f"{match.scenario.file.title} · {_('luck number {seed}').format(seed=match.seed)}", "headline")
        return panel(title, body, self._signs(), divider(), *grounds, fill=None, padding=(36, 28), gap=10)
