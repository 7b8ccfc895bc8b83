"""Thousands of files made from good ones by a slip: what each is told, how long that takes, and whether it is told where the slip is.

Run as a program it prints what came of it as JSON, so that memory can be measured in a process of its own:
`python slips.py COUNT SEED`.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from escalation_game.authoring.editor_schema import schema_for
from escalation_game.authoring.lint.running import of_the_file
from escalation_game.authoring.lint.subject import Subject
from escalation_game.scenario import Finding, ScenarioError, load_text
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Path as Steps
from escalation_game.scenario.places import Places

ROOT = Path(__file__).resolve().parents[2]
LARGE, LARGE_SHARE = "kursk-2024", 0.04  # the largest takes longest
SIGNS = "{}[]\"',:#-*&!|>%@`?=()+<.^~\\\t\0\u202e\x85"
VALUES = (
    *("", "null", "true", "[]", "{}", "[[[1]]]", "{a: {b: c}}", "-1", "0", "1e308", "-.inf", ".nan", "9" * 400, "0x10", "1_000", "010"),
    *("4 %", "'", '"', "|", ">-", "*a", "&a 1", "!!python/name:os.system", "<<", "2024-02-31", "on", "1 +", "((((1", "9**9**9", "a.b"),
    *("lambda: 1", "x" * 5000, "min()", "lookup(1)", "chosen()", "1/0", "log(-1)", "exp(9999)"),
    *("previous(turn, 99)", "not not not 1", "1 if 1", "\u202eabc", "\ud800"),
)  # fmt: skip
_YAML = {"E004", "E006", "E007", "E008"}
_KEYS = {"E101", "E102", "E103"}
#: Keys whose value is free text or has a form of its own: no names are looked for in it.
TEXTS = {
    "title", "summary", "content_note", "note", "because", "headline", "unavailable", "brief", "text", "argument", "publisher", "url", "item",
    "article", "evidence", "label", "labels", "date", "license", "language", "authors", "place", "unit", "grade", "start",
}  # fmt: skip


@dataclass(frozen=True)
class Base:
    """A good file, its lines, and its names: line, column, name, and whether it is one that the author chose."""

    text: str
    lines: tuple[str, ...]
    names: tuple[tuple[int, int, str, bool], ...]
    places: Places


@dataclass(frozen=True)
class Slip:
    """A changed file: the line it happened in, from 1, and the name mistyped, if it is one, and whether the author chose it."""

    base: Base
    text: str
    line: int
    name: str = ""
    defines: bool = False


@dataclass
class Told:
    """What came of the slips so far. `astray` and `unanswered` show some of those told elsewhere, or without the name that was meant."""

    count: int = 0
    found: int = 0
    linted: int = 0
    slowest: float = 0.0
    typos: int = 0
    answered: int = 0
    astray: list[str] = field(default_factory=list[str])
    unanswered: list[str] = field(default_factory=list[str])


@cache
def bases() -> dict[str, Base]:
    """The good files by name."""
    paths = sorted(ROOT.glob("scenarios/*/scenario.yaml")) + sorted(ROOT.glob("scenarios/examples/*/scenario.yaml"))
    paths += [ROOT / "src/escalation_game/authoring/starter/scenario.yaml"]
    return {path.parent.name: _base(path.read_text(encoding="utf-8")) for path in paths}


def _base(text: str) -> Base:
    content, places = parse_document(text, "f")
    return Base(text, tuple(text.split("\n")), tuple(_names(content, places)), places)


def _names(content: Content, places: Places) -> Iterator[tuple[int, int, str, bool]]:
    """Every name of four letters or more."""
    for path in places.keys:
        name, place = str(path[-1]), places.at(path, key=True)
        if len(name) > 3:
            yield place.line - 1, place.column - 1, name, len(path) == 2 or "odds" in path[:-1]
    for path in places.values:
        value = _at(content, path)
        if isinstance(value, str) and TEXTS.isdisjoint(path[-2:]):
            for word in re.finditer(r"\b[a-z][a-z0-9_]{3,}" + ("[a-z0-9_-]*" if "source" in path else ""), value):
                place = places.inside(path, word.start(), len(word[0]))
                if place.excerpt.startswith(word[0], place.column - 1):
                    yield place.line - 1, place.column - 1, word[0], "cases" in path[-2:]


def _at(content: Content, path: Steps) -> Content:
    for step in path:
        content = content[step]  # type: ignore[index,call-overload]
    return content


def slips(count: int, seed: int) -> Iterator[Slip]:
    """As many slips as asked for: every second one a name mistyped."""
    dice = random.Random(seed)
    small = [name for name in bases() if name != LARGE]
    for number in range(count):
        base = bases()[LARGE if dice.random() < LARGE_SHARE else dice.choice(small)]
        yield _typo(base, dice) if number % 2 else _slip(base, dice)


def _typo(base: Base, dice: random.Random) -> Slip:
    line, column, name, defines = dice.choice(base.names)
    old = base.lines[line]
    wrong = old[:column] + mistyped(dice, name) + old[column + len(name) :]
    return Slip(base, _with(base, line, wrong), line + 1, name, defines)


def mistyped(dice: random.Random, name: str) -> str:
    """The name with one letter dropped, added, replaced or exchanged with the next."""
    place, letter = dice.randrange(len(name)), dice.choice("abcdefghijklmnopqrstuvwxyz")
    before, here, after = name[:place], name[place], name[place + 1 :]
    typed = dice.choice(
        [before + after, before + letter + here + after, before + letter + after, before + after[:1] + here + after[1:]]
    )
    return typed if typed != name else mistyped(dice, name)


def _slip(base: Base, dice: random.Random) -> Slip:
    number = dice.choice(
        [index for index, line in enumerate(base.lines) if line.strip() and not line.lstrip().startswith("#")]
    )
    line = base.lines[number]
    place = dice.randrange(len(line) + 1)
    head, colon, value = line.partition(": ")
    slip = dice.choice(
        [
            "",
            line + "\n" + line,
            line[:place],
            line[place:],
            " " * dice.randrange(1, 5) + line,
            line[: len(line) - len(line.lstrip())] + line.lstrip()[1:],
            line[:place] + dice.choice(SIGNS) + line[place:],
            line[:place] + dice.choice(SIGNS) + line[place + 1 :],
            *[head + colon + dice.choice(VALUES)] * 3,
            value,
            line.replace(" ", "", 1),
            line + dice.choice(base.lines),
        ]
    )
    return Slip(base, _with(base, number, slip), number + 1)


def _with(base: Base, line: int, text: str) -> str:
    return "\n".join([*base.lines[:line], text, *base.lines[line + 1 :]])


def told(count: int, seed: int) -> Told:
    """What the slips are told. Whatever is raised but ScenarioError goes out."""
    all_told = Told()
    for slip in slips(count, seed):
        began = time.process_time()
        findings = findings_of(slip.text, all_told)
        all_told.slowest = max(all_told.slowest, time.process_time() - began)
        all_told.count += 1
        all_told.found += bool(findings)
        if findings and not any(_is_near(one, slip) for one in findings):
            all_told.astray.append(_shown(slip, findings))
        if findings and slip.name:
            said = " ".join(f"{one.message} {one.hint}" for one in findings)
            hit = re.search(rf"\b{re.escape(slip.name)}\b", said) is not None
            all_told.typos += 1
            all_told.answered += hit
            if not hit:
                all_told.unanswered.append(_shown(slip, findings))
    return all_told


def findings_of(text: str, all_told: Told) -> tuple[Finding, ...]:
    """What validation finds, the schema made for the file where it can be read, and what lint can tell without plays where it is valid."""
    try:
        schema_for(parse_document(text, "f")[0])
        scenario = load_text(text, "f", "f")
    except ScenarioError as error:
        return error.findings
    all_told.linted += 1
    for remark in of_the_file(Subject(scenario, None)):
        assert 1 <= remark.place.line <= text.count("\n") + 1
    return ()


def _is_near(found: Finding, slip: Slip) -> bool:
    """Whether a finding is in the line of the slip or beside it, or where that breaks: something that is named there, or the entry it is in."""
    places = [found.place, *(place for _, place in found.related)]
    if any(abs(place.line - slip.line) <= 1 for place in places):
        return True
    is_section = not slip.base.lines[slip.line - 1].startswith(
        " "
    )  # without its first line its entries belong to the section above
    if found.code in (_YAML | _KEYS if is_section else _YAML) and slip.line < found.place.line <= _section_end(slip):
        return True  # where the lines no longer fit together
    changed = slip.base.lines[slip.line - 1]
    named = {*re.findall(r"\w{3,}", changed), *_around(slip)}
    return any(named & {*re.findall(r"\w{3,}", f"{place.excerpt}")} for place in places) or any(
        name in found.message for name in named if len(name) > 3
    )


def _section_end(slip: Slip) -> int:
    """The line after the section that a line lies in."""
    lines = [spot.line + 1 for path, spot in slip.base.places.keys.items() if len(path) == 1 and spot.line >= slip.line]
    return min(lines, default=len(slip.base.lines)) + 1


def _around(slip: Slip) -> set[str]:
    """The section and the entry a line lies in."""
    begun = [(spot.line, len(path), path) for path, spot in slip.base.places.keys.items() if spot.line < slip.line]
    return {str(step) for step in max(begun)[2][:2]} if begun else set()


def _shown(slip: Slip, findings: tuple[Finding, ...]) -> str:
    one = findings[0]
    line = slip.text.split("\n")[slip.line - 1]
    old = slip.base.lines[slip.line - 1]
    was = f"line {slip.line} {line.strip()[:90]!r} (was {old.strip()[:90]!r})"
    return f"{was}: line {one.place.line} {one.code} {one.message[:90]}"


def most_memory() -> float:
    """The most memory this process has used, in MB: what getrusage tells begins with that of the process that started this one."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    outcome = told(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps({**vars(outcome), "megabytes": most_memory()}))
