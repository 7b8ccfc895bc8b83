"""The package from Python: what it offers, and that importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import escalation_game as eg

PUBLIC = ["Match", "Record", "ScenarioError", "__version__", "explore", "load", "read_record", "replay"]


def python(code: str) -> str:
    """What a Python of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()


def test_the_public_names_are_these() -> None:
    assert sorted(eg.__all__) == PUBLIC
    assert set(PUBLIC) <= set(dir(eg))
    assert all(getattr(eg, name) is not None for name in PUBLIC)


def test_the_version_is_the_packages() -> None:
    assert eg.__version__ == version("escalation-game")


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="Mathc"):
        _ = eg.Mathc  # type: ignore[attr-defined]


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'pydantic', 'pygame', 'yaml', 'click'}"
    assert python(f"import sys, escalation_game; print({heavy} & set(sys.modules) or 'nothing')") == "nothing"


def test_playing_loads_no_window() -> None:
    code = "import sys, escalation_game as eg; eg.Match(eg.load('kursk-2024'), seed=7).end_turn(); print('pygame' in sys.modules)"
    assert python(code) == "False"


def test_a_match_from_beginning_to_end_and_again(tmp_path: Path) -> None:
    scenario = eg.load("kursk-2024")
    match = eg.Match(scenario, seed=7)
    while match.ending is None:
        match.end_turn()
    match.keep(tmp_path / "match.json")
    record = eg.read_record(tmp_path / "match.json")
    assert isinstance(record, eg.Record)
    assert eg.replay(record).state.digest() == match.state.digest()


def test_a_scenario_that_is_not_there() -> None:
    with pytest.raises(eg.ScenarioError) as wrong:
        eg.load("kursk-2042")
    assert wrong.value.findings[0].hint == "did you mean “kursk-2024”?"
