"""Writes the pages of the reference that are made from the program itself: `uv run python docs/make_reference.py`."""

from __future__ import annotations

from pathlib import Path

from escalation_game.authoring.keys_page import keys_page

if __name__ == "__main__":
    Path(__file__).with_name("reference").joinpath("keys.md").write_text(keys_page(), encoding="utf-8")
