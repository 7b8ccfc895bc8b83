"""Every number on every screen of a match is the View's own, can be asked why, and has its source in the file."""

from __future__ import annotations

import math
from collections.abc import Iterator

from numbers_shown import ROLE, authored, known, numbers, parts_of, shown, variable_of
from test_every_screen import tour

from escalation_game.play.seeing import view
from escalation_game.ui.amounts import amount, value_words
from escalation_game.ui.asking import asked as asked_for
from escalation_game.ui.kit import focus

#: Screens that show nothing of a match.
OUTSIDE = {"Title", "NewMatch", "Settings", "Keys", "Help", "Glossary", "Credits", "Kept", "Workshop"}
#: The public view, from which nobody's reasons can be opened.
PUBLIC = {"Projector"}
#: Screens on which a player writes numbers of his own.
EDITED = {"Assumptions", "Anew"}
#: Screens that lay two matches beside each other: half of the numbers are those of another match.
COMPARED = {"Compare", "Branches"}
SECTIONS = {"stock": "stocks", "derived": "derived", "switch": "switches", "objective": "objectives"}


def test_every_number_is_the_views_own_and_leads_to_reasons_that_add_up(open_table, tmp_path) -> None:
    table = open_table()
    strange: list[str] = []
    asked: set[tuple[str, int, str]] = set()
    accounts: set[tuple[str, int]] = set()
    for name in tour(table, tmp_path):
        if table.app.desk is not None and table.shown not in OUTSIDE:
            strange += _strange(table, name)
            _check_gauges(table)
            if table.shown not in PUBLIC | EDITED | COMPARED:
                _ask_everything(table, name, asked, accounts)
    assert strange == [], "\n".join(strange)
    assert {what.partition(":")[0] for what, _turn in accounts} == {"stock", "derived", "objective"}
    assert len(accounts) > 60


def _strange(table, name: str) -> Iterator[str]:
    """Numbers that do not say what they are numbers of, or that the match does not have for that."""
    own_words = authored(table.match)
    for words, what, element in shown(table.stage):
        found = set(numbers(words, own_words))
        if found and not what:
            yield f"{name}: {element.role} {element.key!r} shows {words!r} and does not say what it is about"
        elif found and table.shown not in (EDITED | COMPARED) and (unknown := found - known(table.match, what)):
            yield f"{name}: {sorted(unknown)} in {words!r} is not a number of {what}"


def _check_gauges(table) -> None:
    """Gauges and the callouts of the map begin with what the View tells."""
    for placed in focus.scope(table.stage.root).walk():
        element = placed.element
        if element.key.startswith(("gauge:", "map:")):
            assert element.value.startswith(value_words(variable_of(table.match, element.about))), element.key


def _ask_everything(table, name: str, asked: set[tuple[str, int, str]], accounts: set[tuple[str, int]]) -> None:
    """Asks about everything that has a number on a screen, once in each kind of screen, and looks at each answer once."""
    for what in _variables_on(table):
        way = (table.shown, table.match.turn, what)
        if way in asked or (table.shown == "Why" and table.screen.name == asked_for(what)):
            continue
        asked.add(way)
        before, focused = table.screen, dict(table.stage.navigation.memory.focus)
        _ask(table, what, name)
        assert table.shown == "Why", (name, what)
        if (what, table.match.turn) not in accounts:
            accounts.add((what, table.match.turn))
            _check_account(table, what)
        table.stage.navigation.pop()
        assert table.screen is before
        table.stage.navigation.memory.focus = focused  # the tour goes on as if nobody had asked


def _variables_on(table) -> list[str]:
    """What the numbers on a screen are about, of the variables and objectives; of comparisons what they compare."""
    own_words, found = authored(table.match), {}
    for words, what, _element in shown(table.stage):
        if numbers(words, own_words):
            for one in what.split():
                one = ":".join(one.split(":")[-2:]) if one.startswith("compared:") else one
                if one.partition(":")[0] in SECTIONS:
                    found[one] = True
    return list(found)


def _ask(table, what: str, where: str) -> None:
    """Asks by the way there is: the key of "why" on what has it, else by using what is about it."""
    ways = [
        placed
        for placed in focus.stops(focus.scope(table.stage.root))
        if what in placed.element.about.split() and (placed.element.on_key or placed.element.on_activate)
    ]
    links = [
        link
        for placed in focus.scope(table.stage.root).walk()
        if placed.element.about.endswith(what)
        for link in placed.walk()
        if link.element.role == "link"
    ]
    assert ways or links, f"{where}: nothing leads from {what} to its reasons"
    way = next((one for one in ways if one.element.on_key), (ways + links)[0])
    table.stage.focus_on(way)
    if way.element.on_key:
        table.press("w")
    else:
        table.press("enter")


def _check_account(table, what: str) -> None:
    match, variable = table.match, variable_of(table.match, what)
    rows = [placed.element for placed in table.all() if placed.element.key.startswith("part:")]
    parts = parts_of(match, what, match.turn)
    if variable.kind == "switch":
        assert all(any(part.title in words for words in table.texts()) for part in parts)
    else:
        assert [row.name for row in rows] == [part.title for part in parts]
        told = zip(parts, rows, strict=True)
        assert all(amount(part.amount, variable.unit, signed=True) in row.value for part, row in told)
        total = math.fsum(part.amount for part in parts)
        assert math.isclose(total, variable.change, rel_tol=1e-9, abs_tol=1e-9), what
    section, _, name = what.partition(":")
    file = match.scenario.file
    cited = " ".join(table.texts())
    for source in getattr(file, SECTIONS[section])[name].source:
        assert file.sources[source].title in cited, (what, source)


def test_cards_tell_every_effect_its_reason_and_its_sources(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    file = table.match.scenario.file
    for action in view(table.match, ROLE).actions:
        card = next(placed for placed in table.all() if placed.identity == f"action:{action.name}")
        table.stage.focus_on(card)
        table.press("f1")
        told = " ".join(table.texts())
        assert all(effect.title in told and effect.because in told for effect in action.effects), action.name
        assert all(file.sources[source].title in told for source in file.actions[action.name].source), action.name
        table.press("escape")


def test_a_digit_that_says_nothing_of_itself_is_found() -> None:
    assert numbers("612 thousand soldiers in November 2024", ()) == ["612"]
    assert numbers("Turn 3 of 12 · Luck number 7", ()) == []
    assert numbers("Range 0 to 1,400 km²", ()) == ["0", "1,400"]
    assert numbers("HIMARS 227 rockets and 5", ("HIMARS 227 rockets",)) == ["5"]
