"""The command `escalation-game`: finds the command asked for and loads it, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from escalation_game.cli.failures import STOPPED, exit_code_of

#: Each command's module in this package; the command there has the same name.
COMMANDS = (
    "play", "replay", "new", "schema", "validate", "migrate", "diff", "lint", "test", "playtest", "explore",
    "graph", "doc", "pack", "unpack", "watch", "bench",
)  # fmt: skip


class _LazyGroup(click.Group):
    """Loads a command's module only when the command is called or listed, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order they are told of."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        return getattr(import_module(f"escalation_game.cli.{cmd_name}"), cmd_name)


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="escalation-game", message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Play turn-based simulations of policy decisions. Without a command the window opens."""
    if ctx.invoked_subcommand is None:
        from escalation_game.cli.title import open_title_screen

        open_title_screen()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and exit: 0 done, 1 a file or the game is wrong, 2 the command line is, 130 after Ctrl-C."""
    try:
        code = commands.main(arguments, prog_name="escalation-game", standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # the last resort: whatever happens, nobody is shown a traceback
        code = exit_code_of(error)
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)
