"""Editing a parameter by slider and by number: what is typed, what that means, and how numbers of any size are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor, isfinite, log10

from escalation_game.play.assumptions import Assumption, Edit
from escalation_game.ui.amounts import unit_words
from escalation_game.ui.language import _, spoken

_STEPS = 100  #: a slider has at most so many from one end of the range to the other
_FIGURES = 4  #: digits of a number that count


@dataclass
class Edits:
    """What is assumed otherwise: edits by name, and the parameter being typed at with its text as it stands."""

    now: dict[str, Edit] = field(default_factory=dict[str, Edit])
    typed: tuple[str, str] = ("", "")

    def value(self, one: Assumption, lens: str) -> float:
        """Return what a parameter is taken to be, most likely: as edited, else by the lens looked through."""
        return self.now[one.name].value if one.name in self.now else one.taken(lens).value

    def ranged(self, one: Assumption) -> bool:
        """Return whether it stays uncertain; luck does unless it is told otherwise, and what is edited otherwise not."""
        return not self.now[one.name].certain if one.name in self.now else one.group == "luck"

    def put(self, one: Assumption, lens: str, value: float, *, ranged: bool) -> None:
        """Take a parameter to be `value`: exactly, or within the range of the lens around it."""
        self.now[one.name] = _around(one.taken(lens), value) if ranged else Edit(value, value, value)

    def step(self, one: Assumption, lens: str, steps: int) -> None:
        """Move a parameter by steps of its slider, within its range."""
        low, high = slider_range(one)
        self.slide(one, lens, (self.value(one, lens) + steps * slider_step(one) - low) / (high - low))

    def slide(self, one: Assumption, lens: str, share: float) -> None:
        """Put a parameter at a share, 0…1, of its range, at a round number or at an end."""
        low, high = slider_range(one)
        step = slider_step(one)
        value = round((low + share * (high - low)) / step) * step
        self.typed = ("", "")
        self.put(one, lens, min(high, max(low, float(f"{value:.12g}"))), ranged=self.ranged(one))

    def write(self, one: Assumption, lens: str, words: str) -> None:
        """Take what is typed; only where it is a number it counts."""
        self.typed = (one.name, words)
        value = read_number(words)
        if value is not None:
            self.put(one, lens, value / scale_of(one.unit), ranged=self.ranged(one))

    def forget(self, name: str) -> None:
        """Take a parameter as it was again."""
        self.now.pop(name, None)
        self.typed = ("", "")

    def text(self, one: Assumption, lens: str) -> str:
        """Return what stands in the field."""
        if self.typed[0] == one.name:
            return self.typed[1]
        return f"{scale_of(one.unit) * self.value(one, lens):.{_FIGURES}g}"

    def wrong(self, one: Assumption) -> str:
        """Return what is wrong with what is typed, or ""."""
        if self.typed[0] != one.name or read_number(self.typed[1]) is not None:
            return ""
        return (
            _("“{words}” is not a number.").format(words=self.typed[1])
            if self.typed[1].strip()
            else _("A number is wanted.")
        )


def _around(taken: Edit, value: float) -> Edit:
    return Edit(min(taken.low, value), value, max(taken.high, value))


def read_number(words: str) -> float | None:
    """Return the number that is typed, with a point or a comma; None where it is none."""
    try:
        value = float(words.strip().replace(",", ".").replace("−", "-").removesuffix("%"))
    except ValueError:
        return None
    return value if isfinite(value) else None


def slider_range(one: Assumption) -> tuple[float, float]:
    """Return the ends of a parameter's slider in its own unit: its widest range, or around what is certain."""
    if one.low < one.high:
        return one.low, one.high
    size = abs(one.low) or 1.0
    return (0.0 if one.low >= 0 else one.low - size), one.low + size


def slider_step(one: Assumption) -> float:
    """Return the step of a parameter's slider: 1, 2 or 5 of some power of ten, at most a hundred of them."""
    low, high = slider_range(one)
    least = (high - low) / _STEPS
    power = 10.0 ** floor(log10(least))
    return next(size * power for size in (1.0, 2.0, 5.0, 10.0) if size * power >= least * (1 - 1e-9))


def scale_of(unit: str) -> float:
    """Return by what numbers are multiplied to be shown: shares are written in per cent."""
    return 100.0 if unit == "share" else 1.0


def figure(value: float, unit: str) -> str:
    """Return a number alone with as many decimals as it needs, four figures at most: 0.002, 0.85, 1,290."""
    shown = float(f"{scale_of(unit) * value:.{_FIGURES}g}")
    if not shown or shown == round(shown):
        return spoken().number(shown)
    decimals = max(0, _FIGURES - 1 - floor(log10(abs(shown))))
    whole = f"{abs(shown):.{decimals}f}".rstrip("0")
    return spoken().number(shown, len(whole.partition(".")[2]))


def taken_words(edit: Edit, unit: str) -> str:
    """Return what a parameter is taken to be with its unit: "0.4", "0.2 to 0.9, most likely 0.4"."""
    if edit.certain:
        return joined(figure(edit.value, unit), unit)
    words = _("{low} to {high}, most likely {value}")
    parts = {"low": figure(edit.low, unit), "high": figure(edit.high, unit), "value": figure(edit.value, unit)}
    return joined(words.format(**parts), unit)


def joined(words: str, unit: str) -> str:
    """Return numbers with their unit in words, if it has one."""
    named = "" if unit in {"", "points"} else unit_words(unit)
    return f"{words} {named}" if named else words
