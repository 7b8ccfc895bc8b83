"""The causes screen by keyboard and by mouse: what it shows is what the match's own map of causes says."""

from __future__ import annotations

import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.play.causes import causes
from escalation_game.play.seeing import view
from escalation_game.ui.influences import itself_words, lately_words, loop_round, sentence, strength_level, ways_told
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.links import LinksForm
from escalation_game.ui.screens.causes import CausesScreen
from escalation_game.ui.session import Session
from escalation_game.ui.settings import Settings, adopt

SIZE = (1280, 800)


@pytest.fixture(scope="module")
def match():
    """kursk-2024 after two turns."""
    match = new_match("kursk-2024", seed=7, lens="article")
    match.choose("west", ["lift_for_kursk", "warn_moscow"])
    match.end_turn()
    match.end_turn()
    return match


class Shown(Pilot):
    """The screen alone: what was asked of Why, and whether it was left."""

    def __init__(self, match, name: str, settings: Settings, size: tuple[int, int]) -> None:
        adopt(settings)
        self.asked: list[str] = []
        self.left = 0

        def leave() -> None:
            self.left += 1

        def build(stage):
            return CausesScreen(stage, Session(match, "west"), name, self.asked.append, leave)

        super().__init__(build, size, settings.look())

    def nodes(self, side: int) -> list[str]:
        return self.keyed(f"node:{side}:")

    def keyed(self, start: str) -> list[str]:
        return [one.element.key.removeprefix(start) for one in self.all() if one.element.key.startswith(start)]

    @property
    def lines(self):
        forms = (placed.element.form for placed in self.stage.root.walk())
        return next(form.lines for form in forms if isinstance(form, LinksForm))


@pytest.fixture
def show(match):
    """Shows the screen around a variable."""

    def shown(name: str, settings: Settings | None = None, size: tuple[int, int] = SIZE, of=None) -> Shown:
        return Shown(of or match, name, settings or Settings(), size)

    yield shown
    adopt(Settings())


