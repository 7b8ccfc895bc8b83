"""A small scenario to play, and scenarios that differ from it in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.scenario import Scenario, load_text

TEXT = (Path(__file__).parent / "bridge.yaml").read_text(encoding="utf-8")

Play = Callable[..., Match]


def bridge(*changes: tuple[str, str]) -> Scenario:
    """The scenario, with some of its text replaced."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_text(text, "bridge", "bridge.yaml")


@pytest.fixture
def match() -> Match:
    """A match in which both banks are yours."""
    return both_yours()


def both_yours(*changes: tuple[str, str], seed: int = 7) -> Match:
    """A match of the scenario, some of its text replaced, in which both banks are yours."""
    return Match(bridge(*changes), seed, "baseline", {"west": "you", "east": "you"})
