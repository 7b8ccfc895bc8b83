"""A scenario as small as can be, and fragments put into it: what the tests of the loader and the examples of the docs are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from escalation_game.engine.machine import Machine, Moves
from escalation_game.scenario import Finding, Scenario, ScenarioError, load_text

POND = """\
format: 1
title: The pond
summary: A village, a heron and the fish in a pond.
calendar: {start: 2024-11, step: month, turns: 6}
sources:
  survey: {title: A count of the fish}
roles:
  village: {title: The village, player: true}
  heron: {title: The heron}
stocks:
  fish: {title: Fish, unit: thousand fish, initial: 5, range: [0, 10]}
  coins: {title: Coins, unit: coins, initial: 3, range: [0, null]}
  mood: {title: Mood, initial: 50}
derived:
  catch: {title: Catch, unit: fish/day, value: 10}
switches:
  peace: {title: Peace, cases: [broken, kept], initial: kept, wins: broken}
  ice: {title: Ice on the pond}
parameters:
  growth: {value: 0.2, low: 0.1, high: 0.3}
cases:
  depth: {title: Depth of the pond, odds: {shallow: 0.5, deep: 0.5}}
actions:
  feast: {role: village, title: Hold a feast, cost: {coins: 1}}
  dive: {role: heron, title: Dive, propensity: 0}
rules:
  breeding: {title: Breeding, change: {fish: fish * growth}}
events:
  storm: {title: Storm, probability: 0.1}
injects:
  visitor: {title: A visitor, date: 2024-12}
objectives:
  wealth: {title: Wealth, value: coins, unit: coins, better: higher}
endings:
  hunger: {title: Hunger, text: The pond is empty., when: fish < 1}
  winter: {title: Winter, text: The pond freezes over.}
lenses:
  plenty: {title: Plenty, argument: There are more fish than anybody thinks.}
"""
_SECTION = re.compile(r"^([A-Za-z_]+):", re.MULTILINE)
_ENTRY = re.compile(r"^  ([A-Za-z_]+):", re.MULTILINE)


def with_fragment(fragment: str) -> str:
    """The scenario with a fragment: a section takes the fragment's entries in, anything else is replaced by it."""
    sections = _sections(POND)
    for name, text in _sections(fragment):
        old = next((one for one in sections if one[0] == name), None)
        if old is None:
            sections.append((name, text))
        else:
            sections[sections.index(old)] = (name, _merged(old[1], text))
    return "".join(text for _, text in sections)


def _sections(text: str) -> list[tuple[str, str]]:
    """The parts of a text that begin with a key in the first column; what stands before the first is a part without a name."""
    starts = [(match.start(), match[1]) for match in _SECTION.finditer(text)]
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, ""))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [(name, text[start:end]) for (start, name), end in zip(starts, ends, strict=True) if end > start]


def _merged(old: str, new: str) -> str:
    """A section with further entries; those of the same name are replaced."""
    names = set(_ENTRY.findall(new))
    header, *entries = old.splitlines(keepends=True)
    if not entries or new.partition("\n")[0] != header.rstrip():
        return new
    kept = [line for line in entries if line[2:].partition(":")[0] not in names]
    return header + "".join(kept) + new.partition("\n")[2]


def pond(fragment: str = "") -> Scenario:
    """The scenario with a fragment, loaded."""
    return load_text(with_fragment(fragment), "pond")


def findings(fragment: str) -> tuple[Finding, ...]:
    """What is wrong with the scenario with a fragment."""
    with pytest.raises(ScenarioError) as wrong:
        pond(fragment)
    return wrong.value.findings


def finding(fragment: str) -> Finding:
    """The one thing wrong."""
    [only] = findings(fragment)
    return only


def probe(formula: str, unit: str = "") -> str:
    """A fragment with a derived value."""
    return f'derived:\n  probe: {{title: Probe, unit: "{unit}", value: "{formula}"}}\n'


def pointed(found: Finding) -> str:
    """What a finding points at."""
    start = found.place.column - 1
    return found.place.excerpt[start : start + found.place.length]


def values(fragment: str, turns: int = 1, chosen: Sequence[str] = (), name: str = "probe") -> list[float]:
    """A derived value at the start and after each turn, the village choosing the same each time."""
    machine = Machine(pond(fragment).game)
    state = machine.start(1, range(1))
    seen = [float(machine.row(state, "derived", name)[0])]
    for _ in range(turns):
        machine.step(state, Moves(played={"village": list(chosen), "heron": []}))
        seen.append(float(machine.row(state, "derived", name)[0]))
    return seen
