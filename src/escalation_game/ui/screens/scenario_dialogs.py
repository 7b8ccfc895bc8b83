"""What is asked before a scenario is added or taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from escalation_game.play.catalogue import FindingTold
from escalation_game.play.shelf import Offer
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    column,
    dialog,
    divider,
    flow,
    grid,
    heading,
    label,
    padded,
    paper,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.frame import READING_WIDTH, breakable, page

_PIECE = 8  #: digits of a hash that stay together


class OfferScreen(Screen):
    """A pack that has been checked: what it is, before anything is written."""

    def __init__(self, offer: Offer, name: str, take: Callable[[], object], leave: Callable[[], object]) -> None:
        """`name` is that of the pack's file."""
        self.title = _("A packed scenario")
        self._offer, self._name, self._take, self._leave = offer, name, take, leave

    def describe(self) -> Element:
        """Return the title page of the scenario, and both answers."""
        offer = self._offer
        note = text(offer.content_note, style=style("small", "muted", family="serif", italic=True))
        sheet = paper(
            scroll(
                heading(offer.title, "headline", level=2),
                text(offer.summary, style=style("lead", family="serif")),
                note if offer.content_note else None,
                divider(),
                self._facts(),
                key="offer", gap=12,
            ).at(weight=1),
            flow(
                button(_("Add it to your scenarios"), self._take, kind="main", key="take", autofocus=True),
                button(_("Leave it"), self._leave, key="back", hint=_("Key ESC. Nothing is written.")),
                gap=12, row_gap=8,
            ),
            padding=(34, 24), gap=14, name=offer.title, key="paper",
        )  # fmt: skip
        said = _("{file} is whole, holds no program, and has no findings.").format(file=breakable(self._name))
        return page(self.title, said, sheet.at(weight=1, max_width=READING_WIDTH + 80, align="center"))

    def _facts(self) -> Element:
        offer = self._offer
        count = spoken().plural("{count} file", "{count} files", len(offer.files))
        facts = [
            (_("Authors"), ", ".join(offer.authors)),
            (_("Licence"), offer.license),
            (_("Size"), f"{count}, {_kilobytes(sum(size for _name, size in offer.files))}"),
        ]
        lines = [column(label(name), text(value), gap=1) for name, value in facts]
        small = style("small", "muted")
        said = _("The same digits mean the same files. Compare them with what the author gave you.")
        mark = column(
            label(_("Hash")),
            text(in_pieces(offer.digest), style=style("small", family="condensed")),
            text(said, style=small),
            gap=2,
        )
        each = [text(f"{breakable(name)} · {_kilobytes(size)}", style=small) for name, size in offer.files]
        files = column(label(_("Files")), grid(*each, min_width=190, gap=6, most=3), gap=3)
        return column(grid(*lines, min_width=190, gap=14, most=3), mark, files, gap=14)


def _kilobytes(size: int) -> str:
    return spoken().quantity(max(0.1, size / 1000), "kB", 1)


class RefusedScreen(Screen):
    """A pack that cannot be used, and everything that is wrong with it."""

    def __init__(self, name: str, findings: Sequence[FindingTold], leave: Callable[[], object]) -> None:
        self.title = _("This pack cannot be used")
        self._name, self._findings, self._leave = name, findings, leave

    def describe(self) -> Element:
        """Return the findings."""
        back = button(_("Back"), self._leave, kind="primary", key="back", autofocus=True, hint=_("Key ESC."))
        lead = text(
            _("A pack that is not whole, or holds more than it says, is never used."), style=style("lead", "muted")
        )
        body = padded(
            scroll(lead, *(finding_lines(one) for one in self._findings), key="findings", gap=14), (28, 22)
        ).at(max_width=READING_WIDTH + 56, weight=1)
        said = _("Nothing of {file} was written.").format(file=breakable(self._name))
        return page(self.title, said, body, buttons=[back])


def removing(title: str, remove: Callable[[], object], keep: Callable[[], object]) -> Element:
    """Return the question before a scenario is taken away."""
    said = _(
        "It is moved to the trash in the folder of your scenarios, from where it can be brought back. Matches kept of it can still be played."
    )
    return dialog(
        _("Remove “{title}”?").format(title=title),
        text(said),
        buttons=[
            button(_("Keep it"), keep, kind="primary", key="keep", autofocus=True),
            button(_("Remove"), remove, kind="danger", key="do-remove"),
        ],
        on_dismiss=keep,
        size="small",
        key="removing",
    )


def in_pieces(digits: str) -> str:
    """Return a hash in groups that can be read and compared."""
    return " ".join(digits[start : start + _PIECE] for start in range(0, len(digits), _PIECE))


def finding_lines(finding: FindingTold) -> Element:
    """Return a finding: its code and what is wrong, where, and what to do."""
    small = style("small", "muted")
    return column(
        text(span(f"{finding.code}  ", "body", "choice_ink", bold=True), span(finding.message, "body")),
        text(breakable(finding.place), style=small),
        text(finding.hint, style=small) if finding.hint else None,
        gap=1,
    )
