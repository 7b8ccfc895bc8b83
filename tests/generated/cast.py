"""The names of a generated scenario, drawn before its formulas, and what a formula in each place may read of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from .formulas import Names

CASES = ("off", "on"), ("calm", "tense", "open_war")


@dataclass
class Cast:
    """Who and what there is. `hidden` holds (role, name) of what it does not see, `revealed` what may be learnt."""

    roles: dict[str, int]  # name → order
    stocks: list[str]
    pools: list[str]  # stocks that only moves touch
    budgets: list[str]
    derived: list[str]
    switches: dict[str, tuple[str, ...]]
    parameters: list[str]
    cases: dict[str, tuple[str, ...]]
    actions: dict[str, str]  # name → role
    events: list[str]
    injects: list[str]
    hidden: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    revealed: set[str] = field(default_factory=set[str])

    @property
    def every_stock(self) -> list[str]:
        """All stocks without a unit."""
        return [*self.stocks, *self.pools, *self.budgets]

    def sees(self, role: str | None, name: str) -> bool:
        """Whether formulas of this role (None: of the world) may read a name."""
        return role is None or (role, name) not in self.hidden


@st.composite
def casts(draw: st.DrawFn) -> Cast:
    """Names whose alphabetical order is not the order they stand in."""

    def named(kind: str, least: int, most: int) -> list[str]:
        letters = draw(st.lists(st.sampled_from("abcxyz"), min_size=least, max_size=most))
        return [f"{letter}_{kind}{index}" for index, letter in enumerate(letters)]

    roles = {name: draw(st.integers(1, 3)) for name in named("role", 2, 3)}
    switches = {name: CASES[index % 2] for index, name in enumerate(named("switch", 2, 3))}
    cases = {name: ("weak", "strong", "broken")[: 2 + index] for index, name in enumerate(named("case", 1, 2))}
    actions = {name: list(roles)[index % len(roles)] for index, name in enumerate(named("action", 3, 6))}
    cast = Cast(
        roles, named("stock", 2, 4), named("pool", 2, 3), named("budget", 1, 2), named("derived", 2, 4), switches,
        named("parameter", 7, 8), cases, actions, named("event", 2, 3), named("inject", 1, 2),
    )  # fmt: skip
    for role in roles:
        hideable = [*cast.stocks, *cast.pools, *cast.derived, *switches, *cast.events]
        hideable += [name for name, owner in actions.items() if owner != role]
        cast.hidden |= {(role, name) for name in draw(st.lists(st.sampled_from(hideable), max_size=2, unique=True))}
    cast.revealed |= set(draw(st.lists(st.sampled_from(list(cases)), max_size=2, unique=True)))
    return cast


def at_the_start(cast: Cast) -> Names:
    """What an initial value may read."""
    return Names((tuple(cast.parameters),), (_cases(cast, None),))


def in_a_turn(cast: Cast, derived: int | None = None) -> Names:
    """What probabilities, rules, effects and endings may read; or the derived value with this index, of those before it."""
    before = tuple(cast.derived[:derived])
    counted = (*cast.actions, *cast.events, *cast.injects, *cast.switches, *before)
    numbers = (tuple(cast.parameters), tuple(cast.every_stock), before, ("turn", "bare(force) / 100"))
    facts = (_facts("chosen", cast.actions), _facts("happened", (*cast.events, *cast.injects)))
    return Names(
        (*numbers, _since(counted), _previous(cast, None)), (*facts, _switched(cast, None), _cases(cast, None))
    )


def when_choosing(cast: Cast, role: str) -> Names:
    """What a role's propensities, conditions and costs may read: only what it sees, and choices of roles before it."""
    stocks = tuple(name for name in cast.every_stock if cast.sees(role, name))
    derived = tuple(name for name in cast.derived if cast.sees(role, name))
    earlier = _earlier(cast, role)
    own = [name for name, owner in cast.actions.items() if owner == role]
    seen = [name for name in (*cast.events, *cast.injects) if cast.sees(role, name)]
    turned = [name for name in (*cast.switches, *cast.derived) if cast.sees(role, name)]
    counts = (_since((*own, *seen)), _since(turned), _since(earlier))
    numbers = (stocks, derived, tuple(cast.parameters), ("turn",), *counts, _previous(cast, role))
    facts = (_facts("chosen", earlier), _facts("happened", seen))
    return Names(numbers, (*facts, _switched(cast, role), _cases(cast, role)))


def _earlier(cast: Cast, role: str) -> list[str]:
    """The actions of roles that choose before this one, as far as it learns of them."""
    order = cast.roles
    return [name for name, owner in cast.actions.items() if order[owner] < order[role] and cast.sees(role, name)]


def _facts(word: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{word}({name})" for name in names)


def _since(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"min(since({name}), 9)" for name in names)


def _previous(cast: Cast, role: str | None) -> tuple[str, ...]:
    names = [name for name in (*cast.every_stock, *cast.derived) if cast.sees(role, name)]
    return tuple(f"previous({name}, {1 + index * 3 % 12})" for index, name in enumerate(names))


def _switched(cast: Cast, role: str | None) -> tuple[str, ...]:
    spelt: list[str] = []
    for name, cases in cast.switches.items():
        if cast.sees(role, name):
            spelt += [f"{name} is {cases[-1]}", f"{name} is not {cases[0]}"]
            spelt += [name] if cases == CASES[0] else []
    return tuple(spelt)


def _cases(cast: Cast, role: str | None) -> tuple[str, ...]:
    return tuple(f"{name} is {cases[1]}" for name, cases in cast.cases.items() if role is None or name in cast.revealed)
