"""A strategy for whole scenario documents that are always valid, small, and use every construct of the format."""

from __future__ import annotations

import random
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from .cast import CASES, Cast, at_the_start, casts, in_a_turn, when_choosing
from .formulas import Names, bounded, conditions, numbers

Document: TypeAlias = dict[str, Any]

SECTIONS = (
    *("sources", "roles", "stocks", "derived", "switches", "parameters", "cases", "actions"),
    *("rules", "events", "injects", "objectives", "endings", "lenses", "presets"),
)
_CALENDARS = (
    ("2024-11", "month"),
    ("2024-11-23", "week"),
    ("2023-01", "quarter"),
    ("2024-02-28", "day"),
    ("1999-12", "year"),
)


@st.composite
def scenario_documents(draw: st.DrawFn) -> Document:
    """A document as an author's file would give it: plain mappings, lists, texts and numbers."""
    cast = draw(casts())
    start, step = draw(st.sampled_from(_CALENDARS))
    turns = draw(st.integers(3, 5))
    return {
        "format": 1,
        "title": "Generated",
        "summary": "A scenario without a meaning.",
        "calendar": {"start": start, "step": step, "turns": turns, "substeps": draw(st.integers(1, 8))},
        "sources": {"made-up": {"title": "Nowhere", "grade": "J"}},
        "roles": {name: _role(draw, cast, name) for name in cast.roles},
        "stocks": _stocks(draw, cast),
        "derived": _derived(draw, cast),
        "parameters": _parameters(draw, cast),
        "cases": {name: _case(draw, cast, name) for name in cast.cases},
        **_that_act(draw, cast, start),
        "objectives": {
            "aim": {
                "title": "Aim",
                "value": draw(numbers(in_a_turn(cast))),
                "better": draw(st.sampled_from(["higher", "lower"])),
            }
        },
        "endings": _endings(draw, cast),
        "lenses": _lenses(draw, cast),
        "presets": {"short": {"title": "Short", "turns": 2}},
    }


def as_yaml(document: Document, order_seed: int | None = None) -> str:
    """The document as YAML; with a seed every mapping is written in another order."""
    shuffled = document if order_seed is None else _shuffled(document, random.Random(order_seed))
    return yaml.dump(shuffled, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100_000)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _shuffled(content: Any, dice: random.Random) -> Any:
    if isinstance(content, list):
        return [_shuffled(one, dice) for one in content]
    if not isinstance(content, dict):
        return content
    items = list(content.items())
    dice.shuffle(items)
    return {key: _shuffled(value, dice) for key, value in items}


def _role(draw: st.DrawFn, cast: Cast, name: str) -> Document:
    player = {"player": True} if name == next(iter(cast.roles)) else {}
    watch = (
        {"watch": [one for one in cast.stocks if cast.sees(name, one)], "objectives": ["aim"]}
        if draw(st.booleans())
        else {}
    )
    return {"title": name, "choices": draw(st.integers(1, 3)), "order": cast.roles[name], **player, **watch}


def _seen_by(draw: st.DrawFn, cast: Cast, name: str, owner: str = "", *, noisy: bool = False) -> Document:
    """Who does not see an entry exactly, in agreement with `cast.hidden`."""
    rest = [role for role in cast.roles if role != owner]
    seen: Document = {role: "hidden" for role in rest if not cast.sees(role, name)}
    if len(seen) == len(rest) and owner:
        return {"seen_by": {"others": "hidden"}}
    noise = {"noise": draw(st.sampled_from(["4%", 0.1])), "floor": draw(st.sampled_from([0.5, 2]))} if noisy else {}
    if noise and draw(st.booleans()):
        seen.setdefault(draw(st.sampled_from([*rest, "others"])), noise)
    elif len(seen) == len(rest) - 1 and len(rest) > 1 and draw(st.booleans()):
        exact = next(role for role in rest if role not in seen)
        seen = {exact: "exact", "others": "hidden"}
    return {"seen_by": seen} if seen else {}


