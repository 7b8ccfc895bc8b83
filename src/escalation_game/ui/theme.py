"""Colours and type as named roles. A drawing asks for "muted", never for a number, so every theme can answer.

A palette is one ground with everything that may stand on it. A theme has two: the desk and the paper (the dispatch).
Each accent has three colours: the fill (3:1 against its ground), `…_ink` for text on the ground, and `on_…` for text on
the fill. The pairs that are drawn, and the contrast each needs, are listed by `text_pairs` and `graphic_pairs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Colour = tuple[int, int, int]
ColourRole = Literal[
    "ground", "panel", "raised", "line", "edge", "ink", "muted", "faint",
    "choice", "choice_ink", "on_choice", "question", "question_ink", "on_question",
    "alarm", "alarm_ink", "on_alarm", "good", "good_ink", "on_good", "focus", "scrim",
]  # fmt: skip
ThemeName = Literal["dark", "light", "high_contrast"]
Size = Literal["label", "small", "body", "lead", "title", "figure", "headline", "display"]

#: Type scale in logical pixels; multiplied by the text scale.
TYPE_SCALE: dict[Size, int] = {
    "label": 12,
    "small": 13,
    "body": 15,
    "lead": 17,
    "title": 20,
    "figure": 27,
    "headline": 25,
    "display": 40,
}
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0

GROUNDS: tuple[ColourRole, ...] = ("ground", "panel", "raised")
TEXTS: tuple[ColourRole, ...] = ("ink", "muted", "faint", "choice_ink", "question_ink", "alarm_ink", "good_ink")
ACCENTS: tuple[ColourRole, ...] = ("choice", "question", "alarm", "good")
ON_ACCENTS: tuple[tuple[ColourRole, ColourRole], ...] = (
    ("on_choice", "choice"),
    ("on_question", "question"),
    ("on_alarm", "alarm"),
    ("on_good", "good"),
)


def _hex(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@dataclass(frozen=True, slots=True)
class Palette:
    """One ground and what may stand on it. `line` is decoration; `edge` marks where a control ends (3:1)."""

    ground: Colour
    panel: Colour
    raised: Colour
    line: Colour
    edge: Colour
    ink: Colour
    muted: Colour
    faint: Colour
    choice: Colour
    choice_ink: Colour
    on_choice: Colour
    question: Colour
    question_ink: Colour
    on_question: Colour
    alarm: Colour
    alarm_ink: Colour
    on_alarm: Colour
    good: Colour
    good_ink: Colour
    on_good: Colour
    focus: Colour
    scrim: Colour

    def colour(self, role: ColourRole) -> Colour:
        """Return the colour of one role."""
        return getattr(self, role)


def _palette(**codes: str) -> Palette:
    return Palette(**{role: _hex(code) for role, code in codes.items()})


@dataclass(frozen=True, slots=True)
class Theme:
    """`series` are the colours of chart lines in order; charts also tell lines apart by dash and label."""

    name: ThemeName
    desk: Palette
    paper: Palette
    series: tuple[Colour, ...]
    text_contrast: float = 4.5


_DARK_DESK = _palette(
    ground="#101922", panel="#18232d", raised="#22303c", line="#263541", edge="#72838f",
    ink="#e8e3d6", muted="#a9b6c2", faint="#94a2af",
    choice="#e69f00", choice_ink="#f0b23c", on_choice="#101922",
    question="#56b4e9", question_ink="#62bbec", on_question="#101922",
    alarm="#d55e00", alarm_ink="#f58a45", on_alarm="#0b1118",
    good="#009e73", good_ink="#35c79b", on_good="#0b1118",
    focus="#7cc8f5", scrim="#05090d",
)  # fmt: skip
_PAPER = _palette(
    ground="#efe8d8", panel="#e6decb", raised="#fbf7ec", line="#c9bfa6", edge="#796f58",
    ink="#17191b", muted="#4a4a45", faint="#57564e",
    choice="#9c6200", choice_ink="#744700", on_choice="#ffffff",
    question="#1c6f9f", question_ink="#0f547c", on_question="#ffffff",
    alarm="#b84f00", alarm_ink="#8c3a00", on_alarm="#ffffff",
    good="#00734f", good_ink="#005c40", on_good="#ffffff",
    focus="#0b5a94", scrim="#3a362c",
)  # fmt: skip
_LIGHT_DESK = _palette(
    ground="#f7f5f0", panel="#eceae3", raised="#ffffff", line="#d5d2c8", edge="#73726b",
    ink="#15191d", muted="#46505a", faint="#56606a",
    choice="#9c6200", choice_ink="#744700", on_choice="#ffffff",
    question="#1c6f9f", question_ink="#0f547c", on_question="#ffffff",
    alarm="#c25400", alarm_ink="#923d00", on_alarm="#ffffff",
    good="#007a55", good_ink="#006043", on_good="#ffffff",
    focus="#0b5a94", scrim="#2b2f33",
)  # fmt: skip
_HIGH_DESK = _palette(
    ground="#000000", panel="#0b0f13", raised="#182029", line="#7d8790", edge="#ffffff",
    ink="#ffffff", muted="#e2e8ee", faint="#ccd4dc",
    choice="#ffc247", choice_ink="#ffc95c", on_choice="#000000",
    question="#7fd0ff", question_ink="#8fd6ff", on_question="#000000",
    alarm="#ff9a57", alarm_ink="#ffa870", on_alarm="#000000",
    good="#4fe0b3", good_ink="#66e6bf", on_good="#000000",
    focus="#ffff5a", scrim="#000000",
)  # fmt: skip
_HIGH_PAPER = replace(
    _PAPER,
    ground=_hex("#ffffff"), panel=_hex("#f4f2ec"), raised=_hex("#ffffff"), line=_hex("#57534a"), edge=_hex("#000000"),
    ink=_hex("#000000"), muted=_hex("#26262a"), faint=_hex("#33332f"),
    choice=_hex("#744700"), choice_ink=_hex("#5a3700"), question=_hex("#0b4a70"), question_ink=_hex("#083d5d"),
    alarm=_hex("#7a3200"), alarm_ink=_hex("#642900"), good=_hex("#00513a"), good_ink=_hex("#00432f"),
    focus=_hex("#00407a"),
)  # fmt: skip

_ON_DARK = tuple(map(_hex, ("#56b4e9", "#e69f00", "#e8e3d6", "#22b88c", "#f0e442", "#d98cb8", "#e8722a")))
_ON_LIGHT = tuple(map(_hex, ("#1c6f9f", "#9c6200", "#15191d", "#007a55", "#6b6500", "#a1447a", "#b84f00")))

THEMES: dict[ThemeName, Theme] = {
    "dark": Theme("dark", _DARK_DESK, _PAPER, _ON_DARK),
    "light": Theme("light", _LIGHT_DESK, _PAPER, _ON_LIGHT),
    "high_contrast": Theme("high_contrast", _HIGH_DESK, _HIGH_PAPER, _ON_DARK, text_contrast=7.0),
}


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [channel / 255 for channel in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_pairs(theme: Theme) -> Iterator[tuple[str, Colour, Colour]]:
    """Yield every (label, text, ground) that may be drawn."""
    for place, palette in (("desk", theme.desk), ("paper", theme.paper)):
        for ground in GROUNDS:
            for text in TEXTS:
                yield f"{theme.name}: {text} on {place} {ground}", palette.colour(text), palette.colour(ground)
        for text, fill in ON_ACCENTS:
            yield f"{theme.name}: {text} on {place} {fill}", palette.colour(text), palette.colour(fill)


def graphic_pairs(theme: Theme) -> Iterator[tuple[str, Colour, Colour]]:
    """Yield every (label, mark, ground) that carries meaning without being text."""
    for place, palette in (("desk", theme.desk), ("paper", theme.paper)):
        for ground in GROUNDS:
            for mark in (*ACCENTS, "focus", "edge"):
                yield f"{theme.name}: {mark} on {place} {ground}", palette.colour(mark), palette.colour(ground)
    for index, colour in enumerate(theme.series):
        for ground in GROUNDS:
            yield f"{theme.name}: series {index} on desk {ground}", colour, theme.desk.colour(ground)
