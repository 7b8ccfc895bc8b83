"""Escalation Game: a turn-based simulation of policy decisions.

The names below are loaded when first used: until then importing the package needs neither pygame nor pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalation_game.futures.exploring import explore
    from escalation_game.play.match import Match, replay
    from escalation_game.play.record import Record, read_record
    from escalation_game.scenario.findings import ScenarioError
    from escalation_game.scenario.load import load

    __version__: str

__all__ = ["Match", "Record", "ScenarioError", "__version__", "explore", "load", "read_record", "replay"]

_HOMES = {
    "Match": "escalation_game.play.match",
    "Record": "escalation_game.play.record",
    "ScenarioError": "escalation_game.scenario.findings",
    "explore": "escalation_game.futures.exploring",
    "load": "escalation_game.scenario.load",
    "read_record": "escalation_game.play.record",
    "replay": "escalation_game.play.match",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("escalation-game")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
