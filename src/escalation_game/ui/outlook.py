"""What each action would lead to, as far as this seat can know: asked once a turn of worker processes, shown as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from escalation_game.futures.asking import request, single_actions
from escalation_game.futures.evidence import evidence
from escalation_game.futures.forecast import Forecast
from escalation_game.futures.forecaster import Forecaster
from escalation_game.play.match import Match

POLLED = 0.05  #: seconds between looks for news


@dataclass(frozen=True, slots=True)
class _About:
    """What a question is about: a match after so many turns, as one role sees it."""

    digest: str
    role: str


@dataclass
class Outlook:
    """Forecasts of every action alone against doing nothing this turn. Its state: the workers, and the answers there are."""

    forecaster: Forecaster
    problem: str = ""
    _about: _About | None = None
    _waiting: bool = False
    _answers: dict[str, Forecast] = field(default_factory=dict[str, Forecast])

    @classmethod
    def of(cls, match: Match) -> Outlook:
        """An outlook whose workers start in the background."""
        return cls(Forecaster(match.scenario.game))

    @property
    def waiting(self) -> bool:
        """Whether better answers are to come."""
        return self._waiting

    def look(self, match: Match, role: str) -> None:
        """Asks about the turn to come, if that has not been asked already."""
        about = _About(match.state.digest(), role)
        if about == self._about:
            return
        self._about, self._answers, self._waiting = about, {}, False
        options = single_actions(match, role)
        if match.ending is None and options:
            self.forecaster.ask(role, evidence(match, role), request(match, role, options))
            self._waiting = True

    def poll(self) -> bool:
        """Takes in news; returns whether there was any. Never waits."""
        answer = self.forecaster.poll() if self._waiting else None
        if answer is None:
            return False
        self._answers |= {forecast.option[0]: forecast for forecast in answer.forecasts}
        self._waiting, self.problem = not answer.last, answer.problem
        return True

    def forecast(self, action: str) -> Forecast | None:
        """What an action alone would lead to; None while nobody knows."""
        return self._answers.get(action)

    def close(self) -> None:
        """Ends the workers."""
        self.forecaster.close()
