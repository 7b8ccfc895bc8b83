"""What a match assumes, ready to show: every parameter with its range, its rival readings, its sources, and what reads it.

All of it stands in the author's file or was edited openly. What a parameter came to in this match is never told, nor which lens the world follows,
nor the answer to a hidden question that the role has not learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Flow, Game, Reveal, Setter
from escalation_game.play.match import Match
from escalation_game.play.narration import case_label
from escalation_game.play.sight import Sights, effects_of, sights_of, title_of
from escalation_game.play.sources import sources
from escalation_game.play.view import Source
from escalation_game.scenario.edited import Edit, beyond, widest
from escalation_game.scenario.schema import Case, Parameter, ScenarioFile
from escalation_game.scenario.uncertainty import believed

#: "disputed": lenses differ over it. "uncertain": it has a range. "luck": drawn anew each turn. "known": one number for all.
Group: TypeAlias = Literal["disputed", "uncertain", "luck", "known"]
GROUPS: tuple[Group, ...] = ("disputed", "uncertain", "luck", "known")

__all__ = [
    "GROUPS",
    "Assumption",
    "Assumptions",
    "Edit",
    "Group",
    "Question",
    "Reader",
    "Reading",
    "assumptions",
    "out_of_range",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a lens takes a parameter to be. `own`: it says so itself; else it is the author's number."""

    lens: str
    title: str
    argument: str
    taken: Edit
    own: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Something whose formula reads a parameter; `name` is that of a variable the role sees, or ""."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A parameter. Numbers are in `unit`. `author` is the file's own, `low` and `high` bound all readings, `edit` is what this match takes it to be.

    `unseen` counts readers the role may not know of. Those in `shared` are drawn together with it.
    """

    name: str
    title: str
    unit: str
    note: str
    group: Group
    shape: str
    author: Edit
    low: float
    high: float
    readings: tuple[Reading, ...]
    edit: Edit | None
    sources: tuple[Source, ...]
    readers: tuple[Reader, ...]
    unseen: int
    shared: tuple[str, ...]

    def taken(self, lens: str) -> Edit:
        """What a lens takes it to be; the author's number where there is no lens of this name. Edits are left aside."""
        return next((one.taken for one in self.readings if one.lens == lens), self.author)


