"""Everything by keyboard alone."""

import pytest
from demo_screen import DemoScreen
from small_screens import Buttons, Controls, LongList

from escalation_game.ui.kit import Look, Screen, column, text
from escalation_game.ui.kit import focus as focus_of
from escalation_game.ui.kit.pilot import Pilot


def test_tab_goes_round_in_the_order_of_the_tree():
    pilot = Pilot(Buttons)
    names = []
    for _ in range(5):
        pilot.press("tab")
        names.append(pilot.focused.name)
    assert names == ["First", "Middle", "Ask", "Barred", "First"]
    pilot.press("shift+tab")
    assert pilot.focused.name == "Barred"


@pytest.mark.parametrize("screen", [Buttons, Controls, LongList, DemoScreen])
def test_tab_reaches_everything_and_comes_back(screen):
    pilot = Pilot(screen)
    stops = [placed.identity for placed in focus_of.stops(pilot.stage.root)]
    reached = []
    for _ in stops:
        pilot.press("tab")
        reached.append(pilot.stage.focused.identity)
        assert pilot.stage.focused.seen, "what has the focus can be seen"
    assert reached == stops
    pilot.press("tab")
    assert pilot.stage.focused.identity == stops[0]


@pytest.mark.parametrize("key", ["enter", "space"])
def test_enter_and_space_activate(key):
    pilot = Pilot(Buttons)
    pilot.press("tab", key)
    assert pilot.screen.noted == ["first"]


def test_focus_stays_with_its_element_when_the_tree_is_rebuilt():
    pilot = Pilot(Buttons)
    pilot.press("tab", "tab", "tab")
    pilot.screen.middle = False
    pilot.press("f5")
    pilot.resize((900, 600))
    assert pilot.focused.name == "Ask"


def test_focus_goes_to_the_next_when_its_element_is_gone():
    pilot = Pilot(Buttons)
    pilot.press("tab", "tab", "enter")
    assert pilot.focused.name == "Ask"


def test_a_dialog_takes_the_focus_keeps_it_and_gives_it_back():
    pilot = Pilot(Buttons)
    pilot.press("tab", "tab", "tab", "enter")
    assert pilot.focused.name == "Yes"
    pilot.press("tab", "tab")
    assert pilot.focused.name == "Yes"
    pilot.press("escape")
    assert pilot.screen.noted == ["answered"]
    assert pilot.focused.name == "Ask"


def test_keys_of_the_screen_do_not_pass_through_a_dialog():
    pilot = Pilot(Buttons)
    pilot.screen.asking = True
    pilot.stage.stale = True
    pilot.press("b")
    assert pilot.screen.noted == []


def test_a_barred_button_says_why_instead():
    pilot = Pilot(Buttons)
    pilot.press("shift+tab", "enter")
    assert pilot.screen.noted == []
    assert "Nothing is left to spend." in pilot.texts()


@pytest.mark.parametrize("key", ["f1", "?"])
def test_details_are_shown_by_key_and_hidden_again(key):
    pilot = Pilot(Buttons)
    pilot.press("tab", key)
    assert "It comes first." in pilot.texts()
    pilot.press(key)
    assert "It comes first." not in pilot.texts()
    pilot.press(key, "escape")
    assert "It comes first." not in pilot.texts()
    assert pilot.screen.noted == []


def test_other_keys_reach_the_screen_unless_used():
    pilot = Pilot(Buttons)
    pilot.press("tab", "enter", "b", "ctrl+s")
    assert pilot.screen.noted == ["first", "key b", "key ctrl+s"]


def test_escape_goes_back_to_a_screen_as_it_was_left():
    pilot = Pilot(Buttons)
    first = pilot.screen
    pilot.press("tab", "tab")
    second = Controls(pilot.stage)
    pilot.stage.navigation.push(second)
    pilot.press("tab", "escape")
    assert pilot.screen is first
    assert second.closed
    assert pilot.focused.name == "Middle"
    pilot.press("escape")
    assert pilot.screen is first


def test_arrows_move_inside_tabs_and_lists_only():
    pilot = Pilot(Controls)
    pilot.press("tab", "right", "right", "right")
    assert pilot.focused.name == "Three"
    pilot.press("enter")
    assert pilot.screen.tab == 2
    pilot.press("home")
    assert pilot.focused.name == "One"
    pilot.click("Save 0")
    pilot.press("down", "down", "down")
    assert pilot.focused.name == "Save 2"
    pilot.press("up", "enter")
    assert pilot.screen.noted == ["save 0", "save 1"]


def test_arrows_are_mirrored_with_the_layout():
    pilot = Pilot(Controls, look=Look(direction="rtl"))
    pilot.press("tab", "left")
    assert pilot.focused.name == "Two"


def test_a_slider_steps():
    pilot = Pilot(Controls)
    pilot.click("Volume")
    pilot.screen.share = 0.5
    pilot.press("right", "up", "left")
    assert pilot.screen.share == pytest.approx(0.55)
    pilot.press("end")
    assert pilot.screen.share == 1
    assert pilot.find(role="slider").value == "100%"


def test_text_is_typed_into_a_text_box():
    pilot = Pilot(Controls)
    pilot.click("Name")
    pilot.press("backspace", "g")
    pilot.type("é!")
    pilot.press("enter")
    assert pilot.screen.words == "Spriné!"
    assert pilot.screen.noted[-1] == "named"


def test_what_has_the_focus_is_scrolled_into_view():
    pilot = Pilot(LongList, (800, 520))
    pilot.press(*["tab"] * 30)
    seen = pilot.stage.focused
    assert seen.element.name == "Item 29"
    assert seen.seen == seen.rect
    pilot.press(*["up"] * 29)
    assert pilot.stage.focused.element.name == "Item 0"
    assert pilot.stage.focused.seen == pilot.stage.focused.rect


def test_keys_scroll_what_has_no_controls():
    class Story(Screen):
        def describe(self):
            return column(*[text(f"line {n}") for n in range(100)])

    pilot = Pilot(lambda _: Story(), (800, 520))
    pilot.press("end")
    last = pilot.all(name="line 99")[0]
    assert last.seen == last.rect
    pilot.press("home", "pagedown", "up")
    assert not pilot.all(name="line 0")[0].seen


def test_a_voice_can_say_all_that_matters():
    pilot = Pilot(Buttons)
    assert list(pilot.spoken()) == [
        "First, button, It comes first.",
        "Middle, button",
        "Ask, button",
        "Barred, button, Nothing is left to spend.",
    ]
