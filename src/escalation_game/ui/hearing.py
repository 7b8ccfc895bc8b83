"""What is heard: cues of the interface and of the match, the voice, and the captions of both below the window."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.match import Match
from escalation_game.play.narration import headlines
from escalation_game.ui.kit import Stage
from escalation_game.ui.self_voicing import SelfVoicing
from escalation_game.ui.session import Session
from escalation_game.ui.settings import Settings
from escalation_game.ui.sounds import CUES, Cue, Loudspeaker, caption_of, volume_of
from escalation_game.ui.speech import Speaker


class Hearing:
    """Watches a stage and the match on its desk. Its state: how far the match had come, and the caption that stands.

    Without a loudspeaker nothing is played, and without engines of speech nothing is spoken; the captions are the same.
    """

    def __init__(
        self, stage: Stage, settings: Callable[[], Settings], session: Callable[[], Session | None],
        loudspeaker: Loudspeaker | None = None, speaker: Speaker | None = None,
    ) -> None:  # fmt: skip
        self._stage, self._settings, self._session = stage, settings, session
        self._loudspeaker, self._speaker = loudspeaker, speaker or Speaker()
        self.voice = SelfVoicing(stage, self._speaker)
        self._come_to: tuple[Match | None, int, str | None] = (None, 0, None)
        self._caption, self._captioned = "", -1

    def heard(self, what: str) -> None:
        """Take a cue of the interface: "click" or "refused"."""
        for cue in CUES:
            if cue == what:
                self._cue(cue)

    def notice(self) -> None:
        """Sound what the match has come to, say what is new, and write both down; called before each painting."""
        come_to = self._cue_of_match()
        if come_to:
            self._cue(come_to)
        settings, changes = self._settings(), self._stage.navigation.changes
        if settings.self_voicing != self.voice.on:
            self.voice.switch(on=settings.self_voicing)
        self.voice.notice()
        if self._caption and changes not in {self._captioned, self._captioned + 1}:
            self._caption = ""
        if not (settings.self_voicing or settings.captions):
            self._stage.caption = None
        else:
            self._stage.caption = " ".join(part for part in (self._caption, self.voice.said) if part)

    def close(self) -> None:
        """Fall silent, and let go of the sound card."""
        self._speaker.close()
        if self._loudspeaker:
            self._loudspeaker.close()

    def _cue(self, cue: Cue) -> None:
        settings = self._settings()
        volume = volume_of(cue, settings)
        if not volume:
            return
        if self._loudspeaker:
            self._loudspeaker.play(cue, volume)
        if settings.captions:
            self._caption, self._captioned = caption_of(cue), self._stage.navigation.changes

    def _cue_of_match(self) -> Cue | None:
        session = self._session()
        if session is None:
            return None
        match = session.match
        before, self._come_to = self._come_to, (match, match.turn, match.ending)
        if before[0] is not match or match.turn <= before[1]:
            return None
        if match.ending is not None:
            return "ending"
        news = headlines(match, session.role, match.turn, (), ())
        return "event" if any(one.kind in {"event", "inject"} for one in news) else "turn"
