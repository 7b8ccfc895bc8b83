"""Where YAML breaks off, and why: the complaint of a parser as a finding at the place an author has to mend."""

from __future__ import annotations

import re
from typing import Any

import yaml

from escalation_game.scenario.findings import Finding, Place
from escalation_game.scenario.places import Places, Spot
from escalation_game.scenario.yaml_words import in_plain_words

_ODD_INDENTATION = re.compile("[ \t]*[\xa0\u2000-\u200b\u202f\u205f\u3000]")
_CURLY = re.compile("(?:^|[:,\\[{-]) *([“”„‘’«»])")
_LOOK_BACK = 2  # lines: a line whose indentation is not seen becomes a part of what stands above it

#: Complaints about what follows a text in quotes that ended too early.
_AFTER_QUOTES = ("did not find expected key", "document start", "expected '-' indicator")


def broken(places: Places, error: yaml.MarkedYAMLError, quoted: Any) -> Finding:
    """A finding for a parser's error; `quoted` is the event of the latest text in quotes, if there was one."""
    place = at_mark(places, error.problem_mark or error.context_mark)
    problem = str(error.problem)
    known = _odd_spaces(places, place) or _ended_early(places, problem, place, quoted)
    if known is not None:
        return known
    words = in_plain_words(problem, str(error.context), place.excerpt[place.column - 1 : place.column])
    hint = words.hint
    if (curly := _CURLY.search(place.excerpt)) is not None:
        hint = f"{curly[1]} is no quote of YAML: write straight ones, \" or '"
    if not words.at_the_start or error.context_mark is None:
        return Finding(words.code, words.message, place, hint)
    begins = at_mark(places, error.context_mark)
    related = (("noticed here", place),) if begins.line != place.line else ()
    return Finding(words.code, words.message, begins, hint, related)


def at_mark(places: Places, mark: yaml.Mark | None) -> Place:
    """The place of a parser's mark, which may stand past the end of the text."""
    if mark is None:
        return places.spot(Spot(0, 0))
    line = min(mark.line, len(places.lines) - 1)
    return places.spot(Spot(line, mark.column if line == mark.line else len(places.lines[line])))


def _odd_spaces(places: Places, place: Place) -> Finding | None:
    """An indentation with spaces that look like spaces and are none."""
    last = place.line - 1
    for number in range(max(0, last - _LOOK_BACK), last + 1):
        if (odd := _ODD_INDENTATION.match(places.lines[number])) is not None:
            message = f"this line is indented with the character U+{ord(odd[0][-1]):04X}, which only looks like a space"
            return Finding("E004", message, places.spot(Spot(number, odd.end() - 1)), "delete it and type spaces")
    return None


def _ended_early(places: Places, problem: str, place: Place, quoted: Any) -> Finding | None:
    """Quotes that close before the text does, or far from where they were opened, when that is where reading breaks off."""
    if quoted is None:
        return None
    opened, closed = at_mark(places, quoted.start_mark), at_mark(places, quoted.end_mark)
    if (closed.line, closed.column) > (place.line, place.column) or closed.line != place.line:
        return None
    if opened.line != closed.line:
        message = f"the quotes opened here close only in line {closed.line}"
        return Finding("E004", message, opened, "close them where the text ends", (("they close here", closed),))
    if not any(part in problem for part in _AFTER_QUOTES):
        return None
    hint = 'a text with an apostrophe stands in double quotes, "like Moscow\'s", one with double quotes in single ones'
    return Finding("E004", "the quotes end here, but the text goes on", closed, hint)
