"""Units: `thousand soldiers`, `soldiers/day`, `billion dollars` as a scale and a product of dimensions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PLAIN = {"", "points", "point", "share", "shares", "1"}  # dimensionless
_TIMES = {  # in days
    "day": Fraction(1), "week": Fraction(7), "month": Fraction(487, 16), "quarter": Fraction(1461, 16), "year": Fraction(1461, 4),
}  # fmt: skip
_MOST_PARTS = 4
_WORD = re.compile(r"[A-Za-zÀ-ž€$£°]+[0-9]*(?:-[A-Za-zÀ-ž0-9]+)*")


class UnitError(Exception):
    """A unit that cannot be read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`scale` times a product of dimensions to whole powers; no dimensions is a plain number."""

    scale: Fraction
    dimensions: tuple[tuple[str, int], ...]
    text: str = ""

    def like(self, other: Unit) -> bool:
        """Whether the two measure the same kind of thing."""
        return self.dimensions == other.dimensions

    @property
    def plain(self) -> bool:
        """Whether it is dimensionless."""
        return not self.dimensions

    @property
    def words(self) -> str:
        """The unit as an author would say it."""
        return self.text or _words(self.scale, dict(self.dimensions))


NUMBER = Unit(Fraction(1), ())
DAY = Unit(Fraction(1), (("day", 1),), "days")


def unit(text: str) -> Unit:
    """Reads a unit. Raises UnitError."""
    parts = [part.strip() for part in text.strip().lower().split("/")]
    if len(parts) > _MOST_PARTS:
        raise UnitError("there are too many “/” in it")
    scale, dimensions = _part(parts[0])
    for part in parts[1:]:
        if not part:
            raise UnitError("a unit is missing after “/”")
        below, others = _part(part)
        scale /= below
        dimensions.subtract(others)
    return Unit(scale, _sorted(dimensions), text.strip())


def product(one: Unit, other: Unit, power: int = 1) -> Unit:
    """The unit of a product, or with power −1 of a quotient."""
    dimensions = Counter(dict(one.dimensions))
    for name, exponent in other.dimensions:
        dimensions[name] += power * exponent
    return Unit(one.scale * other.scale**power, _sorted(dimensions))


def root(one: Unit) -> Unit | None:
    """The unit of a square root, without a scale; None when there is none."""
    if any(exponent % 2 for _, exponent in one.dimensions):
        return None
    return Unit(Fraction(1), tuple((name, exponent // 2) for name, exponent in one.dimensions))


def _part(text: str) -> tuple[Fraction, Counter[str]]:
    """A scale and words, such as `thousand soldiers`."""
    if text == "%":
        return Fraction(1, 100), Counter()
    words = text.split()
    if "per" in words:
        raise UnitError("“per” is written “/”, as in soldiers/day")
    for word in words:
        if not _WORD.fullmatch(word) and word != "1":
            raise UnitError(f"“{word}” is no part of a unit")
    scale = Fraction(1)
    while words and words[0] in _SCALES:
        scale *= _SCALES[words.pop(0)]
    name = _singular(" ".join(words))
    if name in _TIMES:
        return scale * _TIMES[name], Counter({"day": 1})
    return scale, Counter() if name in _PLAIN else Counter({name: 1})


def _singular(words: str) -> str:
    if words.endswith("ies") and len(words) > 4:
        return words[:-3] + "y"
    if words.endswith(("sses", "shes", "ches", "xes")):
        return words[:-2]
    return words[:-1] if words.endswith("s") and not words.endswith("ss") and len(words) > 2 else words


def _sorted(dimensions: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, power) for name, power in dimensions.items() if power))


def _words(scale: Fraction, dimensions: dict[str, int]) -> str:
    if not dimensions and scale == 1:
        return "a plain number"
    scale, time = _in_time(scale, dimensions.get("day", 0))
    dimensions = {time if name == "day" else name: power for name, power in dimensions.items()}
    above = [_plural(name, power) for name, power in dimensions.items() if power > 0]
    below = [_plural(name, -power).removesuffix("s") for name, power in dimensions.items() if power < 0]
    body = " ".join(part for part in (_scale_words(scale), " × ".join(above)) if part) or "1"
    return "/".join([body, *below])


def _in_time(scale: Fraction, power: int) -> tuple[Fraction, str]:
    """The scale in the span of time that leaves the simplest one; one that has no name is left out."""
    named = [(scale / days**power, name) for name, days in _TIMES.items()]
    return next((one for one in named if one[0] == 1 or one[0] in _SCALES.values()), (Fraction(1), "day"))


def _plural(name: str, power: int) -> str:
    return f"{name}^{power}" if power > 1 else name if name[-1] in "s0123456789€$£°" else f"{name}s"


def _scale_words(scale: Fraction) -> str:
    """`thousand`, or nothing for a scale without a name."""
    names = {Fraction(value): name for name, value in _SCALES.items()}
    return names.get(scale, "")
