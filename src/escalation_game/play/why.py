"""Why a variable changed in a turn, as far as a role can know: the Ledger of a stock, the inputs of a derived value, what set a switch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce

from escalation_game.engine.attribution import attribute
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Previous, Read, Since
from escalation_game.play.match import Match
from escalation_game.play.said import said
from escalation_game.play.sight import Sights, because, effects_of, sights_of, title_of
from escalation_game.play.view import Part

UNKNOWN = "unknown"
UNCERTAIN = "uncertain reporting"


def why(match: Match, role: str, name: str, turn: int | None = None) -> tuple[Part, ...]:
    """The parts of a variable's change in a turn (the last one, if not said), largest first; they add up to the change the role sees.

    Raises KeyError when the role cannot see the variable.
    """
    at = match.turn if turn is None else turn
    file, sights = match.scenario.file, sights_of(match, role)
    if sights.variable(name).kind == "hidden" or not any(
        name in one for one in (file.stocks, file.derived, file.switches)
    ):
        raise KeyError(name)
    if at < 1:
        return ()
    if name in file.switches:
        return _setter(match, sights, name, at)
    parts = _ledger(match, sights, name, at) if name in file.stocks else _inputs(match, sights, name, at)
    return closed(parts, seen_change(match, role, name, at), step_of(match, role, name, at), sights.variable(name).kind)


def seen_change(match: Match, role: str, name: str, turn: int) -> float:
    """By how much a variable changed in a turn as the role saw it, rounded as it is reported."""
    now, before = seen_value(match, role, name, turn), seen_value(match, role, name, turn - 1)
    return now - before


def seen_value(match: Match, role: str, name: str, turn: int) -> float:
    """A variable after `turn` turns as the role saw it; one that is reported with noise is rounded to what the noise leaves."""
    value = _told(match, role, name, turn)
    step = step_of(match, role, name, turn)
    return round(value / step) * step + 0.0 if step else value


def step_of(match: Match, role: str, name: str, turn: int) -> float:
    """What a noisy variable is rounded to: the power of ten at or below its standard error. 0 for one that is seen exactly."""
    return step_under(noise_of(match, role, name, turn))


def step_under(noise: float) -> float:
    """The power of ten at or below a standard error, to which a number is rounded that has one; 0 for none."""
    return 10.0 ** math.floor(math.log10(noise)) if noise > 0 else 0.0


def noise_of(match: Match, role: str, name: str, turn: int) -> float:
    """The standard error of what the role is told of a variable, from nothing but what it is told."""
    sight = sights_of(match, role).variable(name)
    if sight.kind != "noise":
        return 0.0
    return max(abs(_told(match, role, name, turn)) * sight.noise, sight.floor)


def reading_of(match: Match, role: str, turn: int) -> Reading:
    """The State after `turn` turns as the role's View reads it: as the role is told, or with open information as it is."""
    reading = Reading(match.machine, match.states[turn])
    return reading if match.open_information else reading.seen_by(role)


def _told(match: Match, role: str, name: str, turn: int) -> float:
    """What the role is told of a variable; with open information the truth."""
    if not match.open_information:
        return float(match.observation(role, turn).values[name][0]) + 0.0
    file = match.scenario.file
    kind = "stock" if name in file.stocks else "derived" if name in file.derived else "switch"
    return float(match.machine.row(match.states[turn], kind, name)[0]) + 0.0


def closed(parts: Sequence[Part], change: float, step: float, kind: str) -> tuple[Part, ...]:
    """Rounds what is reported with noise, and names what is left between the parts and the change."""
    if step:
        parts = [_rounded(part, step) for part in parts]
    parts = [part for part in parts if part.amount != 0.0]
    rest = change - math.fsum(part.amount for part in parts)
    slight = 1e-9 * max(abs(change), *(abs(part.amount) for part in parts), 1e-300)
    ranked = sorted(parts, key=lambda part: (-abs(part.amount), part.cause))
    if abs(rest) <= slight:
        return tuple(ranked)
    title = said("Uncertain reporting") if kind == "noise" else said("Unknown")
    return (*ranked, Part(UNCERTAIN if kind == "noise" else UNKNOWN, title, rest, ""))


def _rounded(part: Part, step: float) -> Part:
    return Part(part.cause, part.title, round(part.amount / step) * step + 0.0, part.because, part.own)


def _ledger(match: Match, sights: Sights, name: str, turn: int) -> list[Part]:
    file = match.scenario.file
    amounts = {cause: float(one[0]) + 0.0 for cause, one in match.reports[turn - 1].ledger(name).items()}
    known = {cause: amount for cause, amount in amounts.items() if sights.cause(cause, name)}
    if "limit" in known and len(known) < len(amounts):
        known["limit"] = _limit_of_known(match, name, turn, known)
    reasons = {cause: because(file, cause, name) for cause in known}
    if "override" in known:
        reasons["override"] = match.turns[turn - 1].overrides[name].reason
    return [Part(cause, title_of(file, cause), known[cause], reasons[cause], own(sights, cause)) for cause in known]


