"""Which formats of the scenario file there are, and what is said of a file of another than the present one."""

from __future__ import annotations

from escalation_game.scenario.document import Content
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.places import Places

PRESENT = 1
OLDEST = 0  # drafts from before the format was settled; `migrate` brings them to the present one


def format_of(content: Content, places: Places) -> int:
    """The format a file says it is of, from OLDEST to PRESENT. Raises ScenarioError on a file that says none, or one that is not known."""
    if content is None:
        raise ScenarioError([Finding("E101", "the file is empty", places.at(()), f"begin it with `format: {PRESENT}`")])
    if not isinstance(content, dict):
        raise ScenarioError([Finding("E101", "a scenario has keys such as `title:` and `roles:`", places.at(()))])
    if "format" not in content:
        hint = f"begin the file with `format: {PRESENT}`"
        raise ScenarioError([Finding("E102", "“format” is missing", places.at(()), hint)])
    said = content["format"]
    if isinstance(said, int) and not isinstance(said, bool) and OLDEST <= said <= PRESENT:
        return said
    newer = isinstance(said, int) and said > PRESENT
    message = (
        f"the file is of format {said}, which is newer than this game" if newer else f"the format is not {PRESENT}"
    )
    hint = f"this version of the game reads `format: {PRESENT}`" + ("; get a newer one" if newer else "")
    raise ScenarioError([Finding("E104", message, places.at(("format",)), hint)])


def require_present(content: Content, places: Places) -> None:
    """Raises ScenarioError on a file that is not of the present format."""
    said = format_of(content, places)
    if said < PRESENT:
        message = f"the file is of format {said}, which is older than this game"
        hint = f"run `escalation-game migrate {places.file}`; with --dry-run it shows first what it would do"
        raise ScenarioError([Finding("E104", message, places.at(("format",)), hint)])
