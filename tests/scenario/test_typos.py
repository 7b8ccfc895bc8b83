"""A designer's slips in a real scenario: a letter wrong in a name, a line deleted, a sign doubled."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from escalation_game.scenario import Finding, ScenarioError, load_text
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Path
from escalation_game.scenario.shipped import shipped

KURSK = shipped()["kursk-2024"].read_text(encoding="utf-8")
LINES = KURSK.split("\n")
#: Keys of what is free text or has a form of its own.
TEXTS = {
    "title", "summary", "content_note", "note", "because", "headline", "unavailable", "brief", "text", "argument", "publisher", "url", "item",
    "article", "evidence", "label", "labels", "date", "license", "language", "authors", "place", "unit", "grade", "start",
}  # fmt: skip
SLIPS = 120


@dataclass(frozen=True)
class Site:
    """A name in the text. `defines`: the key of an entry, which others call by this name; or one of its cases."""

    line: int
    column: int
    name: str
    defines: bool


def sites() -> Iterator[Site]:
    """Every name of four letters or more."""
    content, places = parse_document(KURSK, "kursk")
    for path in places.keys:
        name, place = str(path[-1]), places.at(path, key=True)
        if len(name) > 3:
            yield Site(place.line - 1, place.column - 1, name, len(path) == 2 or "odds" in path[:-1])
    for path in places.values:
        value = _value(content, path)
        if isinstance(value, str) and TEXTS.isdisjoint(path[-2:]):
            for word in re.finditer(r"\b[a-z][a-z0-9_-]{3,}" if "source" in path else r"\b[a-z][a-z0-9_]{3,}", value):
                place = places.inside(path, word.start(), len(word[0]))
                yield Site(place.line - 1, place.column - 1, word[0], "cases" in path[-2:])


def _value(content: Content, path: Path) -> Content:
    for step in path:
        content = content[step]  # type: ignore[index,call-overload]
    return content


def mistyped(dice: random.Random, name: str) -> str:
    """The name with one letter dropped, added, replaced or exchanged with the next."""
    place, letter = dice.randrange(len(name)), dice.choice("abcdefghijklmnopqrstuvwxyz")
    before, here, after = name[:place], name[place], name[place + 1 :]
    typed = dice.choice(
        [before + after, before + letter + here + after, before + letter + after, before + after[:1] + here + after[1:]]
    )
    return typed if typed != name else mistyped(dice, name)


def told(text: str) -> tuple[Finding, ...]:
    """The findings of a text, in less than a second."""
    began = time.process_time()
    try:
        load_text(text, "kursk")
    except ScenarioError as error:
        return error.findings
    finally:
        assert time.process_time() - began < 1
    return ()


def test_the_sites_are_names() -> None:
    found = list(sites())
    assert len(found) > 3000
    assert all(LINES[site.line].startswith(site.name, site.column) for site in found)


def test_a_slip_in_a_name_is_answered_with_the_name() -> None:
    dice = random.Random(2024)
    answered: list[bool] = []
    for site in dice.sample(list(sites()), SLIPS):
        line = LINES[site.line]
        wrong = line[: site.column] + mistyped(dice, site.name) + line[site.column + len(site.name) :]
        findings = told("\n".join([*LINES[: site.line], wrong, *LINES[site.line + 1 :]]))
        if not findings:
            assert site.defines, site  # an entry that nothing else names is only called otherwise
            continue
        said = " ".join(f"{one.message} {one.hint}" for one in findings)
        answered.append(re.search(rf"\b{re.escape(site.name)}\b", said) is not None)
        near = {
            site.line + offset + 1 for offset in (-1, 0, 1)
        }  # a keyword breaks the formula that may begin a line above
        assert site.defines or any(one.place.line in near for one in findings), (site, wrong)
    assert sum(answered) >= 0.95 * len(answered) > 0.95 * 0.9 * SLIPS


def test_any_slip_of_the_hand_is_told_at_a_place_or_does_no_harm() -> None:
    dice = random.Random(1124)
    for _ in range(SLIPS // 2):
        number = dice.randrange(len(LINES))
        line, place = LINES[number], dice.randrange(len(LINES[number]) + 1)
        slip = dice.choice(
            [
                "",
                line + line,
                line[:place],
                line[place:],
                " " + line,
                line[:place] + dice.choice('{}[]",:#-') + line[place:],
            ]
        )
        for one in told("\n".join([*LINES[:number], slip, *LINES[number + 1 :]])):
            assert 1 <= one.place.line <= len(LINES)
            assert 1 <= one.place.column <= len(one.place.excerpt) + 1
