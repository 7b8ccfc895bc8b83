"""The bundled fonts open, say truly what they cover, and cover together all the window may write."""

from __future__ import annotations

import json
import os
import unicodedata
from functools import cache
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
TEXT_FONTS = (
    "PlexSans-Regular.ttf",
    "PlexSans-SemiBold.ttf",
    "PlexSans-Italic.ttf",
    "PlexSansCondensed-Medium.ttf",
    "PlexSansCondensed-SemiBold.ttf",
    "PlexSerif-Regular.ttf",
    "PlexSerif-SemiBold.ttf",
)
KOREAN_FONTS = ("SansKR-Regular.ttf", "SansKR-SemiBold.ttf")
ALL_FONTS = (*TEXT_FONTS, *KOREAN_FONTS, "Symbols.ttf")
SYMBOLS = "▲▼△▽◆◇●○◐◑■□▶◀►◄★☆✓✗✕→←↑↓↗↘↔⟳⟲⚑⚠⚡⏎⌫☰…−±≈≤≥×÷·•½¼¾²³"
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    "ҐЄІЇґєії"
    "ĄĆĘŁŃÓŚŹŻąćęłńóśźżÄÖÜäöüßÀÇÉÈÊËÎÏÔÙàçéèêëîïôùČŠŽčšž"
    "!\"#$%&'()*+,-./:;<=>?@[]_{|}~§©°€£¥–—‘’“”„…−±≈≤≥×÷·•½¼¾²³→←↑↓"
)
#: A Han character: none of the fonts has it, so it shows what "missing" looks like.
ABSENT = "中"


@pytest.fixture(scope="module", autouse=True)
def _font_module():
    pygame.font.init()
    yield
    pygame.font.quit()


@cache
def _coverage() -> dict[str, set[int]]:
    """Return the code points of each font from coverage.json, whose ranges are inclusive and hexadecimal."""
    document = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    coverage: dict[str, set[int]] = {}
    for file, ranges in document["fonts"].items():
        points: set[int] = set()
        for span in ranges:
            first, _, last = span.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
        coverage[file] = points
    return coverage


def _picture(font: pygame.font.Font, sign: str) -> tuple[tuple[int, int], bytes]:
    surface = font.render(sign, False, "white", "black")
    return surface.get_size(), pygame.image.tobytes(surface, "RGB")


def _visible(point: int) -> bool:
    return unicodedata.category(chr(point))[0] in "LNPS"


def test_coverage_names_every_font_file() -> None:
    assert set(_coverage()) == {path.name for path in FONTS.glob("*.ttf")} == set(ALL_FONTS)


@pytest.mark.parametrize("file", ALL_FONTS)
def test_claimed_code_points_have_a_glyph(file: str) -> None:
    font = pygame.font.Font(str(FONTS / file), 20)
    missing = _picture(font, ABSENT)
    assert [
        chr(point) for point in _coverage()[file] if _visible(point) and _picture(font, chr(point)) == missing
    ] == []


@pytest.mark.parametrize("file", ALL_FONTS)
def test_unclaimed_code_points_have_none(file: str) -> None:
    font = pygame.font.Font(str(FONTS / file), 20)
    # Measured glyph by glyph: whole texts are shaped first, which puts an absent letter together from its parts.
    missing = font.metrics(ABSENT)
    claimed = _coverage()[file]
    unclaimed = [point for point in range(0x21, 0x2800) if point not in claimed and _visible(point)]
    assert unclaimed
    assert [chr(point) for point in unclaimed if font.metrics(chr(point)) != missing] == []


@pytest.mark.parametrize("file", TEXT_FONTS)
def test_text_fonts_write_latin_and_cyrillic(file: str) -> None:
    assert [sign for sign in ALPHABETS if ord(sign) not in _coverage()[file]] == []


@pytest.mark.parametrize("file", TEXT_FONTS)
def test_every_symbol_is_in_the_text_font_or_in_symbols(file: str) -> None:
    together = _coverage()[file] | _coverage()["Symbols.ttf"]
    assert [sign for sign in SYMBOLS if ord(sign) not in together] == []


@pytest.mark.parametrize("file", KOREAN_FONTS)
def test_korean_fonts_have_the_syllables_of_the_national_standard(file: str) -> None:
    rows = (bytes([row, place]).decode("euc-kr") for row in range(0xB0, 0xC9) for place in range(0xA1, 0xFF))
    assert [sign for sign in rows if ord(sign) not in _coverage()[file]] == []


@pytest.mark.parametrize("file", ["Symbols.ttf", *KOREAN_FONTS])
def test_fonts_to_fall_back_to_keep_the_line_height_of_the_text(file: str) -> None:
    text, other = (pygame.font.Font(str(FONTS / each), 24) for each in ("PlexSans-Regular.ttf", file))
    assert (other.get_linesize(), other.get_ascent()) == (text.get_linesize(), text.get_ascent())


@pytest.mark.parametrize("file", [file for file in TEXT_FONTS if "Italic" not in file])
def test_figures_are_equally_wide(file: str) -> None:
    font = pygame.font.Font(str(FONTS / file), 40)
    assert len({font.size(figure)[0] for figure in "0123456789"}) == 1


@pytest.mark.parametrize("file", ALL_FONTS)
def test_no_font_carries_the_reserved_name(file: str) -> None:
    names = _font_names((FONTS / file).read_bytes())
    assert names[1].startswith("Escalation ")
    assert [text for number, text in names.items() if number in (1, 3, 4, 6, 16) and "plex" in text.lower()] == []


def test_fonts_together_stay_small_and_bring_their_licences() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_000_000
    for name in ("OFL-IBM-Plex.txt", "OFL-Noto.txt", "OFL-Noto-Sans-KR.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / name).read_text(encoding="utf-8")


def _font_names(data: bytes) -> dict[int, str]:
    """Read the Windows records of the OpenType ``name`` table: name number to text."""
    tables = int.from_bytes(data[4:6])
    records = [data[12 + 16 * index : 28 + 16 * index] for index in range(tables)]
    start = next(int.from_bytes(record[8:12]) for record in records if record[:4] == b"name")
    count, strings = int.from_bytes(data[start + 2 : start + 4]), start + int.from_bytes(data[start + 4 : start + 6])
    names: dict[int, str] = {}
    for index in range(count):
        entry = data[start + 6 + 12 * index : start + 18 + 12 * index]
        platform, _, _, number, length, offset = (int.from_bytes(entry[at : at + 2]) for at in range(0, 12, 2))
        if platform == 3:
            names[number] = data[strings + offset : strings + offset + length].decode("utf-16-be")
    return names
