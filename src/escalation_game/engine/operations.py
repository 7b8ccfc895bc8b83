"""What each operation of an expression does to arrays: the one table behind generated code and direct evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from escalation_game.engine import alone
from escalation_game.engine.elementary import ELEMENTARY

#: Exact on every CPU, and safe to write over one of their own arguments.
UFUNCS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "negative": np.negative,
    "absolute": np.absolute,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "less": np.less,
    "less_equal": np.less_equal,
    "equal": np.equal,
    "not_equal": np.not_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
}

OPERATIONS: dict[str, Callable[..., Any]] = UFUNCS | ELEMENTARY | {"exp": alone.exp, "power": alone.power}
