"""Everything there is to say of a file that is being written: what is wrong with it now, and what its last change left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from escalation_game.play.catalogue import FindingTold
from escalation_game.ui.kit import Element, Screen, button, column, label, padded, scroll, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.findings_told import finding_block
from escalation_game.ui.screens.frame import READING_WIDTH, page
from escalation_game.ui.screens.scenario_dialogs import breakable


class FindingsScreen(Screen):
    """Asks for both each time, so that what is mended goes while it is looked at."""

    def __init__(
        self, path: Path, findings: Callable[[], Sequence[FindingTold]], losses: Callable[[], Sequence[str]],
        leave: Callable[[], object],
    ) -> None:  # fmt: skip
        self.title = _("The scenario’s file")
        self._path, self._findings, self._losses, self._leave = path, findings, losses, leave

    def describe(self) -> Element:
        """Return the findings, each with its line."""
        findings, losses = self._findings(), self._losses()
        back = button(_("Back"), self._leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        said = (
            _("no findings") if not findings else spoken().plural("{count} finding", "{count} findings", len(findings))
        )
        sign = "⚠" if findings else "✓"
        lead = _("Mend the file and save it: this page follows. Until then the match goes on by the rules before.")
        body = [
            text(f"{sign} {said}", style=style("lead", bold=True)),
            text(lead, style=style("body", "muted")) if findings else None,
            *(finding_block(one) for one in findings),
            _left_behind(losses) if losses and not findings else None,
            text(breakable(str(self._path)), style=style("small", "muted")),
        ]
        inside = padded(scroll(*body, key="findings", gap=16), (28, 22))
        return page(self.title, "", inside.at(max_width=READING_WIDTH + 200, weight=1), buttons=[back])


def _left_behind(losses: Sequence[str]) -> Element:
    return column(label(_("What the new rules had no room for"), level=2), *(text(one) for one in losses), gap=6)
