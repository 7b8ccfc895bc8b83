"""Command lines: which exit code, what is said, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from .conftest import HARBOUR, Run

COMMAND = [sys.executable, "-c", "from escalation_game.cli.main import main; main()"]


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").text == f"escalation-game {version('escalation-game')}\n"


def test_help_lists_every_command(run: Run) -> None:
    told = run("--help")
    assert told.code == 0
    assert all(f"\n  {name}" in told.text for name in ("play", "replay", "validate", "bench"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("play", "--seed", "-1"),
        ("play", "--seed", str(2**64)),
        ("play", HARBOUR, "--json"),
        ("play", HARBOUR, "--plan", "x.yaml"),
        ("play", HARBOUR, "--text", "--headless"),
        ("play", HARBOUR, "--headless", "--seat", "north"),
        ("play", HARBOUR, "--headless", "--seat", "east=you"),
        ("play", HARBOUR, "--headless", "--seat", "north=a genius"),
        ("play", HARBOUR, "--headless", "--lens", "pink"),
        ("validate",),
        ("replay",),
    ],
)
def test_a_wrong_command_line_is_2(run: Run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert told.code == 2
    assert told.out == b""
    assert "Error: " in told.err


def test_a_wrong_name_is_mended(run: Run) -> None:
    assert "did you mean “want”?" in run("play", HARBOUR, "--headless", "--lens", "wants").err


@pytest.mark.parametrize(
    "arguments", [("play", "nowhere", "--headless"), ("play", "nowhere.yaml", "--text"), ("validate", "nowhere")]
)
def test_a_scenario_that_is_not_there_is_1(run: Run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert told.code == 1
    assert "E001" in told.err


def test_a_record_that_cannot_be_written_is_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run("play", HARBOUR, "--headless", "--record", str(tmp_path / "file" / "record.json"))
    assert told.code == 1
    assert told.err.count("\n") == 1


def test_what_nobody_expected_is_one_line_and_a_file_to_send(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the sea\nis dry")

    monkeypatch.setattr("escalation_game.cli.play.load", broken)
    told = run("play", HARBOUR, "--headless")
    assert told.code == 1
    assert told.err.startswith("internal error: ZeroDivisionError: the sea is dry. Please report it")
    assert told.err.count("\n") == 1
    [kept] = tmp_path.rglob("last-error.txt")
    assert str(kept) in told.err
    assert "Traceback" in kept.read_text(encoding="utf-8")


def test_a_reader_that_went_away_is_no_noise() -> None:
    with subprocess.Popen(
        [*COMMAND, "play", HARBOUR, "--headless", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(30) == 1
    assert err == b""


@pytest.mark.parametrize("arguments", [(), ("play", HARBOUR, "--seed", "1", "--record", "record.json")])
def test_without_a_display_the_match_is_text(arguments: tuple[str, ...], tmp_path: Path) -> None:
    environment = {**os.environ, "SDL_VIDEODRIVER": "none-of-these", "XDG_DATA_HOME": str(tmp_path)}
    told = subprocess.run(
        [*COMMAND, *arguments],
        input="skip\nquit\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=tmp_path,
        timeout=60,
    )
    assert told.returncode == 0
    assert told.stderr.startswith("There is no display (")
    assert told.stderr.count("\n") == 1
    assert "Turn 1 of " in told.stdout


def test_without_a_display_variable_no_window_is_tried() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}
    }
    code = "import sys; from escalation_game.cli.display import missing_display; print(missing_display(), 'pygame' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60)
    expected = "neither DISPLAY nor WAYLAND_DISPLAY is set False" if sys.platform.startswith("linux") else " True"
    assert told.stdout == f"{expected}\n"
