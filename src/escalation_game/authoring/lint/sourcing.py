"""Numbers without a source, ranked by what they move: each is varied alone, in the same futures, and the objectives are compared."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from escalation_game.authoring.lint.formulas import Formula
from escalation_game.authoring.lint.plays import Progress
from escalation_game.authoring.lint.subject import Remark, Subject, number
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers
from escalation_game.futures.playing import Values, moves_for
from escalation_game.futures.study import Study
from escalation_game.policies.bots import at_random
from escalation_game.scenario.compile import compile_scenario
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Path, Place, ScenarioError
from escalation_game.scenario.formula import Function, IsCase, Name, Node, Numeral, Operation
from escalation_game.scenario.places import Places
from escalation_game.scenario.shapes import shaped

FUTURES = 48  #: in which each number is varied
_TOGETHER = 25  #: numbers varied in one go
MOST_NUMBERS = 150  #: looked at in one file
_COUNTS = 0.005  #: share of an objective's range above which a number is told of
_FEW = frozenset({0.0, 1.0, -1.0, 100.0})  #: what is written for form's sake
_SECTIONS = ("stocks", "derived", "actions", "rules", "events", "injects", "objectives")


@dataclass(frozen=True)
class Site:
    """A number that can be varied: in the formula at `path` (`span` is offset and length, None for all of it), or a whole parameter."""

    path: Path
    value: float
    span: tuple[int, int] | None = None
    low: float = math.nan
    high: float = math.nan
    of_formula: Formula | None = field(default=None, compare=False, repr=False)

    @property
    def ends(self) -> tuple[float, float]:
        """What it is varied to: the ends of its own range, or 10 % down and up."""
        if self.low < self.high:
            return self.low, self.high
        return self.value * 0.9, self.value * 1.1

    @property
    def varied(self) -> str:
        """How it is varied, in words."""
        return f"from {number(self.low)} to {number(self.high)}" if self.low < self.high else "by ±10 %"


@dataclass(frozen=True)
class Influence:
    """What varying a number does to the objective it moves most: the mean size of the change, in its unit and as a share of its range."""

    site: Site
    objective: str
    change: float
    share: float


def unsourced(subject: Subject, seed: int, progress: Progress) -> Iterator[Remark]:
    """Every entry without a source that has a number that counts, with the one that counts most."""
    found = sorted(influences(subject, seed, progress), key=lambda one: -one.share)
    best: dict[Path, Influence] = {}
    for one in found:
        if one.share > _COUNTS:
            best.setdefault(_entry(one.site.path), one)
    for rank, one in enumerate(best.values(), 1):
        entry = subject.file.objectives[one.objective]
        change = f"{number(one.change)} {entry.unit}".strip()
        which = (
            "the most influential number without a source"
            if rank == 1
            else f"no source, and number {rank} of {len(best)} by influence"
        )
        message = f"{which}: {number(one.site.value)} varied {one.site.varied} moves “{entry.title}” by {change} ({100 * one.share:.1f} %) on average"
        evidence = {"rank": float(rank), "change": one.change, "share": one.share, "futures": float(FUTURES)}
        hint = "add `source:` to the entry; where nobody knows the number, one that says it is a judgement"
        yield Remark("L601", message, _place(subject, one.site), hint, "certain", evidence, path=_entry(one.site.path))


def influences(subject: Subject, seed: int, progress: Progress) -> Iterator[Influence]:
    """The influence of every number without a source; those that cannot be varied are left out."""
    sites = list(_sites(subject))[:MOST_NUMBERS]
    for start in range(0, len(sites), _TOGETHER) if subject.file.objectives else ():
        progress("numbers without a source", start, len(sites))
        yield from _varied(subject, sites[start : start + _TOGETHER], seed)


def _sites(subject: Subject) -> Iterator[Site]:
    for name, one in subject.file.parameters.items():
        if not one.source:
            low = one.value if one.low is None else one.low
            high = one.value if one.high is None else one.high
            if low < high or one.value not in _FEW:
                yield Site(("parameters", name), one.value, None, low, high)
    sourced = {path for path, effect in subject.effects if effect.source}
    for formula in subject.formulas:
        section, name, *rest = formula.path
        entry = getattr(subject.file, str(section))[name]
        if section in _SECTIONS and not entry.source and formula.path[: 4 if "effects" in rest else 2] not in sourced:
            yield from _in_formula(formula)


def _in_formula(formula: Formula) -> Iterator[Site]:
    if isinstance(formula.text, float | int):
        if float(formula.text) not in _FEW:
            yield Site(formula.path, float(formula.text), of_formula=formula)
    elif formula.node is not None:
        for one in _free(formula.node):
            if one.value not in _FEW:
                yield Site(formula.path, one.value, (one.span.offset, one.span.length), of_formula=formula)


def _free(node: Node) -> Iterator[Numeral]:
    """The numbers of a formula in whose place a name may stand."""
    match node:
        case Numeral():
            yield node
        case Operation(_, args, _):
            for arg in args:
                yield from _free(arg)
        case Function("previous" | "since" | "chosen" | "happened", _, _) | Name() | IsCase():
            return
        case Function("lookup", args, _):
            for arg in (args[0], *args[2::2]):
                yield from _free(arg)
        case Function(_, args, _):
            for arg in args:
                yield from _free(arg)


def _varied(subject: Subject, sites: Sequence[Site], seed: int) -> Iterator[Influence]:
    """The sites of one go, each at both its ends, side by side with the file's own numbers."""
    try:
        machine = _machine(subject, sites)
    except ScenarioError:  # a number that stands where no name may: one by one, so that only that one is left out
        if len(sites) > 1:
            for one in sites:
                yield from _varied(subject, [one], seed)
        return
    columns = 2 * len(sites) + 1
    values, whole = _played(machine, columns, seed)
    base = values[:, 0]
    for place, site in enumerate(sites):
        moved = [np.abs(values[:, column] - base) for column in (2 * place + 1, 2 * place + 2)]
        both = [whole[column] & whole[0] for column in (2 * place + 1, 2 * place + 2)]
        yield _strongest(
            subject, site, base[:, whole[0]], [one[:, kept] for one, kept in zip(moved, both, strict=True)]
        )


