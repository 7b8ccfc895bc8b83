"""`diff`: what changed between two versions of a scenario, in plain words, and what that does to how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict

import click

from escalation_game.authoring.difference import Change, changes
from escalation_game.authoring.shift import FUTURES, Outcome, Shift, Strength, shift
from escalation_game.cli.output import print_document, print_lines
from escalation_game.cli.telling import amount, folded
from escalation_game.scenario.load import Scenario, load

_SECTIONS = {
    "stocks": "Stock", "derived": "Derived value", "switches": "Switch", "parameters": "Parameter", "cases": "Hidden case", "actions": "Action",
    "rules": "Rule", "events": "Event", "injects": "Inject", "objectives": "Objective", "endings": "Ending", "lenses": "Lens", "roles": "Role",
    "sources": "Source", "presets": "Preset", "calendar": "Calendar", "briefing": "Briefing", "map": "Map",
}  # fmt: skip
_LONGEST = 70
_TOLD = 8  # actions whose strength changed


@click.command()
@click.argument("before")
@click.argument("after")
@click.option(
    "--futures", type=click.IntRange(0, 1_000_000), default=FUTURES, show_default=True, help="Played with both; 0 for none."
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def diff(before: str, after: str, futures: int, *, as_json: bool) -> None:
    """Tell what differs between the scenarios BEFORE and AFTER: what is new, what is gone, which numbers changed, and how matches end."""
    old, new = load(before), load(after)
    differences = changes(old.file, new.file)
    shifted = None
    if futures and differences:
        try:
            shifted = shift(old, new, futures, progress=_progress)
        finally:
            _clear()
    if as_json:
        print_document(_document(old, new, differences, shifted))
    else:
        print_lines([*_lines(differences), *(_shift_lines(old, new, shifted) if shifted else [])])


def _document(
    old: Scenario, new: Scenario, differences: tuple[Change, ...], shifted: Shift | None
) -> dict[str, object]:
    return {
        "before": old.name, "after": new.name,
        "rules_version": [old.game.rules_version, new.game.rules_version],
        "changes": [{**asdict(one), "keys": list(one.keys), "factor": one.factor} for one in differences],
        "outcomes": None if shifted is None else {
            "futures": shifted.futures,
            "before": asdict(shifted.before), "after": asdict(shifted.after),
            "strengths": [asdict(one) | {"factor": one.factor} for one in shifted.strengths],
        },
    }  # fmt: skip


def _lines(differences: tuple[Change, ...]) -> list[str]:
    if not differences:
        return ["The two play alike: nothing differs but, at most, order and comments."]
    texts = [one for one in differences if one.kind == "text"]
    told = ["What changed:"]
    for one in differences:
        if one.kind != "text":
            told += folded(_change(one), "  ")
    if texts:
        entries = sorted({one.title for one in texts})
        told += folded(f"Texts for readers, in {len(entries)}: {', '.join(entries)}", "  ")
    return told


def _change(one: Change) -> str:
    what = (
        f"{_SECTIONS.get(one.section, one.section)} “{one.title}”"
        if one.entry
        else _SECTIONS.get(one.section, one.section)
    )
    if one.kind in {"new", "gone"}:
        return f"{what} is {one.kind}."
    where = f"{what}, {' '.join(one.keys)}" if one.keys else what
    if one.before is None or one.after is None:
        return f"{where}: {'now' if one.before is None else 'no longer'} {_shown(one.after if one.before is None else one.before)}"
    more = f" ({_factor(one.factor)})" if one.factor is not None else ""
    return f"{where}: {_shown(one.before)} → {_shown(one.after)}{more}"


def _shown(value: object) -> str:
    words = f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _factor(factor: float) -> str:
    """How much a number grew: 20 % more, half as much less, the other sign."""
    if factor < 0:
        return "the other sign"
    change = abs(factor - 1)
    return f"{100 * change:.3g} % {'more' if factor > 1 else 'less'}" if factor < 3 else f"{factor:.3g} times"


def _shift_lines(old: Scenario, new: Scenario, shifted: Shift) -> list[str]:
    told = ["", f"What it does, in {shifted.futures:,} futures on the same luck, everybody following doctrine:"]
    told += [line for words in _endings(old, new, shifted) for line in folded(words, "  ")]
    for name, entry in new.file.objectives.items():
        if name in shifted.before.objectives:
            told += folded(_objective(entry.title, entry.unit, shifted.before, shifted.after, name), "  ")
    if shifted.strengths:
        told += ["", "What an action of the player's, chosen once in the first turn, does on average:"]
        for one in shifted.strengths[:_TOLD]:
            told += folded(_strength(new, one), "  ")
    return told


def _endings(old: Scenario, new: Scenario, shifted: Shift) -> Iterator[str]:
    was, now = shifted.before.usual_ending, shifted.after.usual_ending
    if was and now:
        before, after = old.file.endings[was].title, new.file.endings[now].title
        yield (
            f"The usual ending stays “{after}”."
            if was == now
            else f"The usual ending moves from “{before}” to “{after}”."
        )
    for name, entry in new.file.endings.items():
        share, earlier = shifted.after.endings.get(name, 0.0), shifted.before.endings.get(name, 0.0)
        if abs(share - earlier) >= 0.005:
            yield f"“{entry.title}”: {100 * earlier:.0f} % → {100 * share:.0f} % of futures"


def _objective(title: str, unit: str, before: Outcome, after: Outcome, name: str) -> str:
    low, middle, high = after.objectives[name]
    was_low, was, was_high = before.objectives[name]
    spread = f"(four in five between {amount(was_low)} and {amount(was_high)}, now {amount(low)} and {amount(high)})"
    if amount(was) == amount(middle):
        return f"{title}: its middle stays {amount(middle, unit)} {spread}"
    return f"{title}: its middle moves from {amount(was, unit)} to {amount(middle, unit)} {spread}"


def _strength(scenario: Scenario, one: Strength) -> str:
    action, objective = scenario.file.actions[one.action].title, scenario.file.objectives[one.objective]
    numbers = f"{amount(one.before, objective.unit, signed=True)} → {amount(one.after, objective.unit, signed=True)}"
    if one.factor < 0:
        return f"{action} now works the other way on {objective.title}: {numbers}"
    more = f"{100 * abs(one.factor - 1):.0f} % {'stronger' if one.factor > 1 else 'weaker'}"
    return f"{action} is {more} on {objective.title}: {numbers}"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rplaying {done + 1} of {total}", nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
