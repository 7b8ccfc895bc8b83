"""Which numbers a screen shows, what each is said to be about, and which numbers the match has for that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from escalation_game.play.counterfactual import compare
from escalation_game.play.over_time import told_values, without_choices
from escalation_game.play.revealed import revealed
from escalation_game.play.seeing import view
from escalation_game.play.wanted import wanted_variable, why_wanted
from escalation_game.play.why import why
from escalation_game.ui.amounts import amount, rounded_noise, short_amount
from escalation_game.ui.asking import about
from escalation_game.ui.cards import cost_words, lag_words
from escalation_game.ui.kit import focus

ROLE = "west"
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

#: Numbers that are not numbers of the match, and so have no reason and no source.
EXEMPT = {
    "dates": rf"(\d{{1,2}} )?({_MONTHS}) \d{{4}}|\d{{4}}-\d{{2}}(-\d{{2}})?",
    "turns and how long ago": r"[Tt]urn \d+( of \d+)?|\d+ of \d+ turns played|\d+ (day|week|month|quarter|year)s?\b",
    "how much may be decided": r"[Cc]hoose (up to )?\d+|\d+ left(?! of)",
    "how many there are of something": r"All \d+ variables|and \d+ more|Working out \d+ more|All \d+ that differ|\d+ charts|\d+ futures| · \d+$",
    "how large the graph of causes is, and the names of its loops": r"\d+ variables and \d+ feedback loops|\b[RBM]\d+\b",
    "luck numbers and codes to share": r"[Ll]uck number \d+|Share code [A-Z0-9-]+",
    "keys": r"\bF\d{1,2}\b",
    "where files are": r"(Kept as|Written to) .*",
    "the order of what is chosen": r"^\d$|^\d (?=\D)",
}


def shown(stage) -> Iterator[tuple[str, str, object]]:
    """Yields (words, about, element) for everything that has words; about is its own or that of the nearest around it."""

    def walk(placed, around: str):
        inside = placed.element.about or around
        for words in (placed.element.name, placed.element.value):
            if words:
                yield words, inside, placed.element
        for child in placed.children:
            yield from walk(child, inside)

    yield from walk(focus.scope(stage.root), "")


def numbers(words: str, authored: tuple[str, ...]) -> list[str]:
    """The numbers in some words, but for those that the author wrote as text and those that are exempt."""
    for text in authored:
        words = words.replace(text, " ")
    for pattern in EXEMPT.values():
        words = re.sub(pattern, " ", words)
    return NUMBER.findall(words)


def authored(match) -> tuple[str, ...]:
    """Everything the scenario's author wrote as text and that has a digit in it, the longest first."""

    def strings(part) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            for one in part.values():
                yield from strings(one)
        elif isinstance(part, list | tuple):
            for one in part:
                yield from strings(one)

    file = match.scenario.file.model_dump()
    found = {
        text for text in strings(file) if re.search(r"\d", text) and re.search(r"[A-Za-z]{2,} |[A-Za-z]-?\d", text)
    }
    return tuple(sorted(found, key=len, reverse=True))


def known(match, what: str) -> set[str]:
    """The numbers the match has for what an element is about, as the interface writes them."""
    return {
        number
        for one in what.split()
        for words in _told(match, match.turn, match.chosen(ROLE), one)
        for number in NUMBER.findall(words)
    }


@lru_cache(maxsize=2000)
def _told(match, _turn: int, _chosen: tuple[str, ...], what: str) -> tuple[str, ...]:
    """`_turn` and `_chosen` are what the match changes by; they only serve the cache, here as below."""
    section, _, name = what.partition(":")
    told = {"action": _action, "compared": _compared, "parameter": _parameter}.get(section, _variable)
    return tuple(told(match, name if told is not _variable else what))


def _seen(match):
    return _seen_then(match, match.turn, match.chosen(ROLE))


@lru_cache(maxsize=200)
def _seen_then(match, _turn: int, _chosen: tuple[str, ...]):
    return view(match, ROLE)


@lru_cache(maxsize=50)
def _idle(match, _turn: int):
    """The match had the role never chosen anything."""
    return list(without_choices(match, ROLE))[-1]


@lru_cache(maxsize=500)
def _comparison(match, _now: int, action: str, turn: int):
    return compare(match, ROLE, action, turn)


def variable_of(match, what: str):
    """The variable or objective that is meant, as the View has it."""
    section, _, name = what.partition(":")
    if section == "objective":
        return wanted_variable(match, ROLE, name)
    found = _seen(match).variable(name)
    assert about(found) == what
    return found


def parts_of(match, what: str, turn: int):
    """The match's own account of a change."""
    section, _, name = what.partition(":")
    return why_wanted(match, ROLE, name, turn) if section == "objective" else why(match, ROLE, name, turn)


def _variable(match, what: str) -> Iterator[str]:
    one = variable_of(match, what)
    seen = _seen(match)
    for value in (one.low, one.high):
        if value is not None:
            yield amount(value, one.unit)
            yield amount(value, "")
    idle = _idle(match, match.turn)
    told = [*told_values(match, ROLE, what), *told_values(idle, ROLE, what)]
    changes = [now - before for (now, _), (before, _) in zip(told[1:], told, strict=False)]
    sizes = [part.amount for turn in range(1, match.turn + 1) for part in parts_of(match, what, turn)]
    spent = sum(
        cost.amount for action in seen.actions if action.chosen for cost in action.costs if cost.variable == one.name
    )
    reach = [fact.label for fact in seen.map if fact.kind == "reach" and fact.variable == one.name]
    for value in [*(value for value, _ in told), *changes, *sizes, one.value - spent, spent]:
        yield amount(value, one.unit)
        yield amount(value, "")
        yield short_amount(value, one.unit)
    yield from (rounded_noise(noise * (100 if one.unit == "share" else 1)) for _, noise in told if noise)
    yield from reach
    if match.ending is not None and what.startswith("objective:") and one.name in revealed(match).objectives:
        before, after = revealed(match).objectives[one.name]
        yield from (amount(value, one.unit) for value in (before, after, after - before))


def _action(match, name: str) -> Iterator[str]:
    one = next(action for action in _seen(match).actions if action.name == name)
    step = match.scenario.file.calendar.step
    yield cost_words(one.costs)
    yield lag_words(one.effects, step)
    yield f"{one.used} {len({effect.variable for effect in one.effects}) - 4} {len(match.chosen(ROLE))}"
    for effect in one.effects:
        yield f"{amount(effect.amount or 0.0, effect.unit)} {effect.after} {effect.lasts}"


def _compared(match, name: str) -> Iterator[str]:
    turn, action, kind, variable = name.split(":")
    for one in _comparison(match, match.turn, action, int(turn)).differences:
        if (one.kind, one.name) == (kind, variable):
            yield from (amount(value, one.unit) for value in (one.value, one.other, one.other - one.value))
            yield from (amount(value, "") for value in (one.value, one.other))


def _parameter(match, name: str) -> Iterator[str]:
    file = match.scenario.file
    held = [lens.parameters[name] for lens in file.lenses.values() if name in lens.parameters]
    for one in (file.parameters[name], *held):
        unit = file.parameters[name].unit or ""
        yield from (amount(value, unit) for value in (one.value, one.low, one.high) if value is not None)
