"""What is folded away before a match: who plays, in what world, what matters to them, and what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from escalation_game.play.catalogue import UNMANNED, Goal, Playable
from escalation_game.play.match import YOU
from escalation_game.ui.kit import (
    Element,
    button,
    column,
    label,
    padded,
    panel,
    radio,
    row,
    slider,
    style,
    text,
)
from escalation_game.ui.language import _, spoken

Points = dict[str, dict[str, int]]  #: by role and objective, 0 to MOST; only their proportions count

MOST, EVEN = 10, 5  #: points an objective can be given, and what each has to begin with


def fold(key: str, title: str, said: str, turn: Callable[[], object], inside: Element | None) -> Element:
    """Return one line that says what is chosen, with its choices below it when `inside` is there."""
    name = text(title, style=style("body", bold=True)).at(min_width=150)
    chosen = text(said, style=style("body", "muted")).at(weight=1, min_width=120)
    sign = text("▲" if inside else "▼", style=style("small", "muted"))
    state = _("open") if inside else _("folded")
    line = panel(
        row(row(name, chosen, gap=12, align="center").at(weight=1), sign, gap=10, align="center", folds=False),
        padding=(14, 9),
    )
    head = line.having(role="button", name=title, value=f"{said}, {state}", key=f"fold:{key}", on_activate=turn)
    return column(head, padded(inside, (16, 8)) if inside else None, gap=2)


def seats(roles: Sequence[Playable], chosen: Mapping[str, str], choose: Callable[[str, int], object]) -> Element:
    """Return one group of choices for each role."""
    said = _(
        "Where two or more people play, they decide one after the other at this machine, and a screen between them hides what the next must not see."
    )
    every = (YOU, *UNMANNED)
    titles = [seat_words(seat) for seat in every]
    groups = [
        radio(role.title, titles, every.index(chosen[role.name]), lambda number, role=role: choose(role.name, number),
              key=f"seat:{role.name}")
        for role in roles
    ]  # fmt: skip
    return column(text(said, style=style("small", "muted")), *groups, gap=10)


def seat_words(seat: str) -> str:
    """Return who sits in a seat."""
    named = {
        YOU: _("A person here"), "doctrine": _("The scenario"), "random": _("Chance"), "nothing": _("Nobody: does nothing"),
        "avoid-used": _("Tries everything in turn"),
    }  # fmt: skip
    return named.get(seat, seat)


def seats_said(people: Sequence[Playable]) -> str:
    """Return in a line who is played by people."""
    if not people:
        return _("Nobody here decides; you watch.")
    if len(people) == 1:
        return _("You are {role}").format(role=_in_sentence(people[0].title))
    return _("{count} people: {roles}").format(count=len(people), roles=", ".join(one.title for one in people))


def _in_sentence(title: str) -> str:
    return f"the {title[4:]}" if title.startswith("The ") else title


def world(titles: Sequence[str], argument: str, chosen: int, choose: Callable[[int], object]) -> Element:
    """Return the readings the world can follow, with what the chosen one holds."""
    said = _(
        "A lens is one reading of the crisis: the article's, or its critics'. It sets how the world really answers. "
        "Not to know it is how governments decide."
    )
    name = _("The world follows")
    chooser = radio("", titles, chosen, choose, key=name).having(name=name)
    held = panel(text(argument, style=style("small")), padding=(12, 9)) if argument else None
    return column(text(said, style=style("small", "muted")), chooser, held, gap=8)


def priorities(
    people: Sequence[Playable], points: Points, weigh: Callable[[str, str, int], object], forget: Callable[[], object]
) -> Element:
    """Return a slider for everything the people here can want. Until one is moved nothing is said, and nothing recorded."""
    said = _(
        "How much each counts for you. At the end the outcome is held against it. It changes nothing in the world, and can be left out."
    )
    groups: list[Element] = []
    for role in people:
        if len(people) > 1 and role.goals:
            groups.append(label(role.title, level=3))
        groups += [_weight(role, goal, points.get(role.name), weigh) for goal in role.goals]
    undo = button(_("Leave it unsaid"), forget, kind="quiet", key="forget") if points else None
    return column(text(said, style=style("small", "muted")), *groups, undo.at(align="start") if undo else None, gap=10)


def _weight(
    role: Playable, goal: Goal, points: Mapping[str, int] | None, weigh: Callable[[str, str, int], object]
) -> Element:
    now = points[goal.name] if points else EVEN
    better = _("more") if goal.better == "higher" else _("less")
    value = spoken().share(share_of(goal.name, points)) if points else "—"

    def put(wanted: float) -> None:
        weigh(role.name, goal.name, max(0, min(MOST, round(wanted))))

    return slider(
        f"{goal.title} ({better})", now / MOST, value, on_step=lambda steps: put(now + steps),
        on_fraction=lambda share: put(share * MOST), key=f"points:{role.name}:{goal.name}", hint=goal.note,
    )  # fmt: skip


def share_of(goal: str, points: Mapping[str, float]) -> float:
    """Return the share of all points that an objective has, 0…1; 0 where none has any."""
    total = sum(points.values())
    return points.get(goal, 0) / total if total else 0.0


def priorities_said(people: Sequence[Playable], points: Points) -> str:
    """Return in a line what matters most to whom."""
    said: list[str] = []
    for role in people:
        given = points.get(role.name, {})
        if any(given.values()):
            first = max(role.goals, key=lambda goal: given.get(goal.name, 0))
            said.append(f"{first.title} {spoken().share(share_of(first.name, given))}")
    return _("most of all: {goals}").format(goals=", ".join(said)) if said else _("Not said")


def information(*, opened: bool, choose: Callable[[int], object]) -> Element:
    """Return how much people may know."""
    said = _(
        "With open information nothing is hidden or blurred: every number, every secret act and the answers to the hidden questions. "
        "It is the referee's view, for learning how the model works. Forecasts still rest on what the seat could know. "
        "The room says that it is on."
    )
    name = _("What is known")
    titles = [_("What the seat would know"), _("Open information: everything")]
    chooser = radio("", titles, int(opened), choose, key=name).having(name=name)
    return column(text(said, style=style("small", "muted")), chooser, gap=8)


def information_said(*, opened: bool) -> str:
    """Return in a line how much people may know."""
    return _("Open information: everything") if opened else _("What the seat would know")
