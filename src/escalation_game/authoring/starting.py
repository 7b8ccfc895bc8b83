"""A new scenario: a small one that works, with comments, its tests and the schema that editors read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from escalation_game.authoring.editor_schema import schema_for
from escalation_game.play.whole_files import as_json, write_whole
from escalation_game.scenario.document import parse_document

_TITLE, _AUTHOR = "title: A dry summer", "authors: [Your name]"
_QUOTED = {"\\": "\\\\", '"': '\\"'}


def starter(title: str = "", author: str = "") -> dict[str, str]:
    """The files of a new scenario by name; `title` and `author` in place of the example's."""
    folder = files("escalation_game.authoring") / "starter"
    scenario = (folder / "scenario.yaml").read_text(encoding="utf-8")
    if title:
        scenario = scenario.replace(_TITLE, f"title: {_quoted(title)}", 1)
    if author:
        scenario = scenario.replace(_AUTHOR, f"authors: [{_quoted(author)}]", 1)
    content, _places = parse_document(scenario, "scenario.yaml")
    return {
        "scenario.yaml": scenario,
        "tests.yaml": (folder / "tests.yaml").read_text(encoding="utf-8"),
        "schema.json": as_json(schema_for(content)),
    }


def begin(folder: Path, title: str = "", author: str = "") -> tuple[Path, ...]:
    """Writes a new scenario and returns its files.

    Raises FileExistsError where the folder holds anything already, ScenarioError on a title or author that cannot stand in a file, and OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already, and not empty")
    content = starter(title, author)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in content.items():
        write_whole(folder / name, text)
    return tuple(folder / name for name in content)


def _quoted(text: str) -> str:
    """A text between quotes, as YAML writes it."""
    return '"' + "".join(_QUOTED.get(letter, letter) for letter in text) + '"'
