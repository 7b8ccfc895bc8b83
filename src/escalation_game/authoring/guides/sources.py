"""The page of sources: every source with its grade and what rests on it, and the numbers that rest on none, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Code,
    Grid,
    Heading,
    Page,
    Paragraph,
    Said,
    Words,
    joined,
    words,
)
from escalation_game.authoring.guides.wording import GRADES, counted, kind_of_section, number, reference
from escalation_game.authoring.lint.formulas import effects
from escalation_game.authoring.lint.sourcing import FUTURES, influences
from escalation_game.authoring.lint.subject import Subject
from escalation_game.scenario.findings import Path
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.schema import ScenarioFile

_SECTIONS = (
    "stocks", "derived", "switches", "parameters", "cases", "actions", "rules", "events", "injects", "objectives", "endings", "lenses", "roles",
)  # fmt: skip


def sources_page(scenario: Scenario, seed: int = 0) -> Page:
    """Every source, and what rests on it. The same page for the same seed."""
    file = scenario.file
    blocks = (*_sources(file), *_grades(file), *_unsourced(scenario, seed))
    return Page("sources", "Sources", file.title, file.language, blocks)


def resting(file: ScenarioFile) -> Iterator[tuple[str, Path]]:
    """Which entry rests on which source: (name of the source, path of the entry)."""
    for section in _SECTIONS:
        for name, entry in getattr(file, section).items():
            yield from ((source, (section, name)) for source in entry.source)
    for path, effect in effects(file):
        if path[0] != "rules":
            yield from ((source, path) for source in effect.source)
    for index, one in enumerate(file.briefing.evidence if file.briefing else ()):
        yield from ((source, ("briefing", "evidence", index)) for source in one.source)


def _sources(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("Every source",))
    if not file.sources:
        yield Paragraph(("The scenario names no sources.",), stands_out=True)
    for name, source in file.sources.items():
        yield Heading(3, words(Said(source.title), " ", Code(name)))
        yield Paragraph(reference(source))
        grade = f"{source.grade}: {GRADES[source.grade]}" if source.grade else "not given"
        yield Paragraph(words(f"Grade {grade}.", *((" ", Said(source.note)) if source.note else ())))
        paths = sorted(
            {path[:2] if path[0] != "briefing" else path for one, path in resting(file) if one == name}, key=_order
        )
        rests = Bullets(tuple(entry_words(file, path) for path in paths))
        yield rests if paths else Paragraph(("Nothing rests on it.",), stands_out=True)


def _order(path: Path) -> tuple[int, str]:
    section = str(path[0])
    return (_SECTIONS.index(section) if section in _SECTIONS else len(_SECTIONS), str(path[-1]))


def entry_words(file: ScenarioFile, path: Path) -> Words:
    """An entry by its title, kind and name."""
    if path[0] == "briefing":
        assert file.briefing is not None
        return words("briefing: ", Said(file.briefing.evidence[int(path[2])].item))
    entry = getattr(file, str(path[0]))[path[1]]
    title = getattr(entry, "title", None) or str(path[1]).replace("_", " ")
    return words(Said(title), f" ({kind_of_section(str(path[0]))} ", Code(str(path[1])), ")")


def _grades(file: ScenarioFile) -> Iterator[Block]:
    rows: list[tuple[Words, ...]] = []
    for grade, means in GRADES.items():
        named = [name for name, source in file.sources.items() if source.grade == grade]
        entries = {path[:2] for source, path in resting(file) if source in named}
        if named:
            rows.append(((f"{grade}, {means}",), (counted(len(named), "source"),), (str(len(entries)),)))
    if rows:
        yield Heading(2, ("How well it stands",))
        yield Grid(
            "Sources by grade, and how many entries name at least one of them",
            ("Grade", "Sources", "Entries"),
            tuple(rows),
        )


def _unsourced(scenario: Scenario, seed: int) -> Iterator[Block]:
    yield Heading(2, ("Numbers without a source",))
    found = sorted(
        influences(Subject(scenario), seed, lambda _what, _done, _all: None),
        key=lambda one: (-one.share, str(one.site.path)),
    )
    if not found:
        yield Paragraph(
            ("Every number that could be varied has a source, or there is no objective that it could move.",)
        )
        return
    yield Paragraph((
        f"Each was varied alone, through its range or by ten per cent either way, in {FUTURES} futures in which everybody chooses at random. Told is "
        "how much that moves the objective it moves most, as a share of its range.",
    ))  # fmt: skip
    moving = [one for one in found if one.share > 0.0]
    rows = tuple(
        (
            words(f"{place}. ", *entry_words(scenario.file, one.site.path[:2])),
            words(Code(f"{one.site.value:g}"), " in ", Code(".".join(map(str, one.site.path)))),
            (Said(scenario.file.objectives[one.objective].title),),
            (f"{number(100 * one.share)} %",),
        )
        for place, one in enumerate(moving, 1)
    )
    if rows:
        head = ("Entry", "Number", "Moves most", "By")
        yield Grid("Numbers without a source, the one that moves most first", head, rows)
    if still := [one for one in found if one not in moving]:
        entries = dict.fromkeys(one.site.path[:2] for one in still)
        named = joined((entry_words(scenario.file, path) for path in entries), ", ")
        yield Paragraph(words(f"{counted(len(still), 'number')} moved nothing in these futures: in ", *named, "."))
