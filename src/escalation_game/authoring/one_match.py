"""Expectations held against one match, played by the rules that play it on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from escalation_game.authoring.checks import Amount, Expectation, Given, Holds, Refused, ScenarioTest, Told
from escalation_game.authoring.courses import Course, value_of, worth
from escalation_game.authoring.expectations import EXACT
from escalation_game.authoring.formulas import Statement, as_written
from escalation_game.authoring.verdicts import Verdict
from escalation_game.play.match import Match
from escalation_game.play.narration import headlines
from escalation_game.play.plan import Plan, play_plan
from escalation_game.play.plan import Refused as NotHad
from escalation_game.scenario.load import Scenario


@dataclass(frozen=True)
class Played:
    """A match played to its end by a plan, and what it was refused."""

    match: Match
    refused: tuple[NotHad, ...]

    @property
    def course(self) -> Course:
        """How it went."""
        return Course(self.match.machine, self.match.states)


def match_verdicts(test: ScenarioTest, scenario: Scenario, given: Given) -> Iterator[Verdict]:
    """Plays the test's match and says of each expectation whether it is met. Raises MatchStoppedError."""
    played: dict[str | None, Played] = {}

    def by(plan: str | None) -> Played:
        if plan not in played:
            played[plan] = _played(scenario, given, test.plan if plan is None else test.plans[plan])
        return played[plan]

    expected = {(one.action, one.after) for one in test.expectations if isinstance(one, Refused)}
    for one in by(None).refused:
        if not {(one.action, one.turn), (one.action, None)} & expected:
            came = f"in turn {one.turn} “{one.action}” was refused: {one.reason}"
            yield Verdict("E653", "every choice of the plan is to be had", came, test.place, passed=False)
    for one in test.expectations:
        yield _verdict(one, by)


def _played(scenario: Scenario, given: Given, plan: Plan) -> Played:
    match = Match(scenario, given.seed, given.lens, given.seats)
    return Played(match, play_plan(match, plan))


def _verdict(one: Expectation, by: Callable[[str | None], Played]) -> Verdict:
    def courses(plan: str | None) -> Course:
        return by(plan).course

    match one:
        case Amount(number, least, most, place):
            value = float(worth(number, courses)[0])
            expected = f"{number.text} {_between(least, most)} {_when(number, by(None))}"
            return Verdict("E650", expected, _shown(value), place, passed=least <= value <= most)
        case Holds(condition, place):
            holds = bool(worth(condition, courses)[0] > 0.0)
            expected = f"{condition.text} {_when(condition, by(None))}"
            return Verdict("E650", expected, _readings(condition, courses), place, passed=holds)
        case Refused(action, part, after, place):
            reasons = [each.reason for each in by(None).refused if each.action == action and after in (None, each.turn)]
            expected = f"“{action}” is refused{_in(after)} with “{part}”"
            return Verdict("E650", expected, "; ".join(reasons) or "not refused", place, passed=_among(part, reasons))
        case Told(part, after, place):
            news = _news(by(None).match, after)
            expected = f"a headline{_in(after)} with “{part}”"
            return Verdict("E650", expected, "; ".join(news) or "no headlines", place, passed=_among(part, news))


def _news(match: Match, after: int | None) -> list[str]:
    """The headlines the player's role can read, of a turn or of all."""
    player = next(name for name, role in match.scenario.file.roles.items() if role.player)
    turns = range(1, match.turn + 1) if after is None else [after] if after <= match.turn else []
    return [one.text for turn in turns for one in headlines(match, player, turn, (), ())]


def _among(part: str, texts: list[str]) -> bool:
    return any(part.casefold() in text.casefold() for text in texts)


def _readings(statement: Statement, courses: Callable[[str | None], Course]) -> str:
    """What the names of a statement stood for, in words, in the order in which it names them."""
    told: list[str] = []
    for leaf in sorted(statement.asked, key=lambda leaf: statement.text.find(as_written(leaf))):
        asked = statement.asked[leaf]
        value = float(value_of(asked, courses)[0])
        told.append(f"{as_written(leaf)} {courses(asked.plan).word(asked.leaf, value) or _shown(value)}")
    return ", ".join(told)


def _shown(value: float) -> str:
    return f"{value:.10g}"


def _between(least: float, most: float) -> str:
    if math.isinf(most):
        return f"at least {least:g}"
    if math.isinf(least):
        return f"at most {most:g}"
    if most - least <= 4 * EXACT * max(1.0, abs(most)):
        return f"exactly {_shown((least + most) / 2)}"
    return f"from {_shown(least)} to {_shown(most)}"


def _in(after: int | None) -> str:
    return "" if after is None else f" in turn {after}"


def _when(statement: Statement, played: Played) -> str:
    if statement.after == 0:
        return "before the first turn"
    ended = played.match.turn
    if statement.after >= ended:
        return f"at the end (turn {ended})"
    return f"after turn {statement.after}"
