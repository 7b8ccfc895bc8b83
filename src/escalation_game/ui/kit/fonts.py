"""Faces, the fall-back from one to the next, and every drawn run of text kept for the next frame."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import pygame

from escalation_game.ui.assets import asset
from escalation_game.ui.kit.coverage import coverage
from escalation_game.ui.theme import TYPE_SCALE, Colour, ColourRole, Size

Family = Literal["sans", "condensed", "serif"]

_FILES: dict[tuple[Family, str], str] = {
    ("sans", "regular"): "PlexSans-Regular.ttf",
    ("sans", "bold"): "PlexSans-SemiBold.ttf",
    ("sans", "italic"): "PlexSans-Italic.ttf",
    ("condensed", "regular"): "PlexSansCondensed-Medium.ttf",
    ("condensed", "bold"): "PlexSansCondensed-SemiBold.ttf",
    ("serif", "regular"): "PlexSerif-Regular.ttf",
    ("serif", "bold"): "PlexSerif-SemiBold.ttf",
}
KOREAN, KOREAN_BOLD = "SansKR-Regular.ttf", "SansKR-SemiBold.ttf"
SYMBOLS = "Symbols.ttf"
LINE_SPACING = 1.36  #: line height over size
#: Letters below this many pixels are drawn twice as large and scaled down, which spaces them evenly.
_FINE_BELOW = 24
_KEPT_RUNS = 6000
#: Marks of direction and joining steer the layout and have no shape of their own.
_UNSEEN = dict.fromkeys(
    (0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFE0E, 0xFE0F)
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text looks. `tracking` is extra space between letters in hundredths of the size."""

    size: Size = "body"
    family: Family = "sans"
    bold: bool = False
    italic: bool = False
    colour: ColourRole = "ink"
    tracking: int = 0


class Fonts:
    """Opens each face once per pixel size and keeps the most recently drawn runs. Needs `pygame.font.init()`.

    No type is smaller than `smallest` pixels.
    """

    def __init__(self, scale: float, smallest: int = 0) -> None:
        self.scale, self.smallest = scale, smallest
        self._opened: dict[tuple[str, int], pygame.font.Font] = {}
        self._widths: dict[tuple[str, TextStyle], int] = {}
        self._runs: OrderedDict[tuple[str, TextStyle, Colour], pygame.Surface] = OrderedDict()

    def pixels(self, style: TextStyle) -> int:
        """Return the size of the style in pixels."""
        return max(self.smallest, round(TYPE_SCALE[style.size] * self.scale))

    def line_height(self, style: TextStyle) -> int:
        """Return the height of one line in pixels."""
        spacing = 1.18 if style.size in {"headline", "display", "figure"} else LINE_SPACING
        return round(self.pixels(style) * spacing)

    def ascent(self, style: TextStyle) -> int:
        """Return the pixels from the top of a drawn run to its baseline."""
        return -(-self._face(_file(style), self._drawn_pixels(style)).get_ascent() // self._fineness(style))

    def face_height(self, style: TextStyle) -> int:
        """Return the pixels from the top of a drawn run to its lowest descender."""
        return -(-self._face(_file(style), self._drawn_pixels(style)).get_height() // self._fineness(style))

    def width(self, text: str, style: TextStyle) -> int:
        """Return the width of one line of text in pixels."""
        key = (text, style)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._measured(text, style)
        return found

    def run(self, text: str, style: TextStyle, colour: Colour) -> pygame.Surface:
        """Return one drawn line of text; its baseline lies `ascent(style)` below its top."""
        key = (text, style, colour)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = self._drawn(text, style, colour)
            if len(self._runs) > _KEPT_RUNS:
                self._runs.popitem(last=False)
        else:
            self._runs.move_to_end(key)
        return found

    def missing(self, text: str, style: TextStyle) -> str:
        """Return the characters that neither the face nor those it falls back to can draw."""
        own = coverage(_file(style))
        letters = {c for c in text.translate(_UNSEEN) if ord(c) not in own and not c.isspace()}
        return "".join(sorted(c for c in letters if ord(c) not in coverage(_stand_in(c, style))))

    def _measured(self, text: str, style: TextStyle) -> int:
        pieces = self._pieces(text, style)
        large = sum(face.size(piece)[0] for piece, face in pieces) + self._tracking(style) * len(text)
        return -(-large // self._fineness(style))

    def _drawn(self, text: str, style: TextStyle, colour: Colour) -> pygame.Surface:
        pieces, fine = self._pieces(text, style), self._fineness(style)
        baseline = self.ascent(style) * fine
        width = max(1, self.width(text, style))
        bottom = max((baseline - face.get_ascent() + face.get_height() for _, face in pieces), default=1)
        height = max(1, -(-bottom // fine))
        surface = pygame.Surface((width * fine, height * fine), pygame.SRCALPHA)
        surface.fill((*colour, 0))
        x, between = 0, self._tracking(style)
        for piece, face in pieces:
            surface.blit(face.render(piece, True, colour), (x, baseline - face.get_ascent()))
            x += face.size(piece)[0] + between
        return surface if fine == 1 else pygame.transform.smoothscale(surface, (width, height))

    def _pieces(self, text: str, style: TextStyle) -> list[tuple[str, pygame.font.Font]]:
        text = text.translate(_UNSEEN).replace("\n", " ")
        own, pixels = _file(style), self._drawn_pixels(style)
        known = coverage(own)
        by_face = groupby(text, key=lambda c: own if ord(c) in known or c.isspace() else _stand_in(c, style))
        pieces = [("".join(letters), self._face(file, pixels)) for file, letters in by_face]
        if style.tracking:
            return [(letter, face) for piece, face in pieces for letter in piece]
        return pieces

    def _tracking(self, style: TextStyle) -> int:
        return round(self._drawn_pixels(style) * style.tracking / 100)

    def _fineness(self, style: TextStyle) -> int:
        return 2 if self.pixels(style) < _FINE_BELOW else 1

    def _drawn_pixels(self, style: TextStyle) -> int:
        return self.pixels(style) * self._fineness(style)

    def _face(self, file: str, pixels: int) -> pygame.font.Font:
        key = (file, pixels)
        if key not in self._opened:
            self._opened[key] = pygame.font.Font(asset("fonts", file), pixels)
        return self._opened[key]


def _stand_in(letter: str, style: TextStyle) -> str:
    """Return the face for a letter that the style's own lacks: Korean, else signs."""
    korean = KOREAN_BOLD if style.bold else KOREAN
    return korean if ord(letter) in coverage(korean) else SYMBOLS


def _file(style: TextStyle) -> str:
    weight = "bold" if style.bold else "italic" if style.italic else "regular"
    return _FILES.get((style.family, weight)) or _FILES[style.family, "regular"]
