"""The guide for whoever works on the scenario: every entry with its formulas and units, and what moves what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from escalation_game.authoring.graph import SIGNS, drawing, loop_round
from escalation_game.authoring.graph_svg import as_svg
from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Code,
    Grid,
    Heading,
    Page,
    Paragraph,
    Picture,
    Said,
    Words,
    joined,
    words,
)
from escalation_game.authoring.guides.wording import (
    bounds,
    counted,
    endings,
    formula,
    period,
    source_words,
    spread,
    titled,
    unit_of,
    variables,
)
from escalation_game.scenario.influence import Influence, InfluenceGraph, influence_graph
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.schema import Action, Effect, Effects, ScenarioFile, Stock, Switch

_LOOPS = {"reinforcing": "reinforces itself", "balancing": "holds itself back", "mixed": "may go either way"}


def designer_page(scenario: Scenario) -> Page:
    """Everything that stands in the file, and what reads what."""
    file, graph = scenario.file, influence_graph(scenario)
    blocks = (
        *_about(file),
        *_graph(scenario, graph),
        *_variables(file, graph),
        *_unknowns(file),
        *_actions(file),
        *_happenings(file),
        *_goals(file),
        Heading(2, ("This version",)),
        Paragraph(("Rules ", Code(scenario.game.rules_version), ", text ", Code(scenario.digest), ".")),
    )
    return Page("designer", "Designer guide", file.title, file.language, blocks)


def _about(file: ScenarioFile) -> Iterator[Block]:
    yield Paragraph((Said(file.summary),))
    counts = [
        ("role", file.roles),
        ("action", file.actions),
        ("rule", file.rules),
        ("event", file.events),
        ("parameter", file.parameters),
    ]
    told = ", ".join(counted(len(entries), one) for one, entries in counts if entries)
    amount = sum(1 for _ in variables(file))
    yield Paragraph(
        (
            f"{period(file)}, {counted(file.calendar.substeps, 'sub-step')} a turn. {counted(amount, 'variable')}, {told}.",
        )
    )
    roles = tuple(
        (
            titled(role.title, name), ("the player's" if role.player else "",), (str(role.choices),), (str(role.order),),
            joined(((Code(one),) for one in role.objectives), ", ") or ("all",),
        )
        for name, role in file.roles.items()
    )  # fmt: skip
    yield Grid("Roles", ("Role", "Whose", "Choices a turn", "Order", "Objectives"), roles)


def _graph(scenario: Scenario, graph: InfluenceGraph) -> Iterator[Block]:
    yield Heading(2, ("What moves what",))
    drawn = drawing(scenario)
    if any(drawn.columns):
        says = "Variables and what moves them. An arrow with + raises, one with − lowers what it leads to. The tables below say the same in words."
        yield Picture("graph", as_svg(drawn), says)
    if graph.loops:
        yield Heading(3, ("Feedback loops",))
        items = [
            words(f"{loop.name}, which {_LOOPS[loop.kind]}: ", Said(loop_round(loop, graph.nodes)))
            for loop in graph.loops
        ]
        yield Bullets(tuple(items))


def _variables(file: ScenarioFile, graph: InfluenceGraph) -> Iterator[Block]:
    yield Heading(2, ("Variables",))
    for name, kind, entry in variables(file):
        yield Heading(3, titled(entry.title, name))
        unit = unit_of(entry)
        facts = [
            words(
                f"A {kind}",
                *(" in ", Said(unit)) if unit else (),
                *(": ", Said(bounds(entry))) if bounds(entry) else (),
            )
        ]
        if isinstance(entry, Switch):
            facts.append(
                words(
                    "Begins as ",
                    Code(entry.initial or entry.cases[0]),
                    *(", wins: ", Code(", ".join(entry.wins))) if entry.wins else (),
                )
            )
        elif isinstance(entry, Stock):
            facts.append(words("Begins with ", formula(entry.initial)))
        else:
            facts.append(words("Is ", formula(entry.value)))
        facts += _moved(graph, name)
        facts.append(words("Sources: ", *source_words(file, entry.source)))
        yield Bullets(tuple(facts))
        if entry.note:
            yield Paragraph((Said(entry.note),))


def _moved(graph: InfluenceGraph, name: str) -> Iterator[Words]:
    by = [_influence(graph, one, one.source) for one in graph.influences if one.target == name]
    on = [_influence(graph, one, one.target) for one in graph.influences if one.source == name]
    yield words("Moved by ", *joined(by, "; ")) if by else ("Nothing moves it",)
    yield words("Moves ", *joined(on, "; ")) if on else ("Moves nothing",)


def _influence(graph: InfluenceGraph, one: Influence, other: str) -> Words:
    later = f", {counted(one.delay, 'turn')} later" if one.delay else ""
    carriers = ", ".join(
        sorted({strand.carrier for strand in one.strands if not strand.carrier.startswith("derived:")})
    )
    through = words(", through ", Code(carriers)) if carriers else ()
    return words(Said(graph.nodes[other].title), f" ({SIGNS[one.polarity]}{later}", *through, ")")


def _unknowns(file: ScenarioFile) -> Iterator[Block]:
    if file.parameters:
        yield Heading(2, ("Uncertain numbers",))
        rows = tuple(
            (titled(one.title or "", name) if one.title else (Code(name),), (Said(spread(one.low, one.value, one.high, one.unit)),), (one.shape,),
             source_words(file, one.source))
            for name, one in file.parameters.items()
        )  # fmt: skip
        yield Grid("Parameters", ("Name", "Value and range", "Shape", "Sources"), rows)
    if file.cases:
        yield Heading(2, ("Hidden cases",))
        rows = tuple(
            (
                titled(one.title, name),
                (Code(", ".join(f"{case} {share:g}" for case, share in one.odds.items())),),
                source_words(file, one.source),
            )
            for name, one in file.cases.items()
        )
        yield Grid("What is so, and nobody knows", ("Name", "Odds", "Sources"), rows)


def _actions(file: ScenarioFile) -> Iterator[Block]:
    for role, entry in file.roles.items():
        own = {name: action for name, action in file.actions.items() if action.role == role}
        if own:
            yield Heading(2, ("Actions of ", Said(entry.title)))
        for name, action in own.items():
            yield Heading(3, titled(action.title, name))
            yield Bullets(
                (
                    *_conditions(action),
                    *(_effect(one) for one in action.effects),
                    words("Sources: ", *source_words(file, action.source)),
                )
            )


def _conditions(action: Action) -> Iterator[Words]:
    for stock, cost in action.cost.items():
        yield words("Costs ", formula(cost), " of ", Code(stock))
    if action.available is not None:
        yield words("To be had while ", formula(action.available))
    if action.excludes:
        yield words("Not together with ", Code(", ".join(action.excludes)))
    yield (
        words("Doctrine: log-odds ", formula(action.propensity))
        if action.propensity is not None
        else ("Doctrine never chooses it",)
    )


def _effect(effect: Effects) -> Words:
    parts: list[Words] = [
        words(Code(stock), " changes by ", formula(amount)) for stock, amount in effect.change.items()
    ]
    if effect.move is not None:
        parts.append(
            words(formula(effect.move.amount), " goes from ", Code(effect.move.from_), " to ", Code(effect.move.to))
        )
    parts += [words(Code(switch), " becomes ", Code(case)) for switch, case in effect.set_.items()]
    parts += [
        words(Code(case), " comes to light for ", Code(", ".join(roles)) if roles else "everybody")
        for case, roles in effect.reveal.items()
    ]
    timing = words(f", {counted(effect.after, 'turn')} later" if effect.after else "")
    if isinstance(effect, Effect) and effect.lasts:
        timing += words(f", for {counted(effect.lasts, 'turn')}")
    when = words(", when ", formula(effect.when)) if effect.when is not None else ()
    return joined(parts, "; ") + timing + when + (words(" – ", Said(effect.because)) if effect.because else ())


def _happenings(file: ScenarioFile) -> Iterator[Block]:
    if file.rules:
        yield Heading(2, ("Rules",))
        rows = tuple(
            (
                titled(one.title or "", name) if one.title else (Code(name),),
                _effect(one),
                source_words(file, one.source),
            )
            for name, one in file.rules.items()
        )
        yield Grid("What always happens", ("Rule", "What it does", "Sources"), rows)
    happenings: Mapping[str, tuple[Words, ...]] = {
        **{
            name: (
                titled(one.title, name),
                words("chance ", formula(one.probability), ", once" if one.once else ""),
                _effects(one.effects),
                source_words(file, one.source),
            )
            for name, one in file.events.items()
        },
        **{
            name: (
                titled(one.title, name),
                (one.date or "placed by hand",),
                _effects(one.effects),
                source_words(file, one.source),
            )
            for name, one in file.injects.items()
        },
    }
    if happenings:
        yield Heading(2, ("Events and injects",))
        yield Grid(
            "What happens by chance, on a date, or by hand",
            ("What", "When", "What it does", "Sources"),
            tuple(happenings.values()),
        )


def _effects(effects: tuple[Effect, ...]) -> Words:
    return joined((_effect(one) for one in effects), ". ") or ("nothing but its headline",)


def _goals(file: ScenarioFile) -> Iterator[Block]:
    if file.objectives:
        yield Heading(2, ("Objectives",))
        rows = tuple(
            (titled(one.title, name), words(formula(one.value)), (f"{one.better} is better",), (Said(one.unit),))
            for name, one in file.objectives.items()
        )
        yield Grid("What can be wanted", ("Objective", "Formula", "Which way", "Unit"), rows)
    yield Heading(2, ("Endings",))
    rows = tuple(
        (
            titled(one.title, name),
            words(formula(one.when)) if one.when is not None else ("otherwise",),
            (str(one.priority),),
        )
        for name, one in endings(file)
    )
    yield Grid("The first that holds", ("Ending", "When", "Priority"), rows)
