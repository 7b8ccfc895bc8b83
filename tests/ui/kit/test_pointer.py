"""Everything by mouse alone, without dragging."""

import pytest
from demo_screen import DemoScreen
from small_screens import Buttons, Controls, LongList, Picture

from escalation_game.ui.kit.dispatch import dispatch
from escalation_game.ui.kit.events import PointerMoved, PointerPressed, PointerReleased
from escalation_game.ui.kit.pilot import Pilot


def _middle(pilot, name):
    return pilot.all(name=name)[0].rect.center


def test_a_click_activates_on_release_inside():
    pilot = Pilot(Buttons)
    pilot.click("First")
    assert pilot.screen.noted == ["first"]
    assert pilot.focused.name == "First"


@pytest.mark.parametrize("elsewhere", ["plain words", "Ask"])
def test_a_click_released_elsewhere_does_nothing(elsewhere):
    pilot = Pilot(Buttons)
    dispatch(pilot.stage, PointerPressed(_middle(pilot, "First")))
    dispatch(pilot.stage, PointerReleased(_middle(pilot, elsewhere)))
    assert not pilot.screen.asking
    assert pilot.screen.noted == []


def test_details_show_after_resting_and_go_when_the_pointer_does():
    pilot = Pilot(Buttons)
    pilot.hover("First", seconds=0.1)
    assert "It comes first." not in pilot.texts()
    assert 0 < pilot.stage.pause < 0.5
    pilot.wait(0.5)
    assert "It comes first." in pilot.texts()
    dispatch(pilot.stage, PointerMoved(None))
    assert "It comes first." not in pilot.texts()
    assert pilot.stage.pause is None


def test_what_lies_behind_a_dialog_cannot_be_clicked():
    pilot = Pilot(Buttons)
    at = _middle(pilot, "First")
    pilot.click("Ask")
    dispatch(pilot.stage, PointerPressed(at))
    dispatch(pilot.stage, PointerReleased(at))
    assert pilot.screen.noted == []
    pilot.click("No")
    assert pilot.screen.noted == ["answered"]


def test_the_wheel_scrolls_the_area_under_the_pointer_and_stops_at_its_ends():
    pilot = Pilot(LongList, (800, 520))
    pilot.wheel("Item 0", -3)
    assert not pilot.all(name="Item 0")[0].seen
    pilot.wheel("items", 100)
    first = pilot.all(name="Item 0")[0]
    assert first.seen == first.rect
    pilot.wheel("items", -1000)
    last = pilot.all(name="Item 39")[0]
    assert last.seen == last.rect


def test_a_click_on_a_slider_sets_it():
    pilot = Pilot(Controls)
    track = pilot.all(role="slider")[0].rect
    at = (track.x + track.w * 3 // 4, track.centery)
    dispatch(pilot.stage, PointerPressed(at))
    dispatch(pilot.stage, PointerReleased(at))
    assert pilot.screen.share == pytest.approx(0.75, abs=0.01)


def test_a_click_into_a_text_box_only_gives_it_the_focus():
    pilot = Pilot(Controls)
    pilot.click("Name")
    assert pilot.focused.role == "textbox"
    assert pilot.screen.noted == []


def test_a_link_inside_a_card_is_hit_before_the_card_and_a_little_around_itself():
    pilot = Pilot(Controls)
    link = pilot.all(role="link")[0].rect
    for at in (link.center, (link.centerx, link.centery + 11)):
        dispatch(pilot.stage, PointerPressed(at))
        dispatch(pilot.stage, PointerReleased(at))
    pilot.click("A card")
    assert pilot.screen.noted == ["why", "why", "card"]


def test_regions_of_any_shape_are_picked():
    pilot = Pilot(Picture)
    area = pilot.all(name="Halves")[0].rect
    for x in (area.x + 5, area.right - 5):
        dispatch(pilot.stage, PointerPressed((x, area.centery)))
        dispatch(pilot.stage, PointerReleased((x, area.centery)))
    assert pilot.screen.noted == ["left", "right"]


def test_a_turn_of_the_demonstration():
    pilot = Pilot(DemoScreen)
    pilot.click("Bring a neighbour in")
    pilot.click("end-turn")
    assert "3 of 3" in " ".join(pilot.texts())
    pilot.click("End it")
    assert pilot.find(role="status").name == "Turn 6 begins."
    assert pilot.all(name="turn 6 of 12")
