"""The window on its first screen, as quickly as it can be had: what `escalation-game` does without a command."""

from __future__ import annotations

import click

from escalation_game.cli.display import missing_display


def open_title_screen() -> None:
    """Open the window before a match is chosen; where there is no display, play a match as plain lines.

    Imports stand where they are needed: the window is to be there before the rest is loaded.
    """
    reason = missing_display()
    if reason:
        from escalation_game.cli.play import play_without_window

        click.echo(f"There is no display ({reason}), so the match is played as text.", err=True)
        play_without_window()
        return
    from escalation_game.ui.greeting import greeted

    window = greeted()
    from escalation_game.cli.workbench import workbench
    from escalation_game.ui.app import run

    run(window=window, bench=workbench())
