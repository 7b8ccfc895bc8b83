"""Settings are read with care: what is wrong is left out, and the rest stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from escalation_game.ui.settings import Settings, keep_settings, read_settings, settings_path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_they_come_back_as_they_were_kept() -> None:
    assert keep_settings(Settings(theme="light", scale=1.5, language="uk")) == ""
    assert read_settings() == Settings(theme="light", scale=1.5, language="uk")


def test_one_wrong_value_costs_only_itself() -> None:
    keep_settings(Settings(theme="light", scale=1.5, language="uk"))
    content = json.loads(settings_path().read_text(encoding="utf-8")) | {"theme": "mauve", "size": [1, "x"], "new": 3}
    settings_path().write_text(json.dumps(content), encoding="utf-8")
    assert read_settings() == Settings(scale=1.5, language="uk")


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '"x"', "\x00"])
def test_what_cannot_be_read_gives_the_defaults(content: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(content, encoding="utf-8")
    assert read_settings().scale == Settings().scale
