"""What a role may know of, by the scenario's `seen_by`: the allow-list behind every View. With open information it may know of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from escalation_game.play.match import Match
from escalation_game.play.said import said
from escalation_game.scenario.schema import Effect, Rule, ScenarioFile, Sight

EXACT = Sight(kind="exact")


@dataclass(frozen=True)
class Sights:
    """One role's sight of one scenario; `opened`: everything, exactly."""

    file: ScenarioFile
    role: str
    opened: bool = False

    def variable(self, name: str) -> Sight:
        """How a stock, derived value or switch is seen."""
        for section in (self.file.stocks, self.file.derived, self.file.switches):
            if name in section:
                return self._of(section[name].seen_by)
        return EXACT

    def action(self, name: str) -> bool:
        """Whether the role learns that an action was chosen. Of its own it always does."""
        action = self.file.actions[name]
        return action.role == self.role or self._of(action.seen_by).kind != "hidden"

    def event(self, name: str) -> bool:
        """Whether the role learns of an event; injects are public."""
        return name not in self.file.events or self._of(self.file.events[name].seen_by).kind != "hidden"

    def cause(self, cause: str, stock: str) -> bool:
        """Whether the role knows of a cause in a stock's Ledger ("rule:attrition", "cost:warn", "limit")."""
        section, _, name = cause.partition(":")
        match section:
            case "rule":
                return self._of(self.file.rules[name].seen_by).kind != "hidden"
            case "action" | "cost":
                shown = self.action(name)
            case "event" | "inject":
                shown = self.event(name)
            case _:
                return True
        touching = [effect for effect in effects_of(self.file, cause) if stock in touched(effect)]
        return shown and all(self.effect(cause, effect) for effect in touching)

    def effect(self, cause: str, effect: Effect | Rule) -> bool:
        """Whether the role knows of one effect of a cause. Of its own actions it knows all."""
        section, _, name = cause.partition(":")
        own = section == "action" and self.file.actions[name].role == self.role
        return own or self._of(effect.seen_by).kind != "hidden"

    def _of(self, seen_by: Mapping[str, Sight]) -> Sight:
        return EXACT if self.opened else seen_by.get(self.role) or seen_by.get("others") or EXACT


def sights_of(match: Match, role: str) -> Sights:
    """What a role's View of a match is made by. Belief is not: it rests on what the seat knows without open information too."""
    return Sights(match.scenario.file, role, match.open_information)


def effects_of(file: ScenarioFile, cause: str) -> tuple[Effect | Rule, ...]:
    """The effects behind a cause of the Ledger."""
    section, _, name = cause.partition(":")
    match section:
        case "rule":
            return (file.rules[name],)
        case "action":
            return tuple(file.actions[name].effects)
        case "event":
            return tuple(file.events[name].effects)
        case "inject":
            return tuple(file.injects[name].effects)
        case _:
            return ()


def touched(effect: Effect | Rule) -> Iterator[str]:
    """The stocks an effect changes."""
    if effect.change:
        yield from effect.change
    if effect.move:
        yield from (effect.move.from_, effect.move.to)


def because(file: ScenarioFile, cause: str, stock: str) -> str:
    """The author's reason for what a cause did to a stock, or ""."""
    section, _, name = cause.partition(":")
    for effect in effects_of(file, cause):
        if stock in touched(effect) and effect.because:
            return effect.because
    if section in {"event", "inject"}:
        return (file.events[name] if section == "event" else file.injects[name]).because or ""
    return ""


def title_of(file: ScenarioFile, cause: str) -> str:
    """A cause of the Ledger in words."""
    section, _, name = cause.partition(":")
    match section:
        case "rule":
            return file.rules[name].title or name.replace("_", " ").capitalize()
        case "action":
            return file.actions[name].title
        case "cost":
            return said("Cost: {action}", action=file.actions[name].title)
        case "event":
            return file.events[name].title
        case "inject":
            return file.injects[name].title
        case _:
            return {"limit": said("Limit of the range"), "override": said("Set by the facilitator")}.get(cause, cause)
