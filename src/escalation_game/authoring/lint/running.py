"""Runs every check of lint on a scenario: what the file settles, then what plays show, then what futures do."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from escalation_game.authoring.lint import (
    choices,
    conditions,
    dynamics,
    ignores,
    knowledge,
    reach,
    sourcing,
    unused,
    wording,
)
from escalation_game.authoring.lint.codes import codes
from escalation_game.authoring.lint.dominance import dominated
from escalation_game.authoring.lint.ignores import Ignore
from escalation_game.authoring.lint.plays import PLAYS, Evidence, Progress, gather
from escalation_game.authoring.lint.subject import Remark, Subject, Written
from escalation_game.authoring.reading import TESTS, read_tests
from escalation_game.scenario.document import read_document
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.load import Scenario, find, load
from escalation_game.scenario.textfile import read_text

#: Codes that tell what follows from a condition, so that the condition itself need not be told.
_OVER_CONDITIONS = frozenset({"L302", "L303", "L306", "L401", "L402", "L403", "L404", "L701"})
_OF_CONDITIONS = frozenset({"L201", "L202", "L203", "L204"})


@dataclass(frozen=True)
class Lint:
    """What was found in one scenario, in the order of its file. `complete` is False after Ctrl-C; then `plays` have been looked at."""

    path: str
    findings: tuple[Finding, ...]
    plays: int = 0
    complete: bool = True
    ignored: int = 0
    remarks: tuple[Remark, ...] = field(default=(), repr=False)
    scenario: Scenario | None = field(default=None, repr=False)
    needed: tuple[Ignore, ...] = field(default=(), repr=False)
    unneeded: tuple[Ignore, ...] = field(default=(), repr=False)


def lint(source: str | Path, plays: int = PLAYS, seed: int = 0, progress: Progress | None = None) -> Lint:
    """Everything that is probably wrong with a scenario; with one that does not hold together, what `validate` says.

    The same plays for the same seed. Raises TooFewPlaysError on fewer plays than there are bots.
    """
    try:
        scenario = load(source)
    except ScenarioError as error:
        return Lint(str(source), error.findings)
    file = find(source)
    tests, wrong = _tests(file)
    return linted(Subject(scenario, tests), plays, seed, progress, wrong)


def linted(
    subject: Subject, plays: int = PLAYS, seed: int = 0, progress: Progress | None = None, wrong: Sequence[Finding] = ()
) -> Lint:
    """The same for a scenario that is loaded; `wrong` are findings of its tests."""
    run = _Run(subject, plays, seed, progress or (lambda _what, _done, _all: None))
    complete = True
    try:
        run.remarks += of_the_file(subject)
        run.look_at_plays()
        run.look_at_futures()
    except KeyboardInterrupt:
        complete = False
    return _told(subject, run, list(wrong), complete=complete)


def of_the_file(subject: Subject) -> list[Remark]:
    """What needs no play."""
    families = (
        unused.unused,
        conditions.certain,
        choices.certain,
        reach.certain,
        dynamics.certain,
        knowledge.certain,
        wording.certain,
    )
    return [remark for family in families for remark in family(subject)]


@dataclass
class _Run:
    """One run. Its state: what has been remarked so far, and how many plays have been looked at."""

    subject: Subject
    asked: int
    seed: int
    progress: Progress
    remarks: list[Remark] = field(default_factory=list[Remark])
    plays: int = 0

    def look_at_plays(self) -> None:
        """What the plays show; after Ctrl-C nothing, for what has not come about yet still may."""
        evidence: Evidence | None = None
        for evidence in gather(self.subject, self.asked, self.seed, self.progress):
            self.plays = evidence.plays
        assert evidence is not None
        for family in (conditions, choices, reach, dynamics):
            self.remarks += family.by_plays(self.subject, evidence)

    def look_at_futures(self) -> None:
        """What varying choices and numbers shows."""
        self.remarks += choices.dominated(self.subject, dominated(self.subject, self.seed, self.progress))
        self.remarks += sourcing.unsourced(self.subject, self.seed, self.progress)


def _tests(file: Path) -> tuple[Written | None, tuple[Finding, ...]]:
    """The tests beside a scenario, and what is wrong with them."""
    path = file.with_name(TESTS)
    if not os.path.lexists(path):
        return None, ()
    try:
        content, places = read_document(path)
        read_tests(path)
    except ScenarioError as error:
        return None, error.findings
    return Written(content, places, read_text(path)), ()


def _told(subject: Subject, run: _Run, wrong: list[Finding], *, complete: bool) -> Lint:
    """Findings without what is ignored, and with what is wrong with the ignores."""
    remarks = list(_causes(run.remarks))
    findings, used_everywhere, needed, needless = wrong, 0, list[Ignore](), list[Ignore]()
    written = [(subject.scenario.text, subject.scenario.places)]
    written += [(subject.tests.text, subject.tests.places)] if subject.tests else []
    for text, places in written:
        given = ignores.ignores(text, places)
        here = [(one, one.finding(codes()[one.code].severity)) for one in remarks if one.place.file == places.file]
        left, used = ignores.kept(here, given, places)
        own = [
            one.finding(codes()[one.code].severity) for one in ignores.remarks(given, used, places, complete=complete)
        ]
        findings += [*left, *own]
        used_everywhere += len(here) - len(left)
        if places is subject.scenario.places and complete:
            needed += [one for one in given if one in used or not one.reason]
            needless += [one for one in given if one not in used and one.reason]
    ordered = sorted(findings, key=lambda one: (one.place.file, one.place.line, one.place.column, one.code))
    told = {(one.code, one.place) for one in ordered}
    kept = tuple(one for one in remarks if (one.code, one.place) in told)
    file = subject.scenario.places.file
    return Lint(
        file,
        tuple(ordered),
        run.plays,
        complete,
        used_everywhere,
        kept,
        subject.scenario,
        tuple(needed),
        tuple(needless),
    )


def _causes(remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Without conditions of which what follows from them is told, without the gain of actions that do nothing, and each thing once."""
    over = {one.path for one in remarks if one.code in _OVER_CONDITIONS}
    idle = {one.path for one in remarks if one.code == "L305"}
    seen: set[tuple[str, int, int, str]] = set()
    for one in remarks:
        key = (one.code, one.place.line, one.place.column, one.message)
        if (
            key in seen
            or (one.code in _OF_CONDITIONS and one.path in over)
            or (one.code == "L304" and one.path in idle)
        ):
            continue
        seen.add(key)
        yield one
