"""Charts as files of the user's: the numbers as a table (CSV), and what is shown as a picture (PNG)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import platformdirs
import pygame

from escalation_game.play.over_time import Mark
from escalation_game.play.saves import unused
from escalation_game.play.whole_files import write_whole
from escalation_game.ui.kit import Element, Layout, Look, Screen, Stage
from escalation_game.ui.series import HIGH, HIGHEST, LOW, LOWEST, MIDDLE, Series

PICTURE_WIDTH = 1600  #: pixels
_HEADER = (
    "variable", "title", "unit", "turn", "date", "seen", "standard_error", "without_choices", "futures_10", "futures_25",
    "futures_50", "futures_75", "futures_90", "doing_nothing", "low", "high", "choices", "events", "sources",
)  # fmt: skip


def charts_folder() -> Path:
    """Where charts are written: a folder of the game's among the user's documents."""
    return Path(platformdirs.user_documents_dir()) / "Escalation Game"


def new_path(match: str, every: Sequence[Series], suffix: str) -> Path:
    """A file that does not exist yet, named after the match and what is shown."""
    shown = every[0].variable.name if len(every) == 1 else f"{len(every)}-charts"
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", f"{match}-{every[0].dates[every[0].now]}-{shown}")
    return unused(charts_folder() / f"{stem}{suffix}")


def write_table(path: Path, every: Sequence[Series], marks: Sequence[Mark]) -> None:
    """Write the numbers, one row a variable and turn, as UTF-8 with a header. Raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for series in every:
        writer.writerows([_safe(cell) for cell in row] for row in _rows(series, marks))
    write_whole(path, text.getvalue())


def write_picture(path: Path, look: Look, shown: Element) -> None:
    """Write an element, as high as it needs to be and with this look, as a PNG. Raises OSError."""
    fonts = look.fonts(PICTURE_WIDTH)
    size = (PICTURE_WIDTH, Layout(fonts, look.direction).heights(shown, PICTURE_WIDTH)[1])
    surface = pygame.Surface(size)
    stage = Stage(look, size)
    stage.navigation.push(_Page(shown))
    stage.paint(surface)
    data = io.BytesIO()
    pygame.image.save(surface, data, "picture.png")
    write_whole(path, data.getvalue())


class _Page(Screen):
    """One element and nothing else."""

    def __init__(self, shown: Element) -> None:
        self._shown = shown

    def describe(self) -> Element:
        """Return it."""
        return self._shown


def _rows(series: Series, marks: Sequence[Mark]) -> Iterator[tuple[str | float, ...]]:
    one = series.variable
    sources = "; ".join(source.title for source in one.sources)
    low, high = (("" if bound is None else bound) for bound in (one.low, one.high))
    for turn in range(series.last + 1):
        choices, events = (
            "; ".join(m.title for m in marks if m.turn == turn and m.kind == kind) for kind in ("choice", "event")
        )
        yield (
            one.name, one.title, one.unit, turn, series.dates[turn], *_seen(series, turn), *_ahead(series, turn), low, high,
            choices, events, sources,
        )  # fmt: skip


def _seen(series: Series, turn: int) -> tuple[str | float, str | float, str | float]:
    if turn > series.now:
        return "", "", ""
    value, idle = series.values[turn], series.idle[turn] if turn < len(series.idle) else ""
    if series.cases:
        return series.cases[int(value)], "", series.cases[int(idle)] if isinstance(idle, float) else ""
    return value, series.noise[turn], idle


def _ahead(series: Series, turn: int) -> tuple[str | float, ...]:
    ahead, later = series.ahead, turn - series.now
    if ahead is None or not 0 <= later < len(ahead.nothing):
        return ("",) * 6
    return (*(ahead.lines[line][later] for line in (LOWEST, LOW, MIDDLE, HIGH, HIGHEST)), ahead.nothing[later])


def _safe(cell: str | float) -> str | float:
    """Keep a spreadsheet from taking a stranger's words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
