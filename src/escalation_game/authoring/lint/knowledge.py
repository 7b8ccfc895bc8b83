"""What a role chooses by and cannot know, or knows better than it sees."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.lint.formulas import Formula, names, parts
from escalation_game.authoring.lint.subject import Remark, Subject
from escalation_game.scenario.draft import sight
from escalation_game.scenario.formula import Function, IsCase, Name, Node


def certain(subject: Subject) -> Iterator[Remark]:
    """Every formula a role chooses by."""
    for formula in subject.formulas:
        if formula.role and formula.node is not None:
            yield from _unlearnt(subject, formula)
            yield from _sharp(subject, formula)


def _unlearnt(subject: Subject, formula: Formula) -> Iterator[Remark]:
    at = subject.bounds_for(formula)
    for case in sorted(names(formula) & subject.file.cases.keys()):
        if not at.unlearnt(case):
            continue
        asked = next(one for one in _parts(formula) if isinstance(one, IsCase) and _name(one.subject) == case)
        message = f"“{formula.role}” can never know “{case}”: it is hidden from it, and nothing reveals it"
        related = (("the case", subject.at(("cases", case), key=True)),)
        hint = f"add `{formula.role}: exact` to its `seen_by`, or an effect with `reveal: {{{case}: [{formula.role}]}}`"
        yield Remark("L701", message, subject.inside(formula, asked.span), hint, related=related, path=formula.path)


def _sharp(subject: Subject, formula: Formula) -> Iterator[Remark]:
    variables = {**subject.file.stocks, **subject.file.derived}
    for one in _parts(formula):
        if not isinstance(one, Function) or one.name not in {"previous", "since"}:
            continue
        name = _name(one.args[0])
        if name not in variables:
            continue
        seen = sight(variables[name].seen_by, formula.role)
        if seen.kind != "noise":
            continue
        message = f"“{formula.role}” sees “{name}” with noise, but `{one.name}` reads what it truly was"
        related = (("how it is seen", subject.at((_section(subject, name), name, "seen_by"))),)
        evidence = {"noise": seen.noise, "floor": seen.floor}
        hint = "read the present value, or let the role see it exactly"
        yield Remark(
            "L702", message, subject.inside(formula, one.span), hint, "certain", evidence, related, formula.path
        )


def _parts(formula: Formula) -> Iterator[Node]:
    if formula.node is not None:
        yield from parts(formula.node)


def _name(node: Node) -> str:
    if isinstance(node, Function):
        return _name(node.args[0])
    return node.name if isinstance(node, Name) else ""


def _section(subject: Subject, name: str) -> str:
    return "stocks" if name in subject.file.stocks else "derived"
