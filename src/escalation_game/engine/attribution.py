"""Why a derived value changed: its change shared out exactly among what its formula reads (Shapley values).

L. S. Shapley, "A Value for n-Person Games", 1953: each input's share is its effect averaged over every order in which the inputs could have changed.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Call, Const, Expr
from escalation_game.engine.state import Numbers

MOST_INPUTS = 8  #: 2 ** 8 evaluations; with more, the inputs of least effect are taken together


def leaves(expr: Expr) -> list[Expr]:
    """What an expression reads, each once, in order of first appearance."""
    found: dict[Expr, None] = {}
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Call):
            stack.extend(reversed(node.args))
        elif not isinstance(node, Const):
            found.setdefault(node)
    return list(found)


def attribute(expr: Expr, before: Reading, after: Reading) -> dict[tuple[Expr, ...], float]:
    """The change of `expr` from one State of width 1 to the other, by the inputs that changed (more than one where they were taken together).

    The shares add up to the change but for rounding. Returns an empty dict when nothing changed.
    """
    pairs = {leaf: (float(before.number(leaf)[0]), float(after.number(leaf)[0])) for leaf in leaves(expr)}
    changed = [(leaf,) for leaf, (old, new) in pairs.items() if old != new]
    groups = changed if len(changed) <= MOST_INPUTS else _together(expr, before, pairs, changed)
    values = _coalitions(expr, before, pairs, groups)
    return {group: _share(index, len(groups), values) for index, group in enumerate(groups)}


def _together(
    expr: Expr, before: Reading, pairs: dict[Expr, tuple[float, float]], changed: list[tuple[Expr]]
) -> list[tuple[Expr, ...]]:
    """Keeps the inputs of greatest effect alone, the rest as one group."""
    start = float(before.number(expr)[0])
    size = {group: abs(_with(expr, before, {leaf: pairs[leaf][1] for leaf in group}) - start) for group in changed}
    ranked = sorted(changed, key=lambda group: -size[group])
    rest = tuple(leaf for group in ranked[MOST_INPUTS - 1 :] for leaf in group)
    return [*ranked[: MOST_INPUTS - 1], rest]


def _with(expr: Expr, before: Reading, changes: dict[Expr, float]) -> float:
    given = {leaf: np.array([value]) for leaf, value in changes.items()}
    return float(replace(before, given={**before.given, **given}).number(expr)[0])


def _coalitions(
    expr: Expr, before: Reading, pairs: dict[Expr, tuple[float, float]], groups: list[tuple[Expr, ...]]
) -> Numbers:
    """The value of `expr` for every subset of changed inputs; bit i of the index says whether group i has changed."""
    index: NDArray[np.int64] = np.arange(1 << len(groups), dtype=np.int64)
    given: dict[Expr, Numbers] = {leaf: np.full(len(index), old) for leaf, (old, _) in pairs.items()}
    for bit, group in enumerate(groups):
        for leaf in group:
            given[leaf] = np.where(index >> bit & 1, pairs[leaf][1], pairs[leaf][0])
    values = replace(before, given=given).number(expr)
    return np.broadcast_to(values, index.shape)


def _share(index: int, count: int, values: Numbers) -> float:
    others = [bit for bit in range(count) if bit != index]
    share = 0.0
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for members in combinations(others, size):
            base = sum(1 << bit for bit in members)
            share += weight * float(values[base | 1 << index] - values[base])
    return share
