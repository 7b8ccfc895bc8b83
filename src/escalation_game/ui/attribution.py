"""Who made what is installed here: read from the packages themselves and from the notices beside the assets."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires

from escalation_game.ui.assets import asset

GAME = "escalation-game"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_OSI = "License :: OSI Approved :: "
_LONGEST_LICENCE = 60  #: some packages give the whole text; then their classifier says it shorter


@dataclass(frozen=True, slots=True)
class Library:
    """An installed package, with what it says of its authors and licence."""

    name: str
    version: str
    license: str
    authors: str = ""


def game_credit() -> Library:
    """Return what the game says of itself."""
    found = _library(GAME)
    return found or Library(GAME, "", "MIT")


def libraries() -> tuple[Library, ...]:
    """Return Python and every package the game runs on, also those that its packages need, by name."""
    waiting, seen = _needed(GAME), {GAME}
    found: list[Library] = []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        one = _library(name)
        if one is not None:
            found.append(one)
            waiting += _needed(name)
    python = Library("Python", platform.python_version(), "PSF-2.0", "Python Software Foundation")
    return (python, *sorted(found, key=lambda one: one.name.casefold()))


def asset_notices() -> tuple[tuple[str, str], ...]:
    """Return the title and the words of each notice in `assets/LICENSES.md`."""
    paragraphs = asset("LICENSES.md").read_text("utf-8").split("\n\n")
    return tuple(_notice(one) for one in paragraphs if one.startswith("**"))


def _notice(paragraph: str) -> tuple[str, str]:
    """Split "**Title** (files). Words" and take the marks of Markdown away."""
    title, _stars, words = paragraph.removeprefix("**").partition("**")
    plain = _LINK.sub(r"\1", " ".join(words.split())).replace("`", "")
    return title, plain.strip().replace("/", "/\u200b").replace("_", "_\u200b").replace("-", "-\u200b")


def _needed(name: str) -> list[str]:
    """Return what a package needs whatever extras are asked for."""
    try:
        wanted = requires(name) or []
    except PackageNotFoundError:
        return []
    names = [_NAME.match(one.strip()) for one in wanted if "extra ==" not in one]
    return [re.sub(r"[-_.]+", "-", found[0]).lower() for found in names if found]


def _library(name: str) -> Library | None:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    return Library(told["Name"], told["Version"], _license(told), _authors(told))


def _license(told: PackageMetadata) -> str:
    for key in ("License-Expression", "License"):
        words = _field(told, key)
        if words.strip() and len(words) <= _LONGEST_LICENCE and "\n" not in words.strip():
            return words.strip()
    listed = [one for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    return ", ".join(one.removeprefix(_OSI).rpartition(":: ")[2] for one in listed)


def _authors(told: PackageMetadata) -> str:
    """Return the author without addresses."""
    words = _field(told, "Author") or _field(told, "Author-email")
    names = re.sub(r"<[^>]*>", "", words).replace('"', "")
    return ", ".join(part.strip() for part in names.split(",") if part.strip() and "@" not in part)


def _field(told: PackageMetadata, key: str) -> str:
    """Return a field of the metadata, "" where a package leaves it out."""
    return (told.get_all(key) or [""])[0]
