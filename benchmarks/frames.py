"""How long a frame takes from the input to the picture, without a display, while forecasts are computed beside it.

uv run python benchmarks/frames.py [--turns N]

A session as a person has it: through the cards with TAB and arrows, scrolling, choosing and taking back, a turn, the result. Each input is one frame.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

from escalation_game.play.catalogue import new_match
from escalation_game.ui.app import App
from escalation_game.ui.kit import Screen, Stage
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.session import begun
from escalation_game.ui.settings import Settings


def main() -> None:
    """Prints medians and worst frames, all together and by kind of input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        frames = _session(Path(folder) / "match.json", options.turns)
    every = [one for times in frames.values() for one in times]
    for kind, times in {"all": every, **frames}.items():
        print(f"{kind:10} {len(times):5} frames, median {statistics.median(times):5.1f} ms, worst {max(times):5.1f} ms")


def _session(path: Path, turns: int) -> dict[str, list[float]]:
    settings = Settings()
    apps: list[App] = []

    def build(stage: Stage) -> Screen:
        apps.append(App(stage, settings))
        return apps[0].opening(begun(new_match("kursk-2024", seed=7, lens="article"), path))

    pilot = Pilot(build, settings.size, settings.look())
    frames: dict[str, list[float]] = {}

    def timed(kind: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        frames.setdefault(kind, []).append(1e3 * (time.perf_counter() - start))

    timed("room", lambda: pilot.press("enter"))
    for _ in range(turns):
        for _ in range(60):
            timed("TAB", lambda: pilot.press("tab"))
            timed("waiting", lambda: pilot.wait(0.05))
        for _ in range(4):
            timed("choosing", lambda: pilot.click("action:fund_shells"))
        timed("turn", lambda: pilot.press("e"))
        timed("room", lambda: pilot.press("enter"))
    apps[0].close()
    return frames


if __name__ == "__main__":
    main()
