"""A small kit of semantic elements: one tree that is arranged, painted, focused, spoken and tested. pygame only."""

from escalation_game.ui.kit.boxes import column, flow, gap, grid, layers, row, spacer
from escalation_game.ui.kit.brush import Brush, mixed
from escalation_game.ui.kit.drawing import canvas, kept, picked, region
from escalation_game.ui.kit.element import Element, Place
from escalation_game.ui.kit.fonts import TextStyle
from escalation_game.ui.kit.layout import Layout
from escalation_game.ui.kit.marks import cost_dots, ladder, meter
from escalation_game.ui.kit.navigation import Navigation, Screen
from escalation_game.ui.kit.overlays import dialog, toast
from escalation_game.ui.kit.panels import divider, padded, panel, paper, scroll
from escalation_game.ui.kit.paragraph import heading, label, link, span, style, text
from escalation_game.ui.kit.stage import Look, Stage
from escalation_game.ui.kit.tables import table
from escalation_game.ui.kit.textbox import textbox
from escalation_game.ui.kit.widgets import (
    button,
    card,
    check_mark,
    checkbox,
    chip,
    list_item,
    list_of,
    radio,
    slider,
    tabs,
)

__all__ = [
    "Brush",
    "Element",
    "Layout",
    "Look",
    "Navigation",
    "Place",
    "Screen",
    "Stage",
    "TextStyle",
    "button",
    "canvas",
    "card",
    "check_mark",
    "checkbox",
    "chip",
    "column",
    "cost_dots",
    "dialog",
    "divider",
    "flow",
    "gap",
    "grid",
    "heading",
    "kept",
    "label",
    "ladder",
    "layers",
    "link",
    "list_item",
    "list_of",
    "meter",
    "mixed",
    "padded",
    "panel",
    "paper",
    "picked",
    "radio",
    "region",
    "row",
    "scroll",
    "slider",
    "spacer",
    "span",
    "style",
    "table",
    "tabs",
    "text",
    "textbox",
    "toast",
]
