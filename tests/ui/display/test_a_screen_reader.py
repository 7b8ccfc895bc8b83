"""A screen reader's side of the window, on a real X display and a real accessibility bus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.display

#: Runs inside a session bus of its own: turns the bus on, opens the window, and looks at it as a screen reader does.
SESSION = """
set -e
on() {
  dbus-send --session --dest=org.a11y.Bus --print-reply=literal /org/a11y/bus org.freedesktop.DBus.Properties.Set \\
    string:org.a11y.Status "string:$1" variant:boolean:true >/dev/null
}
on IsEnabled
on ScreenReaderEnabled
"$1" -W error -c "$2" &
/usr/bin/python3 -c "$3"
wait
"""
PROGRAM = """
import threading
import pygame
from small_screens import Controls
from escalation_game.ui.kit.window import Window

window = Window("Escalation Game")
too_late = threading.Timer(40, lambda: pygame.event.post(pygame.event.Event(pygame.QUIT)))
too_late.daemon = True
too_late.start()

class Ending(Controls):
    def toggle(self):
        super().toggle()
        self.note("sound")()

    def describe(self):
        if "named" in self.noted:
            window.stage.navigation.quit()
        return super().describe()

screen = Ending(window.stage)
window.run(lambda stage: screen)
print("NOTED", *screen.noted)
"""
#: Debian's pyatspi belongs to the system's Python. It waits for the window, presses, and looks again.
READER = """
import time
import pyatspi

def everything(one):
    yield one
    for child in one:
        if child is not None:
            yield from everything(child)

def until(find, seconds=25):
    end = time.time() + seconds
    while time.time() < end:
        try:
            found = find()
            if found:
                return found
        except Exception:
            pass
        time.sleep(0.2)
    raise SystemExit("it was not found in time")

def window():
    for app in pyatspi.Registry.getDesktop(0):
        for one in app or ():
            if one is not None and one.name == "Escalation Game":
                return one

def named(name, role):
    return next((one for one in everything(window()) if one.name == name and one.getRoleName() == role), None)

def has(name, role, state):
    return named(name, role).getState().contains(state)

until(window)
until(lambda: named("Sound", "check box"))
print("ROLES", *sorted({one.getRoleName().replace(" ", "-") for one in everything(window())}))
until(lambda: named("Sound", "check box").queryAction().doAction(0))
until(lambda: has("Sound", "check box", pyatspi.STATE_CHECKED))
until(lambda: has("Sound", "check box", pyatspi.STATE_FOCUSED))
print("CHECKED")
until(lambda: named("Save 1", "list item").queryAction().doAction(0))
until(lambda: named("Name", "entry").queryAction().doAction(0))
"""


def test_a_reader_sees_roles_names_states_and_presses(display: dict[str, str]) -> None:
    kit = str(Path(__file__).parents[1] / "kit")
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION, "session", sys.executable, PROGRAM, READER],
        env=display | {"PYTHONPATH": kit}, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    lines = dict(line.partition(" ")[::2] for line in done.stdout.splitlines() if line.split(" ")[0].isupper())
    assert {"frame", "check-box", "radio-button", "slider", "entry", "list", "list-item", "page-tab", "link"} <= set(
        lines["ROLES"].split()
    )
    assert "CHECKED" in lines
    assert lines["NOTED"].split() == ["sound", "save", "1", "named"]
