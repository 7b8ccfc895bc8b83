"""Edited assumptions: a scenario with some of its parameters otherwise, an unnamed lens over whichever lens the world follows.

The edits hold under every lens, since whoever plays made them and knows them; all other numbers stay those of the lens. No die changes: a parameter
that stays uncertain is drawn from the same uniform number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, replace
from math import isfinite

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as checked

from escalation_game.scenario.load import Scenario
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.schema import Parameter, ScenarioFile
from escalation_game.scenario.uncertainty import BASELINE, Assumptions, believed, parameter

_KEPT: dict[tuple[str, str, tuple[tuple[str, Edit], ...]], Scenario] = {}
_MOST_KEPT = 8


@checked(frozen=True, config=ConfigDict(extra="forbid", allow_inf_nan=False))
class Edit:
    """What a parameter is taken to be, in its own unit: between `low` and `high`, most likely `value`; all three alike when it is certain."""

    low: float
    value: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def as_edits(given: Mapping[str, float | Edit]) -> dict[str, Edit]:
    """Edits by name in order of names; a bare number is certain."""
    return {
        name: one if isinstance(one, Edit) else Edit(float(one), float(one), float(one))
        for name, one in sorted(given.items())
    }


def edited(scenario: Scenario, edits: Mapping[str, Edit]) -> Scenario:
    """The scenario as its author wrote it, with these edits in place of any it has. Its text and its rules version stay the author's.

    Raises ValueError on a parameter that does not exist, and on numbers it cannot have.
    """
    written = scenario.authored or scenario
    if not edits:
        return written
    for name, edit in edits.items():
        _check(written.file, name, edit)
    key = (written.name, written.digest, tuple(sorted(edits.items())))
    if key not in _KEPT:
        while len(_KEPT) >= _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = _changed(written, edits)
    return _KEPT[key]


def widest(file: ScenarioFile, name: str) -> tuple[float, float]:
    """The range of a parameter over the author's own numbers and those of every lens, in its own unit. Raises KeyError."""
    entry = file.parameters[name]
    ranges = [believed(name, entry, lens) for lens in (None, *file.lenses.values())]
    return min(one[0] for one in ranges), max(one[2] for one in ranges)


def beyond(scenario: Scenario, edits: Mapping[str, Edit]) -> tuple[str, ...]:
    """The parameters whose edits leave the range that the author and all lenses give them, in order of names."""
    file = (scenario.authored or scenario).file
    return tuple(name for name, edit in sorted(edits.items()) if _leaves(edit, widest(file, name)))


def _leaves(edit: Edit, allowed: tuple[float, float]) -> bool:
    return edit.low < allowed[0] or edit.high > allowed[1]


def _check(file: ScenarioFile, name: str, edit: Edit) -> None:
    if name not in file.parameters:
        close = nearest(name, file.parameters)
        hint = f"did you mean “{close}”?" if close else f"there are {', '.join(sorted(file.parameters)) or 'none'}"
        raise ValueError(f"there is no parameter “{name}”; {hint}")
    if not all(isfinite(one) for one in astuple(edit)):
        raise ValueError(f"{name}: a number is wanted that is not infinite")
    if not edit.low <= edit.value <= edit.high:
        raise ValueError(f"{name}: low {edit.low:g}, value {edit.value:g}, high {edit.high:g} are not in this order")
    if file.parameters[name].shape == "long_tail" and edit.value <= 0 and not edit.certain:
        raise ValueError(f"{name} has a long tail, so its value has to be above 0, not {edit.value:g}")


def _changed(written: Scenario, edits: Mapping[str, Edit]) -> Scenario:
    entries = {name: _entry(written.file.parameters[name], edit) for name, edit in edits.items()}
    alike = Assumptions((BASELINE,))  # an edit is the same under every lens, so each of its numbers is a constant
    rules = {name: parameter(name, entry, {}, alike) for name, entry in entries.items()}
    game = replace(written.game, parameters=tuple(rules.get(one.name, one) for one in written.game.parameters))
    lenses = {
        name: lens.model_copy(update={"parameters": {key: one for key, one in lens.parameters.items() if key not in edits}})
        for name, lens in written.file.lenses.items()
    }  # fmt: skip
    file = written.file.model_copy(update={"parameters": {**written.file.parameters, **entries}, "lenses": lenses})
    told = repr(sorted((name, astuple(edit)) for name, edit in edits.items()))
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    return replace(written, file=file, game=game, digest=f"{written.digest}-{digest}", authored=written)


def _entry(entry: Parameter, edit: Edit) -> Parameter:
    return entry.model_copy(update={"low": edit.low, "value": edit.value, "high": edit.high})
