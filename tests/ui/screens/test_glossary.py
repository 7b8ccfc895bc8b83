"""Words explained, from everywhere; and whose work it all is."""

from __future__ import annotations

import importlib.metadata

import pytest

from escalation_game.play.glossary import words_of
from escalation_game.ui.attribution import asset_notices, libraries
from escalation_game.ui.glossary_terms import terms
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.settings import Settings


def said(table) -> str:
    return " ".join(table.texts())


def headings(table) -> list[str]:
    return [placed.element.name.strip() for placed in table.all(role="heading") if placed.element.level == 2]


def all_headings(table) -> list[str]:
    """The words on all pages."""
    while table.all(key="more"):
        table.click("more")
    return headings(table)


def test_every_word_has_its_own_name_and_leads_only_to_words_there_are() -> None:
    every = terms()
    names = [one.name for one in every]
    assert len(set(names)) == len(names) == len({one.title for one in every})
    assert [(one.name, see) for one in every for see in one.see if see not in names or see == one.name] == []
    assert {"stock", "derived", "lens", "ledger", "belief", "fan", "likelihood", "objective", "doctrine"} <= set(names)
    assert all(len(one.text) < 300 for one in every)


def test_f2_opens_the_words_everywhere_and_closes_them(open_table, tmp_path) -> None:
    table = open_table()
    for keys in ((), ("n",), ("escape", "s"), ("escape", "h"), ("escape", "o")):
        table.press(*keys)
        before = table.shown
        table.press("f2")
        assert table.shown == "Glossary"
        table.press("f2")
        assert table.shown == before
    table.begin(tmp_path)
    for keys in ((), ("enter",)):
        table.press(*keys, "f2")
        assert table.shown == "Glossary"
        table.press("f2")


def test_a_few_letters_find_a_word_and_words_lead_to_words(open_table) -> None:
    table = open_table()
    table.press("f2")
    assert table.focused.key == "search"
    table.type("sto")
    assert headings(table)[0] == "Stock"
    table.press("backspace", "backspace", "backspace")
    assert len(headings(table)) < len(terms())
    assert len(all_headings(table)) == len(terms())
    table.press("tab")
    while table.focused.key != "search":
        table.press("tab")
    table.type("qqq")
    assert headings(table) == []
    assert "No word here has these letters" in said(table)
    table.press("enter")
    table.type("belief")
    table.press("tab", "tab")
    while table.focused.role != "link" or table.focused.name != "Future":
        table.press("tab")
    table.press("enter")
    assert headings(table)[0] == "Future"


def test_the_words_of_the_scenario_are_those_of_the_seat(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter", "f2")
    table.click("This scenario")
    assert sorted(all_headings(table)) == sorted(
        f"{one.title}  {_kind(one.kind)}" for one in words_of(table.match, "west")
    )
    table.click("The game")
    assert len(all_headings(table)) == len(terms())


def _kind(kind: str) -> str:
    return {"derived": "derived value", "secret": "hidden"}.get(kind, kind)


def test_between_two_players_only_the_words_of_the_game_are_told(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, seats={"russia": "you"})
    table.press("enter")
    assert table.shown == "HandOver"
    table.press("f2")
    assert not table.all(name="This scenario")


def test_words_in_the_help_lead_to_their_explanation(open_table) -> None:
    table = open_table()
    table.press("h")
    table.click("word:lens")
    assert table.shown == "Glossary"
    assert headings(table)[0] == "Lens"
    table.press("escape")
    table.click("words")
    assert len(all_headings(table)) == len(terms())


def test_the_credits_name_what_is_installed_and_every_notice(open_table) -> None:
    table = open_table()
    table.click("credits")
    told = said(table).replace("\u200b", "")
    for name in ("pygame-ce", "numpy", "pydantic", "PyYAML", "click", "platformdirs"):
        assert f"{name}  {importlib.metadata.version(name)}" in told
    for words in ("LGPL", "IBM Plex", "SIL Open Font License 1.1", "Natural Earth", "Public domain", "CC-BY-4.0"):
        assert words in told
    table.press("escape", "h")
    table.click("credits")
    assert table.shown == "Credits"


def test_every_library_says_its_version_and_licence() -> None:
    every = libraries()
    assert {"Python", "numpy", "pydantic_core"} <= {one.name for one in every}
    assert [one.name for one in every if not one.version or not one.license] == []
    assert len(asset_notices()) >= 4
    assert all(title and words for title, words in asset_notices())


@pytest.mark.parametrize(("size", "scale", "language"), [((800, 520), 2.0, "xx-long"), ((1280, 800), 1.5, "xx-rtl")])
def test_the_words_of_a_match_are_not_cut(open_table, tmp_path, size, scale, language) -> None:
    table = open_table(Settings(scale=scale, language=language), size)
    table.begin(tmp_path)
    table.press("enter", "f2")
    assert audit(table.stage) == []
