"""A file of an older format, brought to the present one in memory."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from pathlib import Path

from escalation_game.authoring.migration.steps import STEPS, by_hand, meaning
from escalation_game.scenario.document import Content, parse_document
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.formats import OLDEST, PRESENT, format_of
from escalation_game.scenario.load import Scenario, find, load_text
from escalation_game.scenario.textfile import read_text


@dataclass(frozen=True)
class Migration:
    """A file before and after. `steps` are those that changed something; `by_hand` is left to the author, `findings` is what validation
    says of the rest.

    `meant` is the scenario that the old file describes, read as data without a look at its text; None when it does not hold together.
    """

    path: Path
    format: int
    before: str
    after: str
    steps: tuple[str, ...]
    by_hand: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    meant: Scenario | None
    scenario: Scenario | None

    @property
    def diff(self) -> str:
        """The change as a unified diff, "" where there is none."""
        name = str(self.path)
        return "\n".join(
            line.rstrip("\r")
            for line in difflib.unified_diff(self.before.split("\n"), self.after.split("\n"), name, name, lineterm="")
        )


def migration_of(source: str | Path) -> Migration:
    """What migrating a scenario given by name, file or folder would do. Raises ScenarioError when it cannot be read or its format is not known."""
    path = find(source)
    return migrated(read_text(path), path)


def migrated(text: str, path: Path) -> Migration:
    """The same of a text. Raises ScenarioError."""
    content, places = parse_document(text, str(path))
    began = format_of(content, places)
    after, titles, left = text, list[str](), list[Finding]()
    for number in range(began, PRESENT):
        for step in STEPS[number]:
            changed = step.applied(after)
            if changed is not None and changed != after:
                after, titles = changed, [*titles, step.title]
        content = meaning(content, STEPS[number])
    if began == OLDEST:
        left += by_hand(after, str(path))
    name = path.parent.name if path.name == "scenario.yaml" else path.stem
    scenario, findings = _checked(after, name, str(path))
    told = {one.place.line for one in left}
    others = tuple(one for one in findings if one.place.line not in told)
    return Migration(path, began, text, after, tuple(titles), tuple(left), others, _read(content, name), scenario)


def _checked(text: str, name: str, file: str) -> tuple[Scenario | None, tuple[Finding, ...]]:
    try:
        return load_text(text, name, file), ()
    except ScenarioError as error:
        return None, error.findings


def _read(content: Content, name: str) -> Scenario | None:
    """A scenario from data; JSON is YAML."""
    return _checked(json.dumps(content, ensure_ascii=False), name, name)[0]