def _strongest(subject: Subject, site: Site, base: Numbers, moved: Sequence[Numbers]) -> Influence:
    told = [(0.0, 0.0, next(iter(subject.file.objectives)))]
    for row, objective in enumerate(one.name for one in subject.scenario.game.objectives):
        low, high = subject.file.objectives[objective].range or (None, None)
        scale = high - low if low is not None and high is not None else float(np.std(base[row])) if base.size else 0.0
        change = max(float(one[row].mean()) if one.size else 0.0 for one in moved)
        told.append((change / scale if scale > 0.0 else 0.0, change, objective))
    share, change, objective = max(told)
    return Influence(site, objective, change, share)


def _played(machine: Machine, columns: int, seed: int) -> tuple[Numbers, np.ndarray]:
    """Objectives, shape (objectives, columns, futures), and which futures are whole, shape (columns, futures). Everybody plays at random."""
    futures = np.tile(np.arange(1, FUTURES + 1, dtype=np.uint64), columns)
    lens = np.repeat(np.arange(columns), FUTURES)
    names = [machine.game.lenses.index(_lens(column)) if column else 0 for column in range(columns)]
    state = machine.start(seed, futures, np.array(names, np.intp)[lens])
    policies = {role.name: at_random for role in machine.game.roles}
    study = Study(machine.game, seed, len(futures), policies=policies)
    for _ in range(machine.game.turns):
        machine.step(state, moves_for(machine, study, state))
    objectives = [("objective", one.name) for one in machine.game.objectives]
    values = Values(machine, objectives).of(state)
    whole = ~state.failed & np.isfinite(values).all(axis=0)
    return values.reshape(len(objectives), columns, FUTURES), whole.reshape(columns, FUTURES)


def _machine(subject: Subject, sites: Sequence[Site]) -> Machine:
    """The scenario with a parameter in place of each number, and two lenses for each that change it alone. Raises ScenarioError."""
    content, places = parse_document(subject.scenario.text, subject.scenario.places.file)
    top = cast("dict[str, Content]", copy.deepcopy(content))
    parameters = cast("dict[str, Content]", top.setdefault("parameters", {}))
    lenses = cast("dict[str, Content]", top.setdefault("lenses", {}))
    names = {
        site: str(site.path[1]) if site.of_formula is None else _parameter(place) for place, site in enumerate(sites)
    }
    for path in dict.fromkeys(site.path for site in sites if site.of_formula is not None):
        _put_in(top, path, [(one, names[one]) for one in sites if one.path == path])
    for place, site in enumerate(sites):
        if site.of_formula is not None:
            parameters[names[site]] = {"value": site.value}
        for end, value in enumerate(site.ends):
            numbers: dict[str, Content] = {"low": value, "value": value, "high": value}
            told: dict[str, Content] = {"title": "-", "argument": "-", "parameters": {names[site]: numbers}}
            lenses[_lens(2 * place + 1 + end)] = told
    return Machine(compile_scenario(shaped(top, places), Places.of("", places.file), subject.scenario.name))


def _put_in(top: dict[str, Content], path: Path, named: Sequence[tuple[Site, str]]) -> None:
    """Puts names in place of the numbers of one formula, from the last to the first."""
    within: Content = top
    for step in path[:-1]:
        within = within[step]  # type: ignore[index, call-overload]
    table = cast("dict[str, Content]", within)
    text = table[str(path[-1])]
    for site, name in sorted(named, key=lambda one: one[0].span or (0, 0), reverse=True):
        if site.span is None:
            text = f"bare({name})"
        else:
            offset, length = site.span
            text = f"{str(text)[:offset]}bare({name}){str(text)[offset + length :]}"
    table[str(path[-1])] = text


def _parameter(place: int) -> str:
    return f"lint_number_{place}"


def _lens(column: int) -> str:
    return f"lint_column_{column}"


def _entry(path: Path) -> Path:
    return path[:2]


def _place(subject: Subject, site: Site) -> Place:
    if site.of_formula is not None and site.span is not None:
        return subject.scenario.places.inside(site.path, *site.span)
    return subject.at(site.path) if site.of_formula is not None else subject.at((*site.path, "value"))
