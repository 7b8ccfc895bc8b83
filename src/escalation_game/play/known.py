"""Names that have to exist: what is said of one that does not, with the nearest that does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.schema import ScenarioFile


def known(what: str, name: str, names: Sequence[str] | Mapping[str, object]) -> None:
    """Raises ValueError unless `name` is among `names`; `what` says what they are names of."""
    if name not in names:
        close = nearest(name, list(names))
        hint = f"did you mean “{close}”?" if close else f"there are {', '.join(sorted(names))}"
        raise ValueError(f"there is no {what} “{name}”; {hint}")


def known_all(what: str, given: Iterable[str], names: Sequence[str] | Mapping[str, object]) -> None:
    """Raises ValueError on the first of `given` that is not among `names`."""
    for name in given:
        known(what, name, names)


def known_points(file: ScenarioFile, priorities: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Priorities by role and objective. Raises ValueError on a name that does not exist, and on points that are not from 0 to 1000."""
    for role, points in priorities.items():
        known("role", role, file.roles)
        known_all("objective", points, file.objectives)
        for name, given in points.items():
            if not (isfinite(given) and 0 <= given <= 1000):
                raise ValueError(f"{name}: points are from 0 to 1000, not {given}")
    return {role: {name: float(given) for name, given in points.items()} for role, points in priorities.items()}
