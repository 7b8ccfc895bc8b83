"""Expected errors: a change of the scenario's file that its checks have to find."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

from escalation_game.authoring.checks import Mutation
from escalation_game.authoring.entries import Entry
from escalation_game.authoring.verdicts import Verdict
from escalation_game.scenario.compile import compile_scenario
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Finding, Path, Place, ScenarioError, as_line
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.places import FOLDED, Places
from escalation_game.scenario.references import reference_findings
from escalation_game.scenario.shapes import shaped

_CODE = re.compile("E[0-9]{3}")
_LONGEST_PATH = 12
_NOT_THERE = "\0"  # a text that no file holds: places inside it are its beginning
_TOLD = 3  # findings shown when the expected one is not among them


def mutation_of(entry: Entry, scenario: Scenario) -> Mutation:
    """What `expect_error:` says. Changes that cannot be made are findings."""
    entries = entry.table(("replace", "set", "code", "at", "says"))
    if not {"replace", "set"} & entries.keys():
        hint = "add `replace: {old text: new text}` or `set: {place: value}`"
        entry.lacks(entries, "nothing is changed here", hint)
    content, _ = parse_document(scenario.text, scenario.places.file)
    if "code" not in entries:
        entry.lacks(entries, "“code” is missing", "add the code of a finding, such as `code: E303`")
    return Mutation(
        _replaced(entries["replace"], scenario.text) if "replace" in entries else {},
        _set(entries["set"], content) if "set" in entries else {},
        _code(entries["code"]) if "code" in entries else "",
        _place(entries["at"], content) if "at" in entries else None,
        entries["says"].text() if "says" in entries else "",
        entry.place,
    )


def _code(entry: Entry) -> str:
    if not isinstance(entry.content, str) or not _CODE.fullmatch(entry.content):
        entry.tell("E602", "the code of a finding is wanted here", "such as E303")
        return ""
    return entry.content


def _replaced(entry: Entry, text: str) -> dict[str, str]:
    replaced: dict[str, str] = {}
    for old, one in entry.named().items():
        count = text.count(old)
        if count != 1:
            one.tell("E606", f"this text is in the scenario {count} times, not once", at_key=True)
        replaced[old] = one.content if isinstance(one.content, str) else one.text()
    return replaced


def _set(entry: Entry, content: Content) -> dict[Path, Content]:
    written: dict[Path, Content] = {}
    for where, one in entry.named().items():
        path = _path(where, content)
        if len(path) > _LONGEST_PATH or _holder(content, path) is None:
            message = f"there is no place “{where[:60]}” in the scenario"
            one.tell("E606", message, "such as stocks.tension.initial", at_key=True)
        else:
            written[path] = one.content
    return written


def mutation_verdict(mutation: Mutation, scenario: Scenario) -> Verdict:
    """Changes the scenario and looks for the finding."""
    findings, places = _findings(mutation, scenario)
    fitting = [one for one in findings if _fits(one, mutation, places)]
    where = "" if mutation.at is None else f" at {_shown(mutation.at)}"
    says = f" saying “{mutation.says}”" if mutation.says else ""
    told = [as_line(one) for one in findings[:_TOLD]] + (["…"] if len(findings) > _TOLD else [])
    came = "; ".join(told) or "no finding"
    return Verdict("E654", f"the finding {mutation.code}{where}{says}", came, mutation.place, passed=bool(fitting))


def _findings(mutation: Mutation, scenario: Scenario) -> tuple[tuple[Finding, ...], Places]:
    """What the changed scenario is told, and the places of its text as far as it could be read."""
    text = scenario.text
    for old, new in mutation.replaced.items():
        text = text.replace(old, new, 1)
    places = Places.of(text, scenario.places.file)
    try:
        content, places = parse_document(text, scenario.places.file)
        file = shaped(_written(content, mutation, places), places)
        findings = tuple(reference_findings(file, places))
        if not findings:
            compile_scenario(file, places, scenario.name)
    except ScenarioError as error:
        return error.findings, places
    return findings, places


def _written(content: Content, mutation: Mutation, places: Places) -> Content:
    """The content with values written over; what is new stands where the nearest thing above it does."""
    changed = copy.deepcopy(content)
    for path, value in mutation.written.items():
        holder, step = _holder(changed, path), path[-1]
        if holder is None:  # a replaced text has taken the place away
            continue
        if isinstance(holder, dict):
            holder[str(step)] = value
        else:
            holder[int(step)] = value
        above = next(one for one in _shorter(path) if one in places.values)
        spot = replace(places.values[above], lead=FOLDED, text=_NOT_THERE)
        for inner in (path, *_inside(path, value)):
            places.values[inner] = spot
            places.keys.setdefault(inner, spot)
    return changed


def _inside(path: Path, value: Content) -> Iterator[Path]:
    """The paths of everything in a value."""
    steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield (*path, step)
        yield from _inside((*path, step), _at(value, (step,)))


def _holder(content: Content, path: Path) -> dict[str, Content] | list[Content] | None:
    """The section or list that a value at this path would be in."""
    holder, step = _at(content, path[:-1]), path[-1]
    if isinstance(holder, list):
        return holder if isinstance(step, int) and step < len(holder) else None
    return holder if isinstance(holder, dict) else None


def _fits(finding: Finding, mutation: Mutation, places: Places) -> bool:
    if finding.code != mutation.code or mutation.says.casefold() not in f"{finding.message} {finding.hint}".casefold():
        return False
    if mutation.at is None:
        return True
    if isinstance(mutation.at, int):
        return finding.place.line == mutation.at
    wanted = next(path for path in _shorter(mutation.at) if path in places.values or not path)
    return _entry_at(places, finding.place)[: len(wanted)] == wanted


def _entry_at(places: Places, place: Place) -> Path:
    """The entry a place lies in: the last key or value that begins before it, or there."""
    begun = [
        ((spot.line, spot.column), len(path), path)
        for spots in (places.keys, places.values)
        for path, spot in spots.items()
        if (spot.line + 1, spot.column + 1) <= (place.line, place.column)
    ]
    return max(begun, key=lambda one: one[:2])[2] if begun else ()


def _shorter(path: Path) -> Iterator[Path]:
    for length in range(len(path), -1, -1):
        yield path[:length]


def _place(entry: Entry, content: Content) -> Path | int:
    if isinstance(entry.content, int) and not isinstance(entry.content, bool):
        return entry.whole(1, 1_000_000)
    return _path(entry.text(), content)


def _path(text: str, content: Content) -> Path:
    """`rules.attrition.change` as steps; numbers count the items of a list from 0."""
    path: Path = ()
    for step in text.split("."):
        here = _at(content, path)
        path = (*path, int(step) if isinstance(here, list) and step.isdecimal() and step.isascii() else step)
    return path


def _at(content: Content, path: Path) -> Content:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(content, dict) and step in content:
            content = content[str(step)]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return None
    return content


def _shown(at: Path | int) -> str:
    return f"line {at}" if isinstance(at, int) else ".".join(str(step) for step in at)
