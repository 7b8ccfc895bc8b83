"""The numpy backend: turns a program into a module of straight-line ufunc calls, one buffer a register, no allocation in the loop but for `where`.

The source is our own text, made of our own names and numbers; nothing of the author's file is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import uniform
from escalation_game.engine.expression import CONDITIONS
from escalation_game.engine.operations import OPERATIONS, UFUNCS
from escalation_game.engine.program import Instruction, Operand, Program, Routine, is_register, needed

Numbers = NDArray[np.float64]

_WITH_OUT = {*OPERATIONS, "number", "draw", "assumed"} - CONDITIONS  # write floats into any buffer they are given
_SPELLING = {"and": "logical_and", "or": "logical_or", "not": "logical_not"}


class Buffers(NamedTuple):
    """Registers of numbers and of conditions, and the limits, each of shape (n,)."""

    numbers: list[Numbers]
    conditions: list[NDArray[np.bool_]]
    limits: list[Numbers]


@dataclass(frozen=True)
class Code:
    """A compiled program. `start` and `turn` work in place on the rows of a State; `buffers` makes what they need for n futures.

    `limits` are the constants that are handed over as arrays, because numpy takes a minimum or maximum of two arrays twice as fast as that of an
    array and a number.
    """

    start: Callable[..., None]
    turn: Callable[..., None]
    reported_turn: Callable[..., None]
    source: str
    numbers: int
    conditions: int
    limits: tuple[float, ...]

    def buffers(self, n: int) -> Buffers:
        """Scratch for n futures, owned by one thread."""
        numbers = [np.empty(n) for _ in range(self.numbers)]
        conditions = [np.empty(n, np.bool_) for _ in range(self.conditions)]
        return Buffers(numbers, conditions, [np.full(n, value) for value in self.limits])


def compile_numpy(program: Program, rows: int) -> Code:
    """The numpy code of a program whose State has this many rows."""
    writer = _Writer(rows, len(program.report), program.substeps)
    parts = [
        writer.function("start", program.start, reported=False),
        writer.function("turn", program.turn, reported=False),
        writer.function("reported_turn", program.turn, reported=True),
    ]
    source = "\n".join(parts)
    names = _namespace(writer.constants)
    exec(compile(source, "<game>", "exec"), names)
    limits = tuple(writer.limits)
    return Code(
        names["start"], names["turn"], names["reported_turn"], source, writer.numbers, writer.conditions, limits
    )


def _namespace(constants: dict[float, str]) -> dict[str, Any]:
    names: dict[str, Any] = {_SPELLING.get(op, op): function for op, function in OPERATIONS.items()}
    names |= {"where": np.where, "copyto": np.copyto, "uniform": uniform}
    return names | {name: np.array(value) for value, name in constants.items()}


class _Writer:
    """Writes functions. Its state: the constants and limits named so far, and how many buffers the hungriest function needs."""

    def __init__(self, rows: int, report_rows: int, substeps: int) -> None:
        self.rows, self.report_rows, self.substeps = rows, report_rows, substeps
        self.constants: dict[float, str] = {}
        self.limits: dict[float, str] = {}
        self.numbers = self.conditions = 1

    def function(self, name: str, routine: Routine, *, reported: bool) -> str:
        """The source of one function."""
        parts = needed([routine.before, routine.body, routine.after], reported=reported)
        parts = _straight_to_rows(parts)
        slots = _allocate(parts, loops=self.substeps > 1)
        used = list(slots.values())
        self.numbers = max([self.numbers, *(1 + int(slot[1:]) for slot in used if slot[0] == "f")])
        self.conditions = max([self.conditions, *(1 + int(slot[1:]) for slot in used if slot[0] == "c")])
        before, body, after = (self._lines(part, slots) for part in parts)
        head = [
            f"def {name}(S, R, N, C, L, K, D, A, P, G, E, I):",
            _unpack("f", _count(used, "f"), "N"),
            _unpack("c", _count(used, "c"), "C"),
            _unpack("s", self.rows, "S"),
            _unpack("l", len(self.limits), "L"),
        ]
        if reported and self.report_rows:
            head.append(_unpack("r", self.report_rows, "R"))
        loop = (
            [f"for _ in range({self.substeps}):", *(f" {line}" for line in body)]
            if self.substeps > 1 and body
            else body
        )
        return "\n".join([head[0], *(f" {line}" for line in [*head[1:], *before, *loop, *after, "return"])]) + "\n"

    def _lines(self, part: Sequence[Instruction], slots: dict[Operand, str]) -> list[str]:
        lines: list[str] = []
        guard: int | None = None
        for instruction in part:
            if instruction.guard is not None and instruction.guard != guard:
                lines.append(f"if P[{instruction.guard}] != 1:")
            guard = instruction.guard
            lines.append(("" if guard is None else " ") + self._line(instruction, slots))
        return lines

    def _line(self, instruction: Instruction, slots: dict[Operand, str]) -> str:
        op, target = instruction.op, self._name(instruction.target, slots)
        args = [self._name(arg, slots) for arg in instruction.args]
        match op:
            case "store" | "copy" | "number":
                return f"copyto({target}, {args[0]})"
            case "accumulate":
                return f"add({target}, {args[0]}, {target})"
            case "select":
                return f"{target} = where({', '.join(args)})"
            case "draw":
                return f"uniform(K, D[{args[0]}], {target})"
            case "assumed":
                return f"copyto({target}, A[{args[0]}])"
            case "given":
                return f"copyto({target}, G[{args[2]}] if P[{args[1]}] else {args[0]})"
            case "forced":
                return f"copyto({target}, {args[0]} if E[{args[1]}] is None else E[{args[1]}])"
            case "injected":
                return f"copyto({target}, I[{args[0]}])"
            case "minimum" | "maximum":
                args = [
                    self._limit(arg[1]) if arg[0] == "constant" else self._name(arg, slots) for arg in instruction.args
                ]
                return f"{op}({', '.join(args)}, out={target})"
            case _:
                place = target if op in UFUNCS else f"out={target}"  # a place is quicker to call with than a name
                return f"{_SPELLING.get(op, op)}({', '.join(args)}, {place})"

    def _name(self, operand: Operand, slots: dict[Operand, str]) -> str:
        place, value = operand
        match place:
            case "state":
                return f"s{int(value)}"
            case "report":
                return f"r{int(value)}"
            case "index":
                return str(int(value))
            case "constant":
                return self._constant(value)
            case _:
                return slots[operand]

    def _constant(self, value: float) -> str:
        return self.constants.setdefault(value + 0.0, f"k{len(self.constants)}")

    def _limit(self, value: float) -> str:
        return self.limits.setdefault(value + 0.0, f"l{len(self.limits)}")


def _count(used: Sequence[str], letter: str) -> int:
    return max([0, *(1 + int(slot[1:]) for slot in used if slot[0] == letter)])


def _unpack(letter: str, count: int, source: str) -> str:
    return f"[{', '.join(f'{letter}{i}' for i in range(count))}] = {source}[:{count}]" if count else "pass"


def _straight_to_rows(parts: list[list[Instruction]]) -> list[list[Instruction]]:
    """Computes straight into a row what is stored there, if the row's old value is not read in between; later readers then read the row."""
    uses = Counter(arg for part in parts for instruction in part for arg in instruction.args)
    stores = Counter(instruction.target for part in parts for instruction in part)
    moved: dict[Operand, Operand] = {}
    merged = [_merged(part, uses, stores, moved) for part in parts]
    return [[replace(one, args=tuple(moved.get(arg, arg) for arg in one.args)) for one in part] for part in merged]


