"""What is expected of one match, as it is read from the file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from escalation_game.authoring.checks import Amount, Expectation, Holds, Refused, Told
from escalation_game.authoring.entries import Entry
from escalation_game.authoring.formulas import ENDING, Language, Statement
from escalation_game.scenario.findings import Finding
from escalation_game.scenario.formula import FormulaError
from escalation_game.scenario.schema import ScenarioFile

EXACT = 1e-9  #: relative: what is left when a number is written with all its digits
_BOUNDS = ("is", "tolerance", "at_least", "at_most", "rises_against", "falls_against")


def expectations_of(entry: Entry, file: ScenarioFile, language: Language) -> list[Expectation]:
    """What `expect:` says, moment by moment."""
    return [one for moment in entry.one_or_more() for one in _moment(moment, file, language)]


def _moment(entry: Entry, file: ScenarioFile, language: Language) -> Iterator[Expectation]:
    entries = entry.table(("after", "values", "switches", "that", "ending", "refused", "headlines"))
    after = entries["after"].whole(0, language.turns) if "after" in entries else None
    turn = language.turns if after is None else after
    for text, one in entries["values"].named().items() if "values" in entries else ():
        yield from _value(text, one, turn, language)
    for name, one in entries["switches"].of_known("switch", file.switches).items() if "switches" in entries else ():
        case = one.known(f"case of {name}", file.switches[name].cases)
        yield from _holding(f"{name} is {case}", one, turn, language) if case else ()
    for one in entries["that"].one_or_more() if "that" in entries else ():
        yield from _holding(one.text(), one, turn, language)
    if "ending" in entries and (ending := entries["ending"].known("ending", file.endings)):
        yield from _holding(f"{ENDING} is {ending}", entries["ending"], turn, language)
    for name, one in entries["refused"].of_known("action", file.actions).items() if "refused" in entries else ():
        yield Refused(name, one.text(), after, one.place)
    for one in entries["headlines"].one_or_more() if "headlines" in entries else ():
        yield Told(one.text(), after, one.place)


def _value(text: str, entry: Entry, turn: int, language: Language) -> Iterator[Expectation]:
    """A number; how it lies; or which way it moves."""
    if entry.content in ("rises", "falls"):
        _named(text, entry, language)
        sign = ">" if entry.content == "rises" else "<"
        yield from _holding(f"{text} {sign} {text}_at_start", entry, turn, language)
        return
    if not isinstance(entry.content, dict):
        yield from _amounts(text, entry, {"is": entry}, turn, language)
        return
    entries = entry.table(_BOUNDS)
    if not entries:
        hint = "such as `{at_least: 3}`, `{is: 3, tolerance: 0.1}` or `rises`"
        entry.lacks(entries, "nothing is said of this value", hint)
    for key, sign in (("rises_against", ">"), ("falls_against", "<")):
        if key in entries:
            _named(text, entry, language)
        if key in entries and (plan := entries[key].known("plan", language.plans)):
            yield from _holding(f"{text} {sign} {text}_with_{plan}", entries[key], turn, language)
    yield from _amounts(text, entry, entries, turn, language)


def _named(text: str, entry: Entry, language: Language) -> None:
    """What is compared with itself elsewhere is one name: `a - b_at_start` would be something else than it seems."""
    if text not in language.names:
        entry.tell("E604", f"“{text[:60]}” is not the name of a value", "write it out with `that:`", at_key=True)


def _amounts(
    text: str, entry: Entry, entries: Mapping[str, Entry], turn: int, language: Language
) -> Iterator[Expectation]:
    least = entries["at_least"].number() if "at_least" in entries else -math.inf
    most = entries["at_most"].number() if "at_most" in entries else math.inf
    if "is" in entries:
        exact = entries["is"].number()
        room = entries["tolerance"].number(0.0) if "tolerance" in entries else EXACT * max(1.0, abs(exact))
        least, most = max(least, exact - room), min(most, exact + room)
    elif "tolerance" in entries:
        entries["tolerance"].tell("E607", "a tolerance goes with `is:`", at_key=True)
    if least > most:
        entry.tell("E607", "no number is so large and so small at once")
    statement = meant(text, entry, turn, language)
    if statement is not None and (least, most) != (-math.inf, math.inf):
        yield Amount(statement, least, most, entry.place)


def _holding(text: str, entry: Entry, turn: int, language: Language) -> Iterator[Expectation]:
    statement = meant(text, entry, turn, language)
    if statement is not None:
        yield Holds(statement, entry.place)


def meant(text: str, entry: Entry, turn: int, language: Language) -> Statement | None:
    """The statement of a formula; where something is wrong with it, a finding inside its text, or at the key it is made from."""
    if not text:
        return None
    try:
        return language.statement(text, turn)
    except FormulaError as error:
        places = entry.sheet.places
        own = entry.content == text
        place = places.inside(entry.path, error.offset, error.length) if own else places.at(entry.path, key=True)
        cut = error.code == "E301" and text.count("(") > text.count(")")
        hint = f"{error.hint}; in […] and {{…}} a formula with a comma stands in quotes" if cut else error.hint
        entry.sheet.add(Finding(error.code, error.message, place, hint))
        return None
