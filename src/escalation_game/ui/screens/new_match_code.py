"""The line at "New match" where a share code is entered: it is read as soon as it is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escalation_game.play.catalogue import Listing
from escalation_game.play.sharing import CodeError, Invitation, invitation
from escalation_game.ui.kit import Element, column, style, text, textbox
from escalation_game.ui.language import _, tell

_WHOLE = 15  #: letters from which a code may be whole, and so can be wrong


@dataclass(frozen=True, slots=True)
class Entered:
    """A code as it stands in the line: the match it is for, or what is wrong with it, "" while it is not whole."""

    words: str = ""
    found: Invitation | None = None
    wrong: str = ""


def entered(words: str, listings: Sequence[Listing]) -> Entered:
    """What a code says among the scenarios that can be played here."""
    try:
        return Entered(words, invitation(words, [one.source for one in listings]))
    except CodeError as error:
        whole = sum(letter.isalnum() for letter in words) >= _WHOLE
        return Entered(words, None, tell(error.args[0]) if whole else "")


def code_part(code: Entered, write: Callable[[str], object], begin: Callable[[], object]) -> Element:
    """Return the line, and below it what came of it."""
    said = _("Scenario, luck, world and length of somebody else's match.")
    if code.found is not None:
        said = _("All set: scenario, luck number {seed}, world and length are those of the code.").format(
            seed=code.found.seed
        )
    elif code.wrong:
        said = f"{code.wrong[:1].upper()}{code.wrong[1:]}."
    box = textbox(
        _("Share code"), code.words, write, on_activate=begin, key="code", placeholder=_("such as ABCDE-12345-FGHJK")
    )
    return column(box, text(said, style=style("small", "choice_ink" if code.wrong else "muted")), gap=5)
