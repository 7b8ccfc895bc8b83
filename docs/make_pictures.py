"""Makes the pictures of the README from the screens themselves: `uv run python docs/make_pictures.py`."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1440, 900)


def main() -> None:
    """Play the first two months of one match and keep four screens."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = folder
        _play(Path(folder))


def _play(folder: Path) -> None:
    from escalation_game.play.catalogue import new_match
    from escalation_game.ui.app import App
    from escalation_game.ui.kit.pilot import Pilot
    from escalation_game.ui.session import begun
    from escalation_game.ui.settings import Settings

    def first(stage):
        nonlocal app
        app = App(stage, Settings())
        return app.first_screen()

    app = None
    pilot = Pilot(first, SIZE)
    pilot.picture(PICTURES / "title.png")
    pilot.stage.navigation.replace(
        app.opening(begun(new_match("kursk-2024", seed=7, lens="article"), folder / "match.json"))
    )
    pilot.stage.paint(pilot.surface)
    pilot.press("enter")
    pilot.click("action:lift_for_kursk")
    pilot.press("e")
    _settle(pilot)
    pilot.picture(PICTURES / "result.png")
    pilot.press("enter")
    for action in ("interdict_deliveries", "send_missiles"):
        pilot.click(f"action:{action}")
    pilot.press("1")
    pilot.stage.hover(None)
    _settle(pilot)  # the forecasts have come
    pilot.picture(PICTURES / "room.png")
    pilot.press("e", "enter")
    app.desk.open_why("allied_unity")
    pilot.press("z")
    _settle(pilot)
    pilot.picture(PICTURES / "why.png")


def _settle(pilot) -> None:
    for _ in range(2400):  # two minutes at most
        if pilot.screen.interval is None:
            return
        pilot.wait(0.05)
        time.sleep(0.05)


if __name__ == "__main__":
    main()
