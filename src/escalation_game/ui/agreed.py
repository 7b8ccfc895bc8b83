"""What is otherwise in this match than in others of its scenario, in few words: told wherever it is played."""

from __future__ import annotations

from escalation_game.ui.language import _, spoken
from escalation_game.ui.session import Session


def agreed(session: Session) -> tuple[str, ...]:
    """Return what has been agreed: open information, own assumptions, and the reading that forecasts are seen through."""
    match, told = session.match, list[str]()
    if match.open_information:
        told.append(_("open information"))
    if match.assumptions:
        told.append(
            spoken().plural("{count} assumption of your own", "{count} assumptions of your own", len(match.assumptions))
        )
    lens = match.scenario.file.lenses.get(session.viewing)
    if lens is not None:
        told.append(_("seen through: {lens}").format(lens=lens.title))
    return tuple(told)