def _stocks(draw: st.DrawFn, cast: Cast) -> Document:
    ranges = st.sampled_from([[0, 40], [-10, 25], [None, 30], [3, None], [0, 1], None])
    stocks: Document = {}
    for name in cast.stocks:
        edges = draw(ranges)
        low, high = [
            edge if edge is not None else other for edge, other in zip(edges or [0, 40], [-9, 50], strict=True)
        ]
        initial = st.one_of(
            st.sampled_from([low, (low + high) / 2, high]), numbers(at_the_start(cast), depth=1).map(_as_formula)
        )
        stocks[name] = {
            "title": name,
            "initial": draw(initial),
            **({} if edges is None else {"range": edges}),
            **_seen_by(draw, cast, name, noisy=True),
            "source": ["made-up"],
        }
    for name in cast.pools:  # never outside its range by itself, so that what is moved about is conserved
        limits = draw(st.sampled_from([{"range": [0, None]}, {"range": [-5, None]}, {}, {"range": [None, None]}]))
        stocks[name] = {
            "title": name,
            "unit": "points",
            "initial": draw(st.sampled_from([0, 3, 12.5])),
            **limits,
            **_seen_by(draw, cast, name),
        }
    for name in cast.budgets:
        stocks[name] = {
            "title": name,
            "unit": "points",
            "initial": draw(st.sampled_from([0.6, 3, 10])),
            "range": [draw(st.sampled_from([0, 0.1])), 30],
        }
    stocks["force"] = {"title": "Force", "unit": "thousand soldiers", "initial": 620, "range": [0, 900]}
    return stocks


def _as_formula(text: str) -> str:
    """In brackets even a numeral is a formula, which may begin outside the range and is then clamped."""
    return f"({text})"


def _derived(draw: st.DrawFn, cast: Cast) -> Document:
    derived: Document = {}
    for index, name in enumerate(cast.derived):
        value = draw(numbers(in_a_turn(cast, index), depth=2))
        edges = {"range": [-50, 50]} if draw(st.booleans()) else {}
        derived[name] = {"title": name, "value": bounded(value, 500), **edges, **_seen_by(draw, cast, name, noisy=True)}
    tempo = draw(st.sampled_from(cast.derived))
    derived["losses"] = {
        "title": "Losses",
        "unit": "soldiers/day",
        "value": f"loss_rate * (1 + {bounded(tempo, 20)} / 40)",
    }
    return derived


def _parameters(draw: st.DrawFn, cast: Cast) -> Document:
    forms: list[Document] = [
        {"value": 4},
        {"value": 2, "low": 1, "high": 6},
        {"value": 3, "low": 2, "high": 4, "shape": "uniform"},
        {"value": 1, "low": -2, "high": 9, "shape": "median"},
        {"value": 2, "low": 1, "high": 20, "shape": "long_tail"},
        {"value": 5, "low": 0, "high": 8, "draw": "together"},
        {"value": 0, "low": -3, "high": 3, "shape": "uniform", "draw": "together"},
        {
            "value": 1,
            "low": 0,
            "high": 4,
            "redraw": "turn",
            "shape": draw(st.sampled_from(["triangular", "uniform", "median"])),
        },
    ]
    parameters: Document = {name: {"title": name, **form} for name, form in zip(cast.parameters, forms, strict=False)}
    parameters["loss_rate"] = {
        "title": "Loss rate",
        "unit": "soldiers/day",
        "value": 1200,
        "low": 900,
        "high": 1500,
        "source": ["made-up"],
    }
    return parameters


def _case(draw: st.DrawFn, cast: Cast, name: str) -> Document:
    cases = cast.cases[name]
    shares = draw(
        st.sampled_from([["50%", "50%"], [0.2, 0.8]] if len(cases) == 2 else [[0.5, 0.25, 0.25], ["10%", "20%", "70%"]])
    )
    return {"title": name, "odds": dict(zip(cases, shares, strict=True)), "labels": {cases[0]: "Rather weak"}}


