"""A playtest: bots play thousands of seeded games; what came about, how games ended, what each option was worth, and which plays broke.

A play is a match: the same seed in `play --seed` is the same world and the same luck. They are only computed side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from escalation_game.authoring.balance import Balance, balance_of
from escalation_game.authoring.bots_at_play import (
    Bot,
    Marks,
    Openings,
    Turn,
    batches,
    bots_for,
    player_of,
    turns,
    without,
)
from escalation_game.authoring.broken_plays import MOST, Broken, Fault, fault_of, look_into
from escalation_game.authoring.coverage import Item, Reached, Watch, items, together
from escalation_game.authoring.shrinking import shorten
from escalation_game.engine.layout import ENDING
from escalation_game.engine.state import Numbers
from escalation_game.futures.playing import Values
from escalation_game.futures.words import Direction, direction
from escalation_game.play.machines import machine_of
from escalation_game.scenario.load import Scenario

PLAYS = 2000

#: Told (what is being played, steps done, steps in all).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BotOutcome:
    """How a bot fared: its plays, how many of them broke, endings by name, objectives as means over plays that did not break."""

    bot: str
    plays: int
    broken: int
    endings: Mapping[str, int]
    objectives: Mapping[str, float]


@dataclass(frozen=True)
class Worth:
    """What an option did to an objective: means over the plays in which it was chosen, and over the same plays, on the same luck, without it.

    `direction` is up or down where at least 70 % of those plays agree.
    """

    objective: str
    chosen: float
    without: float
    standard_error: float
    direction: Direction


@dataclass(frozen=True)
class Option:
    """An action of the player: in how many plays of the random bot it was chosen, its share of plays by bot, and what it was worth."""

    action: str
    plays: int
    of: int
    by_bot: Mapping[str, float]
    worth: tuple[Worth, ...]


@dataclass(frozen=True)
class Playtest:
    """The outcome. `complete` is False after Ctrl-C, and then there may be no `balance`. `broken` counts plays that broke; the first of them are
    `faults`, and the first of those that broke in the same way have a shortest form.
    """

    scenario: Scenario
    seed: int
    bots: tuple[BotOutcome, ...]
    reached: tuple[Reached, ...]
    options: tuple[Option, ...]
    faults: tuple[Fault, ...]
    broken: int
    complete: bool
    balance: Balance | None = None

    @property
    def plays(self) -> int:
        """How many were played."""
        return sum(one.plays for one in self.bots)

    @property
    def never(self) -> tuple[Reached, ...]:
        """What never came about."""
        return tuple(one for one in self.reached if not one.plays)


def playtest(
    scenario: Scenario,
    plays: int = PLAYS,
    seed: int = 0,
    *,
    folder: Path = Path("broken-plays"),
    progress: Progress | None = None,
) -> Playtest:
    """Lets the bots play. Records of plays that broke go into `folder`, which is made only then.

    Raises TooFewPlaysError on fewer plays than bots, OSError when a record cannot be written.
    """
    running = _Running(scenario, Openings(scenario, seed))
    bots = bots_for(scenario, plays)
    actions = [one.name for one in scenario.game.actions if one.role == player_of(scenario)]
    complete, options, steps = False, list[Option](), len(bots) + len(actions) + 2
    balance: Balance | None = None
    tell: Progress = progress or (lambda _what, _done, _all: None)
    try:
        for done, bot in enumerate(bots):
            tell(bot.name, done, steps)
            running.play(bot)
        chooser = next(bot for bot in bots if bot.name == "random")
        for done, action in enumerate(actions, len(bots)):
            tell(f"random without {action}", done, steps)
            options.append(running.option(chooser, action))
        tell("options against each other", steps - 2, steps)
        balance = balance_of(scenario, seed, {name: one.whole for name, one in running.played.items()})
        complete = True
    except KeyboardInterrupt:
        pass
    tell("plays that broke", steps - 1, steps)
    faults = _faults(scenario, running.broken[:MOST], folder)
    reached = together(running.counts, running.chances)
    return Playtest(
        scenario, seed, tuple(running.outcomes), reached, tuple(options), faults, len(running.broken), complete, balance
    )


def _faults(scenario: Scenario, broken: Sequence[Broken], folder: Path) -> tuple[Fault, ...]:
    """What broke, and of the first of each kind its shortest form."""
    faults, seen = list[Fault](), set[tuple[str, ...]]()
    for one in broken:
        fault = look_into(scenario, one, folder)
        kind = fault_of(fault.message)
        faults.append(fault if kind in seen else shorten(scenario, fault, folder))
        seen.add(kind)
    return tuple(faults)


@dataclass(frozen=True)
class _Played:
    """What is known of a bot's plays: objectives at the end, shape (objectives, plays), which broke, and which chose each action."""

    objectives: Numbers
    failed: Marks
    chose: Mapping[str, Marks]

    @property
    def whole(self) -> Numbers:
        """The objectives, none in plays that broke."""
        return np.where(self.failed, np.nan, self.objectives)


