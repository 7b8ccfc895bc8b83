"""The letters of share codes: an alphabet without look-alikes, and check symbols that notice typing mistakes.

The alphabet is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, and what looks alike is read as what is meant.
The last three characters are check symbols of a shortened Reed-Solomon code over GF(32) of distance four (I. S. Reed and G. Solomon, Polynomial
codes over certain finite fields, 1960): up to three wrong characters, so also two that were swapped, are always noticed, and one can be named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from escalation_game.play.said import Said, said

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOL_BITS = 5  #: each letter stands for
_MEANT = {"O": "0", "I": "1", "L": "1"}
_BETWEEN = " -\u2010\u2011\u2012\u2013\u2014\u2212\t\u00a0"  #: what people put between groups
_GROUP, _CHECKS, _SHORTEST, _LONGEST = 5, 3, 10, 31


class CodeError(ValueError):
    """A code that cannot be made or read, or that nothing here fits; the message says why, and what can be done."""


def spelled(symbols: Sequence[int]) -> str:
    """Numbers from 0 to 31, and the check symbols after them, in groups of five letters."""
    return _letters([*symbols, *_checks(symbols)])


def symbols_of(code: str) -> list[int]:
    """The numbers of a code, however it is grouped and whichever case it is in. Raises CodeError on a typing mistake."""
    symbols = _numbers(code)
    if any(_syndromes(symbols)):
        raise CodeError(_mistaken(symbols))
    return symbols[:-_CHECKS]


def _letters(symbols: Sequence[int]) -> str:
    letters = "".join(ALPHABET[symbol] for symbol in symbols)
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def _numbers(code: str) -> list[int]:
    letters = "".join(_MEANT.get(letter, letter) for letter in code.upper() if letter not in _BETWEEN)
    strange = sorted({letter for letter in letters if letter not in ALPHABET})
    if strange:
        shown = ", ".join(letter if letter.isprintable() else "an unprintable one" for letter in strange[:3])
        raise CodeError(said("a share code has no such character: {letters}", letters=shown))
    if not _SHORTEST <= len(letters) <= _LONGEST:
        raise CodeError(said("a share code has 15 characters or a few more, this has {count}", count=len(letters)))
    return [ALPHABET.index(letter) for letter in letters]


def _mistaken(symbols: list[int]) -> Said:
    """What to say of a code that does not add up. Where one character otherwise makes a whole code, it can only be that."""
    for place in range(len(symbols)):
        for other in range(len(ALPHABET)):
            tried = [*symbols[:place], other, *symbols[place + 1 :]]
            if not any(_syndromes(tried)):
                meant = _letters(tried)
                return said(
                    "there is a typing mistake at character {place}; perhaps the code is {code}",
                    place=place + 1,
                    code=meant,
                )
    return said("there is a typing mistake in this code; compare it with the original")


# The check symbols: a polynomial over GF(32), made by x^5 + x^2 + 1, that has the first three powers of x as roots


def _powers() -> tuple[list[int], Mapping[int, int]]:
    powers, value = list[int](), 1
    for _exponent in range(31):
        powers.append(value)
        value = value << 1 ^ (0b100101 if value & 0b10000 else 0)
    return powers, {power: exponent for exponent, power in enumerate(powers)}


_POWERS, _EXPONENTS = _powers()


def _times(a: int, b: int) -> int:
    return _POWERS[(_EXPONENTS[a] + _EXPONENTS[b]) % 31] if a and b else 0


def _generator() -> list[int]:
    """The product of (x − root) for each root, the highest coefficient (1) first."""
    product = [1]
    for exponent in range(1, _CHECKS + 1):
        shifted = [_times(one, _POWERS[exponent]) for one in product]
        product = [a ^ b for a, b in zip([*product, 0], [0, *shifted], strict=True)]
    return product


_GENERATOR = _generator()


def _checks(symbols: Sequence[int]) -> list[int]:
    """What is left of the symbols, three places higher, divided by the generator."""
    rest = [*symbols, *[0] * _CHECKS]
    for place in range(len(symbols)):
        factor = rest[place]
        for offset, coefficient in enumerate(_GENERATOR):
            rest[place + offset] ^= _times(coefficient, factor)
    return rest[-_CHECKS:]


def _syndromes(symbols: Sequence[int]) -> list[int]:
    """The polynomial at each root: all 0 when no character is wrong."""
    values: list[int] = []
    for exponent in range(1, _CHECKS + 1):
        value = 0
        for symbol in symbols:
            value = _times(value, _POWERS[exponent]) ^ symbol
        values.append(value)
    return values
