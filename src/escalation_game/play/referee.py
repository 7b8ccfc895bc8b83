"""The referee's account of a match: the true values of everything, as one JSON document. Nobody at the table sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.game import Game
from escalation_game.play.machines import values_of
from escalation_game.play.match import Match
from escalation_game.play.narration import headlines
from escalation_game.play.plan import Refused


def account(match: Match, refused: Sequence[Refused] = ()) -> dict[str, object]:
    """Everything that happened. The same scenario, seed, lens and choices give the same document."""
    ending = match.ending
    endings = match.scenario.file.endings
    return {
        "scenario": match.scenario.name,
        "format": match.scenario.file.format,
        "rules_version": match.scenario.game.rules_version,
        "seed": match.seed,
        "lens": match.lens,
        **_edits(match),
        "variables": _variables(match),
        "start": values_of(match.machine, match.states[0]),
        "turns": [_turn(match, number) for number in range(1, match.turn + 1)],
        "ending": {"id": ending, "title": endings[ending].title} if ending else None,
        "objectives": objectives(match),
        "state_hash": match.state.digest(),
        "refused": [asdict(one) for one in refused],
    }


def _edits(match: Match) -> dict[str, object]:
    """Edited assumptions, where there are any: what each parameter is taken to be."""
    return (
        {"assumptions": {name: asdict(edit) for name, edit in match.assumptions.items()}} if match.assumptions else {}
    )


def objectives(match: Match, turn: int | None = None) -> dict[str, float | None]:
    """How each objective stands in truth after `turn` turns (now, if not said); None where its formula has no finite value."""
    reading = Reading(match.machine, match.states[match.turn if turn is None else turn])
    values = {one.name: float(reading.number(one.value)[0]) + 0.0 for one in match.scenario.game.objectives}
    return {name: value if isfinite(value) else None for name, value in values.items()}


def _variables(match: Match) -> dict[str, object]:
    file = match.scenario.file
    described: dict[str, object] = {}
    for kind, section in (("stock", file.stocks), ("derived", file.derived)):
        for name, entry in sorted(section.items()):
            low_high = list(entry.range) if entry.range else [None, None]
            described[name] = {"kind": kind, "title": entry.title, "unit": entry.unit or "", "range": low_high}
    return described


def _turn(match: Match, number: int) -> dict[str, object]:
    turn = match.turns[number - 1]
    return {
        "turn": number,
        "date": match.scenario.file.calendar.dates[number - 1],
        "choices": {role: list(actions) for role, actions in sorted(turn.choices.items()) if actions},
        "events": list(turn.happened),
        "values": dict(turn.values),
        "ledger": ledger(match, number),
        "headlines": [one.text for one in headlines(match, _player(match), number, (), ())],
    }


def ledger(match: Match, number: int) -> list[dict[str, object]]:
    """The contributions to every stock's change in a turn that are not 0, by stock and cause."""
    game: Game = match.scenario.game
    lines: list[dict[str, object]] = []
    for stock in game.stocks:
        for cause, amount in sorted(match.reports[number - 1].ledger(stock.name).items()):
            if amount[0] != 0.0:
                lines.append({"variable": stock.name, "cause": cause, "amount": float(amount[0])})
    return lines


def _player(match: Match) -> str:
    return next(name for name, entry in match.scenario.file.roles.items() if entry.player)
