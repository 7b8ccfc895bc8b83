"""Words and units that readers will miss where they meet an entry."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.authoring.lint.subject import Remark, Subject
from escalation_game.scenario.findings import Path


def certain(subject: Subject) -> Iterator[Remark]:
    """Everything that is missing."""
    for check in (_reasons, _parameters, _units, _refusals, _briefs, _headlines, _labels):
        yield from check(subject)


def _missing(subject: Subject, code: str, message: str, path: Path, hint: str) -> Remark:
    return Remark(code, message, subject.at(path, key=True), hint, path=path)


def _reasons(subject: Subject) -> Iterator[Remark]:
    for path, effect in subject.effects:
        if effect.because is None and not effect.note:
            message = (
                f"an effect of “{path[1]}” has no `because`"
                if path[0] != "rules"
                else f"the rule “{path[1]}” has no `because`"
            )
            yield _missing(subject, "L801", message, path, "add `because:` with a short sentence")


def _parameters(subject: Subject) -> Iterator[Remark]:
    for name, parameter in subject.file.parameters.items():
        if parameter.title is None:
            yield _missing(
                subject, "L802", f"the parameter “{name}” has no title", ("parameters", name), "add `title:`"
            )


def _units(subject: Subject) -> Iterator[Remark]:
    for section in ("stocks", "objectives"):  # a derived value may well be a pure number
        for name, entry in getattr(subject.file, section).items():
            if not entry.unit and (section, name, "unit") not in subject.scenario.places.values:
                hint = "add `unit:`, such as points, share, % or soldiers/day"
                yield _missing(subject, "L803", f"“{name}” has no unit", (section, name), hint)


def _refusals(subject: Subject) -> Iterator[Remark]:
    for name, action in subject.file.actions.items():
        if action.available is not None and action.unavailable is None:
            hint = "add `unavailable:` with the reason"
            yield _missing(
                subject, "L804", f"“{name}” is not always available, and has no words for it", ("actions", name), hint
            )


def _briefs(subject: Subject) -> Iterator[Remark]:
    players = {name for name, role in subject.file.roles.items() if role.player}
    for name in players:
        if not subject.file.roles[name].brief:
            yield _missing(
                subject,
                "L805",
                f"“{name}” has no `brief`",
                ("roles", name),
                "add `brief:`: what the role wants and fears",
            )
    for name, action in subject.file.actions.items():
        if action.role in players and not action.summary:
            yield _missing(
                subject, "L805", f"“{name}” has no `summary`", ("actions", name), "add `summary:`: what the card says"
            )


def _headlines(subject: Subject) -> Iterator[Remark]:
    for section in ("events", "injects"):
        for name, entry in getattr(subject.file, section).items():
            if entry.effects and not entry.headline and not getattr(entry, "seen_by", {}):
                yield _missing(
                    subject,
                    "L806",
                    f"“{name}” changes something and has no headline",
                    (section, name),
                    "add `headline:`",
                )


def _labels(subject: Subject) -> Iterator[Remark]:
    for section, key in (("switches", "cases"), ("cases", "odds")):
        for name, entry in getattr(subject.file, section).items():
            for case in getattr(entry, key):
                if "_" in case and case not in entry.labels:
                    hint = f"add `labels: {{{case}: {case.replace('_', ' ').capitalize()}}}`"
                    yield _missing(
                        subject, "L807", f"the case “{case}” of “{name}” has no label", (section, name), hint
                    )
