"""What may be in a pack: names that mean the same one file on every system, and kinds of files that are only ever read."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from escalation_game.scenario.findings import Finding, Place, ScenarioError
from escalation_game.scenario.textfile import read_bytes

MANIFEST = "manifest.json"
MOST_FILES = 200
LARGEST_FILE = 5_000_000  # bytes
LARGEST_FILES = 25_000_000  # bytes of all files together
LONGEST_NAME = 200  # characters of a path in a pack
LONGEST_PART = 120  # bytes of one name in UTF-8; common file systems allow 255
DEEPEST = 3
SMALLER = "leave out what the scenario does not need, or make pictures smaller"

_SIGNS = frozenset(" ._-()+")
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{kind}{n}" for kind in ("COM", "LPT") for n in range(10))})


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


#: The endings of files that belong to a scenario, and what shows that a content is what its ending says.
KINDS: Mapping[str, Callable[[bytes], bool]] = {
    ".yaml": _is_text,
    ".md": _is_text,
    ".csv": _is_text,
    ".txt": _is_text,
    ".png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    ".jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    ".webp": _is_webp,
}


def wrong_name(name: str) -> str:
    """Why a path cannot be the name of a file in a pack, "" when it can.

    What remains means one file, inside the folder, on Linux, Windows and macOS alike.
    """
    if not name or name.startswith("/"):
        return "it begins at the top of the disk" if name else "it has no name"
    if "\\" in name or ":" in name:
        return "“\\” and “:” lead out of the folder on some systems"
    if len(name) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} characters"
    parts = name.split("/")
    if len(parts) > DEEPEST:
        return f"it lies more than {DEEPEST - 1} folders deep"
    return next((wrong for part in parts if (wrong := wrong_part(part))), "")


def wrong_part(part: str) -> str:
    """Why a word cannot be the name of a file or folder, "" when it can."""
    if part in {"", ".", ".."}:
        return "“.”, “..” and empty names lead elsewhere"
    if part[0] in ". " or part[-1] in ". ":
        return "a name neither begins nor ends with a dot or a space"
    if len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART:
        return f"a name in it is longer than {LONGEST_PART} bytes"
    if not all(letter in _SIGNS or unicodedata.category(letter)[0] in "LNM" for letter in part):
        return "names are letters, digits, spaces and . _ - ( ) +"
    if unicodedata.normalize("NFC", part) != part:
        return "its letters are written in a way that some systems change"
    if unicodedata.normalize("NFKC", part.partition(".")[0]).strip().upper() in _DEVICES:
        return "Windows keeps this name for a device"
    return ""


def wrong_kind(name: str, content: bytes) -> str:
    """Why a file does not belong into a pack, "" when it does."""
    looks_right = KINDS.get(PurePosixPath(name).suffix.lower())
    if looks_right is None:
        return f"only {', '.join(KINDS)} belong into a pack"
    return "" if looks_right(content) else "its content is not what its ending says"


def twins(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names that would be one with another, or a folder of its path with a file, on a system that tells fewer letters apart."""
    seen: dict[
        str, tuple[str, str]
    ] = {}  # by folded path: the path as it was written first, and the name it was part of
    files: set[str] = set()
    found: list[tuple[str, str]] = []
    for name in names:
        parts = name.split("/")
        for length in range(1, len(parts) + 1):
            path = "/".join(parts[:length])
            own, is_file = _folded(path), length == len(parts)
            if own in seen and (is_file or own in files or seen[own][0] != path):
                found.append((name, seen[own][1]))
                break
            seen.setdefault(own, (path, name))
            if is_file:
                files.add(own)
    return found


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def gathered(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of a scenario's folder by their names in a pack, and the names of what does not belong into one.

    Links are never followed and hidden files never taken. Raises ScenarioError for a file with a wrong name or content, or too many.
    """
    names, left_out = _walked(folder)
    if len(names) > MOST_FILES:
        raise ScenarioError(
            [told("E702", f"{len(names)} files; at most {MOST_FILES} go into a pack", str(folder), SMALLER)]
        )
    files = {name: read_bytes(folder / name, LARGEST_FILE, SMALLER) for name in names}
    size = sum(len(content) for content in files.values())
    if size > LARGEST_FILES:
        message = f"{size:,} bytes in all; at most {LARGEST_FILES:,} go into a pack"
        raise ScenarioError([told("E702", message, str(folder), SMALLER)])
    findings = [finding for name in names for finding in _findings(folder / name, name, files[name])]
    findings += [
        told("E704", f"on some systems this is the same file as “{other}”", str(folder / name), "rename one of them")
        for name, other in twins(names)
    ]
    if findings:
        raise ScenarioError(findings)
    return files, left_out


def _findings(path: Path, name: str, content: bytes) -> list[Finding]:
    if wrong := wrong_name(name):
        return [told("E703", f"a name that is not safe everywhere: {wrong}", str(path), "rename it")]
    if wrong := wrong_kind(name, content):
        return [told("E706", f"this cannot go into a pack: {wrong}", str(path), "mend it, or move it elsewhere")]
    return []


def _walked(folder: Path) -> tuple[list[str], tuple[str, ...]]:
    taken: list[str] = []
    left: list[str] = []
    for at, folders, files in os.walk(folder):
        inside = Path(at).relative_to(folder)
        folders[:] = sorted(one for one in folders if not one.startswith(".") and len(inside.parts) < DEEPEST - 1)
        for file in files:
            name = (inside / file).as_posix()
            ours = PurePosixPath(file).suffix.lower() in KINDS and not file.startswith(".")
            regular = stat.S_ISREG(os.lstat(folder / name).st_mode)
            (taken if ours and regular else left).append(name)
        if len(taken) + len(left) > 100 * MOST_FILES:
            break  # this is no scenario's folder
    return sorted(taken), tuple(sorted(left))


def told(code: str, message: str, file: str, hint: str = "") -> Finding:
    """A finding about a file as a whole."""
    return Finding(code, message, Place(file, 1, 1), hint)
