"""What holds whatever the scenario: lint answers, says the same each time, and has nothing to say of the scenarios that come with the game."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.lint import running
from escalation_game.authoring.lint.plays import Evidence, gather
from escalation_game.authoring.lint.running import lint, linted
from escalation_game.authoring.lint.subject import Subject
from escalation_game.scenario import ScenarioError, load_text, shipped
from escalation_game.scenario.findings import as_text

from .orchard import ORCHARD, codes_of
from .orchard import linted as linted_fragment

NUMBER = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.%-])")
NAMES = ["apples", "coins", "trust", "harvest", "tree_yield", "days", "turn"]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_there_is_nothing_to_say_of_what_comes_with_the_game(name: str) -> None:
    found = lint(name, plays=200)
    assert [as_text(finding) for finding in found.findings] == []
    assert found.complete


def test_the_same_plays_say_the_same(tmp_path: Path) -> None:
    fragment = "endings:\n  harmony: {title: Harmony, text: All get on., when: trust > 95, priority: 11}\n"
    first, second = linted_fragment(tmp_path, fragment), linted_fragment(tmp_path, fragment)
    assert first.findings == second.findings
    evidence = dict(first.findings[0].evidence)
    assert evidence["plays"] == first.plays
    assert evidence["highest trust"] < 95


def test_a_scenario_that_does_not_hold_together_is_told_as_by_validate(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text(ORCHARD.replace("harvest * days", "harvset * days"), encoding="utf-8")
    assert codes_of(lint(tmp_path)) == ["E303"]


def test_what_is_wrong_with_the_tests_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text(ORCHARD, encoding="utf-8")
    (tmp_path / "tests.yaml").write_text(
        "format: 1\ntests:\n  pears: {expect: {after: 1, values: {pears: {at_least: 1}}}}\n", encoding="utf-8"
    )
    found = lint(tmp_path, plays=100)
    assert [code[:2] for code in codes_of(found)] == ["E3"] or [code[:2] for code in codes_of(found)] == ["E6"]
    assert all(finding.place.file.endswith("tests.yaml") for finding in found.findings)


def test_after_an_interrupt_it_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load_text(ORCHARD.replace("sources:\n", "sources:\n  almanac: {title: A}\n"), "orchard")

    def interrupted(*_: object) -> object:
        evidence = Evidence(plays=7)
        yield evidence
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "gather", interrupted)
    found = linted(Subject(scenario))
    assert (codes_of(found), found.complete, found.plays) == (["L106"], False, 7)


def test_progress_is_told_and_grows() -> None:
    told: list[tuple[str, int, int]] = []
    linted(Subject(load_text(ORCHARD, "orchard")), plays=100, progress=lambda *step: told.append(step))
    assert any(what == "everyone at random" for what, _, _ in told)
    assert all(0 <= done < steps for _, done, steps in told)


def _mutated(seed: int) -> str:
    """The orchard with a few numbers and names changed for others."""
    luck, text = random.Random(seed), ORCHARD
    for _ in range(luck.randint(1, 4)):
        if luck.random() < 0.6:
            spots = list(NUMBER.finditer(text))
            new = str(luck.choice([0, 1, -1, 0.5, 1000, luck.randint(-100, 100)]))
        else:
            spots = [match for name in NAMES for match in re.finditer(rf"\b{name}\b", text)]
            new = luck.choice([*NAMES, "0", "1e300", "(1 / 0.0001)", f"previous({luck.choice(NAMES[:4])}, 1)"])
        spot = luck.choice(spots)
        text = text[: spot.start()] + new + text[spot.end() :]
    return text


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_it_never_falls_over(seed: int) -> None:
    try:
        scenario = load_text(_mutated(seed), "orchard")
    except ScenarioError:
        return
    for finding in linted(Subject(scenario), plays=24).findings:
        assert finding.code in running.codes()
        assert finding.place.line >= 1
        assert all(isinstance(value, float | int) for _, value in finding.evidence)


def test_what_plays_showed_lies_within_the_bounds() -> None:
    subject = Subject(load_text(ORCHARD, "orchard"))
    *_, evidence = gather(subject, 200, 3, lambda *_: None)
    for (kind, name), seen in evidence.values.items():
        bound = subject.bounds.known[kind, name]  # type: ignore[index]
        assert bound.low <= seen.low <= seen.high <= bound.high
