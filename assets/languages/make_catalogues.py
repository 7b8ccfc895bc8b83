"""Collects every message of the window and brings the catalogues of all languages up to date.

Run: uv run python assets/languages/make_catalogues.py

Writes interface.pot, and for each language interface.po (translations are kept, messages that are gone are dropped and
printed) and interface.mo. Says what is not translated yet, and then returns 1. A second run changes nothing.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import escalation_game
from escalation_game.play.catalogue import listings
from escalation_game.ui.amounts import unit_parts
from escalation_game.ui.language import DOMAIN, LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES_FOLDER = ROOT / "assets" / "languages"
#: Functions whose first argument is a message, and those whose first two are the forms for one and for many.
SINGLE, COUNTED = {"_", "word", "said"}, {"plural", "pair", "counted"}
SOURCES = ("src/escalation_game/ui", "src/escalation_game/play", "src/escalation_game/futures")
MAP = "assets/map/theatre.json"
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")

Message = tuple[str | tuple[str, str], str]  #: the English words, or both forms, and the file they are from


class SteadyCatalogue(Catalog):
    """A catalogue whose head says nothing that changes from one day or machine to the next."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the head of the file."""
        head = [("Project-Id-Version", "escalation-game"), ("MIME-Version", "1.0")]
        head += [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        if self.locale_identifier:
            head += [("Language", self.locale_identifier), ("Plural-Forms", self.plural_forms)]
        return head


def main() -> int:
    """Write all files. Returns 1 while something is not translated."""
    found = template()
    write(found, LANGUAGES_FOLDER / f"{DOMAIN}.pot")
    left = 0
    for code in TRANSLATED:
        path = po_path(code)
        catalogue, dropped = merged(found, code, path)
        write(catalogue, path)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        missing = untranslated(catalogue)
        left += len(missing)
        print(f"{code}: {len(catalogue) - len(missing)} of {len(catalogue)} messages translated")
        print("".join(f"  not translated: {words}\n" for words in missing), end="")
        print("".join(f"  dropped: {words}\n" for words in dropped), end="")
    return 1 if left else 0


def po_path(code: str) -> Path:
    """Return where the catalogue of a language is."""
    return LANGUAGES_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def template() -> Catalog:
    """Return every message there is, without translations."""
    found = SteadyCatalogue(
        fuzzy=False, header_comment="# Messages of the interface. Made by make_catalogues.py; not to be edited."
    )
    for words, file in sorted([*_of_code(), *_of_the_map(), *_of_units()], key=str):
        found.add(words, locations=[(file, 1)])
    return found


def merged(found: Catalog, code: str, path: Path) -> tuple[Catalog, list[str]]:
    """Return the messages with the translations a file has for them, and those of the file that are no messages any more."""
    old = _read(code, path)
    head = f"# Words of the interface: {LANGUAGES[code]}. See docs/how-to/translate.md."
    new = SteadyCatalogue(locale=code, fuzzy=False, header_comment=head)
    for message in found:
        if message.id:
            kept = old.get(message.id)
            fits = kept is not None and isinstance(kept.id, tuple) == isinstance(message.id, tuple)
            new.add(message.id, kept.string if fits else "", message.locations)
    gone = [
        one.id if isinstance(one.id, str) else one.id[0] for one in old if one.id and one.string and one.id not in new
    ]
    return new, gone


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the English words of what has no translation, or lacks one of its plural forms."""
    return [one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id and not _whole(one.string)]


def write(catalogue: Catalog, path: Path) -> None:
    """Write a template or a catalogue, by the English words in order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)


def _read(code: str, path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def _whole(string: str | list[str] | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def _of_code() -> Iterator[Message]:
    """Yield the literal arguments of the functions that translate, or mark what will be translated."""
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            words = _message(node) if isinstance(node, ast.Call) else None
            if words:
                yield words, path.relative_to(ROOT).as_posix()


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    forms = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if called in COUNTED and len(forms) >= 2:
        return forms[0], forms[1]
    return forms[0] if called in SINGLE and forms else None


def _of_the_map() -> Iterator[Message]:
    """Yield the names the map may write."""
    for panel in json.loads((ROOT / MAP).read_text("utf-8"))["panels"].values():
        for one in (*panel["places"], *panel["areas"]):
            yield one["name"], MAP
        for one in panel["areas"]:
            yield one["note"], MAP
        for one in panel["labels"]:
            yield one["text"], MAP


def _of_units() -> Iterator[Message]:
    """Yield the names of the units of the shipped scenarios, as far as they are words."""
    for name in (one.name for one in listings()):
        file = escalation_game.load(name).file
        for section in (file.stocks, file.derived, file.parameters, file.objectives):
            for unit in (entry.unit for entry in section.values()):
                for part in unit_parts(unit) if unit else ():
                    if part not in {"%", "share", "points"}:
                        yield part, f"scenarios/{name}/scenario.yaml"


if __name__ == "__main__":
    sys.exit(main())