def _limit_of_known(match: Match, name: str, turn: int, known: Mapping[str, float]) -> float:
    """What the limit would have taken of the causes a role knows: what it took in truth would tell the size of the others."""
    stock = next(one for one in match.scenario.game.stocks if one.name == name)
    before = float(match.machine.row(match.states[turn - 1], "stock", name)[0])
    sought = before + math.fsum(amount for cause, amount in known.items() if cause != "limit")
    kept = max(sought, -math.inf if stock.low is None else stock.low)
    return min(kept, math.inf if stock.high is None else stock.high) - sought


def own(sights: Sights, cause: str) -> bool:
    """Whether a cause is an action of this role."""
    section, _, name = cause.partition(":")
    return section in {"action", "cost"} and sights.file.actions[name].role == sights.role


def _inputs(match: Match, sights: Sights, name: str, turn: int) -> list[Part]:
    expr = next(one.value for one in match.scenario.game.derived if one.name == name)
    before, after = (Reading(match.machine, match.states[at]) for at in (turn - 1, turn))
    return moved_by(match, sights, attribute(expr, before, after))


def moved_by(match: Match, sights: Sights, shares: Mapping[tuple[Expr, ...], float]) -> list[Part]:
    """The shares of a change by what a formula reads, as parts: of what the role cannot see nothing is told."""
    parts: list[Part] = []
    for group, amount in shares.items():
        if len(group) == 1 and _visible(sights, group[0]):
            cause, title = _leaf(match, group[0])
            parts.append(Part(cause, title, amount, "", own(sights, cause)))
        elif len(group) > 1 and all(_visible(sights, leaf) for leaf in group):
            titles = reduce(_beside, dict.fromkeys(_leaf(match, leaf)[1] for leaf in group))
            parts.append(Part("several", titles, amount, ""))
    return parts


def _beside(one: str, other: str) -> str:
    return said("{one}, {other}", one=one, other=other)


def _visible(sights: Sights, leaf: Expr) -> bool:
    if not isinstance(leaf, Read | Previous | Since):
        return False
    match leaf.kind:
        case "stock" | "derived" | "switch":
            return sights.variable(leaf.name).kind != "hidden"
        case "chosen":
            return sights.action(leaf.name)
        case "happened":
            return sights.event(leaf.name)
        case "turn" | "days":
            return True
        case _:
            return leaf.kind == "parameter" or (sights.opened and leaf.kind == "case")


def _leaf(match: Match, leaf: Expr) -> tuple[str, str]:
    """The cause and title of what a formula reads."""
    if not isinstance(leaf, Read | Previous | Since):
        return (UNKNOWN, said("Unknown"))
    file = match.scenario.file
    match leaf.kind:
        case "stock":
            title = file.stocks[leaf.name].title
        case "derived":
            title = file.derived[leaf.name].title
        case "switch":
            title = file.switches[leaf.name].title
        case "parameter":
            title = file.parameters[leaf.name].title or leaf.name.replace("_", " ")
        case "case":
            title = file.cases[leaf.name].title
        case "chosen":
            return (f"action:{leaf.name}", _dated(leaf, file.actions[leaf.name].title))
        case "happened":
            entry = file.events[leaf.name] if leaf.name in file.events else file.injects[leaf.name]
            return (f"event:{leaf.name}", _dated(leaf, entry.title))
        case _:
            return (leaf.kind, said("Passing time"))
    return (f"{leaf.kind}:{leaf.name}", _dated(leaf, title))


def _dated(leaf: Expr, title: str) -> str:
    """The title of what a formula reads, which is told apart where it reads an earlier turn."""
    return said("{title} before", title=title) if isinstance(leaf, Previous) else title


def _setter(match: Match, sights: Sights, name: str, turn: int) -> tuple[Part, ...]:
    """What set a switch, if it turned."""
    change = seen_change(match, sights.role, name, turn)
    winner = int(match.reports[turn - 1].value("winner", name)[0])
    if change == 0 or winner < 0:
        return ()
    setter = match.scenario.game.setters[winner]
    file, cause = match.scenario.file, setter.trigger.cause
    effect = effects_of(file, cause)[int(setter.name.removeprefix(cause).split("/")[1])]
    if not (sights.cause(cause, "") and sights.effect(cause, effect)):
        return (Part(UNKNOWN, said("Unknown"), change, ""),)
    return (Part(cause, title_of(file, cause), change, effect.because or "", own(sights, cause)),)
