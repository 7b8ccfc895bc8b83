"""The values of a document with their places: each is asked for what it should be, and what it is not becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from escalation_game.scenario.document import Content
from escalation_game.scenario.findings import MOST, Finding, Path, Place, ScenarioError, in_order
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.places import Places

_PERCENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*%")
_TOLD = 12  # known names listed where none is like the one that is not


@dataclass
class Sheet:
    """A document being read. Its state: the findings so far."""

    places: Places
    findings: list[Finding] = field(default_factory=list[Finding])

    def add(self, finding: Finding) -> None:
        """Adds a finding. Raises ScenarioError when there are so many that more would not help."""
        self.findings.append(finding)
        if len(self.findings) > MOST:
            raise ScenarioError(in_order(self.findings))


@dataclass(frozen=True)
class Entry:
    """A value of a sheet. What it is asked for and is not is told, and something harmless given instead."""

    sheet: Sheet
    path: Path
    content: Content

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.sheet.places.at(self.path)

    def tell(self, code: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """Adds a finding here."""
        self.sheet.add(Finding(code, message, self.sheet.places.at(self.path, key=at_key), hint))

    def table(self, known: Collection[str]) -> dict[str, Entry]:
        """Entries by key; every other key than those known is told."""
        entries = self.named()
        for key in [key for key in entries if key not in known]:
            entries.pop(key).tell("E601", f"unknown key “{key[:60]}”", _meant(key, known), at_key=True)
        return entries

    def lacks(self, entries: Collection[str], message: str, hint: str) -> None:
        """Tells what is missing here, unless it may be there misspelt: a key was not known."""
        if isinstance(self.content, dict) and len(entries) == len(self.content):
            self.tell("E603", message, hint, at_key=True)

    def named(self) -> dict[str, Entry]:
        """Entries by name, whatever the names are."""
        if isinstance(self.content, dict):
            return {key: Entry(self.sheet, (*self.path, key), value) for key, value in self.content.items()}
        self.tell("E602", "keys with values are wanted here", "such as `name: value`")
        return {}

    def of_known(self, what: str, known: Collection[str]) -> dict[str, Entry]:
        """Entries by the name of something that exists."""
        entries = self.named()
        for key in [key for key in entries if key not in known]:
            entries.pop(key).tell("E604", f"there is no {what} “{key[:60]}”", _meant(key, known), at_key=True)
        return entries

    def items(self) -> list[Entry]:
        """Entries of a list."""
        if isinstance(self.content, list):
            return [Entry(self.sheet, (*self.path, place), value) for place, value in enumerate(self.content)]
        self.tell("E602", "a list is wanted here", "such as `[one, two]`")
        return []

    def one_or_more(self) -> list[Entry]:
        """Entries of a list, or the value itself."""
        return self.items() if isinstance(self.content, list) else [self]

    def text(self) -> str:
        """A text that is not empty."""
        if isinstance(self.content, str) and self.content.strip():
            return self.content
        self.tell("E602", "a text is wanted here", "put quotes around it" if self.content is not None else "")
        return ""

    def known(self, what: str, names: Collection[str]) -> str:
        """The name of something that exists."""
        if isinstance(self.content, str) and self.content in names:
            return self.content
        name = str(self.content)[:60] if isinstance(self.content, str | int | float) else ""
        if isinstance(self.content, bool | None) or not name:
            self.tell("E602", f"the name of a {what} is wanted here", _meant("", names))
        else:
            self.tell("E604", f"there is no {what} “{name}”", _meant(name, names))
        return ""

    def number(self, least: float | None = None, most: float | None = None) -> float:
        """A number, also written `4%`, from `least` to `most`."""
        value = self.content
        if isinstance(value, str) and (share := _PERCENT.fullmatch(value.strip())):
            value = float(share[1]) / 100.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.tell("E602", "a number is wanted here")
            return 0.0 if least is None else least
        return float(self._within(float(value), least, most))

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        if isinstance(self.content, bool) or not isinstance(self.content, int):
            self.tell("E602", "a whole number is wanted here")
            return least
        return int(self._within(self.content, least, most))

    def _within(self, value: float, least: float | None, most: float | None) -> float:
        if least is not None and value < least:
            self.tell("E605", f"at least {least:,g} is wanted here")
            return least
        if most is not None and value > most:
            self.tell("E605", f"at most {most:,g} is wanted here")
            return most
        return value


def _meant(name: str, known: Iterable[str]) -> str:
    """The known name most like one that is not, or all of them where they are few."""
    names = sorted(known)
    if close := nearest(name, names):
        return f"did you mean “{close}”?"
    if not names:
        return "this scenario has none"
    return "there are: " + ", ".join(names[:_TOLD]) + (", …" if len(names) > _TOLD else "")
