"""`play --code` and the command `code`: the same match anywhere, and what is said where that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.play.record import read_record
from escalation_game.play.sharing import share_code
from escalation_game.scenario.load import load

from .conftest import HARBOUR, Run


def test_a_code_begins_the_same_match(run: Run, tmp_path: Path) -> None:
    match = Match(load("first-steps"), 4711, "baseline", length=2)
    code, record = share_code(match), tmp_path / "record.json"
    told = run("play", "--code", code.lower(), "--text", "--record", str(record), lines="skip\ncode\nquit\n")
    assert told.code == 0
    assert f"Share code: {code}" in told.text
    kept = read_record(record)
    assert (kept.scenario, kept.seed, kept.lens, kept.length) == ("first-steps", 4711, "baseline", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("kursk-2024", "--code", "x"), "leave those out"),
        (("--code", "x", "--seed", "1"), "leave those out"),
        (("--code", "ABCDE"), "15 characters or a few more"),
        (("--code", share_code(Match(load(HARBOUR), 3))), "not installed here"),
    ],
)
def test_a_code_that_leads_nowhere_is_told(run: Run, arguments: tuple[str, ...], message: str) -> None:
    outcome = run("play", "--text", *arguments)
    assert outcome.code == 2
    assert message in " ".join(outcome.err.split())


def test_changed_assumptions_have_no_code(run: Run, tmp_path: Path) -> None:
    name = next(iter(load("first-steps").file.parameters))
    value = load("first-steps").file.parameters[name].value
    told = run(
        "play", "first-steps", "--text", "--set", f"{name}={value}", "--record", str(tmp_path / "r.json"),
        lines="skip\ncode\nquit\n",
    )  # fmt: skip
    assert told.code == 0
    assert "There is no code: some assumptions were changed" in told.text
