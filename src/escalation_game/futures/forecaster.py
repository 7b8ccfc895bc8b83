"""Forecasts beside an event loop: asked and polled without ever waiting, computed in worker processes.

Numpy holds Python's lock for as long as a call takes, so threads would make a window stutter; processes do not. Each worker computes whole options,
so an answer does not depend on how many there are.
"""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from escalation_game.engine.game import Game
from escalation_game.futures.evidence import Seen
from escalation_game.futures.forecast import Forecast, Request
from escalation_game.futures.interrupts import held_back
from escalation_game.futures.serving import Question, Reply, serve

_MOST_DEATHS = 3


@dataclass(frozen=True)
class Answer:
    """The forecasts there are by now, in the order of the request's options; those still missing are left out.

    `last` when they will not become better; then `problem` says why some are missing, if any are.
    """

    ticket: int
    forecasts: tuple[Forecast, ...]
    last: bool
    problem: str = ""


@dataclass
class _Worker:
    """A worker process, and this side of its connection. Until `ready` it is still starting."""

    connection: Connection
    process: BaseProcess
    asked: Question | None = None
    reply: Reply | None = None
    ready: bool = False


class Forecaster:
    """Worker processes for one game. Its state: them, and the question that stands.

    They start in the background and take about a second; what is asked before that waits. Close it, or use it in a `with`.
    """

    def __init__(self, game: Game, workers: int = 2) -> None:
        self.game = game
        self._ticket, self._deaths, self._problem = 0, 0, ""
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        self._starters = [self._start_another() for _ in range(max(1, workers))]
        self._count = len(self._starters)
        self._asked: list[Question] = []

    def ask(self, role: str, seen: tuple[Seen, ...], request: Request, lenses: tuple[str, ...] = ()) -> int:
        """Asks, in place of whatever was asked before; returns a ticket that the answers bear."""
        self._ticket += 1
        shares = [request.options[start :: self._count] for start in range(self._count)]
        self._asked = [
            Question(self._ticket, role, seen, replace(request, options=options), lenses)
            for options in shares
            if options
        ]
        busy = [worker for worker in self._live() if worker.asked is not None]
        for worker in busy:
            worker.reply, worker.asked = None, None
        self._hand_out()
        for worker in busy:
            if worker.asked is None:
                _send(worker, None)
        return self._ticket

    def cancel(self) -> None:
        """Leaves off what was asked; there will be no more answers to it."""
        self._asked = []
        for worker in self._live():
            if worker.asked is not None:
                _send(worker, None)
            worker.asked, worker.reply = None, None

    def poll(self) -> Answer | None:
        """A better answer to what was asked last, or None when there is nothing new. Returns at once."""
        news = False
        for worker in self._live():
            news = self._hear(worker) or news
        self._hand_out()
        if self._problem and self._asked:
            self._asked = []
            return Answer(self._ticket, (), last=True, problem=self._problem)
        return self._answer() if news else None

    @property
    def ready(self) -> bool:
        """Whether every worker has compiled the game."""
        for worker in self._live():
            if worker.asked is None:
                self._hear(worker)
        return sum(worker.ready for worker in self._live()) == self._count

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the worker processes."""
        return tuple(worker.process.pid for worker in self._live() if worker.process.pid is not None)

    def close(self) -> None:
        """Ends the workers."""
        self._closed = True
        for starter in self._starters:
            starter.join()
        for worker in self._live():
            worker.process.terminate()
            worker.process.join()
            worker.connection.close()
        self._workers = []

    def __enter__(self) -> Forecaster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _live(self) -> list[_Worker]:
        with self._lock:
            return list(self._workers)

    def _start_another(self) -> threading.Thread:
        """Starts a process from a thread: handing it the game takes longer than a frame."""
        starter = threading.Thread(target=self._start, name="forecaster")
        starter.start()
        return starter

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self.game), daemon=True)
        with held_back():
            process.start()
        there.close()
        with self._lock:
            self._workers.append(_Worker(here, process))

    def _hand_out(self) -> None:
        """Gives each part of the question that nobody works at to a worker that has none."""
        taken = {id(worker.asked) for worker in self._live()}
        idle = [worker for worker in self._live() if worker.asked is None]
        for question in self._asked:
            if id(question) not in taken and idle:
                worker = idle.pop(0)
                worker.asked, worker.reply = question, None
                _send(worker, question)

    def _hear(self, worker: _Worker) -> bool:
        """Takes in what a worker has sent; whether it is news about what was asked last."""
        news = False
        try:
            while worker.connection.poll():
                reply = worker.connection.recv()
                worker.ready = True
                if isinstance(reply, Reply) and worker.asked is not None and reply.ticket == worker.asked.ticket:
                    worker.reply, news = reply, True
        except (EOFError, OSError):
            self._bury(worker)
        return news

    def _bury(self, worker: _Worker) -> None:
        """A worker died: another takes its place, unless they keep dying."""
        with self._lock:
            self._workers.remove(worker)
        worker.process.join()
        worker.connection.close()
        self._deaths += 1
        if self._deaths > _MOST_DEATHS:
            self._problem = f"the processes that compute forecasts keep ending (exit code {worker.process.exitcode})"
        elif not self._closed:
            self._starters.append(self._start_another())

    def _answer(self) -> Answer:
        replies = [worker.reply for worker in self._live() if worker.reply is not None]
        order = {option: place for question in self._asked for place, option in enumerate(question.request.options)}
        parts = {id(question): place for place, question in enumerate(self._asked)}
        ranked: list[tuple[int, int, Forecast]] = []
        for worker in self._live():
            if worker.reply is not None and worker.asked is not None:
                part = parts[id(worker.asked)]
                ranked += [(order[one.option], part, one) for one in worker.reply.forecasts]
        told = tuple(one for _, _, one in sorted(ranked, key=lambda item: item[:2]))
        problem = next((reply.problem for reply in replies if reply.problem), "")
        last = len(replies) == len(self._asked) and all(reply.last for reply in replies)
        return Answer(self._ticket, told, last, problem)


def _send(worker: _Worker, question: Question | None) -> None:
    with suppress(OSError):  # where it died; the next poll finds out
        worker.connection.send(question)
