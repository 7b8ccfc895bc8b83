"""What a fixed plan comes to, kept on disk: it changes only together with the rules, and then the difference is written beside it."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.play.plan import Plan, PlannedTurn, play_plan
from escalation_game.play.referee import account
from escalation_game.play.whole_files import as_json
from escalation_game.scenario import load

FOLDER = Path(__file__).parent / "records"
PLAN = Plan(
    (
        PlannedTurn({"west": ("lift_for_kursk", "interdict_deliveries")}),
        PlannedTurn({"west": ("send_missiles",)}, events={"martial_law_in_seoul": True}),
        PlannedTurn({"west": ("fund_shells", "warn_moscow")}, injects=("new_missile_over_dnipro",)),
        PlannedTurn({"west": ("tighten_sanctions",), "russia": ("raise_bonuses",)}),
    ),
    "doctrine",
)


@pytest.mark.parametrize("lens", ["article", "escalation"])
def test_the_account_of_a_fixed_plan(lens: str) -> None:
    match = Match(load("kursk-2024"), 7, lens)
    told = as_json(account(match, play_plan(match, PLAN)))
    kept = FOLDER / f"kursk-2024-{lens}.json"
    if not kept.exists():
        kept.write_text(told, "utf-8")
        pytest.fail(f"{kept.name} was not there; it has been written, look at it and commit it")
    expected = kept.read_text("utf-8")
    if told != expected:
        difference = "\n".join(
            difflib.unified_diff(expected.splitlines(), told.splitlines(), "kept", "now", lineterm="", n=1)
        )
        kept.with_suffix(".diff").write_text(difference, "utf-8")
    assert told == expected, (
        f"see {kept.with_suffix('.diff').name}; delete {kept.name} and run again if the rules were meant to change"
    )