def _that_act(draw: st.DrawFn, cast: Cast, start: str) -> Document:
    """Actions, rules, events and injects, and the switches they set."""
    world = in_a_turn(cast)
    sections: Document = {"actions": {name: _action(draw, cast, name, world) for name in cast.actions}}
    sections["rules"] = {
        f"{draw(st.sampled_from('abcxyz'))}_rule{index}": _rule(draw, cast, world) for index in range(3)
    }
    sections["rules"]["attrition"] = {"because": "Ground costs men.", "change": {"force": "-losses * days"}}
    if draw(st.booleans()):  # two outflows that compete for what is there
        for name, target in (("drain", cast.pools[1]), ("x_sink", cast.pools[-1])):
            amount = draw(st.sampled_from([7, f"4 + {bounded(cast.parameters[1])}", "-2"]))
            sections["rules"][name] = {
                "because": "It leaks.",
                "move": {"from": cast.pools[0], "to": target, "amount": amount},
            }
    sections["events"] = {name: _event(draw, cast, name, world) for name in cast.events}
    sections["injects"] = {}
    for index, name in enumerate(cast.injects):
        placed = {"date": start} if index == 0 else {}
        sections["injects"][name] = {"title": name, **placed, "headline": name, "effects": _effects(draw, cast, world)}
    sections["switches"] = {name: _switch(draw, cast, name, sections) for name in cast.switches}
    return sections


def _switch(draw: st.DrawFn, cast: Cast, name: str, sections: Document) -> Document:
    cases = cast.switches[name]
    proposed = {effect["set"][name] for effect in _bodies(sections) if name in effect.get("set", {})}
    wins: Document = {"wins": list(draw(st.permutations(cases)))} if len(proposed) > 1 else {}
    if wins and cases == CASES[0] and draw(st.booleans()):
        wins = {"wins": wins["wins"][0]}
    return {
        "title": name,
        "cases": list(cases),
        "initial": draw(st.sampled_from(cases)),
        **wins,
        **_seen_by(draw, cast, name),
    }


def _bodies(sections: Document) -> list[Document]:
    bodies = list(sections["rules"].values())
    for section in ("actions", "events", "injects"):
        bodies += [effect for entry in sections[section].values() for effect in entry.get("effects", [])]
    return bodies


def _effects(draw: st.DrawFn, cast: Cast, world: Names) -> list[Document]:
    return [_effect(draw, cast, world) for _ in range(draw(st.integers(1, 2)))]


def _effect(draw: st.DrawFn, cast: Cast, world: Names) -> Document:
    effect = _body(
        draw, cast, world, draw(st.lists(st.sampled_from(["change", "move", "set", "reveal"]), min_size=1, max_size=2))
    )
    if draw(st.integers(0, 2)) == 0:
        effect["after"] = draw(st.integers(1, 3))
    if draw(st.integers(0, 2)) == 0:
        effect["for"] = draw(st.integers(1, 4))
    return effect | ({"because": "It was so."} if draw(st.booleans()) else {})


def _rule(draw: st.DrawFn, cast: Cast, world: Names) -> Document:
    rule = {"because": "It is so.", **_body(draw, cast, world, [draw(st.sampled_from(["change", "move", "set"]))])}
    return rule | ({"after": draw(st.integers(1, 2))} if "set" not in rule and draw(st.integers(0, 3)) == 0 else {})