def _merged(
    part: list[Instruction], uses: Counter[Operand], stores: Counter[Operand], moved: dict[Operand, Operand]
) -> list[Instruction]:
    """One part without the stores that are not needed; `moved` is told which registers became rows."""
    kept: list[Instruction] = []
    made: dict[Operand, int] = {}  # where each register is computed
    read: dict[Operand, int] = {}  # where each row is read last
    for instruction in part:
        value, row = instruction.args[0] if instruction.args else instruction.target, instruction.target
        at = made.get(value, -1) if instruction.op == "store" and value not in moved else -1
        settled = stores[row] == 1 and read.get(row, -1) <= at
        passing = uses[value] == 1 and at == len(kept) - 1
        if at >= 0 and (settled or passing) and kept[at].op in _WITH_OUT and kept[at].guard == instruction.guard:
            kept[at] = replace(kept[at], target=row)
            moved[value] = row
            continue
        read.update((arg, len(kept)) for arg in instruction.args)
        made[instruction.target] = len(kept)
        kept.append(instruction)
    return kept


def _allocate(parts: list[list[Instruction]], *, loops: bool) -> dict[Operand, str]:
    """A buffer for each register, used again once the register is read for the last time. What the body reads from before it lives through it."""
    last = _last_uses(parts, loops=loops)
    free: dict[str, list[str]] = {"f": [], "c": []}
    counts = {"f": 0, "c": 0}
    slots: dict[Operand, str] = {}
    position = 0
    for part in parts:
        for instruction in part:
            dying = [arg for arg in dict.fromkeys(instruction.args) if is_register(arg) and last[arg] == position]
            in_place = instruction.op in UFUNCS
            if in_place:
                _release(dying, slots, free)
            if is_register(instruction.target) and instruction.target not in slots:
                letter = "f" if instruction.target[0] == "number" else "c"
                if not free[letter]:
                    free[letter].append(f"{letter}{counts[letter]}")
                    counts[letter] += 1
                slots[instruction.target] = free[letter].pop()
            if not in_place:
                _release(dying, slots, free)
            position += 1
    return slots


def _release(dying: list[Operand], slots: dict[Operand, str], free: dict[str, list[str]]) -> None:
    for register in dying:
        free[slots[register][0]].append(slots[register])


def _last_uses(parts: list[list[Instruction]], *, loops: bool) -> dict[Operand, int]:
    last: dict[Operand, int] = {}
    position = 0
    for index, part in enumerate(parts):
        end = position + len(part) - 1
        inside = {instruction.target for instruction in part}
        for instruction in part:
            for arg in instruction.args:
                lives_through = loops and index == 1 and arg not in inside
                last[arg] = max(last.get(arg, -1), end if lives_through else position)
            last.setdefault(instruction.target, position)
            position += 1
    return last
