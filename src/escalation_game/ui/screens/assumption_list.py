"""The list of assumptions: searched, in groups or by name, one line each with its range and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from escalation_game.play.assumptions import GROUPS, Assumption, Assumptions, Group, Question
from escalation_game.ui.assumption_edits import Edits, figure, joined, taken_words
from escalation_game.ui.bands import band, scale_over
from escalation_game.ui.kit import Element, column, label, list_item, list_of, row, span, style, text
from escalation_game.ui.language import _, spoken

Detail = Callable[[], Sequence[Element]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list is made by: which entry is chosen ("parameter:NAME"), and what is told of it right below where there is no other place.

    `made` keeps the lines, of which few change at a time.
    """

    edits: Edits
    lens: str
    chosen: str
    choose: Callable[[str], object]
    below: Detail | None = None
    made: dict[object, Element] = field(default_factory=dict[object, Element])


def group_title(group: Group) -> str:
    """Return what the members of a group have in common."""
    named: dict[Group, str] = {
        "disputed": _("In dispute between the readings"), "uncertain": _("Uncertain"), "luck": _("Luck of each turn"),
        "known": _("Taken as known"),
    }  # fmt: skip
    return named[group]


def found(every: Assumptions, words: str) -> tuple[list[Assumption], list[Question]]:
    """Return what holds all of these words in its title, note, sources or what reads it; everything where there are none."""
    wanted = words.casefold().split()

    def holds(*texts: str) -> bool:
        told = " ".join(texts).casefold()
        return all(word in told for word in wanted)

    entries = [
        one for one in every.entries
        if holds(one.title, one.name, one.note, one.unit, *(s.title for s in one.sources), *(r.title for r in one.readers))
    ]  # fmt: skip
    questions = [one for one in every.questions if holds(one.title, one.note, *(s.title for s in one.sources))]
    return entries, questions


def legend() -> Element:
    """Return what the marks of the lines mean."""
    said = _(
        "bar: the range · upright mark: the likeliest value · ring: what another reading takes · diamond: what you assume"
    )
    return text(said, style=style("small", "muted"))


def assumption_list(every: Assumptions, words: str, listed: Listed, *, by_name: bool) -> list[Element]:
    """Return the entries that are found, in groups or in order of their titles."""
    entries, questions = found(every, words)
    if not entries and not questions:
        return [text(_("Nothing here has these words."), style=style("body", "muted"))]
    if by_name:
        ordered = sorted(entries, key=lambda one: one.title.casefold())
        groups = [(_("By name"), ordered)]
    else:
        groups = [(group_title(group), [one for one in entries if one.group == group]) for group in GROUPS]
    shown = [_group(title, members, listed) for title, members in groups if members]
    return [*shown, _questions(questions, listed)] if questions else shown


def _group(title: str, members: Sequence[Assumption], listed: Listed) -> Element:
    count = spoken().number(len(members))
    items = _with_detail([(f"parameter:{one.name}", _line(one, listed)) for one in members], listed)
    return column(label(f"{title} · {count}", level=2), list_of(title, *items, key=f"list:{title}", gap=2), gap=4)


def _questions(members: Sequence[Question], listed: Listed) -> Element:
    title = _("Hidden questions")
    items = _with_detail([(f"question:{one.name}", _question(one, listed)) for one in members], listed)
    return column(
        label(f"{title} · {len(members)}", level=2), list_of(title, *items, key="list:questions", gap=2), gap=4
    )


def _with_detail(lines: Sequence[tuple[str, Element]], listed: Listed) -> list[Element]:
    """Return the lines, the chosen one with its details below it where they have no other place."""
    items: list[Element] = []
    for key, line in lines:
        items.append(line)
        if listed.below is not None and key == listed.chosen:
            items.append(column(*listed.below(), gap=8).having(role="listitem", name=line.name))
    return items


def _line(one: Assumption, listed: Listed) -> Element:
    """Return the line of a parameter: the one made before, if all that it shows is as it was."""
    edit, chosen = listed.edits.now.get(one.name), listed.chosen == f"parameter:{one.name}"
    shown = (one.name, listed.lens, edit, chosen, spoken().code)
    if shown not in listed.made:
        listed.made[shown] = _drawn_line(one, listed)
    return listed.made[shown]


def _drawn_line(one: Assumption, listed: Listed) -> Element:
    taken, edit = one.taken(listed.lens), listed.edits.now.get(one.name)
    now = edit or taken
    scale = scale_over([one.author, *(each.taken for each in one.readings), *([edit] if edit else [])])
    others = [each.taken.value for each in one.readings if each.own and each.lens != listed.lens]
    drawn = band(_("Range"), taken_words(now, one.unit), scale, taken, marks=others, edit=edit, key=f"band:{one.name}")
    value = figure(now.value, one.unit)
    before = span(f"{figure(taken.value, one.unit)} → ", "small", "muted") if edit else ""
    words = text(before, span(value, "body", "choice_ink" if edit else "ink", bold=True), align="end")
    unit = joined("", one.unit).strip()
    named = [span(one.title, "body", bold=edit is not None), *([span(f"  {unit}", "small", "muted")] if unit else [])]
    title = text(*named).at(weight=1, min_width=130)
    figures = row(drawn, words.at(width=96), gap=10, align="center", folds=False)
    changed = [_("changed")] if edit else []
    said = ", ".join([joined(value, one.unit), *changed])
    return _item(f"parameter:{one.name}", one.title, row(title, figures, gap=10, align="center"), said, listed)


def _question(one: Question, listed: Listed) -> Element:
    said = f"✓ {one.known}" if one.known else _("? hidden")
    answer = text(said, style=style("small", "good_ink" if one.known else "muted"))
    return _item(
        f"question:{one.name}",
        one.title,
        row(text(one.title).at(weight=1, min_width=130), answer.at(min_width=60), gap=10, align="center"),
        said,
        listed,
    )


def _item(key: str, name: str, line: Element, said: str, listed: Listed) -> Element:
    item = list_item(name, line, on_activate=lambda: listed.choose(key), checked=key == listed.chosen, key=key)
    return item.having(value=said, about=key)
