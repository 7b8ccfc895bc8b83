"""Words of the interface in the player's language, and how it writes numbers and dates.

English words are the keys. A catalogue is `assets/languages/LANGUAGE/LC_MESSAGES/interface.mo`; without one the words
stay English. Two pseudo languages test layouts: "xx-long" is longer and accented, "xx-rtl" runs right to left.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from escalation_game.ui.assets import assets_folder

DOMAIN = "interface"
LONG, MIRRORED = "xx-long", "xx-rtl"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "yi"}
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_FIELD = re.compile(r"(\{[^}]*\}|%\([^)]*\)[a-z]|<[^>]*>)")  #: what is filled in must stay as it is
_NARROW_SPACE, _SPACE, _MINUS = "\u202f", "\u00a0", "\u2212"
_POINT_LANGUAGES = {"en", "ko", "ja", "zh", "th", "xx"}  #: the others write 1 234,5
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


class _Longer(gettext.NullTranslations):
    """English with accents, 40 % longer, in brackets, so that untranslated and cut words are seen."""

    def gettext(self, message: str) -> str:
        parts = _FIELD.split(message)
        accented = "".join(part if _FIELD.fullmatch(part) else part.translate(_ACCENTED) for part in parts)
        padding = " ".join("ëxtrâ"[: 5 if left > 5 else left] for left in range(round(len(message) * 0.4), 0, -6))
        return f"[{accented} {padding}]" if padding else f"[{accented}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        del context
        return self.gettext(message)


class _Mirrored(_Longer):
    """English between the marks that make a line run right to left; the layout is mirrored."""

    def gettext(self, message: str) -> str:
        return f"\u202e{message}\u202c"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words, its direction, its numbers and dates. Call it with English words to translate them."""

    code: str
    words: gettext.NullTranslations

    def __call__(self, words: str) -> str:
        """Return the words in this language, or in English when the catalogue has none."""
        return self.words.gettext(words)

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form for this count, with `{count}` filled in."""
        return self.words.ngettext(one, many, count).format(count=self.number(count))

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Where lines begin."""
        return "rtl" if self.code == MIRRORED or self._base in _RIGHT_TO_LEFT else "ltr"

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number with a true minus sign and thousands grouped as the language does; `signed` shows a plus."""
        digits = f"{abs(value):,.{decimals}f}"
        if self._base not in _POINT_LANGUAGES:
            digits = digits.replace(",", _NARROW_SPACE).replace(".", ",")
        is_zero = not any(digit in "123456789" for digit in digits)
        sign = "" if is_zero else _MINUS if value < 0 else "+" if signed else ""
        return sign + digits

    def share(self, fraction: float) -> str:
        """Return a share of one in per cent: 58 %."""
        return self.quantity(100 * fraction, "%")

    def quantity(self, value: float, unit: str, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number and its unit, which stay on one line."""
        number = self.number(value, decimals, signed=signed)
        return f"{number}{_SPACE}{self(unit)}" if unit else number

    def month(self, day: date) -> str:
        """Return month and year: March 2025."""
        return f"{self(_MONTHS[day.month - 1])} {day.year}"

    def day(self, day: date) -> str:
        """Return a whole date: 28 February 2025."""
        return f"{day.day} {self.month(day)}"

    @property
    def _base(self) -> str:
        return self.code.partition("-")[0].partition("_")[0]


def language(code: str) -> Language:
    """Return a language by its code, such as "en", "de", "xx-long". Unknown ones speak English."""
    if code == LONG:
        return Language(code, _Longer())
    if code == MIRRORED:
        return Language(code, _Mirrored())
    folder = assets_folder() / "languages"
    wanted = [code.replace("-", "_"), code.partition("-")[0]]
    return Language(code, gettext.translation(DOMAIN, folder, wanted, fallback=True))


_spoken = Language("en", gettext.NullTranslations())


def speak(chosen: Language) -> None:
    """Make `_` speak this language from now on; a process has one interface and so one language."""
    global _spoken
    _spoken = chosen


def spoken() -> Language:
    """Return the language `_` speaks."""
    return _spoken


def _(words: str) -> str:
    """Return the words in the language of the interface; also marks them for the catalogue."""
    return _spoken(words)
