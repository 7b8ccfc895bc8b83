"""Does what a page of the documentation says: its commands are run, its pieces of files are written, its outputs compared.

A fence names what it is: `sh` holds commands that end well, `sh fails` commands that end with 1, `yaml FILE` sections that replace those of that name
in a file of the scenario at hand, `yaml FILE add` entries that are added to them, and `text` lines that the last commands wrote.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .conftest import Run

DOCS = Path(__file__).resolve().parents[2] / "docs"
_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^([a-z_]+):.*?(?=^[a-z_]+:|\Z)", re.MULTILINE | re.DOTALL)
_ENTRY = re.compile(r"^  (\S[^:\n]*):.*?(?=^  \S|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A fence of a page: its language, what follows that on the line, and its text."""

    kind: str
    about: tuple[str, ...]
    text: str


def pieces(page: str) -> Iterator[Piece]:
    """The fences of a page, in their order."""
    for kind, about, text in _FENCE.findall(page):
        yield Piece(kind, tuple(about.split()), text)


def follow(page: str, run: Run, folder: Path) -> list[str]:
    """Does what a page says in a folder; returns the commands that were run."""
    commands, told, scenario = list[str](), "", ""
    for piece in pieces(page):
        match piece.kind:
            case "sh":
                told = ""
                for line in piece.text.splitlines():
                    command = shlex.split(line, comments=True)
                    assert command.pop(0) == "escalation-game", line
                    outcome = run(*command, lines="\n" * 6 + "quit\n")
                    told += outcome.text + outcome.err
                    assert outcome.code == (1 if piece.about == ("fails",) else 0), f"{line}\n{told}"
                    commands.append(command[0])
                    scenario = command[1] if command[0] == "new" else scenario
            case "yaml":
                file, *how = piece.about
                path = folder / scenario / file
                changed = _added if how == ["add"] else _replaced
                path.write_text(changed(path.read_text(encoding="utf-8"), piece.text), encoding="utf-8")
            case "text":
                said = " ".join(told.split())
                missing = [line for line in piece.text.splitlines() if " ".join(line.split()) not in said]
                assert missing == [], told
            case _:
                raise AssertionError(piece.kind)
    return commands


def _replaced(file: str, sections: str) -> str:
    """The file with whole sections replaced, or put at its end."""
    for found in _SECTION.finditer(sections):
        name, text = found[1], found[0].rstrip("\n") + "\n\n"
        there = next((one for one in _SECTION.finditer(file) if one[1] == name), None)
        file = (
            file.rstrip("\n") + "\n\n" + text if there is None else file[: there.start()] + text + file[there.end() :]
        )
    return file


def _added(file: str, sections: str) -> str:
    """The file with entries of sections replaced, or put at the end of their section."""
    for found in _SECTION.finditer(sections):
        there = next((one for one in _SECTION.finditer(file) if one[1] == found[1]), None)
        if there is None:
            file = _replaced(file, found[0])
            continue
        section = there[0].rstrip("\n") + "\n"
        for entry in _ENTRY.finditer(found[0]):
            same = next((one for one in _ENTRY.finditer(section) if one[1] == entry[1]), None)
            text = entry[0].rstrip("\n") + "\n"
            section = section + text if same is None else section[: same.start()] + text + section[same.end() :]
        file = file[: there.start()] + section + "\n" + file[there.end() :]
    return file
