"""The guide for whoever sits in one seat: nothing in it that this seat may not know."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Page,
    Paragraph,
    Said,
    Words,
    joined,
    words,
)
from escalation_game.authoring.guides.wording import (
    aim,
    amount,
    bounds,
    counted,
    period,
    sight_of,
    sight_words,
    unit_of,
    variables,
    wanted,
)
from escalation_game.play.match import Match
from escalation_game.play.seeing import view
from escalation_game.play.view import Action, Effect, View
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.schema import Role, ScenarioFile

_SEED = 0  # the first turn looks the same for every seed to whoever reads what is told here


def seats(scenario: Scenario) -> Iterator[str]:
    """The roles that somebody can play: those with actions, the player's first."""
    roles = scenario.file.roles
    acting = {action.role for action in scenario.file.actions.values()}
    yield from sorted(
        (name for name, role in roles.items() if name in acting or role.player), key=lambda name: not roles[name].player
    )


def player_page(scenario: Scenario, role: str) -> Page:
    """The guide for one seat. Raises MatchStoppedError when the rules have no value to begin with."""
    file, entry = scenario.file, scenario.file.roles[role]
    seen = view(Match(scenario, _SEED, _lens(scenario)), role)
    blocks = (
        *_about(file),
        *_seat(file, entry),
        *_others(file, role),
        *_actions(seen),
        *_variables(file, role, entry),
        *_endings(),
        *_glossary(file, role),
    )
    return Page(f"player-{role}", f"Player guide: {entry.title}", file.title, file.language, blocks)


def _lens(scenario: Scenario) -> str:
    """The author's own numbers."""
    return scenario.game.lenses[0]


def _about(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("What it is about",))
    yield Paragraph((Said(file.summary),))
    if file.content_note:
        yield Paragraph(("Please note: ", Said(file.content_note)), stands_out=True)
    yield Paragraph(
        (f"{period(file)}. ", Said(_order(file)), " Then the turn is played, and everybody reads what came of it.")
    )
    for text in file.briefing.text if file.briefing else ():
        yield Paragraph((Said(text),))


def _order(file: ScenarioFile) -> str:
    """Who chooses when."""
    places: dict[int, list[str]] = {}
    for role in file.roles.values():
        places.setdefault(role.order, []).append(role.title)
    if len(places) == 1:
        return "All choose at the same time."
    told = "; then ".join(" and ".join(titles) for _, titles in sorted(places.items()))
    return f"In each turn the order of choosing is: {told}. Who comes later sees what was chosen before, as far as it is not kept secret."


def _seat(file: ScenarioFile, role: Role) -> Iterator[Block]:
    yield Heading(2, ("Your seat: ", Said(role.title)))
    if role.brief:
        yield Paragraph((Said(role.brief),))
    yield Paragraph((f"You may choose up to {counted(role.choices, 'action')} a turn, or none.",))
    goals = [aim(file, name) for name in wanted(file, role)]
    if goals:
        yield Heading(3, ("What you can want",))
        yield Paragraph(
            (
                "At the end each of these is shown for what it is. Which counts most is yours to decide, before you begin.",
            )
        )
        yield Bullets(tuple(goals))


def _others(file: ScenarioFile, role: str) -> Iterator[Block]:
    others = [(name, entry) for name, entry in file.roles.items() if name != role]
    if others:
        yield Heading(2, ("The others at the table",))
        yield Bullets(
            tuple(words(Said(entry.title), *(": ", Said(entry.note)) if entry.note else ()) for _, entry in others)
        )


def _actions(seen: View) -> Iterator[Block]:
    if not seen.actions:
        return
    yield Heading(2, ("What you can do",))
    yield Paragraph(
        (
            "Costs and declared effects are told as they stand before the first turn; what others do, and chance, come on top.",
        )
    )
    for action in seen.actions:
        yield Heading(3, (Said(action.title),))
        if action.summary:
            yield Paragraph((Said(action.summary),))
        yield Bullets(tuple(_facts(action)))


def _facts(action: Action) -> Iterator[Words]:
    costs = [words(f"{amount(cost.amount, cost.unit)} of ", Said(cost.title)) for cost in action.costs if cost.amount]
    yield words("Costs ", *joined(costs)) if costs else ("Costs nothing",)
    if not action.available:
        yield words("Not to be had in the first turn: ", Said(action.reason))
    told = [_effect(effect) for effect in action.effects]
    yield from told or [("No declared effect on anything you can see",)]


def _effect(effect: Effect) -> Words:
    spans = words(Said(effect.title))
    if effect.amount == 0.0:
        spans += words(": depends on what else happens")
    elif effect.amount is not None:
        spans += words(f": {amount(effect.amount, effect.unit, signed=True)}", " a turn" if effect.lasts > 1 else "")
    else:
        spans += words(" is set")
    when = ([f"{counted(effect.after, 'turn')} later"] if effect.after else []) + (
        [f"for {counted(effect.lasts, 'turn')}"] if effect.lasts > 1 else []
    )
    return spans + words(
        f", {', '.join(when)}" if when else "", *(". ", Said(effect.because)) if effect.because else ()
    )


def _variables(file: ScenarioFile, role: str, entry: Role) -> Iterator[Block]:
    rows: list[tuple[Words, ...]] = []
    for _, _, variable in sorted(variables(file), key=lambda one: one[0] not in entry.watch):
        sight = sight_of(variable.seen_by, role)
        if sight.kind != "hidden":
            rows.append(((Said(variable.title),), (Said(bounds(variable)),), (sight_words(sight, unit_of(variable)),)))
    if rows:
        yield Heading(2, ("What you can see",))
        yield Grid(
            "What your seat sees, what to watch first", ("What", "From – to, or cases", "How you see it"), tuple(rows)
        )
    if any(case for case in file.cases):
        yield Paragraph(
            (
                "Some things about the world are not known to anybody when the match begins. They may come to light, or not.",
            )
        )


def _endings() -> Iterator[Block]:
    yield Heading(2, ("How it ends",))
    yield Paragraph(
        (
            "When the last turn is over, or before, when something decisive happens. There are no points: read how far you came, and why.",
        )
    )


def _glossary(file: ScenarioFile, role: str) -> Iterator[Block]:
    told: list[tuple[Words, ...]] = []
    for _, _, variable in variables(file):
        if variable.note and sight_of(variable.seen_by, role).kind != "hidden":
            told.append(((Said(variable.title),), (Said(variable.note),)))
    told += [((Said(entry.title),), (Said(entry.argument),)) for entry in file.lenses.values()]
    if told:
        yield Heading(2, ("Glossary",))
        yield Grid("Words of this scenario; readings of it stand at the end", ("Word", "Means"), tuple(told))
