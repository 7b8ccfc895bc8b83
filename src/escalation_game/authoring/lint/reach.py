"""What cannot be reached or never comes about: endings, events, effects that come too late; and what always loses."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.lint.conditions import bound_words, needs
from escalation_game.authoring.lint.formulas import Condition, names
from escalation_game.authoring.lint.plays import Evidence, Held, share
from escalation_game.authoring.lint.subject import Remark, Subject, number
from escalation_game.engine.game import Setter
from escalation_game.scenario.findings import Path

_OFTEN = 10  #: times something has to be seen before it counts


def certain(subject: Subject) -> Iterator[Remark]:
    """What interval arithmetic and the calendar settle."""
    game, at = subject.scenario.game, subject.bounds
    for ending in game.endings:
        if ending.when is not None and at.verdict(ending.when) == "never":
            path = ("endings", ending.name, "when")
            message = f"“{ending.name}” cannot be reached: {_blamed(subject, path)}"
            yield Remark(
                "L401", message, subject.at(path), "change the number, or what should bring it about", path=path
            )
    for event in game.events:
        high = at.of(event.probability).high
        if high <= 0.0:
            path = ("events", event.name, "probability")
            message = (
                f"“{event.name}” can never happen: its chance is at most {number(max(high, 0.0))}{_asks(subject, path)}"
            )
            hint = "change the chance, or make it an inject without a `date`"
            yield Remark(
                "L403", message, subject.at(path), hint, "certain", {"highest chance": max(high, 0.0)}, path=path
            )
    yield from _too_late(subject)


def by_plays(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    """What no play came to."""
    yield from _endings(subject, evidence)
    yield from _ties(subject, evidence)
    yield from _events(subject, evidence)
    yield from _losers(subject, evidence)


def _too_late(subject: Subject) -> Iterator[Remark]:
    turns = subject.file.calendar.turns
    dated = {one.name: one.turn for one in subject.scenario.game.injects}
    for path, effect in subject.effects:
        first = (dated.get(str(path[1])) or 1) if path[0] == "injects" else 1
        last = first + (effect.after or 0)
        if effect.after and last > turns:
            where = (*path, "after")
            message = f"it would work in turn {last}, and the last is turn {turns}"
            evidence = {"turn": float(last), "turns": float(turns)}
            yield Remark("L407", message, subject.at(where), "make `after` shorter", "certain", evidence, path=where)


def _endings(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    for ending in subject.scenario.game.endings:
        if evidence.endings.get(ending.name) or ending.when is None or subject.bounds.verdict(ending.when) == "never":
            continue
        path = ("endings", ending.name, "when")
        own = [(one, held) for one, held in evidence.conditions if one.formula.path == path]
        if _lucky(subject, own, evidence) or any(_close(held) for _, held in own):
            continue
        message = f"no play of {evidence.plays:,} reached “{ending.name}”: {_unmet(subject, own)}"
        told = {"plays": float(evidence.plays), **_numbers(own)}
        hint = "change the number, or what should bring it about"
        yield Remark("L402", message, subject.at(path), hint, "likely", told, path=path)


def _lucky(subject: Subject, own: list[tuple[Condition, Held]], evidence: Evidence) -> bool:
    """Whether it waits for events that are so rare that the plays say nothing."""
    read = {name for one, _ in own for name in names(one.formula)}
    return any(evidence.happened[name] < _OFTEN for name in read if name in subject.file.events)


def _close(held: Held) -> bool:
    """Whether a comparison that never held came near to it."""
    if held.held or len(held.sides) != 2:
        return False
    left, right = held.sides
    gap = max(right.low - left.high, left.low - right.high, 0.0)
    return gap < 0.15 * max(left.high - left.low, right.high - right.low)


def _unmet(subject: Subject, own: list[tuple[Condition, Held]]) -> str:
    """What never held of a condition, with what there was."""
    never = [(one, held) for one, held in own if not held.held and one.sides] or [
        (one, held) for one, held in own if not held.held
    ]
    if not never:
        return "its parts held, but never together"
    one, held = never[0]
    return needs(one, held, subject.bounds)


def _numbers(own: list[tuple[Condition, Held]]) -> dict[str, float]:
    told: dict[str, float] = {}
    for one, held in own:
        for (text, _), seen in zip(one.sides, held.sides, strict=True):
            if seen.low < seen.high:
                told |= {f"lowest {text}": seen.low, f"highest {text}": seen.high}
    return told


def _ties(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    for (one, other), count in sorted(evidence.ties.items()):
        endings = subject.file.endings
        if endings[one].priority != endings[other].priority:
            continue
        path = ("endings", one)
        message = f"“{one}” and “{other}” held at once in {count:,} of {evidence.plays:,} plays, and their `priority` is the same"
        related = (("the other", subject.at(("endings", other), key=True)),)
        told = {"plays": float(evidence.plays), "both": float(count)}
        hint = "give the one that is to count the lower `priority`"
        yield Remark("L406", message, subject.at(path, key=True), hint, "likely", told, related, path)


def _events(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    for event in subject.scenario.game.events:
        high = subject.bounds.of(event.probability).high
        if evidence.chances.get(event.name, 0.0) > 0.0 or high <= 0.0:
            continue
        path = ("events", event.name, "probability")
        most = f"it could be at most {number(min(high, 1.0))}{_asks(subject, path)}"
        message = f"in all {evidence.plays:,} plays the chance of “{event.name}” was 0; {most}"
        told = {"plays": float(evidence.plays), "highest chance": 0.0, "bound": high}
        hint = "change the chance, or what it depends on"
        yield Remark("L404", message, subject.at(path), hint, "likely", told, path=path)


def _losers(subject: Subject, evidence: Evidence) -> Iterator[Remark]:
    setters = subject.scenario.game.setters
    for place, tally in sorted(evidence.setters.items()):
        losses = {other: count for (loser, other), count in evidence.losses.items() if loser == place}
        if tally.could < _OFTEN or tally.did or not losses:
            continue
        winner = max(losses, key=lambda one: losses[one])
        one = setters[place]
        path, rival = _setter_path(one), _setter_path(setters[winner])
        rate = 100 * share(losses[winner], tally.could)
        lost = f"lost each time, {rate:.0f} % of them to {setters[winner].trigger.cause}"
        message = f"it would have set “{one.switch}” {tally.could:,} times in {evidence.plays:,} plays and {lost}"
        told = {"plays": float(evidence.plays), "times": float(tally.could), "lost": float(tally.could)}
        related = (
            ("what wins", subject.at(rival, key=True)),
            ("the order", subject.at(("switches", one.switch, "wins"))),
        )
        hint = "change the order in `wins`, or the condition of one of them"
        yield Remark("L405", message, subject.at(path, key=True), hint, "likely", told, related, path)


def _setter_path(one: Setter) -> Path:
    if one.trigger.section == "rule":
        return ("rules", one.trigger.name, "set", one.switch)
    index = int(one.name.removeprefix(one.trigger.cause).split("/")[1])
    return (f"{one.trigger.section}s", one.trigger.name, "effects", index, "set", one.switch)


def _asks(subject: Subject, path: Path) -> str:
    """What the first condition of a formula compares, within its bounds."""
    for one in subject.conditions:
        if one.formula.path == path and one.sides:
            told = [words for text, expr in one.sides if (words := bound_words(subject.bounds, text, expr))]
            return f" ({', '.join(told)})" if told else ""
    return ""


def _blamed(subject: Subject, path: Path) -> str:
    own = [one for one in subject.conditions if one.formula.path == path]
    never = [one for one in own if one.sides and subject.bounds.verdict(one.expr) == "never"]
    return needs((never or own)[0], None, subject.bounds) if own else "its condition is never above 0"
