"""The colours of figures: those of the game's light theme, so that a printed figure and the window belong together (a test holds them equal)."""

from __future__ import annotations

GROUND, PANEL, LINE, EDGE = "#f7f5f0", "#eceae3", "#d5d2c8", "#73726b"
INK, MUTED, FAINT = "#15191d", "#46505a", "#56606a"
ALARM = "#c25400"
SERIES = ("#1c6f9f", "#9c6200", "#15191d", "#007a55", "#6b6500", "#a1447a", "#b84f00")


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid over a ground; 1 is the colour itself."""
    parts = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * one + (1.0 - share) * other):02x}" for one, other in parts)


def luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 black to 1 white (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """The colour of letters on a fill: whichever stands out more, dark ink or white."""
    there = luminance(colour) + 0.05
    return INK if there / (luminance(INK) + 0.05) >= 1.05 / there else "#ffffff"
