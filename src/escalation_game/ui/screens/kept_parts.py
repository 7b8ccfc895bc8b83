"""The parts of the list of kept matches: a picture, a row, and how far a match has come in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pygame
from pygame import Rect, Surface

from escalation_game.play.saves import Save
from escalation_game.ui.amounts import date_words
from escalation_game.ui.charts import time_line
from escalation_game.ui.kit import Brush, Element, canvas, column, list_item, row, span, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.thumbnails import SIZE, read_picture

_SMALL = (96, 60)  #: logical pixels of a picture in the list


class Album:
    """The pictures beside records, each read once, when it is first shown."""

    def __init__(self) -> None:
        self._read: dict[Path, Surface | None] = {}

    def picture(self, save: Save) -> Surface | None:
        """The picture of a match; None where it has none that can be shown."""
        if save.picture not in self._read:
            self._read[save.picture] = read_picture(save.picture)
        return self._read[save.picture]


def picture(album: Album, save: Save, *, large: bool = False) -> Element:
    """Return the picture of a match, or, where there is none, how far it has come as a line."""
    width, height = SIZE if large else _SMALL
    gone, turns = len(save.record.turns), max(1, save.record.length)

    def paint(brush: Brush, rect: Rect) -> None:
        shown = album.picture(save)
        if shown is None:
            brush.fill(rect, brush.palette.raised, brush.px(3))
            time_line(gone, turns)(brush, rect.inflate(-brush.px(20), 0).move(0, rect.h // 2))
        else:
            place = shown.get_rect().fit(rect)
            brush.surface.blit(pygame.transform.smoothscale(shown, place.size), place)
            brush.outline(place, brush.palette.edge, brush.px(1))

    name = _("Picture of the room") if large else _("Small picture of the room")
    key = f"picture:{'large' if large else save.path.name}"
    return canvas(name, paint, width=width, height=height, key=key).at(width=width, align="start")


def kept_row(album: Album, save: Save, number: int, words: tuple[str, str], *, chosen: bool, choose: Callable[[], object],
             opened: Callable[[], object]) -> Element:  # fmt: skip
    """Return one match of the list; `words` are its title and how far it is. ENTER opens it, SPACE or a click chooses it."""
    title, far = words
    seed = _("luck number {seed}").format(seed=save.record.seed)
    told = column(
        text(span(f"{title}  ", "body", bold=True), span(far, "body")),
        text(f"{played(save)} · {seed}", style=style("small", "muted")),
        gap=3,
    )
    item = list_item(
        title, row(picture(album, save), told.at(weight=1, min_width=150), gap=14, align="center"),
        on_activate=choose, checked=chosen, key=f"kept:{number}",
    )  # fmt: skip

    def on_key(key: str) -> bool:
        if key == "enter":
            opened()
        return key == "enter"

    return item.having(value=far, on_key=on_key)


def played(save: Save) -> str:
    """Return when a match was last played, in words."""
    return f"{spoken().day(save.played.date())}, {save.played:%H:%M}"


def title_of(save: Save, titles: Mapping[str, str]) -> str:
    """Return what a match is called: its own name, or its scenario's."""
    return save.record.about.name or titles.get(save.record.scenario, save.record.scenario)


def how_far(save: Save, dates: Mapping[str, Sequence[str]]) -> str:
    """Return how far a match has come, in words."""
    gone, turns = len(save.record.turns), save.record.length
    if gone >= turns:
        return _("played to its end")
    return f"{when(save, gone, dates)}{_('{gone} of {turns} turns played').format(gone=gone, turns=turns)}"


def when(save: Save, turn: int, dates: Mapping[str, Sequence[str]]) -> str:
    """Return the date after some turns and what parts it from what follows; "" where the scenario is not at hand."""
    known = dates.get(save.record.scenario, ())
    return f"{date_words(known[turn])}, " if turn < len(known) else ""
