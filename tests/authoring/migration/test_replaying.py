"""Plays from before, played again: the same rules change nothing, other rules are told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from escalation_game.authoring.migration.replaying import SEEDS, replays
from escalation_game.play.match import Match
from escalation_game.play.record import Record, write_record
from escalation_game.policies.bots import BOTS
from scenario.pond import pond


def recorded() -> Record:
    match = Match(pond(), seed=1)
    while match.ending is None:
        match.choose("village", ["feast"] if match.turn == 0 else [])
        match.end_turn()
    return match.record()


def test_the_same_rules_change_nothing(tmp_path: Path) -> None:
    write_record(recorded(), tmp_path / "one.json")
    done = replays(pond(), pond(), tmp_path)
    assert (done.plays, done.records, done.otherwise, done.unused) == ((len(BOTS) + 1) * SEEDS, 1, (), ())
    assert replays(None, pond(), tmp_path).records == 1


def test_other_rules_are_told_of_in_words(tmp_path: Path) -> None:
    write_record(recorded(), tmp_path / "one.json")
    hungry = pond("rules:\n  hunger: {title: Hunger, change: {fish: -9}}\n")
    done = replays(pond(), hungry, tmp_path)
    assert len(done.otherwise) == done.plays + done.records == done.endings_changed
    one = done.otherwise[-1]
    assert (one.play, one.was, one.now) == ("one.json", "Winter", "Hunger")
    assert any("fish was" in difference for difference in one.differences)


def test_a_choice_that_is_gone_is_told_of() -> None:
    other = pond("actions:\n  feast: {role: village, title: Hold a feast, cost: {coins: 100}}\n")
    told = [line for one in replays(pond(), other).otherwise for line in one.differences]
    assert any("village chose feast, now nothing" in line for line in told)


def test_records_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    write_record(replace(recorded(), scenario="lake"), tmp_path / "lake.json")
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    write_record(replace(recorded(), rules_version="x", seed=7), tmp_path / "other.json")
    done = replays(pond(), pond(), tmp_path)
    assert done.records == 0
    assert [Path(one.partition(":")[0]).name for one in done.unused] == ["lake.json", "notes.json", "other.json"]
    assert done.otherwise == ()
