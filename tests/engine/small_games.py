"""Games small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from escalation_game.engine.expression import Call, Const, Draw, Expr, Read
from escalation_game.engine.game import Action, Ending, Flow, Game, Role, Stock, Timing, Trigger


def call(op: str, *args: Expr | float) -> Expr:
    """An operation; bare numbers become constants."""
    return Call(op, tuple(Const(float(arg)) if isinstance(arg, int | float) else arg for arg in args))


def stock(name: str, initial: float = 0.0, low: float | None = None, high: float | None = None) -> Stock:
    return Stock(name, Const(initial), low, high)


def flow(
    cause: str,
    target: str,
    amount: Expr | float,
    *,
    source: str | None = None,
    when: Expr | None = None,
    after: int = 0,
    lasts: int | None = None,
) -> Flow:
    section, _, name = cause.partition(":")
    value = Const(float(amount)) if isinstance(amount, int | float) else amount
    return Flow(f"{cause}/0/{target}", Trigger(section, name), when, target, value, source, Timing(after, lasts))  # type: ignore[arg-type]


def action(
    name: str,
    role: str = "west",
    costs: Sequence[tuple[str, float]] = (),
    propensity: Expr | float | None = None,
    **more: object,
) -> Action:
    log_odds = Const(float(propensity)) if isinstance(propensity, int | float) else propensity
    plain = Action(
        name,
        role,
        tuple((s, Const(c)) for s, c in costs),
        None,
        frozenset(),
        log_odds,
        Draw(("actions", name, "", "doctrine"), True),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def game(**parts: object) -> Game:
    """A game of four turns with one role, `west`, and whatever else is given."""
    empty: dict[str, object] = dict.fromkeys(
        (
            "stocks",
            "derived",
            "switches",
            "parameters",
            "cases",
            "actions",
            "observed",
            "events",
            "injects",
            "flows",
            "setters",
            "reveals",
            "objectives",
        ),
        (),
    )
    whole = {
        "name": "small", "turns": 4, "substeps": 1, "days": (30.0,) * 4, "roles": (Role("west", 1, 1),),
        "endings": (Ending("over", None),), "lenses": ("baseline",), "assumptions": np.zeros((0, 1)),
        **empty, **parts,
    }  # fmt: skip
    return Game(**whole)  # type: ignore[arg-type]


def value(name: str) -> Expr:
    return Read("stock", name)
