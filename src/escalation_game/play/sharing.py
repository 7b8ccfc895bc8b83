"""Share codes: a scenario, its luck, the world lens and the length of a match in fifteen characters that can be read out loud.

The first six characters are the scenario's mark: two codes of one scenario begin alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from escalation_game.play.code_letters import ALPHABET, SYMBOL_BITS, CodeError, spelled, symbols_of
from escalation_game.play.machines import drawn_lens
from escalation_game.play.match import Match
from escalation_game.play.said import said
from escalation_game.scenario import Scenario, ScenarioError, load, shipped
from escalation_game.scenario.own import own_folder, scenarios_in

_FORMAT, _FORMAT_BITS, _MARK_BITS = 1, 2, 28
_LENS_BITS, _LENGTH_BITS = 3, 4  #: in one group, which a bit that says "more follows" goes before
_SHORT_SEED, _LONG_SEED = 20, 64  #: bits; the seeds that are drawn have at most 20


@dataclass(frozen=True, slots=True)
class Shared:
    """What a code says. `mark` is 28 bits of the scenario's rules version; `lens` the number of the world lens, None for the one the seed draws;
    `length` in turns, None for the whole match.
    """

    mark: int
    seed: int
    lens: int | None
    length: int | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """The match a code is for, here: the scenario's name or path, and what to begin it with. `lens` None: the seed draws it."""

    scenario: str
    seed: int
    lens: str | None
    length: int | None


def share_code(match: Match) -> str:
    """The code of a match. Raises CodeError when it has assumptions of its own: those need the record itself."""
    if match.assumptions:
        raise CodeError(said("some assumptions were changed, and a code cannot hold those; send the record instead"))
    scenario, lenses = match.scenario, match.scenario.game.lenses
    lens = None if match.lens == drawn_lens(scenario, match.seed) else lenses.index(match.lens)
    length = None if match.length == scenario.game.turns else match.length
    return written(Shared(mark_of(scenario), match.seed, lens, length))


def invitation(code: str, sources: Iterable[str] | None = None) -> Invitation:
    """The match a code is for. `sources` are the scenarios to look among: names or paths; without them the shipped ones and the user's own.

    Raises CodeError.
    """
    shared, found = read_code(code), _loaded(_installed() if sources is None else sources)
    source = next((source for source, scenario in found.items() if mark_of(scenario) == shared.mark), None)
    if source is None:
        known = ", ".join(f"{scenario.name} ({mark_words(mark_of(scenario))})" for scenario in found.values())
        raise CodeError(
            said(
                "this code is for a scenario with the mark {mark}, which is not installed here, or only in another version; "
                "ask whoever gave you the code for the scenario as well. Here are: {known}",
                mark=mark_words(shared.mark),
                known=known,
            )
        )
    game = found[source].game
    if (shared.lens or 0) >= len(game.lenses) or (shared.length or 1) > game.turns:
        raise CodeError(said("this code does not fit its scenario; it was made by another program"))
    return Invitation(source, shared.seed, None if shared.lens is None else game.lenses[shared.lens], shared.length)


def written(shared: Shared) -> str:
    """The code in groups of five. Raises ValueError when a number does not fit."""
    bits = _bits(_FORMAT, _FORMAT_BITS) + _bits(shared.mark, _MARK_BITS)
    long = shared.seed >= 2**_SHORT_SEED
    bits += [int(long), *_bits(shared.seed, _LONG_SEED if long else _SHORT_SEED)]
    bits += _grouped(0 if shared.lens is None else shared.lens + 1, _LENS_BITS)
    bits += _grouped(shared.length or 0, _LENGTH_BITS)
    bits += [0] * (-len(bits) % SYMBOL_BITS)
    symbols = [_number(bits[i : i + SYMBOL_BITS]) for i in range(0, len(bits), SYMBOL_BITS)]
    return spelled(symbols)


def read_code(code: str) -> Shared:
    """What a code says, however it is grouped and whichever case it is in. Raises CodeError on a typing mistake."""
    return _parsed(_Reader([bit for symbol in symbols_of(code) for bit in _bits(symbol, SYMBOL_BITS)]))


def mark_of(scenario: Scenario) -> int:
    """28 bits that stand for everything that decides how a scenario plays; its texts do not matter."""
    version = (scenario.authored or scenario).game.rules_version
    return int(version, 16) >> (4 * len(version) - _MARK_BITS)


def mark_words(mark: int) -> str:
    """A scenario's mark as its codes begin with it."""
    bits = _bits(_FORMAT, _FORMAT_BITS) + _bits(mark, _MARK_BITS)
    return "".join(ALPHABET[_number(bits[i : i + SYMBOL_BITS])] for i in range(0, len(bits), SYMBOL_BITS))


# Bits


@dataclass
class _Reader:
    """Takes numbers off a row of bits."""

    bits: list[int]

    def take(self, count: int) -> int:
        if count > len(self.bits):
            raise CodeError(said("this code is not complete"))
        taken, self.bits = self.bits[:count], self.bits[count:]
        return _number(taken)

    def take_grouped(self, count: int) -> int:
        value, more = 0, 1
        while more:
            more = self.take(1)
            value = value << count | self.take(count)
        return value


def _parsed(reader: _Reader) -> Shared:
    if reader.take(_FORMAT_BITS) != _FORMAT:
        raise CodeError(said("this code was made by a newer version of the game"))
    mark = reader.take(_MARK_BITS)
    seed = reader.take(_LONG_SEED if reader.take(1) else _SHORT_SEED)
    lens, length = reader.take_grouped(_LENS_BITS), reader.take_grouped(_LENGTH_BITS)
    if len(reader.bits) >= SYMBOL_BITS or any(reader.bits):
        raise CodeError(said("this is no share code: there is more in it than belongs there"))
    return Shared(mark, seed, lens - 1 if lens else None, length or None)


def _bits(value: int, count: int) -> list[int]:
    if not 0 <= value < 2**count:
        raise ValueError(f"{value} does not fit into {count} bits")
    return [value >> place & 1 for place in reversed(range(count))]


def _grouped(value: int, count: int) -> list[int]:
    """A number in as many groups as it needs, the highest first."""
    groups = [value & (2**count - 1)]
    while value := value >> count:
        groups.insert(0, value & (2**count - 1))
    return [bit for place, group in enumerate(groups, 1) for bit in (int(place < len(groups)), *_bits(group, count))]


def _number(bits: Sequence[int]) -> int:
    value = 0
    for bit in bits:
        value = value << 1 | bit
    return value


# What is installed


def _installed() -> tuple[str, ...]:
    return (*sorted(shipped()), *(str(path) for path in scenarios_in(own_folder()).values()))


def _loaded(sources: Iterable[str]) -> dict[str, Scenario]:
    """The scenarios that can be loaded; a broken one is nobody's."""
    found: dict[str, Scenario] = {}
    for source in sources:
        try:
            found[source] = load(source)
        except ScenarioError:
            continue
    return found
