"""Doctrine does what it declares: over 1,000 futures an action is chosen more often where what its propensity names raises its log-odds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from small_games import action, call, flow, game, stock, value

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Const, Draw, Expr, Previous, Read, Since
from escalation_game.engine.game import NEVER, Action, Derived, Game, Observed, Role, Switch
from escalation_game.engine.layout import revealed
from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import Numbers, State
from escalation_game.scenario import load, shipped

FUTURES = 1000
TELLING = 12.0  # futures in 1,000 that have to choose otherwise, or a variable is named in vain
SURE = 5.0  # standard errors

Leaf = Read | Previous | Since


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_doctrine_answers_to_everything_it_names(name: str) -> None:
    assert _unanswered(load(name).game) == []


def test_doctrine_answers_to_stocks_derived_values_and_switches_as_its_role_sees_them() -> None:
    assert _unanswered(_small()) == []


def test_what_is_named_in_vain_is_found() -> None:
    rules = _small()
    vain = call("add", Const(-20.0), call("multiply", value("tension"), 0.01))
    actions = tuple(replace(one, propensity=vain) if one.name == "warn" else one for one in rules.actions)
    assert _unanswered(replace(rules, actions=actions)) == [("warn", "stock tension")]


def test_doctrine_chooses_as_often_as_its_log_odds_say() -> None:
    machine = Machine(game(actions=(action("go", propensity=-1.0),)))
    state = machine.start(3, range(20_000))
    machine.step(state)
    assert machine.row(state, "chosen", "go").mean() == pytest.approx(1 / (1 + np.e), abs=0.012)


def _small() -> Game:
    """A role that sees one stock exactly and one with noise; its doctrine names those, a derived value, a switch and the past."""
    noise = call("multiply", Draw(("observed", "west", "trust", "noise"), True), 4.0)
    log_odds = call("subtract", call("multiply", value("tension"), 0.05), call("multiply", value("trust"), 0.08))
    strike = call("add", Read("derived", "pressure"), call("multiply", Read("switch", "alarm"), -2.0))
    patience = call("subtract", call("multiply", Since("chosen", "strike"), 0.2), call("multiply", Read("turn"), 0.3))
    return game(
        roles=(Role("west", 1, 1),),
        stocks=(stock("tension", 20.0, 0.0, 100.0), stock("trust", 15.0, 0.0, 50.0)),
        derived=(Derived("pressure", call("multiply", value("tension"), 0.1)),),
        switches=(Switch("alarm", ("off", "on"), 1, (1, 0)),),
        observed=(Observed("west", "stock", "trust", call("add", value("trust"), noise)),),
        actions=(
            action("calm", propensity=call("negative", log_odds)),
            action("strike", propensity=strike),
            action("wait", propensity=call("minimum", patience, 2.0)),
            action("warn", propensity=log_odds),
        ),
        flows=(flow("rule:drift", "tension", call("multiply", Draw(("rules", "drift", "", "noise"), True), 20.0)),),
    )


def _unanswered(rules: Game) -> list[tuple[str, str]]:
    """The pairs of an action and a thing its propensity names that nobody would notice in how often it is chosen."""
    trial = _Trial(Machine(_unhindered(rules)))
    return [
        (one.name, f"{leaf.kind} {leaf.name}".strip())
        for one in trial.machine.game.actions
        for leaf in leaves(one.propensity or Const(0.0))
        if _is_named(leaf) and trial.answers(one, leaf) < TELLING
    ]


def _unhindered(rules: Game) -> Game:
    """The same doctrine without costs, exclusions or conditions, and with choices for everything."""
    actions = tuple(replace(one, costs=(), excludes=frozenset[str](), available=None) for one in rules.actions)
    return replace(rules, actions=actions, roles=tuple(replace(role, choices=len(actions)) for role in rules.roles))


def _is_named(leaf: Expr) -> bool:
    """Whether it is something that changes from turn to turn or from future to future, and can be set."""
    return isinstance(leaf, Leaf) and leaf.kind not in {"days", "parameter"}


@dataclass(frozen=True)
class _Trial:
    """Sets what a propensity names to one level after another, in futures where everything else it names is anyhow."""

    machine: Machine

    def answers(self, one: Action, leaf: Leaf) -> float:
        """How many futures choose otherwise between the two levels that tell most. Checks every pair of levels on the way."""
        base = self._anyhow(one)
        tried = [self._chosen(base, one, leaf, level) for level in self._levels(base, leaf)]
        return max(
            _answer(one.name, before, after, same_dice=leaf.kind != "turn") for before, after in combinations(tried, 2)
        )

    def _anyhow(self, one: Action) -> State:
        """1,000 futures after two turns, in which what the propensity names is spread over its levels."""
        state = self.machine.start(11, range(FUTURES))
        self.machine.step(state)
        self.machine.step(state)
        state.failed[:] = False
        self.machine.row(state, "ending")[:] = 0.0
        dice = np.random.default_rng(5)
        for leaf in leaves(one.propensity or Const(0.0)):
            if _is_named(leaf) and leaf.kind not in {"turn", "chosen"}:
                self._set(state, leaf, dice.choice(self._levels(state, leaf), FUTURES))
        return state

    def _levels(self, state: State, leaf: Leaf) -> list[float]:
        match leaf:
            case Since():
                return [0.0, 1.0, 3.0, 6.0, 11.0, NEVER]
            case Read("turn"):
                return [float(turn) for turn in range(0, self.machine.game.turns, 3)]
            case Read("chosen" | "happened"):
                return [0.0, 1.0]
            case Read("switch" | "case"):
                entries = (*self.machine.game.switches, *self.machine.game.cases)
                return [float(index) for index in range(len(next(e.cases for e in entries if e.name == leaf.name)))]
        low, high = self._bounds(state, leaf)
        return np.linspace(low, high, 6).tolist()

    def _bounds(self, state: State, leaf: Leaf) -> tuple[float, float]:
        """The range of a stock; for anything else, half as far again as it has come anyway."""
        for one in self.machine.game.stocks:
            if one.name == leaf.name and leaf.kind == "stock" and one.low is not None and one.high is not None:
                return one.low, one.high
        now = self.machine.row(state, leaf.kind, leaf.name)
        size = max(float(np.ptp(now)), float(np.abs(now).mean()), 1.0)
        return float(now.min()) - size / 2, float(now.max()) + size / 2

    def _set(self, state: State, leaf: Leaf, values: Numbers | float) -> None:
        match leaf:
            case Read("turn"):
                state.turn = int(float(np.max(values)))
            case Since(kind, name):
                self.machine.row(state, f"since:{kind}", name)[:] = values
            case Previous(kind, name, lag):
                self.machine.row(state, kind, name, lag - 1)[:] = values
            case Read(kind, name):
                self.machine.row(state, kind, name)[:] = values
        for role in (role.name for role in self.machine.game.roles):
            if revealed(leaf.name, role) in self.machine.layout.rows and leaf.kind == "case":
                self.machine.row(state, *revealed(leaf.name, role))[:] = 1.0

    def _chosen(self, base: State, one: Action, leaf: Leaf, level: float) -> tuple[Numbers, NDArray[np.bool_]]:
        """The log-odds of an action as the turn computes them, and where it was chosen, with what is named at this level."""
        state, played = base.copy(), Moves()
        if isinstance(leaf, Read) and leaf.kind == "chosen":
            owner = next(other.role for other in self.machine.game.actions if other.name == leaf.name)
            played = Moves(played={owner: [leaf.name] if level else []})
        else:
            self._set(state, leaf, level)
        report = self.machine.step(state, played, report=True)
        assert report is not None
        return report.value("propensity", one.name), self.machine.row(state, "chosen", one.name) > 0


def _answer(
    name: str,
    before: tuple[Numbers, NDArray[np.bool_]],
    after: tuple[Numbers, NDArray[np.bool_]],
    *,
    same_dice: bool,
) -> float:
    """How many futures are expected to choose otherwise; checks that those whose log-odds rose choose more often, and the others less."""
    (old, chose), (new, chooses) = before, after
    expected = 0.0
    for group, sign in ((new > old, 1), (new < old, -1)):
        shift = _probability(new[group]) - _probability(old[group])
        change = float(chooses[group].sum()) - float(chose[group].sum())
        spread = np.abs(shift).sum() if same_dice else 0.5 * group.sum()
        assert abs(change - shift.sum()) <= SURE * np.sqrt(spread + 1.0), name
        if same_dice:  # then every single future has to answer in the declared direction
            assert (sign * (chooses[group].astype(int) - chose[group].astype(int)) >= 0).all(), name
        if abs(shift.sum()) > (TELLING if same_dice else SURE * np.sqrt(spread)):
            assert np.sign(change) == sign, name
        expected += abs(float(shift.sum()))
    if same_dice:
        assert (chose == chooses)[new == old].all(), name
    return expected


def _probability(log_odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