def test_from_the_room_the_menu_and_why(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter", "c")
    assert table.shown == "Causes"
    assert table.screen.name == "political_capital"  # the first of those watched
    table.press("escape")
    assert table.shown == "Room"
    table.press("1")
    while table.focused.key != "gauge:tension":
        table.press("down")
    table.press("c")
    assert table.screen.name == "tension"
    table.press("c")
    assert table.shown == "Room"
    table.press("escape")
    table.click("causes")
    assert table.shown == "Causes"
    table.click("why")
    assert table.shown == "Why"
    table.click("causes")
    assert table.shown == "Causes"
    table.click("back")
    assert table.shown == "Why"


def test_it_shows_what_moves_the_variable_and_what_it_moves(match, show) -> None:
    seen = causes(match, "west")
    for name in ("russian_manpower", "claimed_losses_per_day", "kursk_held_km2"):
        table = show(name)
        assert table.nodes(-1) == [one.source for one in seen.moving(name)]
        assert table.nodes(0) == [name]
        assert table.nodes(1) == [one.target for one in seen.moved_by(name)]
        assert table.keyed("loop:") == [loop.name for loop in seen.loops_of(name)]


def test_what_did_little_is_counted_and_told_in_words(match, show) -> None:
    seen, table = causes(match, "west"), show("tension")
    drawn = table.nodes(-1)
    assert drawn == [one.source for one in seen.moving("tension")[: len(drawn)]]
    assert table.find(key="more:-1").name == f"and {len(seen.moving('tension')) - len(drawn)} more"
    table.click("more:-1")
    assert table.keyed("moving:") == [one.source for one in seen.moving("tension")]


def test_the_focus_isolates_and_tells(match, show) -> None:
    seen, table = causes(match, "west"), show("russian_manpower")
    one = seen.influence("recruits_per_month", "russian_manpower")
    assert sentence(seen, one) not in table.texts()
    while table.focused is None or table.focused.key != "node:-1:recruits_per_month":
        table.press("tab")
    told = table.texts()
    assert sentence(seen, one) in told
    assert lately_words(seen, one) in told
    target = view(match, "west").variable("russian_manpower")
    for said, moved in ways_told(seen, one, target, "month"):
        assert any(said in words and moved in words for words in told)
    assert {line.start for line in table.lines if not line.faded} == {"node:-1:recruits_per_month"}
    table.press("enter")
    assert table.nodes(0) == ["recruits_per_month"]
    assert table.focused.key == "node:0:recruits_per_month"
    table.press("enter", "w")
    assert table.asked == ["recruits_per_month"] * 2
    table.press("escape")
    assert table.nodes(0) == ["russian_manpower"]  # the way one came
    assert not table.left
    table.press("escape")
    assert table.left


def test_the_pointer_isolates_too(show) -> None:
    table = show("russian_manpower")
    assert not any(line.faded for line in table.lines)
    table.hover("node:-1:permanent_losses")
    assert {line.start for line in table.lines if not line.faded} == {"node:-1:permanent_losses"}
    table.click("node:-1:permanent_losses")
    assert table.nodes(0) == ["permanent_losses"]
    table.click("back")
    assert table.nodes(0) == ["russian_manpower"]


def test_the_arrows_walk_the_drawing(show) -> None:
    table = show("claimed_losses_per_day")
    while table.focused is None or not table.focused.key.startswith("node:-1:"):
        table.press("tab")
    causes_ = table.nodes(-1)
    table.press("down")
    assert table.focused.key == f"node:-1:{causes_[1]}"
    while table.focused.key != "node:0:claimed_losses_per_day":
        table.press("tab")
    table.press("right")
    assert table.focused.key.startswith("node:1:")
    table.press("left")
    assert table.focused.key == "node:0:claimed_losses_per_day"


def test_lines_have_sign_strength_and_delay(match, show) -> None:
    seen, table = causes(match, "west"), show("tension")
    for line in table.lines:
        source, target = line.start.split(":")[2], line.end.split(":")[2]
        one = seen.influence(source, target)
        assert (line.polarity, line.strength, line.late) == (one.polarity, one.strength, bool(one.delay))
        words = table.find(key=line.start if line.mark == "start" else line.end).value
        assert words.startswith({"+": "+", "-": "−", "±": "±"}[one.polarity])
        level = strength_level(one.strength)
        assert ("strong" in words, "clear" in words, "slight" in words) == (level == 3, level == 2, level == 1)


def test_two_steps(match, show) -> None:
    seen, table = causes(match, "west"), show("russian_manpower")
    table.click("far")
    near = {one.source for one in seen.moving("russian_manpower")}
    far = {two.source for one in near for two in seen.moving(one)} - near - {"russian_manpower"}
    assert set(table.nodes(-2)) == far
    assert audit(table.stage) == []


def test_all_variables_and_a_loop(match, show) -> None:
    seen, table = causes(match, "west"), show("tension")
    table.press("a")
    shown = set(table.keyed("node:"))
    assert shown == {name for names in seen.overview(5) for name in names}
    assert len(shown) > 50
    assert all(line.faded for line in table.lines)
    loop = seen.loops[0]
    table.click(f"loop:{loop.name}")
    bright = {(line.start, line.end) for line in table.lines if not line.faded}
    assert bright == {(f"node:{one}", f"node:{other}") for one, other in loop.steps}
    assert loop_round(seen, loop) in table.texts()
    table.click(f"loop:{loop.name}")
    assert all(line.faded for line in table.lines)
    table.hover("node:tension")
    bright = [line for line in table.lines if not line.faded]
    assert bright
    assert all("node:tension" in (line.start, line.end) for line in bright)
    table.click("node:tension")
    assert table.nodes(0) == ["tension"]


def test_everything_can_be_read_in_words(match, show) -> None:
    seen, table = causes(match, "west"), show("domestic_strain")
    table.press("m")
    told = table.texts()
    for one in (*seen.moving("domestic_strain"), *seen.moved_by("domestic_strain")):
        assert sentence(seen, one) in told
    for loop in seen.loops_of("domestic_strain"):
        assert loop_round(seen, loop) in told
    assert itself_words(seen, "domestic_strain") in told
    table.press("a")
    assert sorted(table.keyed("go:")) == sorted(one.name for one in view(match, "west").variables)
    told = " ".join(table.texts())
    file = match.scenario.file
    hidden = [entry.title for name, entry in {**file.stocks, **file.derived}.items() if name not in seen.nodes]
    assert hidden
    assert not any(title in told for title in hidden)
    table.click("go:tension")
    assert any("Lift the limit for Kursk" in words for words in table.texts())


def test_an_action_in_the_middle(show) -> None:
    table = show("tension")
    table.click("node:-1:warn_moscow")
    assert table.nodes(0) == ["warn_moscow"]
    assert "tension" in table.nodes(1)
    assert table.focused.key == "node:0:warn_moscow"
    assert audit(table.stage) == []
    table.press("w")
    assert table.asked == []  # there is no number to ask about


def test_before_the_first_turn(show) -> None:
    table = show("political_capital", of=new_match("kursk-2024", seed=1))
    assert table.lines
    assert all(line.strength == 0 for line in table.lines)
    assert audit(table.stage) == []


@pytest.mark.parametrize("size", [SIZE, (800, 520)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_around_the_busiest(show, size, scale) -> None:
    for name in ("tension", "credibility"):
        table = show(name, Settings(scale=scale, language="xx-long"), size)
        for key in ("", "m", "a"):
            table.press(*key)
            assert audit(table.stage) == [], (name, key)
