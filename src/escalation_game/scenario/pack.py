"""Reads a pack that may come from a stranger. What it gives back is whole, is what it says it is, and holds nothing else.

Everything happens in memory: nothing is written before all of it has been checked. Each of the things a zip is known to do is
refused by name, so that its maker can mend it. At the end the pack is written again and compared, byte by byte, so that what
nobody has thought of is refused as well.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from escalation_game.scenario.findings import MOST, Finding, ScenarioError
from escalation_game.scenario.pack_bytes import Pack, as_bytes, manifest_of, marks_of, pack_of
from escalation_game.scenario.pack_files import (
    LARGEST_FILE,
    LARGEST_FILES,
    MANIFEST,
    MOST_FILES,
    told,
    twins,
    wrong_kind,
    wrong_name,
    wrong_part,
)
from escalation_game.scenario.textfile import read_bytes, refusal

SUFFIX = ".zip"
LARGEST_PACK = LARGEST_FILES + 1_000_000  # bytes; the manifest and the names come on top
_AGAIN = "ask its maker to write it with `escalation-game pack`"
_END, _END_LENGTH, _ENTRY_LENGTH = b"PK\x05\x06", 22, 46
_LARGE_END = b"PK\x06\x07"  # points at the longer tables of archives over 4 GB
_LARGEST_TABLE = (MOST_FILES + 1) * (_ENTRY_LENGTH + 2_000)
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_MSDOS_FOLDER = 0x10
#: What `zipfile` raises over an archive that is not in order.
_BROKEN = (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError, OverflowError, struct.error, IndexError)

_STRICT = ConfigDict(extra="forbid", strict=True)


@checked(frozen=True, config=_STRICT)
class _Mark:
    """The length and the hash of a file, in the manifest."""

    bytes: Annotated[int, Field(ge=0)]
    sha256: str


@checked(frozen=True, config=_STRICT)
class _Manifest:
    pack: Literal[1]
    name: str
    title: str
    authors: list[str]
    license: str
    files: dict[str, _Mark]
    hash: str


_MANIFEST: TypeAdapter[_Manifest] = TypeAdapter(_Manifest)


@dataclass(frozen=True, slots=True)
class _Opened:
    """An archive that can be listed. `place` is what it is called in findings."""

    archive: zipfile.ZipFile
    place: str
    size: int


def read_pack(path: Path | str) -> Pack:
    """The scenario in a pack. Raises ScenarioError with what is wrong with the pack, or with the scenario in it."""
    content = read_bytes(Path(path), LARGEST_PACK, "ask its maker for a smaller one")
    return checked_pack(content, str(path))


def checked_pack(content: bytes, place: str) -> Pack:
    """The scenario in the content of a pack; `place` is what the pack is called in findings. Raises ScenarioError."""
    _check_end(content, place)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            opened = _Opened(archive, place, len(content))
            _check_entries(opened)
            files = _contents(opened)
    except _BROKEN as error:
        raise refusal(place, "E701", f"this is not a whole pack: {_in_words(error)}", _AGAIN) from None
    manifest = _manifest(files, place)
    rest = {name: text for name, text in files.items() if name != MANIFEST}
    _check_kinds(rest, place)
    _check_files(manifest, rest, place)
    pack = pack_of(manifest.name, rest, place)
    _check_words(manifest, pack, place)
    if as_bytes(pack) != content:
        raise refusal(
            place,
            "E710",
            "it is not written as packs are: it may hold more than its files, in another order or with other dates",
            _AGAIN,
        )
    return pack


def _in_words(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _check_end(content: bytes, place: str) -> None:
    """An archive is listed at its end. Nothing may follow, and the list must be short, before anything is read from it."""
    end = content.rfind(_END)
    if end < 0 or len(content) - end < _END_LENGTH:
        raise refusal(
            place,
            "E701",
            "this is not a pack, or its end is missing",
            "get it once more; it may not have arrived whole",
        )
    if len(content) - end > _END_LENGTH:
        count = len(content) - end - _END_LENGTH
        more = f"{count:,} {'byte' if count == 1 else 'bytes'}"
        raise refusal(place, "E710", f"something follows its end, a comment or more: {more}", _AGAIN)
    count, length = struct.unpack_from("<HI", content, end + 10)
    large = content[max(0, end - 20) : end].startswith(_LARGE_END)
    if large or count > MOST_FILES + 1 or length > _LARGEST_TABLE:
        raise refusal(place, "E702", f"too many files; a pack has at most {MOST_FILES}", _AGAIN)


def _check_entries(opened: _Opened) -> None:
    """Names and kinds of all entries, before any of them is read."""
    entries = opened.archive.infolist()
    if len(entries) > MOST_FILES + 1:
        raise refusal(opened.place, "E702", f"{len(entries)} files; a pack has at most {MOST_FILES}", _AGAIN)
    findings = [finding for entry in entries for finding in _of_entry(entry, opened)]
    names = [entry.orig_filename for entry in entries]
    for name, other in twins(names):
        message = f"on some systems this is the same file as “{other}”" if name != other else "this name is there twice"
        findings.append(_at(name, opened.place, "E704", message, _AGAIN))
    size = sum(entry.file_size for entry in entries)
    if size > opened.size and not findings:
        findings.append(
            told("E707", f"its files are said to have {size:,} bytes, more than the pack has", opened.place, _AGAIN)
        )
    _stop_at(findings)


def _of_entry(entry: zipfile.ZipInfo, opened: _Opened) -> Iterator[Finding]:
    name, place = entry.orig_filename, opened.place  # the other name is what zipfile made of it
    if name != MANIFEST and (wrong := _wrong_path(name)):
        yield _at(name, place, "E703", f"a name that is not safe: {wrong}", _AGAIN)
    if strange := _strange(entry):
        yield _at(name, place, "E705", f"this is no plain file: {strange}", _AGAIN)
    elif entry.compress_size != entry.file_size:
        yield _at(name, place, "E707", "its two lengths differ", _AGAIN)
    elif entry.file_size > LARGEST_FILE:
        yield _at(name, place, "E702", f"{entry.file_size:,} bytes; a file has at most {LARGEST_FILE:,}", _AGAIN)


def _wrong_path(name: str) -> str:
    return "it has a NUL in it" if "\0" in name else wrong_name(name)


def _strange(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link"
    if kind == stat.S_IFDIR or entry.external_attr & _MSDOS_FOLDER or entry.orig_filename.endswith("/"):
        return "it is a folder"
    if kind not in {0, stat.S_IFREG}:
        return "it is a device or a pipe"
    if entry.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    return "it is compressed" if entry.compress_type != zipfile.ZIP_STORED else ""


def _contents(opened: _Opened) -> dict[str, bytes]:
    """What every entry holds. Together that is no more than the pack's own length."""
    files: dict[str, bytes] = {}
    for entry in opened.archive.infolist():
        try:
            files[entry.orig_filename] = opened.archive.read(entry)
        except _BROKEN as error:
            message = f"damaged, or it lies elsewhere than is said: {_in_words(error)}"
            raise ScenarioError([_at(entry.orig_filename, opened.place, "E707", message, _AGAIN)]) from None
    return files


