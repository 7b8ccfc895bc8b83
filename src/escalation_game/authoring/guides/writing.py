"""All guides of a scenario, as files: the same scenario gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from escalation_game.authoring.guides.as_html import html_of
from escalation_game.authoring.guides.as_markdown import markdown_of, pictures_of
from escalation_game.authoring.guides.blocks import Bullets, Heading, Link, Page, Paragraph, Said, Words, words
from escalation_game.authoring.guides.codebook import codebook_csv, codebook_page
from escalation_game.authoring.guides.designer import designer_page
from escalation_game.authoring.guides.player import player_page, seats
from escalation_game.authoring.guides.sources import sources_page
from escalation_game.authoring.guides.teacher import teacher_page
from escalation_game.authoring.guides.wording import reference
from escalation_game.play.whole_files import write_whole
from escalation_game.scenario.load import Scenario

Format: TypeAlias = Literal["html", "md"]

_WRITERS: dict[Format, Callable[[Page], str]] = {"html": html_of, "md": markdown_of}
_SAYS = {
    "player": "for whoever sits in this seat; nothing in it that the seat may not know",
    "teacher": "aims, timetable, what is hidden, rival readings, questions for afterwards; not for players",
    "designer": "every entry with its formulas, and what moves what; not for players",
    "sources": "where every number comes from, and which come from nowhere",
    "codebook": "every variable in a table",
}


def pages(scenario: Scenario) -> tuple[Page, ...]:
    """Every page, the index first. Raises MatchStoppedError when the rules have no value to begin with."""
    file = scenario.file
    guides = (
        *(player_page(scenario, role) for role in seats(scenario)),
        teacher_page(scenario),
        designer_page(scenario),
        sources_page(scenario),
        codebook_page(file),
    )
    listed = tuple(
        words(Link(one.kind, f"{one.name}.html"), f": {_SAYS[one.name.partition('-')[0]]}") for one in guides
    )
    blocks = (Paragraph((Said(file.summary),)), Heading(2, ("Guides",)), Bullets(listed), *_imprint(scenario))
    return (Page("index", "Guides", file.title, file.language, blocks), *guides)


def files(scenario: Scenario, kind: Format) -> dict[str, str]:
    """Every file by its name."""
    made: dict[str, str] = {}
    for page in pages(scenario):
        made[f"{page.name}.{kind}"] = _WRITERS[kind](page)
        if kind == "md":
            made |= pictures_of(page)
    return {**made, "codebook.csv": codebook_csv(scenario.file)}


def write_guides(scenario: Scenario, folder: Path, kind: Format) -> tuple[Path, ...]:
    """Writes every file into the folder, which is made; what else is there stays. Raises OSError."""
    written = files(scenario, kind)
    for name, text in written.items():
        write_whole(folder / name, text)
    return tuple(folder / name for name in written)


def _imprint(scenario: Scenario) -> Iterator[Heading | Bullets]:
    file = scenario.file
    facts: list[Words] = []
    if file.authors:
        facts.append(words("By ", Said(", ".join(file.authors))))
    if file.license:
        facts.append(words("Licence: ", Said(file.license)))
    facts += [reference(one) for one in file.sources.values() if one.grade == "A"]
    if facts:
        yield Heading(2, ("Whose work it is, and its documented sources",))
        yield Bullets(tuple(facts))
