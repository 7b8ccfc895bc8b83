"""Text of several styles in one paragraph: broken into lines, aligned, with links inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import pygame
from pygame import Rect

from escalation_game.ui.kit.brush import BODY, Brush
from escalation_game.ui.kit.element import Element, Role
from escalation_game.ui.kit.fonts import Family, TextStyle
from escalation_game.ui.kit.layout import UNBOUNDED, Layout, LeafForm, Placed
from escalation_game.ui.kit.lines import Line, Piece, Run, broken, narrowest
from escalation_game.ui.theme import ColourRole, Size

TextAlign = Literal["start", "center", "end"]
LABEL = TextStyle("label", "condensed", colour="muted", tracking=8)


@dataclass(frozen=True, slots=True)
class Span:
    """Words with their own style."""

    text: str
    style: TextStyle


Words = str | Span | Element


def style(size: Size = "body", colour: ColourRole = "ink", *, bold: bool = False, italic: bool = False,
          family: Family = "sans", tracking: int = 0) -> TextStyle:  # fmt: skip
    """Return a text style; the short spelling for `TextStyle`."""
    return TextStyle(size, family, bold, italic, colour, tracking)


def span(words: str, size: Size = "body", colour: ColourRole = "ink", *, bold: bool = False, italic: bool = False,
         family: Family = "sans") -> Span:  # fmt: skip
    """Return words with their own style, to stand inside a `text`."""
    return Span(words, TextStyle(size, family, bold, italic, colour))


def text(*words: Words, style: TextStyle = BODY, align: TextAlign = "start", max_lines: int = 0, wraps: bool = True,
         role: Role = "text", level: int = 0, key: str = "") -> Element:  # fmt: skip
    """Return a paragraph of strings, spans and `link`s.

    It wraps, except where `wraps` is False and room for the whole line is asked for. Only with `max_lines` is it cut,
    with an ellipsis.
    """
    pieces, links = list[Piece](), list[Element]()
    for part in words:
        if isinstance(part, Element):
            pieces.append(_inline(part, style, len(links)))
            links.append(part.having(form=InlineForm()))
        elif isinstance(part, Span):
            pieces.append(Piece(part.text, part.style))
        else:
            pieces.append(Piece(part, style))
    form = TextForm(tuple(pieces), align, max_lines, wraps)
    name = "".join(piece.text for piece in pieces)
    return Element(form=form, children=tuple(links), role=role, name=name, level=level, key=key)


def heading(words: str, size: Size = "headline", *, level: int = 1, family: Family = "serif", bold: bool = True,
            colour: ColourRole = "ink", wraps: bool = True, key: str = "") -> Element:  # fmt: skip
    """Return a heading; serif is the voice of the world."""
    look = TextStyle(size, family, bold, colour=colour)
    return text(words, style=look, wraps=wraps, role="heading", level=level, key=key)


def label(words: str, *, colour: ColourRole = "muted", level: int = 0) -> Element:
    """Return a small spaced caption in capitals. With a level it is a heading."""
    element = text(words.upper(), style=replace(LABEL, colour=colour), role="heading" if level else "text", level=level)
    return element.having(name=words)


def link(words: str, on_activate: Callable[[], Any] | None, *, key: str = "", hint: str = "", name: str = "",
         style: TextStyle | None = None) -> Element:  # fmt: skip
    """Return a link, alone or inside a `text`. `name` says where it leads when the words do not ("why? manpower")."""
    form = TextForm((Piece(words, style or replace(BODY, colour="question_ink")),), inherits=style is None)
    return Element(form=form, role="link", name=name or words, on_activate=on_activate, key=key, hint=hint)


def _inline(link: Element, around: TextStyle, number: int) -> Piece:
    form = link.form
    if not isinstance(form, TextForm):
        raise TypeError("only a link may stand inside a text")
    own = form.pieces[0]
    return Piece(own.text, replace(around, colour="question_ink") if form.inherits else own.style, number)


@dataclass(frozen=True, slots=True)
class TextForm(LeafForm):
    """A paragraph. The words of links inside it are drawn by the paragraph; the links mark their place."""

    pieces: tuple[Piece, ...]
    align: TextAlign = "start"
    max_lines: int = 0
    wraps: bool = True
    inherits: bool = False

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return the longest word, and each paragraph on one line as natural."""
        del element
        natural = broken(self.pieces, UNBOUNDED, layout.fonts).width
        return narrowest(self.pieces, layout.fonts) if self.wraps else natural, natural

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return all lines; a paragraph never gives way."""
        del element
        height = broken(self.pieces, width, layout.fonts, self.max_lines).height
        return height, height

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Put each link around its words."""
        if not element.children:
            return
        lines = broken(self.pieces, rect.w, layout.fonts, self.max_lines)
        for number, child in enumerate(element.children):
            places = [
                self._run_rect(line, run, rect, layout)
                for line in lines.lines
                for run in line.runs
                if run.piece.link == number
            ]
            yield child, places[0].unionall(places[1:]) if places else Rect(rect.topleft, (0, 0))

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw the runs."""
        rect = placed.rect
        seen = placed.clip
        for line in broken(self.pieces, rect.w, brush.fonts, self.max_lines).lines:
            if rect.y + line.top > seen.bottom or rect.y + line.top + line.height < seen.top:
                continue
            for run in line.runs:
                place = self._run_rect(line, run, rect, brush.layout)
                colour = brush.palette.colour(run.piece.style.colour)
                brush.surface.blit(brush.fonts.run(run.piece.text, run.piece.style, colour), (place.x, rect.y + run.y))
        if placed.element.role == "link":
            _underline(placed, brush)

    def _run_rect(self, line: Line, run: Run, rect: Rect, layout: Layout) -> Rect:
        shift = {"start": 0, "center": (rect.w - line.width) // 2, "end": rect.w - line.width}[self.align]
        return layout.mirrored(Rect(rect.x + shift + run.x, rect.y + line.top, run.width, line.height), rect)


@dataclass(frozen=True, slots=True)
class InlineForm(LeafForm):
    """A link inside a paragraph: it has a place and an underline, its words are the paragraph's."""

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Underline it under the pointer."""
        _underline(placed, brush)


def _underline(placed: Placed, brush: Brush) -> None:
    if brush.hovered(placed):
        y = placed.rect.bottom - brush.px(2)
        pygame.draw.line(brush.surface, brush.palette.question_ink, (placed.rect.x, y), (placed.rect.right - 1, y))
