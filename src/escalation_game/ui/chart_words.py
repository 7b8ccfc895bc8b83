"""What stands around a chart: its title and reading, the key to its signs, its numbers as a table, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from escalation_game.play.over_time import Assumption, Mark
from escalation_game.ui.amounts import amount, date_words, number_and_unit, unit_words
from escalation_game.ui.asking import asked
from escalation_game.ui.charts import Point, draw_dashes
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.kit import (
    Brush,
    Element,
    button,
    canvas,
    column,
    flow,
    label,
    mixed,
    row,
    span,
    style,
    table,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.plot import BANDS, NOISE_SHARE, draw_mark
from escalation_game.ui.series import HIGH, HIGHEST, LOW, LOWEST, MIDDLE, Series, basis, marks_at, noise_at, told_at

_SMALL = style("small", "muted")


def head(
    series: Series, marks: Sequence[Mark], cursor: int, on_why: Callable[[str, int], object], *, large: bool
) -> Element:
    """Return title and unit, the way to the reasons at the cursor, and what is read there in words."""
    one = series.variable
    unit = unit_words(one.unit) if one.unit not in {"", "points"} else ""
    title = text(
        span(one.title, "lead" if large else "body", bold=True), span(f"  {unit}" if unit else "", "small", "muted")
    )
    turn = min(cursor, series.now)
    early = "" if turn else _("Nothing has changed yet.")
    ask = button(
        _("why?"), lambda: on_why(asked(series.about), turn), kind="quiet", key=f"why:{series.about}", disabled=early,
        hint=_("Every reason for the change up to {date}.").format(date=date_words(series.dates[turn])),
    )  # fmt: skip
    top = row(title.at(weight=1), ask.having(about=series.about), gap=8, align="center", folds=False)
    return column(top, reading(series, marks, cursor), gap=0).having(about=series.about)


def reading(series: Series, marks: Sequence[Mark], cursor: int) -> Element:
    """Return what is read at the cursor, and what was decided and happened on the way there."""
    date = date_words(series.dates[cursor])
    decided = marks_at(marks, cursor)
    said = text(span(f"{date}: ", "small", "question_ink", bold=True), span(told_at(series, cursor), "small"))
    return column(said, text(decided, style=_SMALL) if decided else None, gap=1).having(about=series.about)


def key_to_signs(every: Sequence[Series], marks: Sequence[Mark]) -> Element:
    """Return what each line, band and sign means, as far as it is shown."""
    drawn = [(_("what you saw"), _line_sign)]
    if any(any(one.noise) for one in every):
        drawn.append((_("one standard error either way"), _noise_sign))
    if any(one.ahead for one in every):
        drawn += [(_("the middle future"), _middle_sign), (_("half of futures"), _half_sign),
                  (_("eight in ten futures"), _most_sign)]  # fmt: skip
    if any(one.ahead or one.differs for one in every):
        drawn.append((_("doing nothing"), _nothing_sign))
    kinds = {one.kind for one in marks}
    if "choice" in kinds:
        drawn.append((_("your choices"), lambda brush, rect: draw_mark(brush, rect.center, "choice")))
    if "event" in kinds:
        drawn.append((_("events"), lambda brush, rect: draw_mark(brush, rect.center, "event")))
    each = [_sign(number, words, draw) for number, (words, draw) in enumerate(drawn)]
    return flow(*each, gap=16, row_gap=2, role="list", name=_("What the signs mean"), key="signs")


def _sign(number: int, words: str, draw: Callable[[Brush, Rect], None]) -> Element:
    drawn = canvas("", draw, width=26, height=14, key=f"sign:{number}").having(role="none")
    said = row(
        drawn, text(words, style=style("small", "muted", family="condensed")), gap=6, align="center", folds=False
    )
    return said.having(role="listitem", name=words, key=f"signed:{number}")


def _ends(rect: Rect) -> tuple[Point, Point]:
    return (rect.left + 1, rect.centery), (rect.right - 2, rect.centery)


def _line_sign(brush: Brush, rect: Rect) -> None:
    brush.fill(Rect(rect.x, rect.centery - brush.px(1), rect.w, max(2, brush.px(2))), brush.palette.ink)
    brush.dot(rect.center, brush.px(3), brush.palette.ink)


def _middle_sign(brush: Brush, rect: Rect) -> None:
    brush.fill(Rect(rect.x, rect.centery - brush.px(1), rect.w, max(2, brush.px(2))), brush.palette.question_ink)


def _nothing_sign(brush: Brush, rect: Rect) -> None:
    draw_dashes(brush, *_ends(rect), brush.palette.choice_ink, width=max(2, brush.px(1.6)))


def _noise_sign(brush: Brush, rect: Rect) -> None:
    brush.fill(rect, mixed(brush.palette.ground, brush.palette.ink, NOISE_SHARE), brush.px(2))


def _half_sign(brush: Brush, rect: Rect) -> None:
    brush.fill(rect, mixed(brush.palette.ground, brush.palette.question, BANDS[1][2]), brush.px(2))


def _most_sign(brush: Brush, rect: Rect) -> None:
    brush.fill(rect, mixed(brush.palette.ground, brush.palette.question, BANDS[0][2]), brush.px(2))


def in_words(series: Series, marks: Sequence[Mark], *, wide: bool) -> Element:
    """Return the numbers of a chart turn by turn: as tables where there is room, else as sentences."""
    unit = unit_words(series.variable.unit) if series.variable.unit not in {"", "points"} else ""
    title = label(f"{series.variable.title} · {unit}" if unit else series.variable.title, level=2)
    if not wide or series.cases:
        turns = [reading(series, marks, turn) for turn in range(series.last + 1)]
        return column(title, *turns, gap=8).having(about=series.about)
    seen = table(
        _("{title}, as you saw it").format(title=series.variable.title),
        [_("Date"), _("What you saw"), _("Had you done nothing"), _("Decided, happened")],
        [[date_words(series.dates[turn]), _seen(series, turn), _idle(series, turn), text(marks_at(marks, turn) or "—", style=_SMALL, align="end")]
         for turn in range(series.now + 1)],
        key=f"seen:{series.about}",
    )  # fmt: skip
    return column(title, seen, _table_ahead(series), gap=10).having(about=series.about)


def _seen(series: Series, turn: int) -> str:
    noise = noise_at(series, turn)
    return _bare(series.values[turn], series) + (f" ± {noise}" if noise else "")


def _bare(value: float, series: Series) -> str:
    """Return a number whose unit is told above it."""
    return number_and_unit(value, series.variable.unit)[0]


def _idle(series: Series, turn: int) -> str:
    return _bare(series.idle[turn], series) if turn < len(series.idle) else "—"


def _table_ahead(series: Series) -> Element | None:
    ahead = series.ahead
    if ahead is None:
        return None

    def between(low: int, high: int, turn: int) -> str:
        return _("{low} to {high}").format(
            low=_bare(ahead.lines[low][turn], series),
            high=_bare(ahead.lines[high][turn], series),
        )

    rows = [
        [
            date_words(series.dates[series.now + turn]), _bare(ahead.lines[MIDDLE][turn], series), between(LOW, HIGH, turn),
            between(LOWEST, HIGHEST, turn), _bare(ahead.nothing[turn], series),
        ]
        for turn in range(1, len(ahead.nothing))
    ]  # fmt: skip
    header = [_("Date"), _("The middle future"), _("Half of futures"), _("Eight in ten"), _("Doing nothing")]
    return table(_("{title} ahead").format(title=series.variable.title), header, rows, key=f"ahead:{series.about}")


def rests_on(series: Series, assumptions: Sequence[Assumption]) -> list[Element]:
    """Return what a chart's numbers mean and rest on: note, range, sources, and the parameters behind with theirs."""
    one = series.variable
    ranged = ""
    if one.low is not None and one.high is not None:
        ranged = _("Range {low} to {high}.").format(low=amount(one.low, ""), high=amount(one.high, one.unit))
    told = " ".join(part for part in (one.note, ranged, basis(series)) if part)
    cited = [label(_("Sources of {title}").format(title=one.title)), *source_lines(one.sources)] if one.sources else []
    behind = [label(_("Numbers it rests on")), *(_assumption(each) for each in assumptions)] if assumptions else []
    return [column(text(told, style=_SMALL) if told else None, *cited, *behind, gap=4).having(about=series.about)]


def _assumption(one: Assumption) -> Element:
    value = amount(one.value, one.unit)
    if one.low is not None and one.high is not None:
        value = _("{value}, between {low} and {high}").format(
            value=value, low=amount(one.low, one.unit), high=amount(one.high, one.unit)
        )
    title = text(span(f"{one.title}: ", "small", "muted"), span(value, "small", bold=True))
    told = column(title, *source_lines(one.sources), gap=0)
    return told.having(about=f"parameter:{one.name}")
