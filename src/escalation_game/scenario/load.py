"""Loads a scenario: text, data, names, rules, each step only when the one before found nothing wrong."""

from __future__ import annotations

import hashlib
import os.path
from dataclasses import dataclass, field
from pathlib import Path

from escalation_game.engine.game import Game
from escalation_game.scenario.compile import compile_scenario
from escalation_game.scenario.document import parse_document
from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.own import own_folder, scenarios_in
from escalation_game.scenario.places import Places
from escalation_game.scenario.references import reference_findings
from escalation_game.scenario.schema import ScenarioFile
from escalation_game.scenario.shapes import shaped
from escalation_game.scenario.shipped import FILE, shipped
from escalation_game.scenario.textfile import read_text, refusal


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario that holds together: what the author wrote, and the compiled rules. `digest` is a hash of the text.

    With edited assumptions it is another scenario of the same text: `authored` is the author's own, and the digest tells them apart.
    """

    name: str
    file: ScenarioFile
    game: Game
    text: str = field(repr=False)
    places: Places = field(repr=False)
    digest: str
    authored: Scenario | None = None


def load(source: str | Path) -> Scenario:
    """Loads a scenario that comes with the game or is the user's own by its name, or any by its file or folder. Raises ScenarioError."""
    path = find(source)
    name = path.parent.name if path.name == FILE else path.stem
    return load_text(read_text(path), name or "scenario", str(path))


def find(source: str | Path) -> Path:
    """The file a name or a path means. Raises ScenarioError when there is none."""
    known = shipped()
    if str(source) in known:
        return known[str(source)]
    path = Path(source)
    if os.path.isdir(path):  # noqa: PTH112 - never raises, whatever the path
        if os.path.lexists(path / FILE):
            return path / FILE
        raise refusal(source, "E001", f"the folder has no {FILE}")
    if os.path.lexists(path) or path.suffix:
        return path
    own = scenarios_in(own_folder())
    if str(source) in own:
        return own[str(source)]
    close = nearest(str(source), [*known, *own])
    hint = f"did you mean “{close}”?" if close else "shipped scenarios: " + (", ".join(known) or "none")
    raise refusal(source, "E001", "no scenario of this name, and no such file", hint)


def load_text(text: str, name: str, file: str = "scenario.yaml") -> Scenario:
    """Loads a scenario from its text; `file` names it in findings. Raises ScenarioError."""
    content, places = parse_document(text, file)
    data = shaped(content, places)
    findings = reference_findings(data, places)
    if findings:
        raise ScenarioError(findings)
    game = compile_scenario(data, places, name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Scenario(name, data, game, text, places, digest)
