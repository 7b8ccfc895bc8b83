"""The worker's side of forecasts: a process that holds the compiled game and the belief, and answers small messages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from multiprocessing.connection import Connection

from escalation_game.engine.game import Game
from escalation_game.engine.machine import Machine
from escalation_game.futures.belief import Belief, first_belief, updated
from escalation_game.futures.evidence import Seen
from escalation_game.futures.forecast import Forecast, Request, refined
from escalation_game.futures.interrupts import ignored, leave_with_parent

_YIELDING = 10  # how much a worker gives way to other processes


@dataclass(frozen=True)
class Question:
    """A request, and what the role has seen; `lenses` restrict the belief. A newer question, or None, puts an end to an older one."""

    ticket: int
    role: str
    seen: tuple[Seen, ...]
    request: Request
    lenses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """Forecasts of a worker's options; `last` when they will not become better. `problem` says why there are none."""

    ticket: int
    forecasts: tuple[Forecast, ...]
    last: bool
    problem: str = ""


def serve(connection: Connection, game: Game) -> None:
    """Answers questions until the other side is gone."""
    ignored()
    leave_with_parent()
    if hasattr(os, "nice"):
        os.nice(_YIELDING)  # the window goes first
    desk = Desk(Machine(game))
    waiting: Question | None = None
    try:
        connection.send(None)  # ready
        while True:
            question = waiting or connection.recv()
            waiting = None if question is None else desk.answer(connection, question)
    except (EOFError, OSError):
        return


class Desk:
    """Answers one question after another. Its state: the belief it came to last with each choice of lenses, which the next mostly continues."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.beliefs: dict[tuple[str, tuple[str, ...]], Belief] = {}

    def answer(self, connection: Connection, question: Question) -> Question | None:
        """Sends replies as they become better; returns early with a question that came in meanwhile."""
        ticket, request = question.ticket, question.request
        try:
            belief = self.believe(question.role, question.seen, question.lenses)
            for forecasts in refined(self.machine, belief, request):
                if connection.poll():
                    return connection.recv()
                if forecasts is not None:
                    one = forecasts[0]
                    whole = one.reach == request.turns and one.futures + one.failed == request.futures
                    connection.send(Reply(ticket, forecasts, whole))
        except ValueError as error:
            connection.send(Reply(ticket, (), last=True, problem=str(error)))
        return None

    def believe(self, role: str, seen: tuple[Seen, ...], lenses: tuple[str, ...]) -> Belief:
        """The belief after all this, from the last one where that was of the same past."""
        known = self.beliefs.get((role, lenses))
        if known is None or known.seen != seen[: len(known.seen)]:
            known = first_belief(self.machine, role, seen[0], lenses)
        for one in seen[len(known.seen) :]:
            known = updated(self.machine, known, one)
        self.beliefs[role, lenses] = known
        return known
