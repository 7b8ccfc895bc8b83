"""Makes the two Korean fonts from the published Noto Sans KR.

Run: uv run --group check python assets/fonts/make_korean.py FOLDER

FOLDER is the unpacked npm package @expo-google-fonts/noto-sans-kr 0.4.3. Kept are the 2,350 syllables of KS X 1001, the
single letters, Korean punctuation, and whatever the Korean catalogue uses beyond; Latin and figures come from Plex. The
files get no hinting, the line height of Plex, and a name of their own. A second run gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent
CATALOGUE = FONTS.parent / "languages" / "ko" / "LC_MESSAGES" / "interface.po"
WEIGHTS = {"Regular": "400Regular", "SemiBold": "600SemiBold"}
FAMILY = "Escalation Sans KR"
ASCENT, DESCENT = 1025, 275  #: of Plex, in thousandths of the size
LETTERS = "".join(map(chr, range(0x3131, 0x3164)))
PUNCTUATION = "、。「」『』〈〉《》【】〔〕・～￦₩"
DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "vhea", "vmtx"]


def main(folder: Path) -> None:
    """Write both fonts, and what they cover into coverage.json."""
    kept = (
        syllables()
        | set(LETTERS + PUNCTUATION)
        | {sign for sign in CATALOGUE.read_text("utf-8") if "가" <= sign <= "힣"}
    )
    for weight, source in WEIGHTS.items():
        font = TTFont(folder / source / f"NotoSansKR_{source}.ttf", recalcTimestamp=False)
        cut(font, kept)
        rename(font, weight)
        font.save(FONTS / f"SansKR-{weight}.ttf")
        list_coverage(f"SansKR-{weight}.ttf", sorted(font.getBestCmap()))


def syllables() -> set[str]:
    """Return the syllables of KS X 1001: 25 rows of 94."""
    return {bytes([row, place]).decode("euc-kr") for row in range(0xB0, 0xC9) for place in range(0xA1, 0xFF)}


def cut(font: TTFont, kept: set[str]) -> None:
    """Keep these characters, without hinting and layout rules, in lines as high as those of Plex."""
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(kept)))
    subsetter.subset(font)
    lines, metrics = font["hhea"], font["OS/2"]
    lines.ascent = metrics.sTypoAscender = metrics.usWinAscent = ASCENT
    lines.descent = metrics.sTypoDescender = -DESCENT
    metrics.usWinDescent = DESCENT
    lines.lineGap = metrics.sTypoLineGap = 0


def rename(font: TTFont, weight: str) -> None:
    """Give the font the game's name; the notices of copyright, trademark and licence stay."""
    plain = FAMILY.replace(" ", "")
    version = font["name"].getDebugName(5)
    names = {1: f"{FAMILY} {weight}", 2: "Regular", 3: f"{plain}-{weight};1", 4: f"{FAMILY} {weight}", 5: version,
             6: f"{plain}-{weight}", 16: FAMILY, 17: weight}  # fmt: skip
    font["name"].names = [one for one in font["name"].names if one.nameID < 20 and one.platformID == 3]
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)


def list_coverage(file: str, points: list[int]) -> None:
    """Write which code points a font has, as inclusive ranges."""
    path = FONTS / "coverage.json"
    document = json.loads(path.read_text("utf-8"))
    starts = [points[0], *(after for before, after in pairwise(points) if after != before + 1)]
    ends = [*(before for before, after in pairwise(points) if after != before + 1), points[-1]]
    pairs = zip(starts, ends, strict=True)
    document["fonts"][file] = [f"{start:04X}" if start == end else f"{start:04X}-{end:04X}" for start, end in pairs]
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
