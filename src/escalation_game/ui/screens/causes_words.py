"""The causes screen in words: what is looked at, the feedback loops, and everything as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from escalation_game.play.causes import CauseMap, Influence, Loop, Polarity
from escalation_game.play.view import Variable
from escalation_game.ui.amounts import change_sign, change_words, value_words
from escalation_game.ui.asking import about, told_why
from escalation_game.ui.influences import (
    itself_words,
    kind_words,
    lately_words,
    loop_round,
    loop_says,
    loop_title,
    node_name,
    sentence,
    ways_told,
)  # fmt: skip
from escalation_game.ui.kit import Element, divider, flow, heading, label, list_item, list_of, row, span, style, text
from escalation_game.ui.language import _
from escalation_game.ui.links import SIGNS
from escalation_game.ui.theme import ColourRole

INKS: Mapping[Polarity, ColourRole] = {"+": "choice_ink", "-": "question_ink", "±": "ink"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown of a map: `variables` by name as the role sees them now; `lit` is the node looked at, "" for none, `loop` a loop."""

    seen: CauseMap
    variables: dict[str, Variable]
    step: str
    centre: str
    lit: str
    loop: str


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with a node: look at it (the focus or the pointer is there), go to it, ask why, light a loop, read all in words."""

    look: Callable[[str], object]
    hover: Callable[[str], bool]
    go: Callable[[str], object]
    why: Callable[[str], object]
    loop: Callable[[str], object]
    words: Callable[[], object]


def standing(picture: Picture, name: str) -> list[tuple[str, ColourRole]]:
    """Return how a variable stands now; of anything else what kind of thing it is."""
    variable = picture.variables.get(name)
    if variable is None:
        return [(kind_words(picture.seen.nodes[name].kind), "muted")]
    change: ColourRole = "choice_ink" if variable.change > 0 else "question_ink" if variable.change < 0 else "muted"
    return [(f"{value_words(variable)} ", "ink"), (f"{change_sign(variable.change)} {change_words(variable)}", change)]


def legend() -> Element:
    """Return what the signs mean."""
    signs: dict[Polarity, str] = {"+": _("more makes more"), "-": _("more makes less"), "±": _("either way")}
    told = [
        text(span(f"{SIGNS[sign]} ", "small", INKS[sign], bold=True), span(words, "small", "muted"))
        for sign, words in signs.items()
    ]
    rest = [_("thick: strong of late"), _("two strokes: works later")]
    return flow(*told, *(text(words, style=style("small", "muted")) for words in rest), gap=20)


def selected(picture: Picture) -> list[Element]:
    """Return what is looked at: an influence, a node, or a loop, in words."""
    if picture.loop:
        return _loop_told(picture, picture.seen.loop(picture.loop))
    name = picture.lit or picture.centre
    node = picture.seen.nodes[name]
    shown = [label(kind_words(node.kind)), heading(node.title, "title", level=2)]
    if name in picture.variables:
        words = "".join(one for one, _colour in standing(picture, name))
        shown.append(text(words, style=style("body", "muted")).having(about=about(picture.variables[name])))
    between = [
        one
        for one in picture.seen.influences
        if {one.source, one.target} == {name, picture.centre} and name != picture.centre
    ]
    for one in between:
        shown += influence_told(picture, one)
    own = itself_words(picture.seen, name)
    if own and not between:
        shown.append(text(own))
    return shown


def influence_told(picture: Picture, one: Influence) -> list[Element]:
    """Return an influence in words: the sentence, how strong of late, and each formula it goes through."""
    target = picture.variables.get(one.target)
    told = [text(sentence(picture.seen, one)), text(lately_words(picture.seen, one), style=style("small", "muted"))]
    for said, moved in ways_told(picture.seen, one, target, picture.step):
        words = [span(said, "small", "muted")] if said else []
        words += [span(f"  {moved}" if said else moved, "small", bold=True)] if moved else []
        if words:
            told.append(text(*words).having(about=about(target) if target is not None else ""))
    if one.loops:
        told.append(text(_("Part of {loops}.").format(loops=", ".join(one.loops)), style=style("small", "muted")))
    return [part for part in told if part.name]


def _loop_told(picture: Picture, loop: Loop) -> list[Element]:
    return [
        label(_("Feedback loop")),
        heading(loop_title(loop), "title", level=2),
        text(loop_says(loop)),
        text(loop_round(picture.seen, loop), style=style("small")),
    ]


def loops_list(picture: Picture, loops: Iterable[Loop], doings: Doings) -> list[Element]:
    """Return the feedback loops as a list: one that is used is lit in the drawing of all variables."""
    each = [
        list_item(
            loop_title(loop),
            text(span(loop_title(loop), "small", bold=True), span(f"  {loop_says(loop)}", "small", "muted")),
            text(loop_round(picture.seen, loop), style=style("small")),
            on_activate=lambda name=loop.name: doings.loop(name), checked=loop.name == picture.loop, key=f"loop:{loop.name}",
        ).having(value=loop_round(picture.seen, loop))
        for loop in loops
    ]  # fmt: skip
    if not each:
        return []
    return [divider(), label(_("Feedback loops"), level=2), list_of(_("Feedback loops"), *each, key="loops")]


def in_words(picture: Picture, doings: Doings) -> tuple[list[Element], list[Element]]:
    """Return everything around the variable as two lists: what moves it, and what it moves."""
    seen, name = picture.seen, picture.centre
    own = itself_words(seen, name)
    moving = _told_list(picture, seen.moving(name), lambda one: one.source, _("What moves it"), "moving", doings)
    moved = _told_list(picture, seen.moved_by(name), lambda one: one.target, _("What it moves"), "moved", doings)
    return [*moving, *([text(own)] if own else [])], moved


def _told_list(
    picture: Picture,
    found: Sequence[Influence],
    other: Callable[[Influence], str],
    title: str,
    key: str,
    doings: Doings,
) -> list[Element]:
    if not found:
        none = text(_("Nothing that this seat can know."), style=style("body", "muted"))
        return [label(title, level=2), none]
    each = [_told_item(picture, one, other(one), key, doings) for one in found]
    return [label(title, level=2), list_of(title, *each, key=key)]


def _told_item(picture: Picture, one: Influence, name: str, key: str, doings: Doings) -> Element:
    """Return an influence as an item that leads to its other end; its numbers are those of the target."""
    target = picture.variables.get(one.target)
    item = list_item(
        picture.seen.nodes[name].title,
        _headed(picture, one, name),
        *influence_told(picture, one),
        on_activate=lambda: doings.go(name),
        key=f"{key}:{name}",
    )
    return told_why(item, about(target), doings.why) if target else item


def _headed(picture: Picture, one: Influence, name: str) -> Element:
    sign = span(f"{SIGNS[one.polarity]}  ", "lead", INKS[one.polarity], bold=True)
    return text(sign, span(node_name(picture.seen.nodes[name]), "body", bold=True))


def variables_list(picture: Picture, doings: Doings) -> Element:
    """Return all variables as a list, each leading to what moves it."""
    each = [
        _variable_item(one, doings) for one in sorted(picture.variables.values(), key=lambda one: (one.title, one.name))
    ]
    return list_of(_("All variables"), *each, key="variables")


def _variable_item(variable: Variable, doings: Doings) -> Element:
    value = value_words(variable)
    line = row(text(variable.title).at(weight=1), text(value, style=style("body", "muted")), gap=10)
    item = list_item(variable.title, line, on_activate=lambda: doings.go(variable.name), key=f"go:{variable.name}")
    return told_why(item.having(value=value), about(variable), doings.why)
