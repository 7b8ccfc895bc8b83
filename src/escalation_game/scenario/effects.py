"""What rules, actions, events and injects do: their effects as flows, setters and reveals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from escalation_game.engine.expression import Expr
from escalation_game.engine.game import Flow, Reveal, Setter, Timing, Trigger
from escalation_game.scenario.draft import Draft
from escalation_game.scenario.findings import Finding, Path
from escalation_game.scenario.schema import Effect, Rule, ScenarioFile

_TRIGGERS: dict[str, Literal["action", "event", "inject"]] = {
    "actions": "action",
    "events": "event",
    "injects": "inject",
}


@dataclass(frozen=True, slots=True)
class EffectParts:
    """Everything the effects of a file come to, each sorted by name."""

    flows: tuple[Flow, ...]
    setters: tuple[Setter, ...]
    reveals: tuple[Reveal, ...]


@dataclass(frozen=True, slots=True)
class _Origin:
    """One effect of the file: where it stands, what starts it, under which name, when it holds."""

    path: Path
    trigger: Trigger
    name: str
    when: Expr | None
    timing: Timing


def effect_parts(at: Draft) -> EffectParts:
    """The effects of a file."""
    flows: list[Flow] = []
    setters: list[Setter] = []
    reveals: list[Reveal] = []
    for path, trigger, index, effect in _all(at.file):
        lasts = effect.lasts if isinstance(effect, Effect) else None
        when = at.condition((*path, "when"), effect.when, at.anywhere)
        origin = _Origin(path, trigger, f"{trigger.cause}/{index}", when, Timing(effect.after or 0, lasts))
        flows += _flows(at, origin, effect)
        setters += _setters(at, origin, effect)
        reveals += _reveals(at, origin, effect)
    return EffectParts(*(tuple(sorted(part, key=lambda one: one.name)) for part in (flows, setters, reveals)))  # type: ignore[arg-type]


def _all(file: ScenarioFile) -> Iterator[tuple[Path, Trigger, int, Effect | Rule]]:
    for section, kind in _TRIGGERS.items():
        for name, entry in getattr(file, section).items():
            for index, effect in enumerate(entry.effects):
                yield (section, name, "effects", index), Trigger(kind, name), index, effect
    for name, rule in file.rules.items():
        yield ("rules", name), Trigger("rule", name), 0, rule


def _flows(at: Draft, origin: _Origin, effect: Effect | Rule) -> Iterator[Flow]:
    for stock, text in effect.change.items():
        amount = at.number((*origin.path, "change", stock), text, at.anywhere, at.unit_of(stock))
        yield Flow(f"{origin.name}/{stock}", origin.trigger, origin.when, stock, amount, None, origin.timing)
    if effect.move is None:
        return
    move = effect.move
    if (
        not at.unit_of(move.from_).like(at.unit_of(move.to))
        or at.unit_of(move.from_).scale != at.unit_of(move.to).scale
    ):
        message = f"a move needs one unit on both sides: {move.from_} is in {at.unit_of(move.from_).words}, {move.to} in {at.unit_of(move.to).words}"
        at.add(Finding("E402", message, at.places.at((*origin.path, "move")), "give both stocks the same unit"))
    amount = at.number((*origin.path, "move", "amount"), move.amount, at.anywhere, at.unit_of(move.from_))
    yield Flow(
        f"{origin.name}/{move.from_}>{move.to}", origin.trigger, origin.when, move.to, amount, move.from_, origin.timing
    )


def _setters(at: Draft, origin: _Origin, effect: Effect | Rule) -> Iterator[Setter]:
    for switch, case in effect.set_.items():
        _refuse_late_rule(at, origin, "set")
        index = at.file.switches[switch].cases.index(case)
        yield Setter(f"{origin.name}/{switch}", origin.trigger, origin.when, switch, index, origin.timing)


def _reveals(at: Draft, origin: _Origin, effect: Effect | Rule) -> Iterator[Reveal]:
    for case, roles in effect.reveal.items():
        _refuse_late_rule(at, origin, "reveal")
        told = tuple(sorted(at.file.roles)) if roles is None else tuple(sorted(roles))
        yield Reveal(f"{origin.name}/{case}", origin.trigger, origin.when, case, told, origin.timing)


def _refuse_late_rule(at: Draft, origin: _Origin, key: str) -> None:
    if origin.trigger.section == "rule" and origin.timing.after:
        message = f"`after` delays what a rule changes or moves; its `{key}` happens while `when` holds"
        hint = "use `since(…)` or `previous(…)` in `when`"
        at.add(Finding("E405", message, at.places.at((*origin.path, "after")), hint))
