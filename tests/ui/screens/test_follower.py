"""A scenario's file is edited while its match is open: the match goes on by the new rules, or what is wrong stands below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.authoring.starting import begin
from escalation_game.play.catalogue import new_match
from escalation_game.play.record import read_record
from escalation_game.ui.follower import LOOKED, Follower
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.session import begun
from escalation_game.ui.settings import Settings


class Author:
    """Somebody at a table with a scenario's file at hand."""

    def __init__(self, table, folder: Path) -> None:
        self.table, self.file, self.record = table, folder / "drought" / "scenario.yaml", folder / "match.json"
        begin(folder / "drought", "Drought", "A. Teacher")
        self.first = self.file.read_text("utf-8")
        match = new_match(str(self.file), seed=3, lens="baseline")
        table.stage.navigation.replace(table.app.opening(begun(match, self.record), self.file))
        self.look()
        table.press("enter")

    def write(self, *changes: tuple[str, str]) -> None:
        """Save the file as it was at first, with some of it replaced, and give the window time to look."""
        text = self.first
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.file.write_text(text, "utf-8")
        self.look()

    def look(self) -> None:
        for _ in range(3):
            self.table.wait(LOOKED)

    @property
    def said(self) -> str:
        return " ".join(self.table.texts()).replace("\u200b", "")

    @property
    def match(self):
        return self.table.match


@pytest.fixture
def author(open_table, tmp_path) -> Author:
    return Author(open_table(), tmp_path)


RENAMED = ("  ration:\n", "  save_water:\n"), ("chosen(ration)", "chosen(save_water)")
BROKEN = ("bare(lake)", "bare(lak)")


def play_two_turns(author: Author) -> None:
    author.table.click("action:ration")
    author.table.press("e", "enter")
    author.table.click("action:explain")
    author.table.press("e", "enter")


def test_turn_luck_and_choices_are_kept(author: Author) -> None:
    play_two_turns(author)
    author.table.click("action:ration")
    before, focused = author.match, author.table.focused.key
    author.write(("change: {contentment: -8}", "change: {contentment: -20}"))
    now = author.match
    assert now is not before
    assert (now.turn, now.seed, now.lens) == (2, 3, "baseline")
    assert [turn.choices for turn in now.turns] == [turn.choices for turn in before.turns]
    assert [turn.happened for turn in now.turns] == [turn.happened for turn in before.turns]
    assert now.chosen("mayor") == ("ration",)
    assert now.turns[-1].values["contentment"] < before.turns[-1].values["contentment"]
    assert (author.table.shown, author.table.focused.key) == ("Room", focused)
    assert "It is still turn 3, on the same luck, with the same choices." in author.said
    assert "contentment: -20" in read_record(author.record).text
    author.table.press("e")
    assert (author.match.turn, author.table.shown) == (3, "Result")


def test_a_finding_is_shown_in_place_until_it_is_mended(author: Author) -> None:
    play_two_turns(author)
    before = author.match
    author.write(BROKEN)
    line = author.file.read_text("utf-8").split("bare(lak)")[0].count("\n") + 1
    assert author.table.shown == "Room"
    for words in (
        "E303",
        "there is nothing called “lak”",
        f"scenario.yaml:{line}:",
        "propensity: 0.1 * (bare(lak) - 40)",
        "did you mean “lake”?",
    ):
        assert words in author.said
    assert author.match is before
    author.table.click("action:ration")
    author.table.press("e", "enter")
    assert author.match.turn == 3
    assert "E303" in author.said
    author.write(("change: {lake: 10}", "change: {lake: 12}"))
    assert "E303" not in author.said
    assert (author.match.turn, author.table.shown) == (3, "Room")


def test_every_finding_on_a_page_that_follows(author: Author) -> None:
    author.write(BROKEN, ("initial: 60", "initial: 6O"))
    author.table.click("findings")
    assert author.table.shown == "Findings"
    assert "2 findings" in author.said
    assert "did you mean “lake”?" in author.said
    author.write(BROKEN)
    assert "1 finding" in author.said
    author.write()
    assert "no findings" in author.said
    author.table.press("escape")
    assert author.table.shown == "Room"


def test_a_choice_that_is_gone_is_told_and_comes_back_with_it(author: Author) -> None:
    play_two_turns(author)
    author.write(*RENAMED)
    assert "Turn 1: “Ration water” cannot be chosen any more" in author.said
    assert author.match.turns[0].choices["mayor"] == ()
    assert author.match.turn == 2
    assert read_record(author.record).turns[0].choices["mayor"] == ("ration",)
    author.table.click("forget-losses")
    assert "cannot be chosen" not in author.said
    author.write()
    assert [turn.choices["mayor"] for turn in author.match.turns] == [("ration",), ("explain",)]


def test_what_was_played_since_counts(author: Author) -> None:
    play_two_turns(author)
    author.write(*RENAMED)
    author.table.click("action:save_water")
    author.table.press("e", "enter")
    author.write(*RENAMED, ("initial: 60", "initial: 62"))
    assert [turn.choices["mayor"] for turn in author.match.turns] == [(), ("explain",), ("save_water",)]


