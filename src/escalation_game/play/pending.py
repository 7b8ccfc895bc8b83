"""What has been decided for a turn that has not ended yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from escalation_game.play.record import Override


@dataclass
class Pending:
    """What has been decided for the turn that has not ended yet."""

    choices: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    doctrine: set[str] = field(default_factory=set[str])
    events: dict[str, bool] = field(default_factory=dict[str, bool])
    injects: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    overrides: dict[str, Override] = field(default_factory=dict[str, Override])
    predictions: dict[str, float] = field(default_factory=dict[str, float])

    def copy(self) -> Pending:
        """The same decisions, which change no more with these."""
        return Pending(
            dict(self.choices), set(self.doctrine), dict(self.events), self.injects, self.withheld,
            dict(self.overrides), dict(self.predictions),
        )  # fmt: skip
