"""Reads the text of a file that may come from a stranger: no larger than is allowed, and UTF-8."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from escalation_game.scenario.findings import Finding, Place, ScenarioError

LARGEST = 1_000_000  # bytes
SMALLER = "move what is not rules, such as long texts, out of the file"


def read_text(path: Path) -> str:
    """The text of a file, a byte order mark left out. Raises ScenarioError; a file that is too large is refused unread."""
    return decoded(read_bytes(path), path)


def read_bytes(path: Path, largest: int = LARGEST, hint: str = SMALLER) -> bytes:
    """The content of a file of at most `largest` bytes; `hint` says what to do about a larger one. Raises ScenarioError."""
    try:
        return _content(path, largest, hint)
    except OSError as error:
        raise refusal(path, "E001", f"cannot be read: {error.strerror or error}") from None
    except ValueError:  # a path with a NUL
        raise refusal(path, "E001", "this is not the path of a file") from None


def decoded(content: bytes, path: Path | str) -> str:
    """The text of a content. Raises ScenarioError that points at the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, content, error.start) from None


def refusal(path: Path | str, code: str, message: str, hint: str = "") -> ScenarioError:
    """What is wrong with a file as a whole."""
    return ScenarioError([Finding(code, message, Place(str(path), 1, 1), hint)])


def _content(path: Path, largest: int, hint: str) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device could take for ever
        raise refusal(path, "E001", "cannot be read: this is not a file")
    if found.st_size > largest:
        raise _too_large(path, f"{found.st_size:,}", largest, hint)
    with open(path, "rb", opener=_without_waiting) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise _too_large(path, "more", largest, hint)
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open even what has become a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _too_large(path: Path, size: str, largest: int, hint: str) -> ScenarioError:
    return refusal(path, "E002", f"the file has {size} bytes; at most {largest:,} are read", hint)


def _not_utf8(path: Path | str, content: bytes, offset: int) -> ScenarioError:
    start = content.rfind(b"\n", 0, offset) + 1
    before = content[start:offset].decode("utf-8", "replace")
    place = Place(str(path), content.count(b"\n", 0, offset) + 1, len(before) + 1)
    message = f"not written in UTF-8: the byte {content[offset]:02x} cannot stand here"
    return ScenarioError([Finding("E003", message, place, "save the file with the encoding UTF-8")])
