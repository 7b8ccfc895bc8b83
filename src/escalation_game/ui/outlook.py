"""What each action would lead to, as far as this seat can know: asked once a turn of worker processes, shown as it comes.

First for everybody, over all lenses; then once through the lens of each adviser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from escalation_game.futures.asking import request, single_actions
from escalation_game.futures.evidence import Seen, evidence
from escalation_game.futures.forecast import Forecast, Request
from escalation_game.futures.forecaster import Forecaster
from escalation_game.play.match import Match
from escalation_game.play.seeing import advisers
from escalation_game.play.view import Adviser

POLLED = 0.05  #: seconds between looks for news
ALL_LENSES = ""
_ADVISED = 600  #: futures behind an adviser's number


@dataclass(frozen=True, slots=True)
class Advice:
    """What an adviser would do: the action, and the share of its futures in which it is better for the objective; "" is to wait."""

    adviser: Adviser
    action: str
    better: float


@dataclass
class Outlook:
    """Forecasts of every action alone against doing nothing this turn. Its state: the workers, what is still to be asked, and the answers."""

    forecaster: Forecaster
    problem: str = ""
    _about: tuple[str, str] = ("", "")  # digest of the State, role
    _seen: tuple[Seen, ...] = ()
    _advisers: tuple[Adviser, ...] = ()
    _asked: list[tuple[str, Request]] = field(default_factory=list[tuple[str, Request]])  # by lens; the first stands
    _answers: dict[str, dict[str, Forecast]] = field(default_factory=dict[str, dict[str, Forecast]])

    @classmethod
    def of(cls, match: Match) -> Outlook:
        """An outlook whose workers start in the background."""
        return cls(Forecaster(match.scenario.game))

    @property
    def waiting(self) -> bool:
        """Whether better answers are to come."""
        return bool(self._asked)

    @property
    def waiting_for_cards(self) -> bool:
        """Whether the forecasts of the cards themselves are still to come."""
        return any(lens == ALL_LENSES for lens, _question in self._asked)

    def look(self, match: Match, role: str) -> None:
        """Asks about the turn to come, if that has not been asked already."""
        about = (match.state.digest(), role)
        if about == self._about:
            return
        self._about, self._answers, self._asked = about, {}, []
        options = single_actions(match, role)
        if match.ending is not None or not options:
            return
        self._seen, self._advisers = evidence(match, role), advisers(match, role)
        few = request(match, role, options, futures=_ADVISED)
        self._asked = [(ALL_LENSES, request(match, role, options)), *((one.lens, few) for one in self._advisers)]
        self._ask()

    def poll(self) -> bool:
        """Takes in news, and asks what is next; returns whether there was any. Never waits."""
        answer = self.forecaster.poll() if self._asked else None
        if answer is None:
            return False
        lens = self._asked[0][0]
        self._answers.setdefault(lens, {}).update({forecast.option[0]: forecast for forecast in answer.forecasts})
        if answer.last:
            self.problem = answer.problem
            self._asked = [] if answer.problem else self._asked[1:]
            self._ask()
        return True

    def forecast(self, action: str) -> Forecast | None:
        """What an action alone would lead to; None while nobody knows."""
        return self._answers.get(ALL_LENSES, {}).get(action)

    def advice(self) -> tuple[Advice, ...]:
        """What each adviser would do, of those who have been heard."""
        waiting = {lens for lens, _question in self._asked}
        return tuple(
            self._advice(one) for one in self._advisers if one.lens in self._answers and one.lens not in waiting
        )

    def close(self) -> None:
        """Ends the workers."""
        self.forecaster.close()

    def _ask(self) -> None:
        if self._asked:
            lens, question = self._asked[0]
            self.forecaster.ask(self._about[1], self._seen, question, (lens,) if lens else ())

    def _advice(self, adviser: Adviser) -> Advice:
        compared = {action: one.objectives[adviser.objective] for action, one in self._answers[adviser.lens].items()}
        action, best = max(compared.items(), key=lambda item: (item[1].better - item[1].worse, item[0]))
        return Advice(adviser, action, best.better) if best.better > best.worse else Advice(adviser, "", best.better)
