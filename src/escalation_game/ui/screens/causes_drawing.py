"""The causes screen as a drawing: around one variable, and all variables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from escalation_game.play.causes import Influence, Node, Slot
from escalation_game.ui.asking import about, asking, told_why
from escalation_game.ui.influences import SHAPES, doing_words, done_words, kind_words, node_name, strength_words
from escalation_game.ui.kit import Element, button, column, row, spacer, span, style, text
from escalation_game.ui.kit.panels import PanelForm
from escalation_game.ui.language import _
from escalation_game.ui.links import SIGNS, Line, linked
from escalation_game.ui.screens.causes_words import INKS, Doings, Picture, standing
from escalation_game.ui.theme import ColourRole

MOST_IN_COLUMN = 9  #: what did less than these is counted and told in words
_ROW_GAP, _GAP, _NARROW_GAP = 4, 84, 46
_SMALL_ROW_GAP, _SMALL_GAP = 8, 34
_PER_LINE = 22  #: logical pixels of the middle for each line that ends there


def around_drawing(picture: Picture, width: float, reach: int, doings: Doings) -> Element:
    """Return causes on the left, the variable in the middle, effects on the right, joined by lines, in a width of logical pixels."""
    whole = picture.seen.around(picture.centre, reach)
    shown = {column_[0].side: column_ for column_ in whole.columns if column_}
    sides = range(-max(1, -min(shown)), max(1, *shown) + 1)
    gap = _GAP if len(sides) <= 3 else _NARROW_GAP
    wide = round((width - gap * (len(sides) - 1)) / len(sides))
    kept = {slot for slots in shown.values() for slot in slots[:MOST_IN_COLUMN]}
    links = [link for link in whole.links if kept.issuperset(link)]
    meant = _meant(picture, links)
    columns = [_column(picture, shown.get(side, ()), meant, doings).at(width=wide) for side in sides]
    lines = [_line(picture, *link) for link in links]
    drawn = linked(row(*columns, gap=gap, folds=False), lines)
    return drawn.having(role="grid", name=_("Causes and effects"), key="drawing")


def _column(picture: Picture, slots: Sequence[Slot], meant: set[str], doings: Doings) -> Element:
    """Return nodes spread over the height, and how many are left out."""
    shown = [_slot(picture, slot, slot.name in meant, doings) for slot in slots[:MOST_IN_COLUMN]]
    left_out = len(slots) - len(shown)
    if left_out:
        hint = _("They did less of late. All of them, in words.")
        words = _("and {count} more").format(count=left_out)
        shown.append(button(words, doings.words, kind="quiet", key=f"more:{slots[0].side}", hint=hint))
    spread = [part for node in shown for part in (spacer(), node)]
    return column(spacer(0.5), *spread[1:], spacer(0.5), gap=_ROW_GAP)


def _slot(picture: Picture, slot: Slot, meant: bool, doings: Doings) -> Element:
    """Return one node; what has nothing to do with what is looked at fades."""
    node = picture.seen.nodes[slot.name]
    if slot.side == 0:
        return _middle(picture, node, doings)
    key = f"node:{slot.side}:{slot.name}"
    return _node(picture, node, key, _doing(picture, slot), doings, faded=not meant)


def _middle(picture: Picture, node: Node, doings: Doings) -> Element:
    """Return the variable in the middle, high enough for the lines that meet there. ENTER or a click asks why."""
    seen, variable = picture.seen, picture.variables.get(node.name)
    most = max(len(seen.moving(node.name)), len(seen.moved_by(node.name)))
    words = standing(picture, node.name)
    inside = column(
        spacer(),
        text(f"{SHAPES[node.kind]} {kind_words(node.kind)}", style=style("small", "muted", family="condensed")),
        text(node.title, style=style("lead", family="condensed", bold=True)),
        text(*(span(one, "small", colour, family="condensed") for one, colour in words)) if variable else None,
        text(_("why?"), style=style("small", "question_ink")) if variable else None,
        spacer(),
        gap=2,
    )
    shown = Element(
        form=PanelForm("raised", (12, 9), edge="choice", radius=5), role="group", name=node.title,
        value="".join(one for one, _colour in words), key=f"node:0:{node.name}",
        on_focus=lambda: doings.look(node.name), children=(inside,),
    ).at(min_height=_PER_LINE * min(most, MOST_IN_COLUMN) + 24)  # fmt: skip
    if variable:
        return asking(shown, about(variable), doings.why)
    return shown.having(hint=_("What it moves stands beside it."))


def _doing(picture: Picture, slot: Slot) -> list[tuple[str, ColourRole]]:
    """Return what a neighbour has to do with the middle, sign first; farther away what kind of thing it is."""
    if abs(slot.side) > 1:
        return [(kind_words(picture.seen.nodes[slot.name].kind), "muted")]
    ends = (slot.name, picture.centre) if slot.side < 0 else (picture.centre, slot.name)
    one = picture.seen.influence(*ends)
    said = doing_words(one.polarity) if slot.side < 0 else done_words(one.polarity)
    words: list[tuple[str, ColourRole]] = [(f"{SIGNS[one.polarity]} {said}", INKS[one.polarity])]
    strength = strength_words(one.strength)
    if strength:
        words.append((f" · {strength}", "ink" if strength == strength_words(1.0) else "muted"))
    return words


def _meant(picture: Picture, links: Iterable[tuple[Slot, Slot]]) -> set[str]:
    """Return what stays bright: what is looked at and what lines join to it; else everything."""
    named = [(start.name, end.name) for start, end in links]
    if picture.lit in {"", picture.centre}:
        return {name for ends in named for name in ends}
    return {picture.lit, *(name for ends in named if picture.lit in ends for name in ends)}


def _node(
    picture: Picture, node: Node, key: str, words: list[tuple[str, ColourRole]], doings: Doings, *, faded: bool
) -> Element:
    """Return a node as a button: ENTER or a click puts it in the middle."""
    ink: ColourRole = "faint" if faded else "ink"
    title = text(node_name(node), style=style("small", ink, family="condensed", bold=not faded))
    spans = [span(one, "small", "faint" if faded else colour, family="condensed") for one, colour in words]
    lit = node.name == picture.lit
    form = PanelForm(
        "ground" if faded else "raised" if lit else "panel", (10, 5), edge="edge" if lit else "line", radius=4
    )
    variable = picture.variables.get(node.name)
    shown = Element(
        form=form, role="button", name=node.title, value="".join(one for one, _colour in words), key=key,
        on_activate=lambda: doings.go(node.name), on_focus=lambda: doings.look(node.name),
        on_hover=lambda _share: doings.hover(node.name), children=(column(title, text(*spans) if spans else None, gap=0),),
    )  # fmt: skip
    return told_why(shown, about(variable), doings.why) if variable else shown


def _line(picture: Picture, start: Slot, end: Slot) -> Line:
    """Return a line; those farther away are faint until one of their ends is looked at."""
    one = picture.seen.influence(start.name, end.name)
    far = max(abs(start.side), abs(end.side)) > 1 and picture.lit not in (one.source, one.target)
    outer = "start" if start.side < 0 else "end"
    leaves, arrives = (f"node:{slot.side}:{slot.name}" for slot in (start, end))
    faded = far or _line_faded(picture, one)
    return Line(leaves, arrives, one.polarity, one.strength, bool(one.delay), faded, outer)


def _line_faded(picture: Picture, one: Influence) -> bool:
    return picture.lit not in {"", picture.centre, one.source, one.target}


# All variables


def overview_drawing(picture: Picture, width: float, columns: int, doings: Doings) -> Element:
    """Return all variables in columns; lines are bright where they lead to or from what is looked at, or along a lit loop."""
    each = picture.seen.overview(columns)
    shown = {name for names in each for name in names}
    wide = round((width - _SMALL_GAP * (len(each) - 1)) / max(1, len(each)))
    body = row(
        *(column(*(_small(picture, name, doings) for name in names), gap=_SMALL_ROW_GAP).at(width=wide) for names in each),
        gap=_SMALL_GAP, folds=False,
    )  # fmt: skip
    lines = [
        Line(
            f"node:{one.source}",
            f"node:{one.target}",
            one.polarity,
            one.strength,
            bool(one.delay),
            faded,
            "" if faded else "end",
        )
        for one in picture.seen.influences
        if one.source in shown and one.target in shown and one.source != one.target
        for faded in [_far(picture, one)]
    ]
    return linked(body, lines).having(role="grid", name=_("All variables"), key="drawing")


def _far(picture: Picture, one: Influence) -> bool:
    if picture.loop:
        return (one.source, one.target) not in picture.seen.loop(picture.loop).steps
    return picture.lit not in (one.source, one.target)


def _small(picture: Picture, name: str, doings: Doings) -> Element:
    return _node(picture, picture.seen.nodes[name], f"node:{name}", [], doings, faded=_far_off(picture, name))


def _far_off(picture: Picture, name: str) -> bool:
    """Whether a variable has nothing to do with what is looked at."""
    if picture.loop:
        return name not in picture.seen.loop(picture.loop).nodes
    if not picture.lit or name == picture.lit:
        return False
    steps = ((one.source, one.target) for one in picture.seen.influences)
    return not any(picture.lit in ends and name in ends for ends in steps)
