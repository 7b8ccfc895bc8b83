"""What would keep somebody from using a screen, found in the arranged tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from escalation_game.ui.kit.element import CONTROLS
from escalation_game.ui.kit.fonts import Fonts
from escalation_game.ui.kit.layout import SMALLEST_TARGET, Placed
from escalation_game.ui.kit.lines import broken, narrowest
from escalation_game.ui.kit.paragraph import TextForm
from escalation_game.ui.kit.stage import Stage

_NAMED = CONTROLS | {"heading", "image", "meter", "dialog", "tablist", "list", "listitem", "region"}

_ROUNDING = 2  #: pixels by which a line may be longer than its words


def audit(stage: Stage) -> list[str]:
    """Return the problems of what is shown now, in words; empty when there are none."""
    root = stage.root
    fonts = stage.fonts
    return [
        *_overlapping_texts(root),
        *_cut(root),
        *_cut_texts(root, fonts),
        *_broken_words(root, fonts),
        *_small_targets(root, stage),
        *_nameless(root),
        *_same_identity(root),
        *_unknown_characters(root, fonts),
    ]


def _overlapping_texts(root: Placed) -> Iterator[str]:
    for layer in _layers(root):
        texts = [placed for placed in layer.walk() if isinstance(placed.element.form, TextForm) and placed.seen]
        for one, other in combinations(texts, 2):
            if one.seen.colliderect(other.seen):
                yield f"{one.element.name!r} and {other.element.name!r} overlap"


def _layers(root: Placed) -> list[Placed]:
    """Return the page and each dialog apart: what is in front may cover what is behind."""
    fronts = [placed for placed in root.walk() if placed.element.role in {"dialog", "status"}]
    return fronts or [root]


def _cut(placed: Placed) -> Iterator[str]:
    """Yield what sticks out of its parent, except out of an area that scrolls, and then only downwards."""
    for child in placed.children:
        rect = child.rect
        if placed.element.role == "scroll":
            outside = rect.left < placed.rect.left or rect.right > placed.rect.right
        else:
            outside = bool(rect.w and rect.h) and not placed.rect.contains(rect)
        if outside:
            yield f"{child.identity} ({child.element.name!r}) {tuple(rect)} sticks out of {tuple(placed.rect)}"
        yield from _cut(child)


def _cut_texts(root: Placed, fonts: Fonts) -> Iterator[str]:
    for placed in root.walk():
        form = placed.element.form
        if isinstance(form, TextForm):
            lines = broken(form.pieces, placed.rect.w, fonts, form.max_lines)
            if lines.height > placed.rect.h or lines.width > placed.rect.w + _ROUNDING:
                yield f"{placed.element.name!r} is cut: {lines.width} by {lines.height} in {placed.rect.size}"


def _broken_words(root: Placed, fonts: Fonts) -> Iterator[str]:
    for placed in root.walk():
        form = placed.element.form
        if isinstance(form, TextForm) and narrowest(form.pieces, fonts) > placed.rect.w + _ROUNDING:
            yield f"a word of {placed.element.name!r} is broken: there are only {placed.rect.w} pixels"


def _small_targets(root: Placed, stage: Stage) -> Iterator[str]:
    least = round(SMALLEST_TARGET * stage.scale)
    for placed in root.walk():
        element = placed.element
        inline = element.role == "link"
        if element.on_activate and not inline and min(placed.rect.size) < least:
            yield f"the target of {element.name!r} is only {placed.rect.w} by {placed.rect.h} pixels"


def _nameless(root: Placed) -> Iterator[str]:
    for placed in root.walk():
        if not placed.element.name and (placed.element.role in _NAMED or placed.element.focusable):
            yield f"{placed.identity} has no name"


def _same_identity(root: Placed) -> Iterator[str]:
    counted = Counter(placed.identity for placed in root.walk())
    for identity, count in counted.items():
        if count > 1:
            yield f"{count} elements share the identity {identity!r}; give each a key"


def _unknown_characters(root: Placed, fonts: Fonts) -> Iterator[str]:
    for placed in root.walk():
        form = placed.element.form
        for piece in form.pieces if isinstance(form, TextForm) else ():
            missing = fonts.missing(piece.text, piece.style)
            if missing:
                yield f"no font has {missing!r} in {piece.text!r}"
