"""Numbers, units and dates as people write them: 612 thousand soldiers, 464 km², 6 %, November 2024."""

from __future__ import annotations

from datetime import date
from functools import reduce

from escalation_game.play.view import Variable
from escalation_game.ui.language import _, pair, spoken

_DIMENSIONLESS = {"", "points"}
_SPACE = "\u00a0"  #: a number and its standard error stay on one line


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """Return a number with its unit. Shares are written in per cent; points and bare numbers stand alone."""
    number, words = number_and_unit(value, unit, signed=signed)
    return spoken().joined(number, words)


def number_and_unit(value: float, unit: str, *, signed: bool = False) -> tuple[str, str]:
    """Return number and unit apart, for a large number with a small unit. The unit of points is empty."""
    shown = 100 * value if unit == "share" else value
    number = spoken().number(shown, decimals(shown), signed=signed)
    return number, named_unit(unit)


def short_amount(value: float, unit: str) -> str:
    """Return a number with no more of its unit than it needs: "590 thousand", "464 km²", "6 %", "11,000"."""
    first = unit.split("/")[0].split(" ")[0]
    kept = first if first in {"thousand", "million", "billion", "trillion", "km2", "share", "%"} else ""
    return amount(value, kept)


def named_unit(unit: str) -> str:
    """Return the words that stand behind a number in a unit: none for points and bare numbers."""
    return "" if unit in _DIMENSIONLESS else unit_words(unit)


def unit_words(unit: str) -> str:
    """Return a unit of a scenario file in words: "km2/month" is "km² a month", "share" is "%"."""
    if unit == "share":
        return "%"
    of, *every = (_(part) for part in unit_parts(unit))
    return reduce(lambda whole, part: _("{unit} a {part}").format(unit=whole, part=part), every, of)


def unit_parts(unit: str) -> list[str]:
    """Return the parts of a unit that each have a name: "km2/month" is km² and month."""
    return ["km²" if part == "km2" else part for part in unit.split("/")]


def decimals(value: float) -> int:
    """Return how many decimals keep about three figures; none for whole numbers."""
    size = abs(value)
    if size >= 100 or abs(value - round(value)) < 1e-9:
        return 0
    return 1 if size >= 1 or round(size, 2) == round(size, 1) else 2


def value_words(variable: Variable) -> str:
    """Return what a variable is now: "612 thousand soldiers ± 23", or the case of a switch."""
    if variable.kind == "switch":
        return variable.label
    number, unit = number_and_unit(variable.value, variable.unit)
    doubt = f"{_SPACE}±{_SPACE}{noise_words(variable)}" if variable.noise else ""
    return spoken().joined(number + doubt, unit)


def noise_words(variable: Variable) -> str:
    """Return the standard error as a number in the unit of the variable, with two figures at most."""
    return rounded_noise(100 * variable.noise if variable.unit == "share" else variable.noise)


def rounded_noise(size: float) -> str:
    """Return a standard error with two figures at most."""
    if size >= 100:
        size = float(f"{size:.1e}")
    return spoken().number(size, 0 if size >= 2 else 1 if size >= 0.1 else 2)


def change_sign(change: float) -> str:
    """Return the shape of a change: up, down, or none."""
    return "▲" if change > 0 else "▼" if change < 0 else "—"


def change_words(variable: Variable, *, whole: bool = False) -> str:
    """Return the last change in words, for those who hear it and beside the sign for those who see it; `whole` with its unit."""
    if len(variable.history) < 2:
        return _("as it begins")
    if variable.kind == "switch":
        return _("changed") if variable.change else _("unchanged")
    if not variable.change:
        return _("unchanged")
    number, unit = number_and_unit(abs(variable.change), variable.unit)
    words = _("up {amount}") if variable.change > 0 else _("down {amount}")
    return words.format(amount=spoken().joined(number, unit if whole or variable.unit == "share" else ""))


def date_words(label: str) -> str:
    """Return the label of a date in a calendar ("2024-11" or "2024-11-05") in words."""
    parts = [int(part) for part in label.split("-")]
    if len(parts) == 2:
        return spoken().month(date(parts[0], parts[1], 1))
    return spoken().day(date(parts[0], parts[1], parts[2]))


def steps_words(count: int, step: str) -> str:
    """Return a length of time in turns of this calendar step: "2 months"."""
    forms = {
        "day": pair("{count} day", "{count} days"), "week": pair("{count} week", "{count} weeks"),
        "month": pair("{count} month", "{count} months"), "quarter": pair("{count} quarter", "{count} quarters"),
        "year": pair("{count} year", "{count} years"),
    }  # fmt: skip
    one, many = forms[step]
    return spoken().plural(one, many, count)
