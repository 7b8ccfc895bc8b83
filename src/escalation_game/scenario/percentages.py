"""Numbers written with a % where the unit is % already: `50%` is the number 0.5, which would there be half a per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from escalation_game.scenario.findings import Finding, Path
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import ScenarioFile

_WRITTEN = re.compile(r"""["']?\s*([+-]?[0-9.]+)\s*%\s*["']?""")
_WORTH = frozenset({"initial", "value", "low", "high", "floor"})
_AMOUNTS = frozenset({"change", "cost"})


def percentage_findings(file: ScenarioFile, places: Places) -> Iterator[Finding]:
    """One for each such number, in the order of the file."""
    for path in places.values:
        unit = _unit(file, path)
        if unit is None or "%" not in unit:
            continue
        place = places.at(path)
        start = place.column - 1
        written = _WRITTEN.fullmatch(place.excerpt[start : start + place.length])
        if written is not None:
            message = f"“{written[1]}%” is the number {float(written[1]) / 100:g}, and here the unit is {unit}"
            yield Finding("E107", message, place, f"write {written[1]}: the unit says what it is counted in")


def _unit(file: ScenarioFile, path: Path) -> str | None:
    """The unit of the number at a path; None where there is none, or none that matters."""
    units = {
        name: one.unit for section in (file.stocks, file.derived, file.parameters) for name, one in section.items()
    }
    if len(path) < 3:
        return None
    last, above = path[-1], path[-2:-1]
    if path[0] in {"stocks", "derived", "parameters"} and (last in _WORTH or "range" in above):
        return units.get(str(path[1]))
    if path[0] == "objectives" and "range" in above:
        return file.objectives[str(path[1])].unit
    if path[0] == "lenses" and path[2:3] == ("parameters",) and last in _WORTH:
        return units.get(str(path[3]))
    return units.get(str(last)) if _AMOUNTS.intersection(above) else None