def _body(draw: st.DrawFn, cast: Cast, world: Names, kinds: list[str]) -> Document:
    """What an effect or a rule does, and perhaps `when` and `seen_by`."""
    amount = st.one_of(numbers(world).map(bounded), st.sampled_from([-9, 0.4, 6]))
    body: Document = {}
    for kind in kinds:
        match kind:
            case "change":
                touched = draw(
                    st.lists(st.sampled_from([*cast.stocks, *cast.budgets]), min_size=1, max_size=2, unique=True)
                )
                body["change"] = {name: draw(amount) for name in touched}
            case "move":
                source, target = draw(st.permutations(cast.pools))[:2]
                body["move"] = {"from": source, "to": target, "amount": draw(amount)}
            case "set":
                name = draw(st.sampled_from(list(cast.switches)))
                body["set"] = {name: draw(st.sampled_from(cast.switches[name]))}
            case _:
                body["reveal"] = _reveal(draw, cast)
    if not body.get("reveal", True):
        body = {"change": {cast.stocks[0]: 1}}
    if draw(st.integers(0, 2)) == 0:
        body["when"] = draw(conditions(world))
    if draw(st.integers(0, 3)) == 0:
        body["seen_by"] = {draw(st.sampled_from([*cast.roles, "others"])): "hidden"}
    return body


def _reveal(draw: st.DrawFn, cast: Cast) -> Document | list[str]:
    if draw(st.booleans()):
        return sorted(cast.revealed)
    return {name: [draw(st.sampled_from(list(cast.roles)))] for name in sorted(cast.revealed)}


def _action(draw: st.DrawFn, cast: Cast, name: str, world: Names) -> Document:
    role = cast.actions[name]
    seen = when_choosing(cast, role)
    others = [other for other, owner in cast.actions.items() if owner == role and other != name]
    action: Document = {
        "role": role,
        "title": name,
        "effects": _effects(draw, cast, world),
        **_seen_by(draw, cast, name, role),
    }
    if draw(st.booleans()):
        spent = draw(st.lists(st.sampled_from(cast.budgets), min_size=1, max_size=2, unique=True))
        formula = numbers(seen, depth=1).map(lambda text: f"clip({text}, 0, 4)")
        action["cost"] = {stock: draw(st.one_of(st.sampled_from([0.1, 0.2, 0.3, 0.7]), formula)) for stock in spent}
    if draw(st.booleans()):
        action |= {"available": draw(conditions(seen)), "unavailable": "Not now."}
    if others and draw(st.integers(0, 2)) == 0:
        action["excludes"] = [draw(st.sampled_from(others))]
    if draw(st.integers(0, 5)):
        action["propensity"] = bounded(draw(numbers(seen)), 3)
    return action


def _event(draw: st.DrawFn, cast: Cast, name: str, world: Names) -> Document:
    formula = numbers(world).map(lambda text: f"logistic({text} / 10)")
    once = {"once": True} if draw(st.booleans()) else {}
    probability = draw(st.one_of(st.sampled_from([0.3, "60%"]), formula))
    return {
        "title": name,
        "probability": probability,
        **once,
        "effects": _effects(draw, cast, world),
        **_seen_by(draw, cast, name),
    }


def _endings(draw: st.DrawFn, cast: Cast) -> Document:
    endings: Document = {"over": {"title": "Over", "text": "The time is over."}}
    for name in draw(st.lists(st.sampled_from(["early", "ruin"]), unique=True, max_size=2)):
        when = f"turn >= 2 and {draw(conditions(in_a_turn(cast)))}"
        priority = {"priority": draw(st.integers(1, 20))} if draw(st.booleans()) else {}
        endings[name] = {"title": name, "text": "It ended.", "when": when, **priority}
    return endings


def _lenses(draw: st.DrawFn, cast: Cast) -> Document:
    lenses: Document = {}
    for name in draw(st.lists(st.sampled_from(["hawk", "article"]), unique=True, max_size=2)):
        lens: Document = {
            "title": name,
            "argument": "Somebody holds it to be so.",
            "parameters": {cast.parameters[1]: {"low": 2, "value": 3, "high": 9}},
        }
        if draw(st.booleans()):
            lens["parameters"][cast.parameters[0]] = {"value": 7}
        if draw(st.booleans()):
            case, options = next(iter(cast.cases.items()))
            lens["cases"] = {case: dict(zip(options, ["90%", 0.1], strict=True))}
        lenses[name] = lens
    return lenses
