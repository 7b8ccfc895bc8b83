"""One assumption at length: how each reading has it, changing it, where it comes from, and what it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escalation_game.play.assumptions import Assumption, Edit, Question, Reader
from escalation_game.ui.assumption_edits import Edits, figure, joined, slider_range, taken_words
from escalation_game.ui.bands import band, scale_over
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.kit import (
    Element,
    button,
    checkbox,
    column,
    divider,
    heading,
    label,
    link,
    row,
    slider,
    span,
    style,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _, spoken

_STANDS_BESIDE = 130  #: logical pixels for the name of a reading


@dataclass(frozen=True, slots=True)
class DetailWays:
    """What the details do; `why` asks about a variable that reads the parameter."""

    edits: Edits
    lens: str
    why: Callable[[str], object]


def assumption_detail(one: Assumption, ways: DetailWays) -> list[Element]:
    """Return everything about a parameter."""
    note = text(one.note) if one.note else None
    parts = [
        heading(one.title, "title", level=2), note, *_readings(one, ways.edits.now.get(one.name)), *_changing(one, ways),
        *_influence(one, ways.why), *_arguments(one), *_sources(one),
    ]  # fmt: skip
    return [part for part in parts if part is not None]


# How each reading has it


def _readings(one: Assumption, edit: Edit | None) -> list[Element]:
    told = [(_("The author"), one.author, True), *((each.title, each.taken, each.own) for each in one.readings)]
    scale = scale_over([taken for _name, taken, _own in told] + ([edit] if edit else []))
    rows = [_reading(one, number, *each, scale) for number, each in enumerate(told)]
    if edit is not None:
        rows.append(_reading(one, len(rows), _("You"), edit, True, scale, yours=True))
    return [label(_("How each reading has it"), level=3), *rows, text(_shape(one), style=style("small", "muted"))]


def _reading(
    one: Assumption, number: int, name: str, taken: Edit, own: bool, scale: tuple[float, float], *, yours: bool = False
) -> Element:
    said = taken_words(taken, one.unit) if own else _("as the author")
    shown = text(name, style=style("small", "choice_ink" if yours else "ink" if own else "muted", bold=own)).at(
        width=_STANDS_BESIDE
    )
    line = band(name, taken_words(taken, one.unit), scale, taken, edit=taken if yours else None, colour="question" if own else "edge",
                key=f"reading:{one.name}:{number}")  # fmt: skip
    return column(
        row(shown, line.at(weight=1), gap=10, align="center"),
        text(said, style=style("small", "muted")),
        gap=0,
    )


def _shape(one: Assumption) -> str:
    if one.author.certain and one.low == one.high:
        return _("Taken as known: every match has the same number.")
    shapes = {
        "triangular": _("Each match draws it between the ends, most likely near the value."),
        "uniform": _("Each match draws it evenly between the ends."),
        "median": _("Each match draws it below or above the value with the same chance."),
        "long_tail": _("Each match draws it below or above the value with the same chance, now and then far above."),
    }
    told = [shapes[one.shape]]
    if one.group == "luck":
        told = [_("Drawn anew every turn: it is the luck of the moment.")]
    if one.shared:
        told.append(_("Drawn together with {others}.").format(others=", ".join(one.shared)))
    return " ".join(told)


# Changing it


def _changing(one: Assumption, ways: DetailWays) -> list[Element]:
    edits, lens, (low, high) = ways.edits, ways.lens, slider_range(one)
    value = edits.value(one, lens)
    moved = slider(
        _("Assume"), (value - low) / (high - low), joined(figure(value, one.unit), one.unit),
        on_step=lambda steps: edits.step(one, lens, steps), on_fraction=lambda share: edits.slide(one, lens, share), key="assume",
    )  # fmt: skip
    unit = joined("", one.unit).strip() or _("a plain number")
    typed = textbox(
        _("Or type it, in {unit}").format(unit=unit),
        edits.text(one, lens),
        lambda words: edits.write(one, lens, words),
        key="typed",
    )
    kept = checkbox(
        _("Keep it uncertain, with the range around it"), lambda: edits.put(one, lens, value, ranged=not edits.ranged(one)),
        checked=edits.ranged(one), key="ranged",
    ) if one.low < one.high else None  # fmt: skip
    back = button(_("As it was"), lambda: edits.forget(one.name), key="as-it-was") if one.name in edits.now else None
    told = [text(words, style=style("small", "choice_ink", bold=True)) for words in _wrong(one, edits)]
    line = row(typed.at(weight=1, min_width=150), back.at(align="end") if back else None, gap=10)
    shown = [divider(), label(_("Assume otherwise"), level=3), moved, line, *told, kept]
    return [part for part in shown if part is not None]


def _wrong(one: Assumption, edits: Edits) -> list[str]:
    wrong, edit = edits.wrong(one), edits.now.get(one.name)
    told = [wrong] if wrong else []
    if edit is not None and (edit.low < one.low or edit.high > one.high):
        ends = joined(f"{figure(one.low, one.unit)} … {figure(one.high, one.unit)}", one.unit)
        told.append(
            _("! Outside the range of every reading, {ends}. The rules were not made for it.").format(ends=ends)
        )
    if edit is not None and one.shape == "long_tail" and edit.value <= 0 and not edit.certain:
        told.append(_("! A long tail needs a value above 0."))
    return told


# What it moves, and where it comes from


def _influence(one: Assumption, why: Callable[[str], object]) -> list[Element]:
    lines = [_reader(one, number, reader, why) for number, reader in enumerate(one.readers)]
    if one.unseen:
        words = spoken().plural(
            "and {count} thing that this seat does not see",
            "and {count} things that this seat does not see",
            one.unseen,
        )
        lines.append(text(words, style=style("small", "muted")))
    return [
        divider(),
        label(_("What reads it"), level=3),
        *(lines or [text(_("Nothing."), style=style("small", "muted"))]),
    ]


def _reader(one: Assumption, number: int, reader: Reader, why: Callable[[str], object]) -> Element:
    if not reader.name:
        return text(reader.title, style=style("small"))
    way = link(
        reader.title,
        lambda: why(reader.name),
        key=f"reader:{one.name}:{number}",
        name=_("why? {title}").format(title=reader.title),
    )
    return text(way, style=style("small"))


def _arguments(one: Assumption) -> list[Element]:
    """Return why each lens that changes it does: its argument."""
    own = [each for each in one.readings if each.own]
    if not own:
        return []
    told = [text(span(f"{each.title}  ", "small", bold=True), span(each.argument, "small", "muted")) for each in own]
    return [divider(), label(_("Which reading changes it, and why"), level=3), *told]


def _sources(one: Assumption | Question) -> list[Element]:
    lines = source_lines(one.sources) or [text(_("No source is given."), style=style("small", "muted"))]
    return [divider(), label(_("Sources"), level=3), *lines]


# Hidden questions


def question_detail(one: Question, titles: Sequence[tuple[str, str]]) -> list[Element]:
    """Return a hidden question, how likely each reading holds each answer, and the answer once it is known."""
    known = text(f"✓ {one.known}", style=style("body", "good_ink", bold=True)) if one.known else None
    hidden = (
        None
        if one.known
        else text(_("? Hidden from this seat. What is true is told at the end."), style=style("body", "muted"))
    )
    rows = [column(
        text(name, style=style("small", bold=True)),
        *(text(span(f"{spoken().share(share)}  ", "small", bold=True), span(answer, "small", "muted")) for answer, share in one.odds[lens].items()),
        gap=1,
    ) for lens, name in (("", _("The author")), *titles)]  # fmt: skip
    note = text(one.note) if one.note else None
    parts = [
        heading(one.title, "title", level=2),
        note,
        known,
        hidden,
        label(_("How likely each reading holds it"), level=3),
        *rows,
        *_sources(one),
    ]
    return [part for part in parts if part is not None]