@dataclass
class _Running:
    """A playtest under way. Its state: what came about so far."""

    scenario: Scenario
    openings: Openings
    outcomes: list[BotOutcome] = field(default_factory=list[BotOutcome])
    broken: list[Broken] = field(default_factory=list[Broken])
    played: dict[str, _Played] = field(default_factory=dict[str, _Played])
    counts: Counter[Item] = field(default_factory=Counter[Item])
    chances: dict[str, float] = field(default_factory=dict[str, float])

    def __post_init__(self) -> None:
        self.machine = machine_of(self.scenario)
        self.counts.update(dict.fromkeys(items(self.scenario.game), 0))
        self.chances.update({event.name: 0.0 for event in self.scenario.game.events})
        self.values = Values(self.machine, [("objective", one.name) for one in self.scenario.game.objectives])

    def play(self, bot: Bot) -> None:
        """Every play of a bot, watched."""
        endings: Counter[str] = Counter()
        parts = [self._batch(bot, plays, injects, endings) for plays, injects in batches(self.scenario, bot)]
        names = parts[0].chose
        whole = _Played(
            np.concatenate([part.objectives for part in parts], axis=1), np.concatenate([part.failed for part in parts]),
            {name: np.concatenate([part.chose[name] for part in parts]) for name in names},
        )  # fmt: skip
        means = _means(whole.objectives[:, ~whole.failed])
        objectives = dict(zip((one.name for one in self.scenario.game.objectives), means, strict=True))
        self.played[bot.name] = whole
        self.outcomes.append(BotOutcome(bot.name, bot.plays, int(whole.failed.sum()), dict(endings), objectives))

    def option(self, bot: Bot, action: str) -> Option:
        """What an action was worth to a bot that has played: its plays again on the same luck, without the action."""
        with_it = self.played[bot.name]
        state = self.openings.of(range(bot.plays))
        for _ in turns(self.scenario, without(bot, action), state, {}):
            pass
        chose = with_it.chose[action] & ~with_it.failed & ~state.failed
        apart = self.values.of(state)[:, chose]
        worth = [
            _worth(name, *pair)
            for name, *pair in zip(
                (one.name for one in self.scenario.game.objectives), with_it.objectives[:, chose], apart, strict=True
            )
        ] if chose.any() else []  # fmt: skip
        by_bot = {name: float(played.chose[action].mean()) for name, played in self.played.items()}
        return Option(action, int(chose.sum()), bot.plays, by_bot, tuple(worth))

    def _batch(self, bot: Bot, plays: range, injects: Mapping[int, tuple[str, ...]], endings: Counter[str]) -> _Played:
        state = self.openings.of(plays)
        watch, log, failed = Watch(self.machine, state), list[Turn](), state.failed.copy()
        chosen: list[Mapping[str, Marks]] = []
        self._note_broken(bot, plays, failed, chosen, log)
        for turn in turns(self.scenario, bot, state, injects):
            chosen.append(
                {one.name: self.machine.row(state, "chosen", one.name) > 0 for one in self.scenario.game.actions}
            )
            log.append(turn)
            watch.see(turn)
            self._note_broken(bot, plays, state.failed & ~failed, chosen, log)
            failed = state.failed.copy()
        self.counts.update({item: int(marks.sum()) for item, marks in watch.marks.items()})
        self.chances.update({name: max(self.chances[name], chance) for name, chance in watch.chances.items()})
        ended: list[int] = self.machine.row(state, *ENDING)[~failed].astype(np.int64).tolist()
        endings.update(self.scenario.game.endings[place - 1].name for place in ended if place)
        chose = {name: marks for (kind, name), marks in watch.marks.items() if kind == "action"}
        objectives = self.values.of(state)
        worthless = ~failed & ~np.isfinite(objectives).all(axis=0)
        self._note_broken(bot, plays, worthless, chosen, log)
        return _Played(objectives, failed | worthless, chose)

    def _note_broken(
        self, bot: Bot, plays: range, fresh: Marks, chosen: Sequence[Mapping[str, Marks]], log: Sequence[Turn]
    ) -> None:
        """Notes plays that have just broken, with every choice that led there: the engine keeps those of the turn that broke too."""
        roles = {role: [one.name for one in self.scenario.game.actions if one.role == role] for role in bot.policies}
        for play in np.flatnonzero(fresh).tolist():
            choices = tuple(
                {role: tuple(name for name in names if marks[name][play]) for role, names in roles.items()}
                for marks in chosen
            )
            injects = tuple(turn.injects for turn in log)
            seed = self.openings.seed_of(plays[play])
            self.broken.append(Broken(bot.name, seed, tuple(roles), choices, injects))


def _worth(objective: str, chosen: Numbers, without: Numbers) -> Worth:
    apart = chosen - without
    error = float(apart.std(ddof=1) / np.sqrt(len(apart))) if len(apart) > 1 else 0.0
    way = direction(float((apart > 0).mean()), float((apart < 0).mean()))
    return Worth(objective, float(chosen.mean()), float(without.mean()), error, way)


def _means(values: Numbers) -> list[float]:
    return [float(row.mean()) if len(row) else float("nan") for row in values]