@dataclass(frozen=True, slots=True)
class Question:
    """A hidden state of the world: how likely each lens holds each answer ("" is the author), as shares; `known` once the role has learnt it."""

    name: str
    title: str
    note: str
    odds: Mapping[str, Mapping[str, float]]
    known: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All of them. `lenses` are (name, title)."""

    entries: tuple[Assumption, ...]
    questions: tuple[Question, ...]
    lenses: tuple[tuple[str, str], ...]


def assumptions(match: Match, role: str) -> Assumptions:
    """What the match assumes, as far as a role may know. Raises KeyError for an unknown role."""
    written = match.scenario.authored or match.scenario
    file, sights = written.file, sights_of(match, match.scenario.file.roles[role] and role)
    reading = _readers(written.game, file, sights)
    entries = tuple(_assumption(match, file, name, reading.get(name, ())) for name in file.parameters)
    questions = tuple(_question(match, role, file, name, entry) for name, entry in file.cases.items())
    return Assumptions(entries, questions, tuple((name, lens.title) for name, lens in file.lenses.items()))


def out_of_range(match: Match, edits: Mapping[str, Edit]) -> tuple[str, ...]:
    """The parameters whose edits leave the range that the author and all lenses give them."""
    return beyond(match.scenario, edits)


def _assumption(match: Match, file: ScenarioFile, name: str, readers: Sequence[Reader | None]) -> Assumption:
    entry, (low, high) = file.parameters[name], widest(file, name)
    readings = tuple(
        Reading(lens, one.title, one.argument, Edit(*believed(name, entry, one)), name in one.parameters)
        for lens, one in file.lenses.items()
    )
    shared = [one for one, other in file.parameters.items() if entry.draw and other.draw == entry.draw and one != name]
    seen = tuple(reader for reader in readers if reader is not None)
    return Assumption(
        name=name, title=_title(file, name), unit=entry.unit or "", note=entry.note or "", group=_group(entry, readings, low, high),
        shape=entry.shape, author=Edit(*believed(name, entry, None)), low=low, high=high, readings=readings,
        edit=match.assumptions.get(name), sources=sources(match, entry.source), readers=seen, unseen=len(readers) - len(seen),
        shared=tuple(_title(file, one) for one in shared),
    )  # fmt: skip


def _title(file: ScenarioFile, name: str) -> str:
    return file.parameters[name].title or name.replace("_", " ").capitalize()


def _group(entry: Parameter, readings: Sequence[Reading], low: float, high: float) -> Group:
    if entry.redraw == "turn":
        return "luck"
    if any(one.own for one in readings):
        return "disputed"
    return "uncertain" if low < high else "known"


def _question(match: Match, role: str, file: ScenarioFile, name: str, entry: Case) -> Question:
    odds = {"": entry.odds, **{lens: one.cases.get(name, entry.odds) for lens, one in file.lenses.items()}}
    told = {
        lens: {case_label(entry.labels, case): share for case, share in each.items()} for lens, each in odds.items()
    }
    return Question(
        name, entry.title, entry.note or "", told, _learnt(match, role, entry, name), sources(match, entry.source)
    )


def _learnt(match: Match, role: str, entry: Case, name: str) -> str:
    """The answer in words, or "" while the role does not know it."""
    row = match.machine.layout.rows.get(("revealed", f"{name}/{role}", 0))
    told = row is not None and match.state.values[row, 0] > 0
    hidden = any((one.kind, one.name, one.role) == ("case", name, role) for one in match.scenario.game.observed)
    if hidden and not told and not match.open_information:
        return ""
    cases = next(one.cases for one in match.scenario.game.cases if one.name == name)
    return case_label(entry.labels, cases[int(match.machine.row(match.state, "case", name)[0])])


def _readers(game: Game, file: ScenarioFile, sights: Sights) -> dict[str, tuple[Reader | None, ...]]:
    """By parameter what reads it, each once in the order of kinds; None for one the role may not know of."""
    found: dict[str, dict[tuple[str, str], Reader | None]] = {}
    for key, reader, exprs in _formulas(game, file, sights):
        for expr in exprs:
            for leaf in leaves(expr) if expr is not None else ():
                if isinstance(leaf, Read) and leaf.kind == "parameter":
                    found.setdefault(leaf.name, {}).setdefault(key, reader)
    return {name: tuple(readers.values()) for name, readers in found.items()}


_Formulas: TypeAlias = Iterator[tuple[tuple[str, str], Reader | None, Sequence[Expr | None]]]


def _formulas(game: Game, file: ScenarioFile, sights: Sights) -> _Formulas:
    for one in game.derived:
        yield ("variable", one.name), _variable(file.derived[one.name].title, one.name, sights), (one.value,)
    for one in game.stocks:
        yield ("variable", one.name), _variable(file.stocks[one.name].title, one.name, sights), (one.initial,)
    yield from _causes(game, file, sights)
    for one in game.actions:
        seen = sights.action(one.name) and (one.role == sights.role or one.propensity is None or sights.opened)
        title = Reader(file.actions[one.name].title) if seen else None
        yield ("action", one.name), title, (one.available, one.propensity, *(amount for _stock, amount in one.costs))
    for one in game.events:
        yield (
            ("event", one.name),
            Reader(file.events[one.name].title) if sights.event(one.name) else None,
            (one.probability,),
        )
    for one in game.objectives:
        yield ("objective", one.name), Reader(file.objectives[one.name].title), (one.value,)
    for one in game.endings:
        yield ("ending", one.name), Reader(file.endings[one.name].title), (one.when,)


def _causes(game: Game, file: ScenarioFile, sights: Sights) -> _Formulas:
    for flow in game.flows:
        reader = Reader(_arrow(title_of(file, flow.trigger.cause), file.stocks[flow.stock].title), flow.stock)
        seen = sights.variable(flow.stock).kind != "hidden" and sights.cause(flow.trigger.cause, flow.stock)
        yield ("flow", flow.name), reader if seen else None, (flow.when, flow.amount)
    for one in (*game.setters, *game.reveals):
        reader = Reader(_arrow(title_of(file, one.trigger.cause), _aim(file, one)))
        yield ("set", one.name), reader if _may_know(file, sights, one) else None, (one.when,)


def _aim(file: ScenarioFile, one: Setter | Reveal) -> str:
    return file.switches[one.switch].title if isinstance(one, Setter) else file.cases[one.case].title


def _may_know(file: ScenarioFile, sights: Sights, one: Setter | Reveal | Flow) -> bool:
    """Whether the role knows of what sets a switch or reveals a case: of the cause, and of each of its effects."""
    cause = one.trigger.cause
    seen = sights.cause(cause, "") and all(sights.effect(cause, effect) for effect in effects_of(file, cause))
    return seen and not (isinstance(one, Setter) and sights.variable(one.switch).kind == "hidden")


def _arrow(cause: str, aim: str) -> str:
    return f"{cause} → {aim}"


def _variable(title: str, name: str, sights: Sights) -> Reader | None:
    return Reader(title, name) if sights.variable(name).kind != "hidden" else None
