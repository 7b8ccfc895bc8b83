"""What a chart of one variable shows, as plain data: what was seen, the same had one done nothing, and what lies ahead; and all of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from escalation_game.futures.forecast import Forecast
from escalation_game.play.over_time import Mark
from escalation_game.play.view import Variable
from escalation_game.ui.amounts import amount, date_words, rounded_noise
from escalation_game.ui.asking import about
from escalation_game.ui.language import _, spoken

LOWEST, LOW, MIDDLE, HIGH, HIGHEST = (
    1,
    2,
    3,
    4,
    5,
)  #: places in a fan of the lines below which 10, 25, 50, 75, 90 % of futures lie


@dataclass(frozen=True, slots=True)
class Ahead:
    """A fan from now on: each of `lines` holds a value for now and each turn to come; `nothing` is the middle when one does nothing this turn.

    `effective` is how many particles the belief behind it is worth; `note` says where that is little.
    """

    lines: tuple[tuple[float, ...], ...]
    nothing: tuple[float, ...]
    futures: int
    effective: float
    note: str


@dataclass(frozen=True, slots=True)
class Series:
    """One variable over the whole match. `dates` are of the start and the end of each turn, also of those to come.

    `values` and `noise` (standard errors, 0 for none) end now; `idle` is what would have been seen without any choice of one's own, and may be
    shorter. `cases` name the cases of a switch.
    """

    variable: Variable
    dates: tuple[str, ...]
    values: tuple[float, ...]
    noise: tuple[float, ...]
    idle: tuple[float, ...]
    cases: tuple[str, ...]
    ahead: Ahead | None

    @property
    def now(self) -> int:
        """The number of turns played."""
        return len(self.values) - 1

    @property
    def last(self) -> int:
        """The last turn there is anything to say of."""
        return self.now + (len(self.ahead.nothing) - 1 if self.ahead else 0)

    @property
    def about(self) -> str:
        """What it is of, as elements say it."""
        return about(self.variable)

    @property
    def differs(self) -> bool:
        """Whether doing nothing would have been seen to lead elsewhere."""
        return any(one != other for one, other in zip(self.values, self.idle, strict=False))


def ahead_of(forecast: Forecast | None, variable: Variable) -> Ahead | None:
    """The fan of a variable in a forecast; None where there is none, or where it does not watch the variable."""
    if forecast is None or (variable.kind, variable.name) not in forecast.watched:
        return None
    place = forecast.watched.index((variable.kind, variable.name))
    lines = tuple(
        tuple(float(value) for value in forecast.fan[:, place, line]) for line in range(forecast.fan.shape[2])
    )
    nothing = tuple(float(value) for value in forecast.baseline[:, place, MIDDLE])
    return Ahead(lines, nothing, forecast.futures, forecast.effective, forecast.note)


def value_at(series: Series, turn: int) -> str:
    """What was seen after a turn: "612 thousand soldiers ± 23", or the case of a switch."""
    value, noise = series.values[turn], series.noise[turn]
    if series.cases:
        return series.cases[int(value)]
    doubt = f" ± {noise_at(series, turn)}" if noise else ""
    return amount(value, series.variable.unit) + doubt


def noise_at(series: Series, turn: int) -> str:
    """The standard error of what was seen after a turn, as a number in the unit of the variable; "" for what is exact."""
    noise = series.noise[turn] * (100 if series.variable.unit == "share" else 1)
    return rounded_noise(noise) if noise else ""


def told_at(series: Series, turn: int) -> str:
    """One point in words, without its date: what was seen, or what share of futures lies where."""
    if turn <= series.now:
        told = value_at(series, turn)
        if series.differs and turn < len(series.idle):
            other = series.idle[turn]
            idle = series.cases[int(other)] if series.cases else amount(other, series.variable.unit)
            told = _("{seen}; had you done nothing {idle}").format(seen=told, idle=idle)
        return told
    return _ahead_told(series, turn - series.now)


def _ahead_told(series: Series, turn: int) -> str:
    ahead, unit = series.ahead, series.variable.unit
    if ahead is None or turn >= len(ahead.nothing):
        return _("nothing is said about this turn")
    low, high = (amount(ahead.lines[line][turn], "share" if unit == "share" else "") for line in (LOW, HIGH))
    lowest, highest = (
        amount(ahead.lines[line][turn], "share" if unit == "share" else "") for line in (LOWEST, HIGHEST)
    )
    return _(
        "half of futures between {low} and {high}, eight in ten between {lowest} and {highest}, the middle {middle}; doing nothing {nothing}"
    ).format(
        low=low, high=high, lowest=lowest, highest=highest, middle=amount(ahead.lines[MIDDLE][turn], unit),
        nothing=amount(ahead.nothing[turn], unit),
    )  # fmt: skip


def summary(series: Series) -> str:
    """The whole chart in a sentence or two, for those who hear it."""
    first, now = date_words(series.dates[0]), date_words(series.dates[series.now])
    told = [_("{date}: {value}").format(date=first, value=value_at(series, 0))] if series.now else []
    told.append(_("{date}, now: {value}").format(date=now, value=value_at(series, series.now)))
    if series.ahead:
        until = date_words(series.dates[series.last])
        told.append(_("{date}: {value}").format(date=until, value=told_at(series, series.last)))
    return ". ".join(told)


def marks_at(marks: Sequence[Mark], turn: int) -> str:
    """What was decided and what happened on the way to a turn's end, in words; "" for nothing."""
    mine = [one.title for one in marks if one.turn == turn and one.kind == "choice"]
    happened = [one.title for one in marks if one.turn == turn and one.kind == "event"]
    told = [_("You chose: {actions}").format(actions=", ".join(mine))] if mine else []
    told += [_("It happened: {events}").format(events=", ".join(happened))] if happened else []
    return ". ".join(told)


def basis(series: Series) -> str:
    """What a fan rests on, in words; "" where there is none."""
    ahead = series.ahead
    if ahead is None:
        return ""
    told = _(
        "{count} futures, as far as your seat can know; after this turn everybody follows the usual course."
    ).format(count=spoken().number(ahead.futures))
    little = _("Little evidence: {count} particles.").format(count=round(ahead.effective)) if ahead.note else ""
    noisy = (
        _("It begins where all reports together point, which need not be the last one.") if any(series.noise) else ""
    )
    return " ".join(part for part in (told, noisy, little) if part)
