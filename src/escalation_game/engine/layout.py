"""Where each thing a game remembers stands in the State: one row of numbers for each, over the batch of futures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from escalation_game.engine.expression import Call, Expr, Previous, Since
from escalation_game.engine.game import Flow, Game

#: What a row holds: a section ("stock", "chosen", "since:switch", "queue" …), a name, and a lag (0 except in histories and queues).
Slot: TypeAlias = tuple[str, str, int]

TURN: Slot = ("turn", "", 0)
DAYS: Slot = ("days", "", 0)
ENDING: Slot = ("ending", "", 0)  # 0 while running, else 1 + the index in Game.endings
CHECK: Slot = ("check", "", 0)  # not finite where a probability or a propensity was not


def revealed(case: str, role: str) -> Slot:
    """The slot that says whether a role has learnt a hidden case."""
    return ("revealed", f"{case}/{role}", 0)


@dataclass(frozen=True)
class Layout:
    """The rows of a State, in a fixed order. `lags` says how far back each remembered thing goes, `counted` what has a `since`."""

    rows: dict[Slot, int]
    lags: dict[tuple[str, str], int]
    counted: tuple[tuple[str, str], ...]
    queues: dict[str, int]

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, kind: str, name: str = "", lag: int = 0) -> int:
        """The row of a slot; KeyError when the game does not remember it."""
        return self.rows[kind, name, lag]


def layout(game: Game) -> Layout:
    """Rows for everything the game holds, and for the memory its formulas and effects ask for."""
    lags = _lags(game)
    counted = tuple(sorted({(node.kind, node.name) for node in _nodes(game) if isinstance(node, Since)}))
    queues = {flow.name: flow.timing.after for flow in game.flows if flow.timing.after and flow.timing.lasts is None}
    slots = [*_present(game)]
    slots += [(f"since:{kind}", name, 0) for kind, name in counted]
    slots += [(kind, name, lag) for (kind, name), most in sorted(lags.items()) for lag in range(1, most + 1)]
    slots += [("queue", name, step) for name, most in sorted(queues.items()) for step in range(1, most + 1)]
    return Layout({slot: row for row, slot in enumerate(slots)}, lags, counted, queues)


def _present(game: Game) -> Iterator[Slot]:
    yield from (TURN, DAYS, ENDING, CHECK)
    yield from (("stock", stock.name, 0) for stock in game.stocks)
    yield from (("switch", switch.name, 0) for switch in game.switches)
    yield from (("derived", name, 0) for name in sorted(derived.name for derived in game.derived))
    yield from (("parameter", parameter.name, 0) for parameter in game.parameters)
    yield from (("case", case.name, 0) for case in game.cases)
    yield from (("chosen", action.name, 0) for action in game.actions)
    yield from (("happened", event.name, 0) for event in game.events)
    yield from (("happened", inject.name, 0) for inject in game.injects)
    yield from sorted({revealed(reveal.case, role) for reveal in game.reveals for role in reveal.roles})


def _lags(game: Game) -> dict[tuple[str, str], int]:
    """The furthest each thing is looked back at: by `previous`, and by effects that come later or last."""
    lags: dict[tuple[str, str], int] = {}

    def need(kind: str, name: str, lag: int) -> None:
        if lag > 0:
            lags[kind, name] = max(lag, lags.get((kind, name), 0))

    for node in _nodes(game):
        if isinstance(node, Previous):
            need(node.kind, node.name, node.lag)
    for effect in (*game.flows, *game.setters, *game.reveals):
        queued = isinstance(effect, Flow) and effect.timing.lasts is None
        if effect.trigger.section != "rule" and not queued:
            need(*effect.trigger.fact, effect.timing.after + (effect.timing.lasts or 1) - 1)
    return lags


def _nodes(game: Game) -> Iterator[Expr]:
    for root in expressions(game):
        stack = [root]
        while stack:
            node = stack.pop()
            yield node
            if isinstance(node, Call):
                stack.extend(node.args)


def expressions(game: Game) -> Iterator[Expr]:
    """Every expression of the game."""
    for stock in game.stocks:
        yield stock.initial
    for parameter in game.parameters:
        yield parameter.value
    for case in game.cases:
        yield case.index
    for derived in game.derived:
        yield derived.value
    for action in game.actions:
        yield from (amount for _, amount in action.costs)
        yield from (expr for expr in (action.available, action.propensity, action.noise) if expr is not None)
    for event in game.events:
        yield from (event.probability, event.draw)
    for flow in game.flows:
        yield flow.amount
    for effect in (*game.flows, *game.setters, *game.reveals, *game.endings):
        if effect.when is not None:
            yield effect.when
    yield from (objective.value for objective in game.objectives)
    yield from (seen.value for seen in game.observed if seen.value is not None)
