"""Opens a file with whatever program the person's system has for it, and never waits for that program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from escalation_game.ui.language import _

_started: list[subprocess.Popen[bytes]] = []  # kept so that those that have ended can be let go


def can_open() -> bool:
    """Whether the system has a program that opens files with other programs."""
    return sys.platform == "win32" or _opener() is not None


def open_outside(path: Path) -> str:
    """Open a file. Returns why it could not be opened, "" when it is on its way."""
    _started[:] = [one for one in _started if one.poll() is None]
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return ""
        opener = _opener()
        if opener is None:
            return _("there is no program for it")
        _started.append(
            subprocess.Popen(
                [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )  # fmt: skip
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _opener() -> str | None:
    return shutil.which("open" if sys.platform == "darwin" else "xdg-open")
