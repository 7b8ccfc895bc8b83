"""Packs and the user's own scenarios, for a window that does not reach below `play`: what a pack is, taking it, putting one away."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from escalation_game.play.catalogue import Listing
from escalation_game.scenario import installing
from escalation_game.scenario.own import own_folder, scenarios_in
from escalation_game.scenario.pack import SUFFIX, read_pack
from escalation_game.scenario.pack_bytes import Pack
from escalation_game.scenario.pack_files import wrong_part
from escalation_game.scenario.shipped import FILE


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack that has been checked, to be looked at before it is taken. `files` are names and lengths in bytes; `pack` is what was checked."""

    title: str
    summary: str
    content_note: str
    authors: tuple[str, ...]
    license: str
    digest: str
    files: tuple[tuple[str, int], ...]
    pack: Pack = field(repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a pack's scenario is now. Not `new`: it was there already. `renamed`: another one of its name stays beside it."""

    folder: Path
    new: bool
    renamed: bool


def scenarios_folder() -> Path:
    """The user's own folder of scenarios; it need not be there yet."""
    return own_folder()


def is_pack(path: Path) -> bool:
    """Whether a path is called as packs are."""
    return path.suffix.lower() == SUFFIX


def folder_of_scenarios(path: Path) -> Path | None:
    """The folder in which the scenarios of a path lie: itself, or the one around it where it is a scenario. None where there are none."""
    try:
        folder = path.resolve().parent if (path / FILE).is_file() else path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return folder if scenarios_in(folder) else None


def folder_for(name: str) -> Path:
    """The folder of a new scenario of the user's own. Raises ValueError with why a name cannot be that of a folder on every system."""
    wrong = wrong_part(name)
    if wrong:
        raise ValueError(wrong)
    return own_folder() / name


def offered(path: Path) -> Offer:
    """What is in a pack, all of it checked. Raises ScenarioError with what is wrong with it."""
    pack = read_pack(path)
    file = pack.scenario.file
    files = tuple((name, len(content)) for name, content in pack.files.items())
    return Offer(
        file.title, file.summary, file.content_note or "", file.authors, file.license or "", pack.digest, files, pack
    )  # fmt: skip


def take(offer: Offer) -> Taken:
    """Puts the scenario of a pack among the user's own, exactly as it was checked. Raises OSError; then nothing has changed."""
    installed = installing.install(offer.pack)
    return Taken(installed.path.parent, installed.new, installed.renamed)


def put_away(listing: Listing) -> Path:
    """Moves a scenario of the user's own to the trash and returns where it is now. Raises OSError, ValueError for any other."""
    return installing.put_away(listing.folder / FILE)
