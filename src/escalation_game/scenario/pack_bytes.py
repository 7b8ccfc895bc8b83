"""A pack: one file that holds a scenario, written in one way only, so that the same scenario is the same bytes everywhere.

It is a zip without compression, so that nobody's compressor decides its bytes and nothing in it can swell. First comes the
manifest, then the files in the order of their names, all of one date and with the same rights. Because there is one way to
write it, a reader can write what it has read again and compare: whatever else a zip can hide makes a difference.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from escalation_game.scenario.findings import ScenarioError
from escalation_game.scenario.load import Scenario, load_text
from escalation_game.scenario.pack_files import MANIFEST, told, wrong_part
from escalation_game.scenario.shipped import FILE
from escalation_game.scenario.textfile import LARGEST, SMALLER, decoded

_DATE = (1980, 1, 1, 0, 0, 0)  # the first a zip can have
_UNIX = 3
_RIGHTS = 0o100644  # a plain file that its owner may write and all may read


@dataclass(frozen=True)
class Pack:
    """A scenario ready to be passed on: it has no findings, names its authors and a licence. `files` are contents by name, in order."""

    name: str
    scenario: Scenario = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def digest(self) -> str:
        """The hash of the whole, in hexadecimal digits."""
        return _digest(self.files)


def pack_of(name: str, files: Mapping[str, bytes], place: str, rules: str = "") -> Pack:
    """A pack of these files; `place` is what their folder or pack is called in findings, `rules` the file of the rules.

    Raises ScenarioError when there is no scenario among them, it has findings, or says neither by whom nor under which licence it is.
    """
    if wrong := wrong_part(name):
        raise ScenarioError([told("E703", f"“{name[:80]}” cannot be the name of a scenario: {wrong}", place)])
    if FILE not in files:
        raise ScenarioError(
            [told("E712", f"there is no {FILE} in it", place, "the rules of a scenario stand in a file of this name")]
        )
    where = rules or f"{place}/{FILE}"
    if len(files[FILE]) > LARGEST:
        raise ScenarioError(
            [told("E002", f"the file has {len(files[FILE]):,} bytes; at most {LARGEST:,} are read", where, SMALLER)]
        )
    scenario = load_text(decoded(files[FILE], where), name, where)
    findings = [
        told("E711", f"“{key}” is missing: {why}", where, f"add `{key}: {example}`")
        for key, given, why, example in (
            ("authors", scenario.file.authors, "who gets it cannot tell whose work it is", "[Your name]"),
            ("license", scenario.file.license, "who gets it cannot tell what is allowed", "CC-BY-4.0"),
        )
        if not given
    ]
    if findings:
        raise ScenarioError(findings)
    return Pack(name, scenario, dict(sorted(files.items())))


def manifest_of(pack: Pack) -> dict[str, object]:
    """What a pack says of itself. `hash` is the SHA-256 of the lines that `sha256sum` prints for its files, in order."""
    file = pack.scenario.file
    return {
        "pack": 1,
        "name": pack.name,
        "title": file.title,
        "authors": list(file.authors),
        "license": file.license,
        "files": marks_of(pack.files),
        "hash": pack.digest,
    }


def marks_of(files: Mapping[str, bytes]) -> dict[str, dict[str, object]]:
    """The length and the SHA-256 of each file, by which a change is found."""
    return {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()} for name, content in files.items()
    }


def as_bytes(pack: Pack) -> bytes:
    """The pack as the one file it can be."""
    manifest = json.dumps(manifest_of(pack), ensure_ascii=False, indent=1) + "\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {MANIFEST: manifest.encode("utf-8"), **pack.files}.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _RIGHTS << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _digest(files: Mapping[str, bytes]) -> str:
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
