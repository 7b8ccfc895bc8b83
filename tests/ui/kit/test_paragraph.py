"""Text: breaking, cutting, links inside, characters the face does not have."""

import pygame
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect

from escalation_game.ui.kit import heading, label, link, span, style, text
from escalation_game.ui.kit.fonts import Fonts
from escalation_game.ui.kit.layout import Layout
from escalation_game.ui.kit.lines import Piece, broken, narrowest

FONTS = Fonts(1.0)
BODY = style()
WORDS = st.lists(st.text(st.characters(codec="latin-1", categories=["L", "N"]), min_size=1, max_size=12), min_size=1)


def _lines(words, width, **more):
    return [
        "".join(run.piece.text for run in line.runs)
        for line in broken((Piece(words, BODY),), width, FONTS, **more).lines
    ]


@given(WORDS, st.integers(40, 600))
def test_no_word_is_lost_and_no_line_is_too_long(words, width):
    paragraph = broken((Piece(" ".join(words), BODY),), width, FONTS)
    assert "".join("".join(run.piece.text for run in line.runs) for line in paragraph.lines).replace(
        " ", ""
    ) == "".join(words)
    assert all(line.width <= width + 2 for line in paragraph.lines)


@given(WORDS)
def test_the_narrowest_width_cuts_no_word(words):
    pieces = (Piece(" ".join(words), BODY),)
    lines = broken(pieces, narrowest(pieces, FONTS), FONTS).lines
    assert " ".join("".join(run.piece.text for run in line.runs) for line in lines).split() == words


@given(WORDS)
def test_at_its_natural_width_a_text_is_one_line(words):
    layout = Layout(FONTS)
    paragraph = text(" ".join(words), span(" and more", bold=True))
    one_line = layout.heights(text("x"), 100)[1]
    assert layout.heights(paragraph, layout.widths(paragraph)[1])[1] == one_line


def test_line_ends_are_kept():
    assert _lines("one\ntwo three", 500) == ["one", "two three"]


def test_a_number_stays_with_its_unit():
    assert all(
        "58" not in line or "58\u202f%" in line
        for width in range(45, 200, 7)
        for line in _lines("in 58\u202f% of", width)
    )


def test_a_word_that_is_too_wide_is_broken_not_cut():
    assert "".join(_lines("Donaudampfschifffahrtsgesellschaft", 60)) == "Donaudampfschifffahrtsgesellschaft"


def test_an_ellipsis_only_when_asked_for():
    words = "many words that do not fit on one line"
    assert _lines(words, 120, max_lines=1)[0].endswith("…")
    assert not any("…" in line for line in _lines(words, 120))


def test_symbols_come_from_the_other_font():
    assert FONTS.missing("▲▼→✓⏎ Größe Київ", BODY) == ""
    assert FONTS.missing("a\U0001f600", BODY) == "\U0001f600"
    run = FONTS.run("▲", BODY, (255, 255, 255))
    assert pygame.mask.from_surface(run).count() > 20


def test_marks_of_direction_take_no_room():
    assert FONTS.width("\u202eabc\u202c", BODY) == FONTS.width("abc", BODY)


def test_runs_are_drawn_once():
    assert FONTS.run("again", BODY, (1, 2, 3)) is FONTS.run("again", BODY, (1, 2, 3))


def test_a_link_lies_on_its_words():
    paragraph = text("held through the winter ", link("why?", lambda: None, name="why? ground", key="w"))
    layout = Layout(FONTS)
    rect = Rect(0, 0, 600, 40)
    placed = layout.place(paragraph, rect, rect)
    assert placed.children[0].rect.x == FONTS.width("held through the winter ", BODY)
    assert placed.children[0].element.name == "why? ground"
    assert paragraph.name == "held through the winter why?"


def test_headings_and_labels_say_what_they_are():
    assert (heading("News", level=2).role, heading("News", level=2).level) == ("heading", 2)
    assert label("Your move").name == "Your move"
    assert label("Your move", level=2).role == "heading"


def test_larger_scale_larger_letters():
    assert Fonts(2.0).width("Kursk", BODY) > 1.8 * FONTS.width("Kursk", BODY)


SYLLABLES = st.lists(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xAC1C), min_size=1, max_size=9), min_size=1
)


@given(SYLLABLES, st.integers(60, 400))
def test_korean_breaks_between_words_and_loses_none(words, width):
    lines = _lines(" ".join(words), width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    if width >= narrowest((Piece(" ".join(words), BODY),), FONTS):
        assert " ".join(lines).split() == words


@given(st.integers(40, 200))
def test_a_word_that_must_be_cut_keeps_its_closing_marks(width):
    assert not any(line[0] in ".”)" for line in _lines("가나다라마바사아자차카타파하(가나다라마바사).”", width))


def test_letters_that_a_face_lacks_come_from_the_next_and_are_drawn():
    for bold in (False, True):
        look = style(bold=bold, family="serif")
        assert FONTS.missing("Kursk 쿠르스크 Курськ ґєії ✓", look) == ""
        assert FONTS.width("쿠르스크", look) > 2 * FONTS.width("K", look)
        drawn = FONTS.run("쿠르스크", look, (255, 255, 255))
        assert drawn.get_height() <= FONTS.run("Kursk", look, (255, 255, 255)).get_height() + 1
        assert pygame.mask.from_surface(drawn).count() > 50
    assert FONTS.missing("中", BODY) == "中"
