"""What each action would lead to, as far as this seat can know: asked once a turn of worker processes, shown as it comes.

First for everybody, over all lenses; then once through the lens of each adviser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from escalation_game.futures.asking import request, single_actions
from escalation_game.futures.evidence import Seen, evidence
from escalation_game.futures.forecast import Forecast, Option, Request
from escalation_game.futures.forecaster import Answer, Forecaster
from escalation_game.futures.study import Watched
from escalation_game.play.match import Match
from escalation_game.play.seeing import advisers
from escalation_game.play.view import Adviser

POLLED = 0.05  #: seconds between looks for news
ALL_LENSES = ""
_ALONG = 1000  #: futures behind the fan of a chart
_ADVISED = 600  #: futures behind an adviser's number


@dataclass(frozen=True, slots=True)
class Advice:
    """What an adviser would do: the action, and the share of its futures in which it is better for the objective; "" is to wait."""

    adviser: Adviser
    action: str
    better: float


@dataclass
class Along:
    """What charts ask, before anything about cards: where one option leads for many variables. `asked` while better answers are to come."""

    about: tuple[object, ...] = ()
    role: str = ""
    seen: tuple[Seen, ...] = ()
    asked: Request | None = None
    answer: Forecast | None = None


@dataclass
class Outlook:
    """Forecasts of every action alone against doing nothing this turn. Its state: the workers, what is still to be asked, and the answers."""

    forecaster: Forecaster
    problem: str = ""
    lens: str = ALL_LENSES  # what the cards and charts are seen through
    _about: tuple[str, str, str] = ("", "", "")  # digest of the State, role, lens
    _seen: tuple[Seen, ...] = ()
    _advisers: tuple[Adviser, ...] = ()
    _asked: list[tuple[str, Request]] = field(default_factory=list[tuple[str, Request]])  # by lens; the first stands
    _answers: dict[str, dict[str, Forecast]] = field(default_factory=dict[str, dict[str, Forecast]])
    _along: Along = field(default_factory=lambda: Along())

    @classmethod
    def of(cls, match: Match) -> Outlook:
        """An outlook whose workers start in the background."""
        return cls(Forecaster(match.scenario.game))

    @property
    def waiting(self) -> bool:
        """Whether better answers are to come."""
        return bool(self._asked) or self._along.asked is not None

    @property
    def waiting_for_cards(self) -> bool:
        """Whether the forecasts of the cards themselves are still to come."""
        return any(lens == ALL_LENSES for lens, _question in self._asked)

    def look(self, match: Match, role: str) -> None:
        """Asks about the turn to come, if that has not been asked already."""
        about = (match.state.digest(), role, self.lens)
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
        answer = self.forecaster.poll() if self.waiting else None
        if answer is None:
            return False
        if self._along.asked is not None:
            self._take_along(answer)
            return True
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

    def look_along(self, match: Match, role: str, option: Option, watched: Sequence[Watched]) -> None:
        """Asks where an option leads for all these variables, before anything else, if that has not been asked already."""
        about = (match.state.digest(), role, self.lens, option, tuple(watched))
        if about == self._along.about:
            return
        self._along = Along(about)
        if match.ending is None:
            question = request(match, role, [option], watched=watched, futures=_ALONG)
            self._along = Along(about, role, evidence(match, role), question)
            self._ask()

    def along(self, option: Option) -> Forecast | None:
        """Where this option leads for what `look_along` named; None while nobody knows."""
        answer = self._along.answer
        return answer if answer is not None and answer.option == option else None

    def leave_along(self) -> None:
        """Asks no longer for charts: what was asked about cards goes on."""
        if self._along.asked is not None:
            self._along = Along()
            self._ask()

    def advice(self) -> tuple[Advice, ...]:
        """What each adviser would do, of those who have been heard."""
        waiting = {lens for lens, _question in self._asked}
        return tuple(
            self._advice(one) for one in self._advisers if one.lens in self._answers and one.lens not in waiting
        )

    def close(self) -> None:
        """Ends the workers."""
        self.forecaster.close()

    def _take_along(self, answer: Answer) -> None:
        if answer.forecasts:
            self._along.answer = answer.forecasts[0]
        if answer.last:
            self.problem, self._along.asked = answer.problem, None
            self._ask()

    def _ask(self) -> None:
        along = self._along
        if along.asked is not None:
            self.forecaster.ask(along.role, along.seen, along.asked, self._through(ALL_LENSES))
        elif self._asked:
            lens, question = self._asked[0]
            self.forecaster.ask(self._about[1], self._seen, question, self._through(lens))

    def _through(self, lens: str) -> tuple[str, ...]:
        """The lenses a question is asked through: an adviser's own, else the one looked through, if any."""
        wanted = lens or self.lens
        return (wanted,) if wanted else ()

    def _advice(self, adviser: Adviser) -> Advice:
        compared = {action: one.objectives[adviser.objective] for action, one in self._answers[adviser.lens].items()}
        action, best = max(compared.items(), key=lambda item: (item[1].better - item[1].worse, item[0]))
        return Advice(adviser, action, best.better) if best.better > best.worse else Advice(adviser, "", best.better)


def seen_through(outlook: Outlook | None, lens: str) -> Outlook | None:
    """The outlook, with cards and charts seen through a lens ("" is all of them) from its next look on."""
    if outlook is not None:
        outlook.lens = lens
    return outlook
