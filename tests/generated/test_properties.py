"""What holds for the engine whatever the scenario: sums, order, chunks, ranges, and reading a State from outside."""

from __future__ import annotations

import copy

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine.attribution import attribute, leaves
from escalation_game.engine.ensemble import play_out
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Previous
from escalation_game.engine.layout import CHECK
from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import State
from escalation_game.policies.observation import as_it_chooses, observe

from .playing import PROPERTY, end, loaded, same_bits, span, turns
from .scenarios import Document, scenario_documents

SEEDS = st.integers(0, 2**64 - 1)
WIDTH = 12


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_the_ledger_adds_up(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    moves = Moves(overrides={machine.game.stocks[0].name: (machine.game.stocks[0].low or 0.0) + 0.5})
    for played in (Moves(), moves):
        for before, after, report in turns(machine, seed, WIDTH, played):
            assert not after.failed.any()
            for stock in machine.game.stocks:
                old, new = (machine.row(state, "stock", stock.name) for state in (before, after))
                parts = list(report.ledger(stock.name).values())
                total = np.sum(parts, axis=0) if parts else np.zeros(WIDTH)
                assert (np.abs(new - old - total) <= 1e-9 * span(machine, stock.name, old, new, *parts)).all(), (
                    stock.name
                )


@PROPERTY
@given(scenario_documents(), SEEDS, st.integers(1, 1000))
def test_the_order_of_entries_changes_no_bit(document: Document, seed: int, order: int) -> None:
    written, shuffled = loaded(document), loaded(document, order)
    assert written.game.rules_version == shuffled.game.rules_version
    machines = Machine(written.game), Machine(shuffled.game)
    assert machines[0].layout.rows == machines[1].layout.rows
    for one, other in zip(*(turns(machine, seed, WIDTH) for machine in machines), strict=True):
        assert one[1].digest() == other[1].digest()
        assert one[2].slots == other[2].slots
        assert same_bits(one[2].values, other[2].values)


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_alone_equals_crowd_in_chunks_of_any_size(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    crowd = np.arange(50)
    lens = crowd % len(machine.game.lenses)

    def played(futures: range, chunk: int) -> np.ndarray:
        own = lens[futures.start : futures.stop]
        states = list(play_out(machine, seed, futures, lambda _: Moves(), lens=own, chunk=chunk))
        return np.concatenate([state.values for state in states], axis=1)

    together = played(range(50), 2048)
    for chunk in (1, 7):
        assert same_bits(together, played(range(50), chunk))
    alone = played(range(31, 32), 2048)
    assert same_bits(alone, together[:, 31:32])


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_a_turn_with_a_report_is_the_same_turn(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    unreported = machine.start(seed, range(WIDTH), np.arange(WIDTH) % len(machine.game.lenses))
    for _, after, _ in turns(machine, seed, WIDTH):
        machine.step(unreported)
        assert unreported.digest() == after.digest()


@PROPERTY
@given(scenario_documents(), SEEDS, st.sampled_from(["a_new", "m_new", "zz_new"]))
def test_a_new_event_leaves_everything_else_as_it_was(document: Document, seed: int, name: str) -> None:
    longer = copy.deepcopy(document)
    longer["events"][name] = {"title": "New", "probability": 0.5}
    before, after = Machine(loaded(document).game), Machine(loaded(longer).game)
    for (_, old, _), (_, new, _) in zip(turns(before, seed, WIDTH), turns(after, seed, WIDTH), strict=True):
        rows = [(row, after.layout.rows[slot]) for slot, row in before.layout.rows.items() if slot != CHECK]
        assert same_bits(old.values[[row for row, _ in rows]], new.values[[row for _, row in rows]])
    assert 0 < end(after, seed, 200).values[after.layout.row("happened", name)].sum() < 200


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_moves_conserve(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    pools = [stock.name for stock in machine.game.stocks if "_pool" in stock.name]
    for before, after, report in turns(machine, seed, WIDTH):
        old, new = (np.sum([machine.row(state, "stock", name) for name in pools], axis=0) for state in (before, after))
        moved = np.max(
            [np.abs(part) for name in pools for part in (*report.ledger(name).values(), np.ones(WIDTH))], axis=0
        )
        assert (np.abs(new - old) <= 1e-9 * np.maximum(moved, np.abs(old))).all()


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_everything_stays_in_its_range_and_the_ended_stays_as_it_ended(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    for before, after, _ in turns(machine, seed, WIDTH):
        for state in (before, after):
            _in_range(machine, state)
        ended = np.flatnonzero(machine.row(before, "ending") > 0)
        assert same_bits(before.values[:, ended], after.values[:, ended])
    assert (machine.row(after, "ending") > 0).all()


def _in_range(machine: Machine, state: State) -> None:
    for stock in machine.game.stocks:
        values = machine.row(state, "stock", stock.name)
        assert np.isfinite(values).all()
        assert (values >= (-np.inf if stock.low is None else stock.low)).all(), stock.name
        assert (values <= (np.inf if stock.high is None else stock.high)).all(), stock.name
    for kind, entries in (("switch", machine.game.switches), ("case", machine.game.cases)):
        for entry in entries:
            assert np.isin(machine.row(state, kind, entry.name), np.arange(len(entry.cases))).all()
    for kind, entries in (
        ("chosen", machine.game.actions),
        ("happened", (*machine.game.events, *machine.game.injects)),
    ):
        for entry in entries:
            assert np.isin(machine.row(state, kind, entry.name), [0.0, 1.0]).all()


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_a_derived_value_read_from_the_state_is_the_one_stored(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    for before, after, _ in turns(machine, seed, WIDTH):
        for state in (before, after):
            reading = Reading(machine, state)
            for derived in machine.game.derived:
                if state.turn == 0 and _looks_back(derived.value):
                    continue  # before the first turn a derived value has no past but what is computed before it
                stored = machine.row(state, "derived", derived.name)
                assert same_bits(reading.number(derived.value), stored), derived.name


def _looks_back(expr: Expr) -> bool:
    """Whether it reads what a derived value was."""
    return any(isinstance(leaf, Previous) and leaf.kind == "derived" for leaf in leaves(expr))


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_what_a_role_reads_when_it_chooses_is_what_the_turn_reads(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    for before, _, report in turns(machine, seed, WIDTH):
        goes_on = machine.row(before, "ending") == 0
        for role in machine.game.roles:
            earlier = _chosen_before(machine, before, role.name)
            reading = as_it_chooses(machine, before, role.name, earlier)
            for action in machine.game.actions:
                if action.role == role.name and action.propensity is not None:
                    read, used = reading.number(action.propensity), report.value("propensity", action.name)
                    assert same_bits(read[goes_on], used[goes_on]), action.name


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_what_is_legal_is_what_the_turn_accepts(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    for before, _, _ in turns(machine, seed, WIDTH):
        goes_on = machine.row(before, "ending") == 0
        for role in machine.game.roles:
            legal = observe(machine, before, role.name, _chosen_before(machine, before, role.name)).legal
            for action, allowed in legal.items():
                after = before.copy()
                machine.step(after, Moves(played={role.name: [action]}))
                accepted = machine.row(after, "chosen", action) > 0
                assert np.array_equal(accepted[goes_on], allowed[goes_on]), action


def _chosen_before(machine: Machine, state: State, role: str) -> dict[str, np.ndarray]:
    """What the doctrine of roles of a lower order chooses next."""
    order = {one.name: one.order for one in machine.game.roles}
    after = state.copy()
    machine.step(after)
    known = [action.name for action in machine.game.actions if order[action.role] < order[role]]
    return {name: machine.row(after, "chosen", name).copy() for name in known}


@PROPERTY
@given(scenario_documents(), SEEDS)
def test_the_inputs_of_a_change_add_up_to_it(document: Document, seed: int) -> None:
    machine = Machine(loaded(document).game)
    for before, after, _ in turns(machine, seed, 1):
        old, new = Reading(machine, before), Reading(machine, after)
        for derived in machine.game.derived:
            change = float(new.number(derived.value)[0] - old.number(derived.value)[0])
            shares = attribute(derived.value, old, new)
            size = max(1.0, abs(change), *(abs(share) for share in shares.values()))
            assert abs(sum(shares.values()) - change) <= 1e-9 * size, derived.name
