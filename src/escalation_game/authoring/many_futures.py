"""Claims held against many futures: the plans a claim compares meet the same luck, future by future."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from escalation_game.authoring.checks import Claim, Given, ScenarioTest
from escalation_game.authoring.courses import Course, worth
from escalation_game.authoring.verdicts import Share, Verdict, settled
from escalation_game.futures.playing import play
from escalation_game.futures.study import Study
from escalation_game.play.machines import machine_of
from escalation_game.play.match import DOCTRINE, YOU
from escalation_game.play.plan import Plan
from escalation_game.policies.bots import BOTS
from escalation_game.scenario.load import Scenario

_MOST_NUMBERS = 16_000_000  # held in memory at once: every turn of so many futures
_AT_ONCE = 1000

#: Told (futures played, futures asked for) after each chunk.
Progress = Callable[[int, int], None]


def claim_verdicts(test: ScenarioTest, scenario: Scenario, given: Given, progress: Progress) -> Iterator[Verdict]:
    """Plays the futures of each claim and says whether the share is as claimed, is not, or lies too close to call."""
    for claim in test.claims:
        share = _share(test, claim, scenario, given, progress)
        expected = f"in {_bounds(claim)} of futures {_where(claim, given)}: {claim.condition.text}"
        yield _verdict(claim, share, expected)


def _share(test: ScenarioTest, claim: Claim, scenario: Scenario, given: Given, progress: Progress) -> Share:
    machine, met, held = machine_of(scenario), 0, 0
    studies = {
        plan: _study(scenario, given, claim, test.plan if plan is None else test.plans[plan])
        for plan in {None, *claim.condition.plans}
    }
    size = max(1, min(_AT_ONCE, _MOST_NUMBERS // (len(machine.layout) * (claim.turns + 1) * len(studies))))
    for first in range(0, claim.futures, size):
        numbers = range(first, min(first + size, claim.futures))
        courses = {
            plan: Course(machine, [state.copy() for state in play(machine, study, numbers)])
            for plan, study in studies.items()
        }
        value = worth(claim.condition, courses.__getitem__)
        kept = ~np.any([course.failed for course in courses.values()], axis=0) & ~np.isnan(value)
        met += int((kept & (value > 0.0)).sum())
        held += int(kept.sum())
        progress(numbers.stop, claim.futures)
    return Share(met, held, claim.futures - held)


def _study(scenario: Scenario, given: Given, claim: Claim, plan: Plan) -> Study:
    """The futures of a claim played by a plan; the seed, the lens and so the luck are the same for every plan."""
    player = next(name for name, role in scenario.file.roles.items() if role.player)
    seats = {role: "nothing" if seat == YOU else seat for role, seat in given.seats.items()}
    policies = {role: BOTS[seat] for role, seat in seats.items() if seat != DOCTRINE}
    lens = claim.lens or given.lens
    return Study(
        scenario.game, given.seed, claim.futures, plan=plan, player=player, policies=policies,
        lenses=(lens,) if lens else (), turns=claim.turns,
    )  # fmt: skip


def _verdict(claim: Claim, share: Share, expected: str) -> Verdict:
    if not share.held:
        came = f"none of {claim.futures:,} futures could be played: a number was none"
        return Verdict("E652", expected, came, claim.place, passed=False, share=share)
    bound = settled(share, claim.least, claim.most)
    if bound is not None:
        enough = share.settled_by(bound)
        more = (
            f"about {enough:,} futures would settle it"
            if enough
            else "it lies on the bound, and no number would settle it"
        )
        return Verdict(
            "E651", expected, f"too close to call: {share.words}; {more}", claim.place, passed=False, share=share
        )
    low = claim.least is None or share.measured >= claim.least
    high = claim.most is None or share.measured <= claim.most
    return Verdict("E650", expected, share.words, claim.place, passed=low and high, share=share)


def _bounds(claim: Claim) -> str:
    bounds = [("at least", claim.least), ("at most", claim.most)]
    return " and ".join(f"{words} {100 * bound:g}%" for words, bound in bounds if bound is not None)


def _where(claim: Claim, given: Given) -> str:
    lens = claim.lens or given.lens
    turn = f"after turn {claim.condition.after}"
    return f"under {lens} {turn}" if lens else f"under lenses drawn at random {turn}"