def _manifest(files: Mapping[str, bytes], place: str) -> _Manifest:
    if MANIFEST not in files:
        raise refusal(place, "E708", f"there is no {MANIFEST}, which says what a pack holds", _AGAIN)
    try:
        manifest = _MANIFEST.validate_json(files[MANIFEST])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part)[:60] for part in first["loc"])
        message = f"the manifest cannot be used: {where + ': ' if where else ''}{first['msg']}"
        raise ScenarioError([_at(MANIFEST, place, "E708", message, _AGAIN)]) from None
    if wrong := wrong_part(manifest.name):
        message = f"“{manifest.name[:80]}” cannot be the name of a scenario: {wrong}"
        raise ScenarioError([_at(MANIFEST, place, "E708", message, _AGAIN)])
    return manifest


def _check_kinds(files: Mapping[str, bytes], place: str) -> None:
    wrong = {name: why for name, content in files.items() if (why := wrong_kind(name, content))}
    _stop_at([_at(name, place, "E706", f"this cannot be in a pack: {why}", _AGAIN) for name, why in wrong.items()])


def _check_files(manifest: _Manifest, files: Mapping[str, bytes], place: str) -> None:
    """The manifest's list of files against the files."""
    listed, there = manifest.files, marks_of(files)
    wrong = {name: "the manifest lists this file, but it is not there" for name in listed if name not in there}
    wrong |= {name: "the manifest does not list this file" for name in there if name not in listed}
    wrong |= {
        name: "changed after it was packed: its hash is not the manifest's"
        for name, mark in there.items()
        if name in listed and mark != {"bytes": listed[name].bytes, "sha256": listed[name].sha256}
    }
    _stop_at([_at(name, place, "E709", message, _AGAIN) for name, message in wrong.items()])


def _check_words(manifest: _Manifest, pack: Pack, place: str) -> None:
    """All else the manifest says, against what is so."""
    said: Mapping[str, object] = _MANIFEST.dump_python(manifest)
    true = manifest_of(pack)
    different = [key for key in true if key != "files" and said[key] != true[key]]
    _stop_at([_at(MANIFEST, place, "E709", f"its “{key}” is not what the files say", _AGAIN) for key in different])


def _stop_at(findings: Sequence[Finding]) -> None:
    if findings:
        raise ScenarioError(findings[:MOST])


def _at(name: str, place: str, code: str, message: str, hint: str) -> Finding:
    return told(code, message, f"{place}/{name[:200]}", hint)