def test_many_losses_are_listed_on_a_page(author: Author) -> None:
    author.table.click("action:ration")
    author.table.press("e", "enter")
    author.table.click("action:ration")
    author.table.press("e", "enter")
    author.table.click("action:ration")
    author.write(*RENAMED)
    author.table.click("losses")
    assert [f"Turn {turn}: “Ration water”" in author.said for turn in (1, 2, 3)] == [True] * 3


def test_a_file_that_is_gone_and_comes_back(author: Author) -> None:
    author.file.unlink()
    author.look()
    assert "E001" in author.said
    author.write()
    assert "E001" not in author.said
    author.file.write_bytes(b"\xff")
    author.look()
    assert "E003" in author.said
    other = author.file.with_suffix(".tmp")
    other.write_text(author.first.replace("initial: 60", "initial: 61"), "utf-8")
    other.replace(author.file)
    author.look()
    assert "E003" not in author.said
    assert author.match.turn == 0
    assert author.match.scenario.file.stocks["lake"].initial == 61


def test_rules_without_a_first_value_are_a_finding(author: Author) -> None:
    author.write(("value: (town_use", "value: town_use / (bare(lake) - 60) + (town_use"))
    assert "use is not a finite number" in author.said
    assert "town_use / (bare(lake) - 60)" in author.said
    assert author.match.turn == 0


def test_rules_by_which_it_is_over_show_the_ending_and_lead_back(author: Author) -> None:
    play_two_turns(author)
    author.write(("when: lake < 5", "when: lake < 59"))
    assert author.table.shown == "Ending"
    assert "By the new rules the match is over after 1 turn." in author.said
    author.write()
    assert author.table.shown == "Room"
    assert author.match.turn == 2


def test_rules_that_break_on_the_way_go_as_far_as_they_can(author: Author) -> None:
    play_two_turns(author)
    author.write(("value: (town_use", "value: 0 / (turn - 2) + (town_use"))
    assert "The next turn cannot be played by the new rules" in author.said
    assert (author.match.turn, author.table.shown) == (1, "Room")


def test_other_screens_stay_where_they_are(author: Author) -> None:
    play_two_turns(author)
    changed = iter(range(61, 80))
    for keys, shown in (
        (("b",), "Briefing"),
        (("g",), "Charts"),
        (("c",), "Causes"),
        (("escape",), "Menu"),
        (("escape", "settings"), "Settings"),
    ):
        author.table.press(keys[0])
        if len(keys) > 1:
            author.table.click(keys[1])
        assert author.table.shown == shown
        author.write(("initial: 60", f"initial: {next(changed)}"))
        assert author.table.shown == shown
        author.table.press("escape")
        if shown == "Settings":
            author.table.press("escape")
        assert author.table.shown == "Room"
    author.table.app.desk.open_why("lake")
    author.write(("initial: 60", "initial: 81"))
    assert author.table.shown == "Why"
    author.table.press("escape", "p")
    assert author.table.shown == "Assumptions"
    author.write(("initial: 60", "initial: 82"))
    assert author.table.shown == "Room"


def test_a_result_and_a_briefing_that_is_still_to_be_read_stay(author: Author) -> None:
    author.table.click("action:ration")
    author.table.press("e")
    author.write(("initial: 60", "initial: 70"))
    assert author.table.shown == "Result"
    author.table.press("enter")
    assert author.table.shown == "Room"


def test_whoever_decides_next_still_does(open_table, tmp_path) -> None:
    table = open_table()
    author = Author(table, tmp_path)
    match = new_match(str(author.file), seed=3, lens="baseline", seats={"mayor": "you", "farmers": "you"})
    table.stage.navigation.replace(table.app.opening(begun(match, author.record), author.file))
    author.look()
    table.press("enter", "enter")
    first = table.app.desk.session.role
    table.press("e")
    second = table.app.desk.session.role
    assert {first, second} == {"mayor", "farmers"}
    author.write(("initial: 60", "initial: 66"))
    assert (table.shown, table.app.desk.session.role) == ("HandOver", second)
    table.press("enter")
    author.write(("initial: 60", "initial: 67"))
    assert (table.shown, table.app.desk.session.role, author.match.turn) == ("Room", second, 0)
    table.press("e")
    assert (author.match.turn, table.app.desk.session.role) == (1, first)


def test_on_a_projector_nothing_of_the_file_is_shown(author: Author) -> None:
    author.table.press("f5")
    author.write(BROKEN)
    assert "E303" not in author.said
    author.table.press("f5")
    assert "E303" in author.said
    author.write()


def test_nothing_follows_once_the_match_is_left(author: Author) -> None:
    assert isinstance(author.table.stage.companion, Follower)
    author.table.press("escape")
    author.table.click("title")
    assert author.table.stage.companion is None
    assert author.table.shown == "Title"


@pytest.mark.parametrize(
    ("size", "scale", "language"), [((800, 520), 2.0, "xx-long"), ((800, 520), 1.0, "xx-rtl"), ((1280, 800), 1.0, "en")]
)
def test_nothing_is_cut_below_a_match(open_table, tmp_path, size, scale, language) -> None:
    author = Author(open_table(Settings(scale=scale, language=language), size), tmp_path)
    author.table.click("action:ration")
    author.write(BROKEN, ("initial: 60", "initial: 6O"))
    assert audit(author.table.stage) == []
    author.table.click("findings")
    assert audit(author.table.stage) == []
    author.table.press("escape")
    author.write(*RENAMED)
    assert audit(author.table.stage) == []
