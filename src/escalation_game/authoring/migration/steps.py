"""What has changed between the formats, step by step. Each step is said twice: for the data, and for the text; the two have to agree."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from escalation_game.authoring.migration import effect_lists, kinds, sights
from escalation_game.authoring.migration.marked import Edit, Marked
from escalation_game.authoring.migration.renames import Table, key_meant, key_written, section_meant, section_written
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Finding, Path, ScenarioError
from escalation_game.scenario.places import Places

_DICE = re.compile(r"\brandom\s*\(")
_IN_FORMULAS = {"value", "initial", "amount", "when", "available", "propensity", "probability", "change", "cost"}


@dataclass(frozen=True)
class Step:
    """One change of the format; `meant` changes the data in place, `written` returns the changed text."""

    title: str
    meant: Callable[[Table], None]
    written: Callable[[str], str]

    def applied(self, text: str) -> str | None:
        """The changed text; None when it would not say exactly what is meant. Raises ScenarioError on a text that cannot be read."""
        wanted, _ = parse_document(text, "")
        if isinstance(wanted, dict):
            self.meant(wanted)
        changed = self.written(text)
        try:
            content, _ = parse_document(changed, "")
        except ScenarioError:
            return None
        return changed if content == wanted else None


def _format_meant(content: Table) -> None:
    content["format"] = 1


def _format_written(text: str) -> str:
    marked = Marked.of(text)
    found = marked.root.get("format")
    return marked.after([Edit(found[1].start, found[1].end, "1")] if found else [])


_STARTING = ("stocks", "switches")
_OLD_KEYS = {
    "start": _STARTING,
    "prob": ("events",),
    effect_lists.OLD: effect_lists.SECTIONS,
    sights.OLD: sights.SECTIONS,
}

#: The steps from each format to the next, in order; the last of them says the new format.
STEPS: dict[int, tuple[Step, ...]] = {
    0: (
        Step("`players:` is called `roles:`", section_meant("players", "roles"), section_written("players", "roles")),
        Step("`variables:` is a section for each kind", kinds.meant, kinds.written),
        Step("`start:` of stocks and switches is called `initial:`", key_meant(_STARTING, "start", "initial"),
             key_written(_STARTING, "start", "initial")),
        Step("`prob:` of events is called `probability:`", key_meant(("events",), "prob", "probability"),
             key_written(("events",), "prob", "probability")),
        Step("`effect:` is called `effects:`, and is a list", effect_lists.meant, effect_lists.written),
        Step("`hidden_from:` is part of `seen_by:`", sights.meant, sights.written),
        Step("the format is 1", _format_meant, _format_written),
    )
}  # fmt: skip


def meaning(content: Content, steps: tuple[Step, ...]) -> Content:
    """What the data of an older format says in the next, without a look at the text."""
    changed = copy.deepcopy(content)
    if isinstance(changed, dict):
        for step in steps:
            step.meant(changed)
    return changed


def by_hand(text: str, file: str) -> list[Finding]:
    """What is left to the author in a text that all steps from format 0 have been through, in the order of the file."""
    content, places = parse_document(text, file)
    found = [*_left_over(places), *_dice(content, (), places)]
    return sorted(found, key=lambda one: (one.place.line, one.place.column))


def _left_over(places: Places) -> Iterator[Finding]:
    """Older keys that could not be replaced: the present one is there too, or the step does not know what they say."""
    for path in places.keys:
        if path[0] == "variables" and len(path) == 2:
            hint = "give it a `kind:` that there is, or move it to stocks, derived, switches, parameters or cases under a name that is free"
            yield Finding("M001", "this entry has no section of its own yet", places.at(path, key=True), hint)
        elif _is_old(path):
            hint = "docs/reference/migrations.md says what it is called now; is that key there as well, or a value of another kind?"
            yield Finding("M001", f"“{path[-1]}” could not be replaced", places.at(path, key=True), hint)


def _is_old(path: Path) -> bool:
    """Whether a path ends in a key that format 0 had there."""
    section, key = path[0], path[-1]
    match len(path):
        case 1:
            return key == "players"
        case 3:
            return section in _OLD_KEYS.get(str(key), ())
        case 5:
            return key == sights.OLD and path[2] == effect_lists.NEW
        case _:
            return False


def _dice(content: Content, path: Path, places: Places) -> Iterator[Finding]:
    """Dice in formulas: luck is now an event's, or a parameter's that is drawn anew."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _dice(value, (*path, key), places)
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _dice(value, (*path, number), places)
    elif isinstance(content, str) and not _IN_FORMULAS.isdisjoint(path[-2:]):
        for match in _DICE.finditer(content):
            hint = "write an event with a `probability:`, or a parameter with `redraw: turn` that the formula reads"
            yield Finding(
                "M002", "formulas have no dice any more", places.inside(path, match.start(), len("random")), hint
            )
