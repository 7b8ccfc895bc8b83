"""One scenario on the bench: what its files say now, its tests while they run, the pack that was made of it."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from escalation_game.play.catalogue import BrokenScenarioError, FindingTold, Listing, findings_told
from escalation_game.play.started import Until
from escalation_game.play.watched_files import WatchedFiles
from escalation_game.ui.bench import Bench, Packed
from escalation_game.ui.language import _
from escalation_game.ui.test_run import TestRun

LOOKED = 0.5  #: seconds between looks at the files


class Work:
    """What has been found out about a scenario, and how it is to be played. It looks at the files by itself as time passes.

    `turn`, `until` and `seed` say from where, and after what, it is played. `outdated`: the files have changed since the tests began.
    `known` is what there was to say of the scenario when it last had no findings, None when it has had some from the start.
    """

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.folder = folder
        self.turn, self.seed = 1, 1
        self.until: Until = "nothing"
        self.run: TestRun | None = None
        self.outdated = False
        self.packed: Packed | None = None
        self.unpacked: tuple[FindingTold, ...] = ()
        self.said = ""
        self.known: Listing | None = None
        self._bench = bench
        self._files = WatchedFiles([folder / name for name in bench.files])
        self._looked = -LOOKED
        self._files.changed()
        self._files.changed()  # the second look takes them as they are
        self.findings = bench.check(folder)

    def described(self, listing: Listing) -> Listing:
        """What there is to say of the scenario: of what it is now, or was before it could not be read."""
        if not listing.findings:
            self.known = listing
        return self.known or listing

    @property
    def file(self) -> Path:
        """The file in which the scenario is written."""
        return self.folder / self._bench.files[0]

    @property
    def testing(self) -> bool:
        """Whether tests are running."""
        return self.run is not None and self.run.running

    def tick(self, now: float) -> bool:
        """Look at the files when it is time to, and take in what the tests say; return whether there was anything new."""
        news = self.run is not None and self.run.poll()
        if now - self._looked >= LOOKED * 0.9:
            self._looked = now
            if self._files.changed():
                self._check()
                return True
        return news

    def test(self) -> None:
        """Begin to run the tests."""
        if not self.testing:
            self.run, self.outdated = TestRun(self._bench, self.folder), False

    def stop(self) -> None:
        """End the tests; what has come of them stays."""
        if self.run is not None:
            self.run.stop()

    def pack(self) -> None:
        """Write a pack among the user's documents, or keep what is in the way of it."""
        self.packed, self.unpacked, self.said = None, (), ""
        path = packs_folder() / f"{self.folder.name}.zip"
        try:
            self.packed = self._bench.pack(self.folder, path)
        except BrokenScenarioError as error:
            self.unpacked = findings_told(error, self.folder)
        except FileExistsError:
            self.said = _("{path} is something else. Move it away first.").format(path=path)
        except OSError as error:
            self.said = _("It could not be written: {why}.").format(why=error.strerror or error)

    def _check(self) -> None:
        self.findings = self._bench.check(self.folder)
        self.outdated = self.run is not None
        self.packed, self.unpacked, self.said = None, (), ""


def packs_folder() -> Path:
    """Where packs are written: a folder of the game's among the user's documents."""
    return Path(platformdirs.user_documents_dir()) / "Escalation Game"
