"""The small intermediate program: three-address instructions over batch vectors. Every backend runs this and gives the same bits.

A routine is straight-line code `before`, a `body` repeated once a sub-step, and straight-line code `after`. `Builder` makes it: it gives equal
computations one register, and keeps out of the body what no sub-step can change.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from escalation_game.engine.expression import CONDITIONS, Draw
from escalation_game.engine.operations import OPERATIONS

#: An operand: a register of numbers or of conditions, a row of the State, a row of the report, a constant, or a number the backend is handed.
Place: TypeAlias = Literal["number", "condition", "state", "report", "constant", "index"]
Operand: TypeAlias = tuple[Place, float]


@dataclass(frozen=True, slots=True)
class Instruction:
    """`target = op(*args)`. With `guard` it is run only where that role's doctrine is wanted."""

    op: str
    target: Operand
    args: tuple[Operand, ...]
    guard: int | None = None


@dataclass
class Routine:
    """Straight-line code, a repeated body, straight-line code."""

    before: list[Instruction] = field(default_factory=list[Instruction])
    body: list[Instruction] = field(default_factory=list[Instruction])
    after: list[Instruction] = field(default_factory=list[Instruction])


@dataclass(frozen=True)
class Program:
    """What a game computes at the start and in a turn. `draws` are its dice, `report` the slots of a reported turn."""

    start: Routine
    turn: Routine
    substeps: int
    draws: tuple[Draw, ...]
    report: dict[tuple[str, str, str], int]


def constant(value: float) -> Operand:
    """A number written into the program."""
    return ("constant", value + 0.0)  # one zero, not two


def is_register(operand: Operand) -> bool:
    """Whether an operand is a register, of numbers or of conditions."""
    return operand[0] in {"number", "condition"}


def needed(parts: list[list[Instruction]], *, reported: bool) -> list[list[Instruction]]:
    """Without what nobody reads; without the report where none is wanted."""
    wanted: set[Operand] = set()
    kept: list[list[Instruction]] = []
    for part in reversed(parts):
        keep: list[Instruction] = []
        for instruction in reversed(part):
            told = instruction.target[0] == "report"
            if (told and not reported) or (is_register(instruction.target) and instruction.target not in wanted):
                continue
            wanted.update(instruction.args)
            keep.append(instruction)
        kept.append(keep[::-1])
    return kept[::-1]


class Builder:
    """Writes one routine. Its state: the instructions so far, and which register already holds which computation."""

    def __init__(self) -> None:
        self.routine = Routine()
        self._part: Literal["before", "body", "after"] = "before"
        self._known: dict[object, Operand] = {}
        self._versions: dict[int, int] = {}
        self._varying: set[Operand] = set()  # what changes from sub-step to sub-step
        self._registers = 0
        self._guard: int | None = None
        self._loops = False

    def compute(self, op: str, *args: Operand) -> Operand:
        """A register that holds `op(*args)`; a constant where all of them are."""
        if op in OPERATIONS and op not in CONDITIONS and all(place == "constant" for place, _ in args):
            with np.errstate(all="ignore"):
                return constant(float(OPERATIONS[op](*(np.array([value]) for _, value in args))[0]))
        key = (op, tuple((arg, self._versions.get(int(arg[1]), 0) if arg[0] == "state" else 0) for arg in args))
        if key in self._known:
            return self._known[key]
        self._registers += 1
        target: Operand = (
            "condition" if op in CONDITIONS or op in {"forced", "injected"} else "number",
            self._registers,
        )
        self._emit(Instruction(op, target, args, self._guard))
        self._known[key] = target
        return target

    def store(self, row: int, value: Operand) -> None:
        """Writes a value into a row of the State."""
        if value == ("state", row):
            return
        self._emit(Instruction("store", ("state", row), (value,), self._guard))
        self._versions[row] = self._versions.get(row, 0) + 1

    def perform(self, op: str, target: Operand, *args: Operand) -> None:
        """An instruction for its effect on `target`."""
        self._emit(Instruction(op, target, args, self._guard))

    def _emit(self, instruction: Instruction) -> None:
        part = self._part
        if part == "body" and self._loops:
            varying = any(arg in self._varying for arg in (*instruction.args, instruction.target))
            if instruction.target[0] in {"state", "report"} or varying:
                self._varying.add(instruction.target)
            else:
                part = "before"
        getattr(self.routine, part).append(instruction)

    @contextmanager
    def guarded(self, role: int) -> Generator[None]:
        """Instructions that only doctrine of this role needs; nothing outside relies on them."""
        known, self._guard = dict(self._known), role
        yield
        self._known, self._guard = known, None

    def repeat(self, changing: list[int], times: int) -> None:
        """From here on the body; the State rows in `changing` are rewritten by it. Run once, it stays in one piece: less lives at a time."""
        self._part, self._loops = "body", times > 1
        self._varying = {("state", row) for row in changing}
        self._touch(changing)

    def conclude(self, changed: list[int]) -> None:
        """From here on the code after the last sub-step."""
        self._part = "after"
        self._known = {key: ref for key, ref in self._known.items() if ref not in self._varying}
        self._varying = set()
        self._touch(changed)

    def _touch(self, rows: list[int]) -> None:
        for row in rows:
            self._versions[row] = self._versions.get(row, 0) + 1
