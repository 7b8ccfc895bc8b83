"""A zoo of packs: a good one, and one for each thing a zip can do, with the code that refuses it. Written byte by byte."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from escalation_game.scenario.pack_bytes import Pack, as_bytes, manifest_of, pack_of
from escalation_game.scenario.pack_files import MANIFEST

from .pond import POND

FILES: Mapping[str, bytes] = {
    "plans/quiet.yaml": b"then: nothing\n",
    "scenario.yaml": f"authors: [A. Heron]\nlicense: CC0-1.0\n{POND}".encode(),
    "sources.md": "# Sources\n\nÜber den Teich.\n".encode(),
}
PLAIN, LINK, DEVICE, FOLDER = 0o100644, 0o120777, 0o020644, 0o040755


@dataclass(frozen=True)
class Entry:
    """An entry of a zip, which may lie about itself. None is the truth."""

    name: bytes
    content: bytes
    flags: int = 0
    method: int = 0
    mode: int = PLAIN
    crc: int | None = None
    packed: int | None = None
    size: int | None = None
    local_name: bytes | None = None
    offset: int | None = None
    extra: bytes = b""
    comment: bytes = b""


def good_pack() -> Pack:
    return pack_of("pond", FILES, "pond")


GOOD = as_bytes(good_pack())


def entries_of(files: Mapping[str, bytes] = FILES, manifest: object = None, name: str = "pond") -> list[Entry]:
    """The entries of a pack in order. Without a manifest the true one is made, for files that may be wrong."""
    if manifest is None:
        true = manifest_of(good_pack())
        manifest = {**true, **manifest_like(files), "name": name}
    text = (
        manifest
        if isinstance(manifest, bytes)
        else (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    )
    return [Entry(MANIFEST.encode(), text), *(Entry(key.encode(), content) for key, content in sorted(files.items()))]


def manifest_like(files: Mapping[str, bytes]) -> dict[str, object]:
    """What a manifest would say of these files, whatever they are."""
    pack = replace(good_pack(), files=dict(sorted(files.items())))
    return {key: manifest_of(pack)[key] for key in ("files", "hash")}


def zipped(entries: Sequence[Entry], end: bytes = b"", before: bytes = b"", count: int | None = None) -> bytes:
    """A zip of these entries; `end` follows it as its comment, `before` stands before it."""
    body, table = bytearray(before), bytearray()
    for one in entries:
        crc = zlib.crc32(one.content) if one.crc is None else one.crc
        packed = len(one.content) if one.packed is None else one.packed
        size = len(one.content) if one.size is None else one.size
        offset = len(body) if one.offset is None else one.offset
        flags = one.flags | (0 if one.name.isascii() else 0x800)
        said = struct.pack("<HHHHHIII", 20, flags, one.method, 0, 33, crc, packed, size)
        local = one.name if one.local_name is None else one.local_name
        body += b"PK\3\4" + said + struct.pack("<HH", len(local), 0) + local + one.content
        table += b"PK\1\2" + struct.pack("<H", 20 | 3 << 8) + said
        table += struct.pack("<HHHHHII", len(one.name), len(one.extra), len(one.comment), 0, 0, one.mode << 16, offset)
        table += one.name + one.extra + one.comment
    many = len(entries) if count is None else count
    return bytes(
        body + table + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, many, many, len(table), len(body), len(end)) + end
    )


def _with(name: str, content: bytes = b"text\n", /, **lies: object) -> bytes:
    """A pack whose only fault is one more file."""
    whole = entries_of({**FILES, name: content})
    wanted = name.encode("utf-8", "surrogatepass")
    return zipped([replace(one, **lies) if one.name == wanted else one for one in whole])


def _changed(number: int, **lies: object) -> bytes:
    whole = entries_of()
    return zipped([replace(one, **lies) if at == number else one for at, one in enumerate(whole)])


def _saying(**words: object) -> bytes:
    return zipped(entries_of(manifest={**manifest_of(good_pack()), **words}))


def _rules(old: str, new: str) -> bytes:
    """A pack with other rules, and a manifest that agrees with them."""
    rules = FILES["scenario.yaml"].decode().replace(old, new).encode()
    return zipped(entries_of({**FILES, "scenario.yaml": rules}))


def _deflated(content: bytes) -> dict[str, object]:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = maker.compress(content) + maker.flush()
    return {"content": packed, "method": 8, "crc": zlib.crc32(content), "packed": len(packed), "size": len(content)}


def _overlapping() -> bytes:
    """Fifty entries that are the same stretch of the file."""
    large = Entry(b"large.md", b"x" * 100_000)
    start = len(zipped(entries_of())) - sum(len(one.name) + 46 for one in entries_of()) - 22
    same = [replace(large, name=b"l%02d.md" % number, offset=start) for number in range(50)]
    told = [replace(one, content=b"", size=100_000, packed=100_000, crc=zlib.crc32(large.content)) for one in same]
    return zipped([*entries_of(), large, *told])


NAMES: Mapping[str, str] = {
    "parent": "../evil.yaml",
    "parent inside": "plans/../../evil.yaml",
    "parent at the end": "plans/..",
    "absolute": "/etc/evil.yaml",
    "network path": "//server/share.yaml",
    "drive": "C:/evil.yaml",
    "drive without a slash": "C:evil.yaml",
    "another stream": "sources.md:evil.yaml",
    "backslash": "..\\evil.yaml",
    "backslash inside": "plans\\evil.yaml",
    "device": "con.yaml",
    "device in a folder": "aux/evil.yaml",
    "device with a high digit": "COM¹.yaml",
    "device with a space": "nul .yaml",
    "ends in a dot": "evil.yaml.",
    "ends in a space": "evil.yaml ",
    "hidden": ".evil.yaml",
    "hidden folder": ".git/hooks.yaml",
    "empty part": "plans//evil.yaml",
    "dot": "./evil.yaml",
    "control": "evil\n.yaml",
    "turned round": "evil\u202elmay.yaml",
    "decomposed": "cafe\u0301.yaml",
    "question mark": "evil?.yaml",
    "star": "*.yaml",
    "pipe": "a|b.yaml",
    "long": "x" * 300 + ".yaml",
    "long part": "x" * 150 + ".yaml",
    "long in bytes": "한" * 50 + ".yaml",
    "deep": "a/b/c/d.yaml",
    "empty": "",
    "unpaired": "evil" + "日" * 70 + ".yaml",
}

#: Each pack that must be refused, and the code it is refused with. They are made when they are asked for.
ZOO: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    **{f"name: {what}": ("E703", lambda name=name: _with(name)) for what, name in NAMES.items()},
    "name with a NUL": ("E703", lambda: _with("evil.yaml\0.md")),
    "empty file": ("E701", lambda: b""),
    "no zip": ("E701", lambda: b"title: The pond\n" * 40),
    "another archive": ("E701", lambda: b"Rar!\x1a\7\0" + bytes(200)),
    "truncated": ("E701", lambda: GOOD[: len(GOOD) // 2]),
    "without its end": ("E701", lambda: GOOD[:-1]),
    "list cut": ("E701", lambda: GOOD[: -22 - 40] + GOOD[-22:]),
    "name that is no text": ("E701", lambda: _changed(3, name=b"\xff\xfe.md", flags=0x800)),
    "many files": ("E702", lambda: zipped(entries_of({**FILES, **{f"t/{n}.md": b"" for n in range(400)}}))),
    "many files not counted": ("E702", lambda: zipped(entries_of({**FILES, **{f"t/{n}.md": b"" for n in range(400)}}), count=3)),
    "a large file": ("E702", lambda: _with("large.md", b"x" * 5_000_001)),
    "longer tables": ("E702", lambda: GOOD[:-22] + b"PK\6\7" + bytes(16) + GOOD[-22:]),
    "same name twice": ("E704", lambda: zipped([*entries_of(), entries_of()[3]])),
    "two manifests": ("E704", lambda: zipped([*entries_of(), entries_of()[0]])),
    "names differ in case": ("E704", lambda: _with("Sources.MD")),
    "folders differ in case": ("E704", lambda: _with("Plans/other.yaml")),
    "names differ in width": ("E704", lambda: zipped(entries_of({**FILES, "a1.md": b"", "a１.md": b""}))),
    "sharp s": ("E704", lambda: zipped(entries_of({**FILES, "strasse.md": b"", "straße.md": b""}))),
    "file and folder": ("E704", lambda: _with("sources.md/more.md")),
    "link": ("E705", lambda: _with("evil.yaml", b"/etc/passwd", mode=LINK)),
    "device node": ("E705", lambda: _with("evil.yaml", b"", mode=DEVICE)),
    "pipe node": ("E705", lambda: _with("evil.yaml", b"", mode=0o010644)),
    "folder by its rights": ("E705", lambda: _with("evil.yaml", b"", mode=FOLDER)),
    "encrypted": ("E705", lambda: _with("evil.yaml", flags=1)),
    "strongly encrypted": ("E705", lambda: _with("evil.yaml", flags=0x41)),
    "compressed": ("E705", lambda: _with("evil.md", b"x", **_deflated(b"text\n"))),
    "bomb": ("E705", lambda: _with("evil.md", b"x", **_deflated(bytes(20_000_000)))),
    "method of the future": ("E705", lambda: _with("evil.md", method=93)),
    "zip in a zip": ("E706", lambda: _with("more.zip", GOOD)),
    "zip called a text": ("E706", lambda: _with("more.md", b"PK\3\4\0\xff")),
    "program": ("E706", lambda: _with("evil.py", b"import os\n")),
    "page": ("E706", lambda: _with("evil.html", b"<script>")),
    "no ending": ("E706", lambda: _with("Makefile", b"all:\n")),
    "picture that is none": ("E706", lambda: _with("evil.png", b"GIF89a")),
    "text that is none": ("E706", lambda: _with("evil.csv", b"\xff\xfe\0")),
    "text with a NUL": ("E706", lambda: _with("evil.csv", b"a\0b")),
    "wrong sum": ("E707", lambda: _changed(3, crc=1)),
    "longer than it is": ("E707", lambda: _changed(3, size=4_000_000, packed=4_000_000)),
    "shorter than it is": ("E707", lambda: _changed(3, size=2, packed=2)),
    "two lengths": ("E707", lambda: _changed(3, size=3)),
    "lies elsewhere": ("E707", lambda: _changed(3, offset=0)),
    "lies beyond the end": ("E707", lambda: _changed(3, offset=10_000_000)),
    "another name inside": ("E707", lambda: _changed(3, local_name=b"../../x.md")),
    "overlapping": ("E707", _overlapping),
    "no manifest": ("E708", lambda: zipped(entries_of()[1:])),
    "manifest that is no JSON": ("E708", lambda: zipped(entries_of(manifest=b"{"))),
    "manifest that is deep": ("E708", lambda: zipped(entries_of(manifest=b"[" * 100_000))),
    "manifest that is a list": ("E708", lambda: zipped(entries_of(manifest=[]))),
    "manifest of another format": ("E708", lambda: _saying(pack=2)),
    "manifest with a number for a title": ("E708", lambda: _saying(title=3)),
    "manifest with more": ("E708", lambda: _saying(run="rm")),
    "manifest that names a folder above": ("E708", lambda: _saying(name="../../pond")),
    "manifest that names a device": ("E708", lambda: _saying(name="NUL")),
    "manifest without a name": ("E708", lambda: _saying(name="")),
    "changed file": ("E709", lambda: zipped([*entries_of()[:3], Entry(b"sources.md", b"# Other\n")])),
    "file left out": ("E709", lambda: zipped(entries_of()[:3])),
    "file not listed": ("E709", lambda: zipped([*entries_of(), Entry(b"x.md", b"")])),
    "wrong hash of the whole": ("E709", lambda: _saying(hash="0" * 64)),
    "other authors": ("E709", lambda: _saying(authors=["Somebody else"])),
    "other licence": ("E709", lambda: _saying(license="none")),
    "other title": ("E709", lambda: _saying(title="The lake")),
    "comment": ("E710", lambda: zipped(entries_of(), end=b"hello")),
    "huge comment": ("E710", lambda: zipped(entries_of(), end=b"x" * 65_535)),
    "more after the end": ("E710", lambda: GOOD + b"#!/bin/sh\n"),
    "more before the beginning": ("E710", lambda: zipped(entries_of(), before=b"#!/bin/sh\n" * 50)),
    "more in between": ("E710", lambda: zipped([*entries_of()[:3], replace(entries_of()[3], offset=None)], before=b"\0")),
    "comment of a file": ("E710", lambda: _changed(3, comment=b"hello")),
    "extra field": ("E710", lambda: _changed(3, extra=struct.pack("<HH", 0x7075, 0))),
    "another order": ("E710", lambda: zipped([*entries_of()[1:], entries_of()[0]])),
    "may be run": ("E710", lambda: _changed(3, mode=0o100755)),
    "no rights told": ("E710", lambda: _changed(3, mode=0)),
    "manifest spelled otherwise": ("E710", lambda: zipped(entries_of(manifest=json.dumps(manifest_of(good_pack())).encode()))),
    "another date": ("E710", lambda: GOOD.replace(b"\0\0\x21\0", b"\0\0\x22\0")),
    "no authors": ("E711", lambda: _rules("authors: [A. Heron]\n", "")),
    "no licence": ("E711", lambda: _rules("license: CC0-1.0\n", "")),
    "no scenario": ("E712", lambda: zipped(entries_of({"sources.md": b""}))),
    "a scenario with a misspelt name": ("E303", lambda: _rules("fish * growth", "fihs * growth")),
}  # fmt: skip
