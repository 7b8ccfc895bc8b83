"""Why? Every contribution to a number's change in a turn, as bars that add up, with reasons, sources and what my choices did."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.counterfactual import own_choices
from escalation_game.play.narration import case_label
from escalation_game.play.seeing import view
from escalation_game.play.view import Part, Variable
from escalation_game.play.wanted import wanted_variable, why_wanted
from escalation_game.play.why import why
from escalation_game.ui import keys
from escalation_game.ui.amounts import amount, change_sign, date_words, noise_words, value_words
from escalation_game.ui.asking import OnWhy, about
from escalation_game.ui.charts import trend
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.kit import (
    Element,
    Stage,
    button,
    column,
    divider,
    label,
    padded,
    panel,
    row,
    scroll,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, tell
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.screens.matter import Comparing, ComparingScreen, matter, matter_title
from escalation_game.ui.session import Session
from escalation_game.ui.waterfall import waterfall

_ROOM_BESIDE = 560  #: logical pixels from which bars stand beside their words


class WhyScreen(ComparingScreen):
    """One variable in one turn, the last if not said; an objective is named "objective:NAME".

    Arrow keys go to the turn before and after; a row that is itself a number leads on to its own why.
    """

    private = True

    def __init__(
        self,
        stage: Stage,
        session: Session,
        name: str,
        open_why: OnWhy,
        leave: Callable[[], object],
        turn: int | None = None,
        open_causes: OnWhy | None = None,
    ) -> None:
        self.stage, self.session, self.name = stage, session, name
        self._open_why, self._leave, self._open_causes = open_why, leave, open_causes
        self._turn = session.match.turn if turn is None else turn
        self._variables = _variables(session, name)
        self.title = self._variable.title
        match = session.match
        waiting = own_choices(match, session.role, match.turn) if match.turn else []
        self.comparing = Comparing(match, session.role, waiting)

    @property
    def _variable(self) -> Variable:
        return self._variables[self.name]

    def on_key(self, key: str) -> bool:
        """Turn the pages of the match; the key that asked why goes back."""
        return keys.act(
            key, {"earlier": self._earlier, "later": self._later, "why": self._leave, "causes": self._causes}
        )

    def _causes(self) -> None:
        if self._open_causes is not None and self._variable.kind != "objective":
            self._open_causes(self._variable.name)

    def _earlier(self) -> None:
        self._turn = max(1, self._turn - 1)

    def _later(self) -> None:
        self._turn = min(self.session.match.turn, self._turn + 1)

    def describe(self) -> Element:
        """Return the bars, beside or above what is known of the number."""
        buttons = [
            *self._pages(),
            *self._ways_on(),
            button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."), autofocus=True),
        ]
        aside = scroll(*self._about(), key="about", gap=12, ground="panel")
        width = logical_width(self.stage)
        if width >= WIDE:
            side = round(0.34 * width)
            main = padded(scroll(self._reasons(width - side), key="reasons"), (24, 18)).at(weight=1)
            body = row(main, panel(aside.at(weight=1), padding=(22, 18), radius=0).at(width=side), gap=0, folds=False)
        else:
            known = panel(*self._about(), padding=(20, 16), gap=12, radius=0)
            body = scroll(padded(self._reasons(width), (20, 14)), known, key="all", gap=0)
        shown = page(self._variable.title, self._said(), body.at(weight=1), buttons=buttons)
        return shown.having(about=about(self._variable))

    def _pages(self) -> list[Element]:
        turns = self.session.match.turn
        if turns < 2:
            return []
        first = _("This is the first turn.") if self._turn <= 1 else ""
        last = _("This is the last turn played.") if self._turn >= turns else ""
        return [
            button(
                _("Earlier"),
                self._earlier,
                key="earlier",
                disabled=first,
                hint=keys.hint(_("The turn before."), "earlier"),
            ),
            button(_("Later"), self._later, key="later", disabled=last, hint=keys.hint(_("The turn after."), "later")),
        ]

    def _ways_on(self) -> list[Element]:
        """Return the way to what moves a variable and what it moves."""
        if self._open_causes is None or self._variable.kind == "objective":
            return []
        hint = keys.hint(_("What moves it in general, and what it moves."), "causes")
        return [button(_("Causes and effects"), self._causes, key="causes", hint=hint)]

    def _said(self) -> str:
        variable = self._variable
        if not self._turn:
            return _("{value} as the match begins").format(value=value_words(variable))
        if variable.kind == "switch":
            return _("{value}, after {date}").format(value=self._case(self._turn), date=self._date(self._turn - 1))
        before, after = self._value(self._turn - 1), self._value(self._turn)
        change = after - before
        return _("{date}: {sign} {change}, from {before} to {after}").format(
            date=self._date(self._turn - 1), sign=change_sign(change), change=amount(change, variable.unit, signed=True),
            before=amount(before, ""), after=amount(after, ""),
        )  # fmt: skip

    def _date(self, turn: int) -> str:
        return date_words(self.session.match.scenario.file.calendar.dates[turn])

    def _value(self, turn: int) -> float:
        return self._variable.history[turn][1]

    def _case(self, turn: int) -> str:
        switch = self.session.match.scenario.file.switches[self.name]
        return case_label(switch.labels, switch.cases[int(self._value(turn))])

    def _reasons(self, room: float) -> Element:
        if not self._turn:
            return text(_("Nothing has changed yet. End the first turn, then ask again."), style=style("lead", "muted"))
        parts = self._parts()
        if self._variable.kind == "switch":
            return self._setter(parts)
        before, after = self._value(self._turn - 1), self._value(self._turn)
        start, end = (self._date(self._turn - 1), before), (self._date(self._turn), after)
        width = min(460, round(room * 0.42)) if room >= _ROOM_BESIDE else 0
        bars = waterfall(start, parts, end, self._variable.unit, self._cause, width=width)
        said = _("It adds up.") if parts else _("Nothing moved it this turn.")
        return column(label(_("What moved it"), level=2), bars, text(said, style=style("small", "muted")), gap=8)

    def _parts(self) -> tuple[Part, ...]:
        match, role, variable = self.session.match, self.session.role, self._variable
        asked = why_wanted if variable.kind == "objective" else why
        return asked(match, role, variable.name, self._turn)

    def _setter(self, parts: tuple[Part, ...]) -> Element:
        if not parts:
            return text(_("Nothing changed it this turn."), style=style("lead", "muted"))
        told = [
            panel(text(tell(part.title), style=style("lead", bold=True)), text(part.because), padding=(16, 12))
            for part in parts
        ]
        return column(label(_("What set it"), level=2), *told, gap=8)

    def _cause(self, part: Part) -> Callable[[], object] | None:
        """Where a row leads: to the why of the number it is."""
        section, _colon, name = part.cause.partition(":")
        leads = section in {"stock", "derived", "switch"} and name in self._variables and name != self.name
        return (lambda: self._open_why(name)) if leads else None

    def _about(self) -> list[Element]:
        variable = self._variable
        noise = (
            _("Reported with a standard error of {noise}.").format(noise=noise_words(variable))
            if variable.noise
            else ""
        )
        ranged = _range_words(variable)
        lines = [text(line, style=style("body" if line == variable.note else "small", "ink" if line == variable.note else "muted"))
                 for line in (variable.note, noise, ranged) if line]  # fmt: skip
        curve = None if variable.kind == "switch" or len(variable.history) < 2 else trend(variable, height=150)
        sources = source_lines(variable.sources)
        cited = [label(_("Sources"), level=2), *sources] if sources else []
        shown = [label(_("What it is"), level=2), *lines, curve, *cited, *self._mattered()]
        return [one for one in shown if one is not None]

    def _mattered(self) -> list[Element]:
        if not self.session.match.turn:
            return []
        said = _(
            "The last month on the same luck, without each of your choices. How others then answer is part of it, so it can be more than a bar."
        )
        return [divider(), *matter_title(said), *matter(self.comparing, None, only=self._variable.name)]


def _variables(session: Session, name: str) -> dict[str, Variable]:
    """Everything that can lead on from here by the name by which it is asked, and the objective, if one is asked about."""
    match, role = session.match, session.role
    seen = {one.name: one for one in view(match, role).variables}
    section, _colon, objective = name.partition(":")
    wanted = wanted_variable(match, role, objective) if section == "objective" else None
    return seen if wanted is None else {**seen, name: wanted}


def _range_words(variable: Variable) -> str:
    if variable.low is None or variable.high is None or variable.kind == "switch":
        return ""
    return _("Range {low} to {high}.").format(low=amount(variable.low, ""), high=amount(variable.high, variable.unit))
