"""How guides say what stands in a scenario file: numbers with units, dates, who sees what, where numbers come from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from escalation_game.authoring.guides.blocks import Code, Link, Said, Words, joined, words
from escalation_game.scenario.schema import (
    Derived,
    Ending,
    Lens,
    Role,
    ScenarioFile,
    SeenBy,
    Sight,
    Source,
    Stock,
    Switch,
)

Variable: TypeAlias = Stock | Derived | Switch

EXACTLY = Sight(kind="exact")
GRADES: Mapping[str, str] = {
    "A": "documented", "B": "well sourced", "C": "estimated", "D": "disputed", "J": "a judgement",
}  # fmt: skip
_KINDS = {
    "stocks": "stock", "derived": "derived value", "switches": "switch", "parameters": "parameter", "cases": "hidden case", "actions": "action",
    "rules": "rule", "events": "event", "injects": "inject", "objectives": "objective", "endings": "ending", "lenses": "lens", "roles": "role",
}  # fmt: skip


def number(value: float) -> str:
    """A number with four significant digits, and commas between thousands."""
    if not math.isfinite(value):
        return "no number"
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.4g}".replace("-", "−") if abs(value) >= 1e-4 or not value else f"{value:.2e}".replace("-", "−")


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """A number with its unit; a share in per cent."""
    sign = "+" if signed and value > 0 else ""
    if unit == "share":
        return f"{sign}{number(100 * value)} %"
    return f"{sign}{number(value)} {unit}".strip()


def counted(count: int, one: str) -> str:
    """A count with its noun: 1 turn, 2 turns."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def day(label: str) -> str:
    """A label of the calendar in words: May 2025, 3 May 2025."""
    year, month, *days = (int(part) for part in label.split("-"))
    whole = date(year, month, days[0] if days else 1)
    return f"{whole.day} {whole:%B} {year}" if days else f"{whole:%B} {year}"


def period(file: ScenarioFile) -> str:
    """When a match plays: how many turns of what, from when to when."""
    dates = file.calendar.dates
    return f"{counted(file.calendar.turns, 'turn')} of a {file.calendar.step} each, from {day(dates[0])} to {day(dates[-1])}"


def variables(file: ScenarioFile) -> Iterator[tuple[str, str, Variable]]:
    """Every variable in the author's order: its name, its kind in words, and its entry."""
    for kind, section in (("stock", file.stocks), ("derived value", file.derived), ("switch", file.switches)):
        yield from ((name, kind, entry) for name, entry in section.items())


def bounds(entry: Variable) -> str:
    """The range of a variable in words, or the cases of a switch; "" where there is none."""
    if isinstance(entry, Switch):
        return ", ".join(case_label(entry, case) for case in entry.cases)
    low, high = entry.range or (None, None)
    if low is None and high is None:
        return ""
    if high is None and low is not None:
        return f"at least {amount(low, unit_of(entry))}"
    if low is None and high is not None:
        return f"at most {amount(high, unit_of(entry))}"
    assert low is not None
    assert high is not None
    return f"{amount(low, '' if unit_of(entry) != 'share' else 'share')} to {amount(high, unit_of(entry))}"


def unit_of(entry: Variable) -> str:
    """Its unit; a switch has none."""
    return "" if isinstance(entry, Switch) else entry.unit


def case_label(entry: Switch, case: str) -> str:
    """What a case is called."""
    return entry.labels.get(case, case.replace("_", " "))


def sight_of(seen_by: SeenBy, role: str) -> Sight:
    """How a role sees what carries this `seen_by`."""
    return seen_by.get(role, seen_by.get("others", EXACTLY))


def sight_words(sight: Sight, unit: str) -> str:
    """How somebody sees a variable."""
    match sight.kind:
        case "exact":
            return "exactly"
        case "hidden":
            return "not at all"
        case "noise":
            parts = [f"±{number(100 * sight.noise)} %"] if sight.noise else []
            parts += [f"at least ±{amount(sight.floor, unit)}"] if sight.floor else []
            return f"blurred ({', '.join(parts) or 'a little'})"


def seen_words(file: ScenarioFile, entry: Variable) -> Words:
    """Who sees a variable how, roles with the same sight together."""
    groups: dict[str, list[str]] = {}
    for name, role in file.roles.items():
        groups.setdefault(sight_words(sight_of(entry.seen_by, name), unit_of(entry)), []).append(role.title)
    if len(groups) == 1:
        return (f"everybody {next(iter(groups))}",)
    return joined((words(Said(", ".join(titles)), f" {how}") for how, titles in groups.items()), "; ")


def formula(text: str | float) -> Code:
    """A formula or number as it stands in the file."""
    return Code(str(text) if isinstance(text, str) else f"{text:g}")


def source_words(file: ScenarioFile, names: Sequence[str]) -> Words:
    """Sources by title and grade, with a link to the page of sources."""
    return joined((_source(file.sources[name]) for name in names), "; ") if names else ("none named",)


def _source(source: Source) -> Words:
    return words(Said(source.title), f" ({source.grade})" if source.grade else "")


def reference(source: Source) -> Words:
    """A source as a list of references names it."""
    parts = [Said(one) for one in (source.publisher, source.date) if one]
    spans = words(Said(source.title), "" if source.title.endswith((".", "?", "!")) else ".")
    if parts:
        spans += words(" ", *joined((one,) for one in parts), ".")
    return spans + (words(" ", Link(source.url, source.url)) if source.url else ())


def titled(title: str, name: str) -> Words:
    """A title with the name that formulas use."""
    return words(Said(title), " ", Code(name))


def wanted(file: ScenarioFile, role: Role) -> tuple[str, ...]:
    """The objectives of a role; all where it names none."""
    return role.objectives or tuple(file.objectives)


def aim(file: ScenarioFile, name: str) -> Words:
    """An objective and which way is better."""
    entry = file.objectives[name]
    note = words(". ", Said(entry.note)) if entry.note else ()
    return (Said(entry.title), f": {'more' if entry.better == 'higher' else 'less'} is better", *note)


def assumptions(file: ScenarioFile, lens: Lens) -> Iterator[Words]:
    """What a lens takes to be otherwise than the file's own numbers."""
    for name, change in lens.parameters.items():
        entry = file.parameters[name]
        own = spread(entry.low, entry.value, entry.high, entry.unit)
        low, value, high = (
            other if one is None else one
            for one, other in ((change.low, entry.low), (change.value, entry.value), (change.high, entry.high))
        )
        yield words(
            Said(entry.title or name.replace("_", " ")), f": {spread(low, value, high, entry.unit)} instead of {own}"
        )
    for name, odds in lens.cases.items():
        case = file.cases[name]
        told = ", ".join(f"{case.labels.get(one, one)} {number(100 * share)} %" for one, share in odds.items())
        yield words(Said(f"{case.title}: {told}"))


def spread(low: float | None, value: float | None, high: float | None, unit: str) -> str:
    """A number with its range."""
    told = amount(value, unit) if value is not None else ""
    if low is None or high is None or low == high:
        return told
    return f"{told} ({number(100 * low) if unit == 'share' else number(low)} to {number(100 * high) if unit == 'share' else number(high)})"


def endings(file: ScenarioFile) -> Iterable[tuple[str, Ending]]:
    """The endings in the order in which they are looked at."""
    return sorted(file.endings.items(), key=lambda item: (item[1].when is None, item[1].priority, item[0]))


def kind_of_section(section: str) -> str:
    """What one entry of a section is called."""
    return _KINDS[section]
