"""Words of the interface in the player's language, and how it writes numbers and dates.

English words are the keys. A catalogue is `assets/languages/LANGUAGE/LC_MESSAGES/interface.mo`, made by
`assets/languages/make_catalogues.py`; what it lacks stays English. Two pseudo languages test layouts: "xx-long" is longer
and accented, "xx-rtl" runs right to left.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from escalation_game.play.said import Said
from escalation_game.ui.assets import assets_folder

DOMAIN = "interface"
#: The languages there are, each named in itself.
LANGUAGES = {"en": "English", "de": "Deutsch", "uk": "Українська", "ko": "한국어"}
LONG, MIRRORED = "xx-long", "xx-rtl"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "yi"}
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_FIELD = re.compile(r"(\{[^}]*\}|%\([^)]*\)[a-z]|<[^>]*>)")  #: what is filled in must stay as it is
_NARROW_SPACE, _SPACE, _MINUS = "\u202f", "\u00a0", "\u2212"
_POINT_LANGUAGES = {"en", "ko", "ja", "zh", "th", "xx"}  #: the others write 1 234,5
_CLOSE_LANGUAGES = {"ko", "ja", "zh"}  #: a unit stands close to its number: 58%, 3개월


def word(words: str) -> str:
    """Mark words for the catalogue that `_` translates when they are shown, such as those of a table."""
    return words


def pair(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of something counted for the catalogue; `Language.plural` takes them when they are shown."""
    return one, many


#: Whole patterns, since words change their form and order: "березень 2025", "1 березня 2025", "2025년 3월 1일".
_MONTHS = (
    word("January {year}"), word("February {year}"), word("March {year}"), word("April {year}"), word("May {year}"),
    word("June {year}"), word("July {year}"), word("August {year}"), word("September {year}"), word("October {year}"),
    word("November {year}"), word("December {year}"),
)  # fmt: skip
_DAYS = (
    word("{day} January {year}"), word("{day} February {year}"), word("{day} March {year}"), word("{day} April {year}"),
    word("{day} May {year}"), word("{day} June {year}"), word("{day} July {year}"), word("{day} August {year}"),
    word("{day} September {year}"), word("{day} October {year}"), word("{day} November {year}"), word("{day} December {year}"),
)  # fmt: skip


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
        return self.words.gettext(words) if words else ""

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form for this count, with `{count}` filled in."""
        return self.words.ngettext(one, many, count).format(count=self.number(count))

    def tell(self, words: str) -> str:
        """Return what the match says of itself in this language, its numbers too; an author's words stay as they are."""
        if not isinstance(words, Said):
            return words
        fields = {
            name: self.tell(value) if isinstance(value, str) else self._figure(value)
            for name, value in words.fields.items()
        }
        if words.many:
            return self.words.ngettext(words.words, words.many, int(words.fields["count"])).format(**fields)
        return self(words.words).format(**fields)

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
        return self.joined(self.number(value, decimals, signed=signed), self(unit) if unit else "")

    def joined(self, number: str, unit: str) -> str:
        """Return a written number and the words of its unit, which stay on one line."""
        space = "" if self._base in _CLOSE_LANGUAGES else _SPACE
        return f"{number}{space}{unit}" if unit else number

    def month(self, day: date) -> str:
        """Return month and year: March 2025."""
        return self(_MONTHS[day.month - 1]).format(year=day.year)

    def day(self, day: date) -> str:
        """Return a whole date: 28 February 2025."""
        return self(_DAYS[day.month - 1]).format(day=day.day, year=day.year)

    def _figure(self, value: float) -> str:
        """Return a number with the decimals it has, two at most."""
        return self.number(value, next(places for places in range(3) if places == 2 or value == round(value, places)))

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


def language_of_system() -> str:
    """Return the first language of the system that there is a catalogue for, else English."""
    import pygame  # the texts of the commands are written without a window

    return first_known(one["language"] for one in pygame.system.get_pref_locales())


def first_known(codes: Iterable[str]) -> str:
    """Return the first of some codes, such as "de" or "ko_KR", that is among `LANGUAGES`; "en" when none is."""
    bases = (code.partition("-")[0].partition("_")[0].lower() for code in codes)
    return next((base for base in bases if base in LANGUAGES), "en")


_spoken = Language("en", gettext.NullTranslations())


def speak(chosen: Language) -> None:
    """Make `_` speak this language from now on; a process has one interface and so one language."""
    global _spoken
    _spoken = chosen


def spoken() -> Language:
    """Return the language `_` speaks."""
    return _spoken


def tell(words: str) -> str:
    """Return what the match says of itself in the language of the interface; an author's words stay as they are."""
    return _spoken.tell(words)


def _(words: str) -> str:
    """Return the words in the language of the interface; also marks them for the catalogue."""
    return _spoken(words)
