"""Runs command lines in this process, as the shell would, and a small scenario to run them on."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from escalation_game.cli.main import main

HARBOUR = str(Path(__file__).parent / "harbour.yaml")


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs a command line; `lines` are typed by the player."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def command_line(*arguments: str, lines: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capfdbinary.readouterr()
        code = left.value.code
        outcome = Outcome(code if isinstance(code, int) else 0, out, err.decode("utf-8"))
        assert "Traceback" not in outcome.err + outcome.text
        return outcome

    return command_line


@pytest.fixture
def harbour() -> str:
    """The path of the small scenario."""
    return HARBOUR


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str], str]:
    """Writes a plan and returns its path."""

    def written(text: str) -> str:
        path = tmp_path / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written
