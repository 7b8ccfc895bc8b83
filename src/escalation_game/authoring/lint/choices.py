"""Actions that nobody can take, that doctrine never takes, or that nobody has a reason to take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from escalation_game.authoring.lint.conditions import needs
from escalation_game.authoring.lint.dominance import Dominated
from escalation_game.authoring.lint.plays import Evidence, Tally
from escalation_game.authoring.lint.subject import Remark, Subject, number
from escalation_game.scenario.bounds import most_to_spend

_HOPELESS = -20.0  #: log-odds that no match will see: a chance of 2 in a billion a turn
_RARE = -6.0  #: log-odds of 1 in 400 a turn


def certain(subject: Subject) -> Iterator[Remark]:
    """What the file settles."""
    at = subject.bounds
    for action in subject.scenario.game.actions:
        entry, seen = subject.file.actions[action.name], at.seen_by(action.role)
        yield from _unaffordable(subject, action.name)
        if action.available is not None and seen.verdict(action.available) == "never":
            yield _remark(subject, "L302", f"“{action.name}” is never available: {_needs(subject, action.name)}",
                          action.name, "available", "change the condition, or remove the action")  # fmt: skip
        if not entry.effects and action.name not in subject.readers:
            yield _remark(subject, "L305", f"“{action.name}” has no effects, and no formula asks for it",
                          action.name, "", "give it `effects`, or remove it")  # fmt: skip
        if action.propensity is None and not subject.file.roles[action.role].player:
            message = f"“{action.name}” has no `propensity`: when nobody plays {action.role}, it is never chosen"
            yield _remark(subject, "L307", message, action.name, "", "add `propensity`, the log-odds of choosing it")
        elif action.propensity is not None and (high := seen.of(action.propensity).high) < _HOPELESS:
            message = f"doctrine never chooses “{action.name}”: its log-odds are at most {number(high)}"
            evidence = {"highest log-odds": high}
            yield _remark(
                subject, "L306", message, action.name, "propensity", "raise it: 0 is a chance of one half", evidence
            )


def by_plays(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    """What no play could do."""
    at = subject.bounds
    for action in subject.scenario.game.actions:
        if at.known["chosen", action.name].high == 0.0:
            continue
        if _never(evidence.available, action.name):
            yield _impossible(subject, evidence, action.name, "available", _needs(subject, action.name, evidence))
        elif _never(evidence.affordable, action.name):
            yield _impossible(subject, evidence, action.name, "affordable", _price(subject, action.name, evidence))
        else:
            yield from _never_by_doctrine(subject, action.name, evidence)


def _never(tallies: Mapping[str, Tally], name: str) -> bool:
    return name in tallies and tallies[name].could > 0 and not tallies[name].did


def _impossible(subject: Subject, evidence: Evidence, name: str, what: str, reason: str) -> Remark:
    told = {"plays": float(evidence.plays), "turns": float(evidence.turns)}
    message = f"in none of {evidence.plays:,} plays was “{name}” {what}: {reason}"
    key = "available" if what == "available" else "cost"
    return _remark(subject, "L303", message, name, key, "change it, or what should bring it about", told)


def dominated(subject: Subject, found: Iterator[Dominated]) -> Iterator[Remark]:
    """What futures showed to be no better than something else."""
    for one in found:
        other = f"“{one.by}”" if one.by else "doing nothing"
        role = subject.file.actions[one.action].role
        message = f"“{role}” never gains from “{one.action}”: in {one.futures} futures {other} was at least as good in every objective"
        evidence = {
            "futures": float(one.futures),
            **{f"mean difference in {name}": value for name, value in one.differences.items()},
        }
        related = (("the other", subject.at(("actions", one.by), key=True)),) if one.by else ()
        path = ("actions", one.action)
        hint = "give it an effect that the role wants, or a lower price"
        yield Remark("L304", message, subject.at(path, key=True), hint, "likely", evidence, related, path)


def _unaffordable(subject: Subject, name: str) -> Iterator[Remark]:
    at = subject.bounds
    action = next(one for one in subject.scenario.game.actions if one.name == name)
    for stock, amount in action.costs:
        least, most = at.seen_by(action.role).of(amount).low, most_to_spend(at, stock)
        if least > most:
            message = f"nobody can ever pay for “{name}”: it costs at least {number(least)} {stock}, of which at most {number(most)} can be spent"
            where = ("actions", name, "cost", stock)
            related = (("the stock", subject.at(("stocks", stock), key=True)),)
            hint = "lower the cost, or widen the range of the stock"
            evidence = {"least cost": least, "most to spend": most}
            yield Remark("L301", message, subject.at(where), hint, "certain", evidence, related, where)


def _never_by_doctrine(subject: Subject, name: str, evidence: Evidence) -> Iterator[Remark]:
    count, odds = evidence.doctrine.get(name), evidence.odds.get(name)
    if count is None or odds is None or not count.could or count.did or not _HOPELESS <= odds.high < _RARE:
        return
    message = f"doctrine never chose “{name}” in {count.could:,} turns of plays: its log-odds were at most {number(odds.high)}"
    told = {"turns": float(count.could), "highest log-odds": odds.high}
    remark = _remark(subject, "L306", message, name, "propensity", "raise it: 0 is a chance of one half", told)
    yield Remark(remark.code, remark.message, remark.place, remark.hint, "likely", remark.evidence, path=remark.path)


def _needs(subject: Subject, name: str, evidence: Evidence | None = None) -> str:
    """What an action's `available` asks for, and what there was."""
    own = [one for one in subject.conditions if one.formula.path == ("actions", name, "available")]
    if not own:
        return "its condition never holds"
    at = subject.bounds_for(own[0].formula)
    held = {id(one): held for one, held in evidence.conditions} if evidence else {}
    blamed = [one for one in own if one.sides and at.verdict(one.expr) == "never"]
    blamed = blamed or [one for one in own if one.sides and id(one) in held and not held[id(one)].held] or own[:1]
    return needs(blamed[0], held.get(id(blamed[0])), at)


def _price(subject: Subject, name: str, evidence: Evidence) -> str:
    stocks = subject.file.actions[name].cost
    told = [f"the most {stock} there was is {number(evidence.values['stock', stock].high)}" for stock in stocks]
    return ", ".join(told)


def _remark(
    subject: Subject, code: str, message: str, name: str, key: str, hint: str, evidence: dict[str, float] | None = None
) -> Remark:
    where = ("actions", name, key) if key else ("actions", name)
    confidence = "likely" if code == "L303" else "certain"
    return Remark(code, message, subject.at(where, key=not key), hint, confidence, evidence or {}, path=where)
