"""Small pictures of the room beside records, so that a match is known again at a glance. A missing or broken one is no error."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pygame
from pygame import Rect, Surface

from escalation_game.play.saves import LARGEST_PICTURE, picture_path
from escalation_game.play.whole_files import write_whole
from escalation_game.ui.kit import Stage

SIZE = (256, 160)  #: pixels of a kept picture
_LARGEST_SIDE = 2_000  #: pixels; a larger picture is not ours, and is not unpacked
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def keep_picture(stage: Stage, record: Path) -> None:
    """Writes what is shown now beside a record; where that cannot be written there is no picture, and nothing else is lost."""
    shown = Surface(stage.size)
    stage.dirty = True
    stage.paint(shown)
    stage.dirty = True  # the window itself has not been painted
    written = BytesIO()
    pygame.image.save(_reduced(shown), written, "picture.png")
    with suppress(OSError):
        write_whole(picture_path(record), written.getvalue())


def read_picture(path: Path) -> Surface | None:
    """The picture in a file; None where there is none that can be shown. A file is looked at before it is unpacked."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_PICTURE:
            return None
        content = path.read_bytes()
        width, height = _size_of(content)
        if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
            return None
        return _reduced(pygame.image.load(BytesIO(content), "picture.png"))
    except (OSError, pygame.error, ValueError):
        return None


def _size_of(content: bytes) -> tuple[int, int]:
    """Width and height as the head of a PNG says (ISO/IEC 15948, 11.2.1), (0, 0) when it is none."""
    if content[:8] != _SIGNATURE or content[12:16] != b"IHDR":
        return 0, 0
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _reduced(picture: Surface) -> Surface:
    """The middle of a picture in the shape of a kept one, as small as that."""
    wide, high = picture.get_size()
    part = Rect(0, 0, *SIZE).fit(Rect(0, 0, wide, high))
    part.center = wide // 2, high // 2
    cut = Surface(part.size)
    cut.blit(picture, (0, 0), part)
    return pygame.transform.smoothscale(cut, SIZE)
