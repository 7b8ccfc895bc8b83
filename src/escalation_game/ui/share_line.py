"""The share code of a match in one line, or why it has none."""

from __future__ import annotations

from escalation_game.play.match import Match
from escalation_game.play.sharing import CodeError, share_code
from escalation_game.ui.language import _, tell


def share_line(match: Match) -> str:
    """Return what to pass on so that somebody else can play the same match from its start."""
    try:
        return _("Share code {code}. Entered at “New match”, it begins the same match anywhere.").format(
            code=share_code(match)
        )
    except CodeError as error:
        return _("There is no share code: {why}.").format(why=tell(error.args[0]))
