"""What is claimed of many futures, as it is read from the file."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.checks import Claim
from escalation_game.authoring.entries import Entry
from escalation_game.authoring.expectations import meant
from escalation_game.authoring.formulas import Language
from escalation_game.scenario.schema import ScenarioFile
from escalation_game.scenario.uncertainty import BASELINE

FUTURES = 2000  #: of a claim that does not say
MOST_FUTURES = 1_000_000


def claims_of(entry: Entry, file: ScenarioFile, language: Language) -> list[Claim]:
    """What `claim:` says: one claim, or a list of them."""
    return [claim for one in entry.one_or_more() for claim in _claim(one, file, language)]


def _claim(entry: Entry, file: ScenarioFile, language: Language) -> Iterator[Claim]:
    entries = entry.table(("in_at_least", "in_at_most", "of_futures", "lens", "after", "that"))
    least, most = (entries[key].number(0.0, 1.0) if key in entries else None for key in ("in_at_least", "in_at_most"))
    futures = entries["of_futures"].whole(1, MOST_FUTURES) if "of_futures" in entries else FUTURES
    lens = entries["lens"].known("lens", (BASELINE, *file.lenses)) if "lens" in entries else None
    after = entries["after"].whole(0, language.turns) if "after" in entries else language.turns
    if least is None and most is None:
        entry.lacks(entries, "in what share of the futures is missing", "add `in_at_least: 70%` or `in_at_most: 10%`")
    elif least is not None and most is not None and least > most:
        entry.tell("E607", "no share is so large and so small at once")
    if "that" not in entries:
        entry.lacks(entries, "“that” is missing", "add `that:` with a condition, such as `that: tension > 50`")
        return
    statement = meant(entries["that"].text(), entries["that"], after, language)
    if statement is not None:
        yield Claim(statement, least, most, futures, lens, statement.turns, entry.place)
