"""What screen readers are offered, over every screen: whole, without doubles, with a focus, and with actions that work."""

from __future__ import annotations

import accesskit
from test_every_screen import tour

from escalation_game.ui.kit import focus
from escalation_game.ui.kit.screen_reader import ROOT, Outline, carry_out, node_of


def _assert_whole(nodes) -> None:
    """Every child is there, and every element but the window is the child of exactly one."""
    children = [child for one in nodes.values() for child in one.children]
    assert len(children) == len(set(children))
    assert set(children) == set(nodes) - {ROOT}


def test_the_whole_tour_is_offered(open_table, tmp_path) -> None:
    table = open_table()
    outline = Outline(table.stage, "Escalation Game")
    known = {}
    for name in tour(table, tmp_path):
        changed = outline.refresh()
        nodes, focused = outline.tree
        _assert_whole(nodes)
        assert focused in nodes, name
        known = {number: one for number, one in (known | changed).items() if number in nodes}
        assert known == nodes, name  # what is handed over bit by bit comes to the same
        for placed in focus.stops(focus.scope(table.stage.root)):
            offered = nodes[outline.number(placed.identity)]
            assert offered.name, (name, placed.identity)
            assert "focus" in offered.actions
            assert ("click" in offered.actions) == bool(placed.element.on_activate or placed.element.disabled)
        for number, one in changed.items():
            node = node_of(accesskit, one)
            assert node.children == list(one.children), number


def test_nothing_is_handed_over_when_nothing_has_changed(open_table) -> None:
    table = open_table()
    outline = Outline(table.stage, "Escalation Game")
    assert outline.refresh()
    assert outline.refresh() == {}
    table.press("tab")
    assert outline.refresh() == {}  # the focus is told apart from the elements
    assert outline.tree[1] != ROOT


def _number(outline: Outline, key: str) -> int:
    return outline.number(key)


def test_actions_come_back_to_their_elements(open_table) -> None:
    table = open_table()
    outline = Outline(table.stage, "Escalation Game")
    outline.refresh()
    assert carry_out(table.stage, outline, "click", _number(outline, "settings"))
    assert table.shown == "Settings"
    outline.refresh()
    before = table.app.settings.scale
    assert carry_out(table.stage, outline, "increment", _number(outline, "scale"))
    assert table.app.settings.scale > before
    outline.refresh()
    assert carry_out(table.stage, outline, "focus", _number(outline, "motion"))
    assert table.stage.focused.identity == "motion"
    gone = _number(outline, "motion")
    table.press("escape")
    assert not carry_out(table.stage, outline, "click", gone)
    assert not carry_out(table.stage, outline, "click", 999_999)


def test_states_and_live_words(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    table.click("action:lift_for_kursk")
    table.press("u", "u")
    outline = Outline(table.stage, "Escalation Game")
    outline.refresh()
    cards = {one.name: one for one in outline.tree[0].values() if one.role == "checkbox"}
    assert cards["Lift the limit for Kursk"].state is False
    [notice] = [one for one in outline.tree[0].values() if one.role == "status"]
    assert notice.name == "There is nothing to take back."
    node = node_of(accesskit, notice)
    assert node.live == accesskit.Live.POLITE
    card = node_of(accesskit, cards["Lift the limit for Kursk"])
    assert card.toggled == accesskit.Toggled.FALSE
    assert card.label == "Lift the limit for Kursk"
