"""What is written down and used by nothing: variables nobody reads or changes, parameters, cases, sources, lenses, draws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from escalation_game.authoring.lint.formulas import names
from escalation_game.authoring.lint.subject import Remark, Subject
from escalation_game.scenario.document import Content
from escalation_game.scenario.draft import sight
from escalation_game.scenario.findings import Path
from escalation_game.scenario.uncertainty import believed


def unused(subject: Subject) -> Iterator[Remark]:
    """Everything of this family that can be seen in the file alone."""
    for check in (_unread, _unchanged, _unset, _parameters, _cases, _sources, _lenses, _draws, _objectives, _events):
        yield from check(subject)
    yield from _plans(subject)


def _remark(subject: Subject, code: str, message: str, path: Path, hint: str) -> Remark:
    return Remark(code, message, subject.at(path, key=True), hint, path=path)


def _read(subject: Subject, name: str, path: Path) -> bool:
    """Whether a formula of another entry reads a name."""
    return any(formula.path[:2] != path for formula in subject.readers.get(name, ()))


def _unread(subject: Subject) -> Iterator[Remark]:
    file = subject.file
    shown = {name for role in file.roles.values() for name in role.watch}
    if file.map is not None:
        shown |= {force.variable for force in file.map.forces} | {file.map.deliveries or ""}
        shown |= {file.map.reach.variable} if file.map.reach else set()
        shown |= {part.variable for part in file.map.territory}
    paid = {stock for action in file.actions.values() for stock in action.cost}
    moved = {effect.move.from_ for _, effect in subject.effects if effect.move}
    for section in ("stocks", "derived", "switches"):
        for name, entry in getattr(file, section).items():
            path = (section, name)
            hidden = all(sight(entry.seen_by, role).kind == "hidden" for role in file.roles)
            if _read(subject, name, path) or name in shown | paid | moved or (entry.note and not hidden):
                continue
            hint = "use it in a formula, let a role `watch` it, say in a `note` what readers see in it, or remove it"
            seen = "no formula reads it and no role sees it" if hidden else "no formula reads it and no role watches it"
            yield _remark(subject, "L101", f"“{name}” is used by nothing: {seen}", path, hint)


def _unchanged(subject: Subject) -> Iterator[Remark]:
    file = subject.file
    changed = {stock for action in file.actions.values() for stock in action.cost}
    for _, effect in subject.effects:
        changed |= {*effect.change, *([effect.move.from_, effect.move.to] if effect.move else [])}
    for name in file.stocks.keys() - changed:
        hint = "make it a parameter, or add a rule or effect that changes it"
        yield _remark(subject, "L102", f"nothing ever changes the stock “{name}”", ("stocks", name), hint)
    for formula in subject.formulas:
        if formula.path[0] == "derived" and not names(formula):
            message = f"the derived value “{formula.path[1]}” is always the same number: its formula reads nothing"
            yield _remark(subject, "L102", message, formula.path[:2], "make it a parameter")


def _unset(subject: Subject) -> Iterator[Remark]:
    set_to = {(switch, case) for _, effect in subject.effects for switch, case in effect.set_.items()}
    for name, switch in subject.file.switches.items():
        initial = switch.initial or switch.cases[0]
        for index, case in enumerate(switch.cases):
            if case != initial and (name, case) not in set_to:
                where: Path = ("switches", name, "cases", index)
                place = (
                    subject.at(where) if where in subject.scenario.places.values else subject.at(where[:2], key=True)
                )
                message = f"nothing ever sets “{name}” to “{case}”"
                hint = f"add an effect with `set: {{{name}: {case}}}`, or remove the case"
                yield Remark("L103", message, place, hint, path=where)


def _parameters(subject: Subject) -> Iterator[Remark]:
    for name in subject.file.parameters:
        if name not in subject.readers:
            hint = "use it in a formula, or remove it (and from the lenses that name it)"
            yield _remark(subject, "L104", f"no formula reads the parameter “{name}”", ("parameters", name), hint)


def _cases(subject: Subject) -> Iterator[Remark]:
    for name in subject.file.cases:
        if name not in subject.readers:
            message = f"no formula reads the hidden case “{name}”: the world is the same whichever holds"
            yield _remark(
                subject, "L105", message, ("cases", name), f"ask for it in a formula: `{name} is …`, or remove it"
            )


def _sources(subject: Subject) -> Iterator[Remark]:
    file = subject.file
    cited = {name for _, effect in subject.effects for name in effect.source}
    sections = (
        "roles",
        "stocks",
        "derived",
        "switches",
        "parameters",
        "cases",
        "actions",
        "rules",
        "events",
        "injects",
    )
    for section in (*sections, "objectives", "endings", "lenses", "presets"):
        cited |= {name for entry in getattr(file, section).values() for name in entry.source}
    cited |= {name for one in (file.briefing.evidence if file.briefing else ()) for name in one.source}
    for name in file.sources.keys() - cited:
        hint = "cite it where its numbers are used, or remove it"
        yield _remark(subject, "L106", f"nothing cites the source “{name}”", ("sources", name), hint)


def _lenses(subject: Subject) -> Iterator[Remark]:
    file = subject.file
    for name, lens in file.lenses.items():
        numbers = any(
            believed(one, file.parameters[one], lens) != believed(one, file.parameters[one], None)
            for one in lens.parameters
        )
        same = not numbers and all(odds == file.cases[case].odds for case, odds in lens.cases.items())
        if same and (lens.parameters or lens.cases):  # one that names no number means the file's own
            hint = "change at least one parameter or the odds of one case, or remove the lens"
            yield _remark(
                subject, "L107", f"under the lens “{name}” every number is the file's own", ("lenses", name), hint
            )


def _draws(subject: Subject) -> Iterator[Remark]:
    draws = [one.draw for one in subject.file.parameters.values() if one.draw]
    for name, parameter in subject.file.parameters.items():
        if parameter.draw and draws.count(parameter.draw) == 1:
            where = ("parameters", name, "draw")
            message = f"only “{name}” uses the draw “{parameter.draw}”"
            hint = "give another parameter the same `draw`, or leave it out"
            yield Remark("L108", message, subject.at(where), hint, path=where)


def _objectives(subject: Subject) -> Iterator[Remark]:
    wanted = {name for role in subject.file.roles.values() for name in role.objectives}
    wanted |= {lens.objective for lens in subject.file.lenses.values() if lens.objective}
    for name in subject.file.objectives.keys() - wanted if wanted else ():
        hint = "add it to a role's `objectives`, or remove it"
        yield _remark(subject, "L110", f"no role has the objective “{name}”", ("objectives", name), hint)


def _events(subject: Subject) -> Iterator[Remark]:
    for section in ("events", "injects"):
        for name, event in getattr(subject.file, section).items():
            if not event.effects and not event.headline and name not in subject.readers:
                message = f"“{name}” has no effects and no headline, and no formula asks whether it happened"
                yield _remark(
                    subject, "L111", message, (section, name), "give it `effects` or a `headline`, or remove it"
                )


def _plans(subject: Subject) -> Iterator[Remark]:
    """Plans of tests.yaml that nothing else in it names."""
    if subject.tests is None or not isinstance(subject.tests.content, dict):
        return
    plans, tests = subject.tests.content.get("plans"), subject.tests.content.get("tests")
    said = list(_texts(tests))
    for name in plans if isinstance(plans, dict) else ():
        if not any(text == name or re.search(rf"_with_{re.escape(name)}(?![a-z])", text) for text in said):
            place = subject.tests.places.at(("plans", name), key=True)
            yield Remark("L109", f"no test plays the plan “{name}”", place, "play it in a test, or remove it")


def _texts(content: Content) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _texts(one)
