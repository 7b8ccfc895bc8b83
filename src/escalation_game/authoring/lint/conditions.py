"""Conditions that can never hold or always do: by interval arithmetic, which is certain, and by what plays showed."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.lint.formulas import Condition, Formula, names
from escalation_game.authoring.lint.plays import Evidence, Held, Tally
from escalation_game.authoring.lint.subject import Remark, Subject, number, span_words
from escalation_game.engine.expression import Expr
from escalation_game.scenario.bounds import Bounds, Verdict

_ENOUGH = 200  #: turns in which a condition has to be asked before plays say anything
_NEAR = 0.15  #: of what was seen of a number: so near a threshold more plays might have crossed it

#: Where a condition that cannot hold has a code of its own.
_OWN = {("endings", "when"), ("actions", "available")}


def certain(subject: Subject) -> Iterator[Remark]:
    """What interval arithmetic settles. Of a condition and its parts only the part that is to blame is told."""
    told: list[Condition] = []
    for one in subject.conditions:
        if any(_inside(one, other) for other in told) or _unlearnt(subject, one.formula):
            continue
        at = subject.bounds_for(one.formula)
        verdict = at.verdict(one.expr)
        if verdict == "open":
            continue
        told.append(one)
        if not (verdict == "never" and _has_own_code(one)):
            blame = _to_blame(subject, one, verdict)
            yield _settled(subject, blame, verdict, at)


def by_plays(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    """What plays say of conditions that interval arithmetic leaves open."""
    for one, held in evidence.conditions:
        if held.asked < _ENOUGH or 0 < held.held < held.asked or not one.decides or _has_own_code(one):
            continue
        at = subject.bounds_for(one.formula)
        if at.verdict(one.expr) != "open" or _explained(subject, one, evidence) or _nearly(one, held):
            continue
        if not one.sides and held.held == held.asked:
            continue  # a switch that stayed on, and the like
        yield _seen(subject, one, held, at, evidence)


def bound_words(at: Bounds, text: str, expr: Expr) -> str:
    """What an expression must stay within, in words; nothing for a number written out."""
    bound = at.of(expr)
    return "" if _is_number(text) else f"{text} is {span_words(bound.low, bound.high)}"


def _settled(subject: Subject, one: Condition, verdict: Verdict, at: Bounds) -> Remark:
    why = [words for text, expr in one.sides if (words := bound_words(at, _short(text), expr))]
    evidence = {f"{end} bound of {_short(text)}": value for text, expr in one.sides if not _is_number(text)
                for end, value in (("lower", at.of(expr).low), ("upper", at.of(expr).high))}  # fmt: skip
    reason = f": {', '.join(why)}" if why else ""
    if verdict == "never":
        message, hint = f"“{_short(one.text)}” can never hold{reason}", "change the number, or remove what waits for it"
        return Remark(
            "L201", message, subject.inside(one.formula, one.span), hint, evidence=evidence, path=one.formula.path
        )
    message, hint = f"“{_short(one.text)}” always holds{reason}", "change the number, or remove the condition"
    return Remark(
        "L202", message, subject.inside(one.formula, one.span), hint, evidence=evidence, path=one.formula.path
    )


def _seen(subject: Subject, one: Condition, held: Held, at: Bounds, evidence: Evidence) -> Remark:
    shown: list[str] = []
    numbers: dict[str, float] = {"plays": evidence.plays, "asked": held.asked, "held": held.held}
    for (text, expr), seen in zip(one.sides, held.sides, strict=True):
        if not _is_number(text) and seen.low <= seen.high:
            bound = at.of(expr)
            shown.append(
                f"{_short(text)} was {span_words(seen.low, seen.high)} (bound: {span_words(bound.low, bound.high)})"
            )
            numbers |= {f"lowest {_short(text)}": seen.low, f"highest {_short(text)}": seen.high}
    reason = f": {', '.join(shown)}" if shown else ""
    place = subject.inside(one.formula, one.span)
    if held.held:
        message = f"“{_short(one.text)}” always held in {evidence.plays:,} plays{reason}"
        return Remark(
            "L204",
            message,
            place,
            "change the number, or leave the condition out",
            "likely",
            numbers,
            path=one.formula.path,
        )
    message = f"“{_short(one.text)}” held in none of {evidence.plays:,} plays{reason}"
    return Remark(
        "L203",
        message,
        place,
        "change the number, or what should bring it about",
        "likely",
        numbers,
        path=one.formula.path,
    )


def _to_blame(subject: Subject, one: Condition, verdict: Verdict) -> Condition:
    """The smallest part of a condition that settles it by itself; the condition where only all of it does."""
    at = subject.bounds_for(one.formula)
    inside = [other for other in subject.conditions if other.formula is one.formula and _inside(other, one)]
    alike = [other for other in inside if other.span != one.span and other.sides and at.verdict(other.expr) == verdict]
    return alike[0] if len(alike) == 1 and verdict == "never" else one


def _inside(one: Condition, other: Condition) -> bool:
    """Whether a condition is part of another, or the same."""
    return (
        one.formula is other.formula
        and other.span.offset <= one.span.offset
        and one.span.offset + one.span.length <= other.span.offset + other.span.length
    )


def _has_own_code(one: Condition) -> bool:
    path = one.formula.path
    whole = one.formula.node is not None and one.span == one.formula.node.span
    return whole and (path[0], path[-1]) in _OWN


def _unlearnt(subject: Subject, formula: Formula) -> bool:
    """Whether it asks for a hidden case that the role cannot know, which is told elsewhere."""
    if not formula.role:
        return False
    cases = names(formula) & subject.file.cases.keys()
    at = subject.bounds_for(formula)
    return any(at.unlearnt(case) for case in cases)


def _explained(subject: Subject, one: Condition, evidence: Evidence) -> bool:
    """Whether it asks for something that never came about in the plays, which is told where that stands."""
    read = names(one.formula)
    events = any(not evidence.happened.get(name, 1) for name in read)
    actions = any(name in subject.file.actions and not evidence.available.get(name, Tally(1, 1)).did for name in read)
    still = {switch for switch in subject.file.switches if sum(name == switch for name, _ in evidence.cases) < 2}
    injects = any(name in subject.file.injects for name in read)
    return events or actions or injects or bool(read & still)


def _nearly(one: Condition, held: Held) -> bool:
    """Whether what was compared came near to turning the condition, so that a few more plays might have."""
    if len(one.sides) != 2:
        return False
    left, right = held.sides
    if not (left.low <= left.high and right.low <= right.high):
        return True
    gap = max(right.low - left.high, left.low - right.high)
    spread = max(left.high - left.low, right.high - right.low)
    return gap < _NEAR * spread


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:69] + "…"


def needs(one: Condition, held: Held | None, at: Bounds) -> str:
    """What a condition compares, what it was in plays and what it must stay within, in words."""
    told: list[str] = []
    for place, (text, expr) in enumerate(one.sides):
        if _is_number(text):
            continue
        bound = at.of(expr)
        seen = held.sides[place] if held is not None else None
        words = f"in plays {span_words(seen.low, seen.high)}, " if seen is not None and seen.low <= seen.high else ""
        told.append(f"{_short(text)} is {words}bound {number(bound.low)} to {number(bound.high)}")
    return f"needs {_short(one.text)}; {', '.join(told)}" if told else f"needs {_short(one.text)}"
