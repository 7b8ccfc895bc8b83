"""Gauges of the situation: what a variable is, how it changed and why, where it stands in its range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from escalation_game.play.view import Source, Variable
from escalation_game.ui.amounts import change_sign, change_words, noise_words, number_and_unit, value_words
from escalation_game.ui.asking import OnWhy, about, asking, why_hint
from escalation_game.ui.charts import range_bar, sparkline, trend
from escalation_game.ui.kit import Element, column, heading, label, panel, row, span, style, text
from escalation_game.ui.language import _, tell
from escalation_game.ui.theme import ColourRole


def gauge(variable: Variable, on_why: OnWhy) -> Element:
    """Return a large gauge. ENTER, a click or the key of "why" asks why; its details tell note, range, noise and sources."""
    title = text(variable.title, style=style("small", "muted", family="condensed", bold=True))
    curve = None if variable.kind == "switch" else sparkline(variable)
    now = row(figure(variable).at(weight=1), curve, gap=8, align="center")
    body = (column(title, now, _change(variable), gap=1), range_bar(variable))
    return _asking(variable, on_why, panel(*body, fill=None, padding=(10, 6), gap=4))


def small_gauge(variable: Variable, on_why: OnWhy) -> Element:
    """Return a gauge of one line: title, value and the sign of its change."""
    sign, colour = change_sign(variable.change), _colour(variable.change)
    line = row(
        text(variable.title, style=style("small", "muted")).at(weight=1),
        text(span(f"{sign} ", "small", colour), span(value_words(variable), "small", bold=True)),
        gap=10,
    )
    return _asking(variable, on_why, panel(line, fill=None, padding=(10, 5)))


def grouped(variables: Iterable[Variable], on_why: OnWhy) -> list[Element]:
    """Return small gauges under a caption for each kind of variable."""
    every = sorted(variables, key=lambda one: one.title)
    names = (("stock", _("Counted")), ("derived", _("Worked out")), ("switch", _("In force")))
    shown: list[Element] = []
    for kind, name in names:
        members = [small_gauge(one, on_why) for one in every if one.kind == kind]
        if members:
            shown += [panel(label(name, level=3), fill=None, padding=(10, 6)), *members]
    return shown


def figure(variable: Variable) -> Element:
    """Return the value in large type with its unit and noise in small type; for a switch the case that holds."""
    if variable.kind == "switch":
        return text(variable.label, style=style("title", bold=True))
    number, unit = number_and_unit(variable.value, variable.unit)
    whole = _("of 100") if variable.unit == "points" and (variable.low, variable.high) == (0.0, 100.0) else ""
    parts = [f"± {noise_words(variable)}" if variable.noise else "", unit or whole]
    small = " ".join(part for part in parts if part)
    return text(span(number, "figure", bold=True), span(f" {small}" if small else "", "small", "muted"))


def _asking(variable: Variable, on_why: OnWhy, body: Element) -> Element:
    said = ", ".join(part for part in (value_words(variable), change_words(variable), _reason(variable)) if part)
    shown = body.having(
        name=variable.title, value=said, key=f"gauge:{variable.name}", detail=lambda: gauge_detail(variable)
    )
    return asking(shown, about(variable), on_why)


def _change(variable: Variable) -> Element:
    """Return the change as sign and words, its main reason, and the invitation to ask for all of them."""
    words, reason = change_words(variable), _reason(variable)
    sign = change_sign(variable.change)
    return text(
        span(f"{sign} {words} ", "small", _colour(variable.change), bold=True),
        f"{reason} " if reason else "",
        span(_("why?"), "small", "question_ink"),
        style=style("small", "muted"),
    )


def _colour(change: float) -> ColourRole:
    return "choice_ink" if change > 0 else "question_ink" if change < 0 else "muted"


def _reason(variable: Variable) -> str:
    """Return the reason of the largest contribution to the last change that went the same way."""
    same_way = [part for part in variable.parts if part.amount * variable.change > 0 or variable.kind == "switch"]
    if not same_way or not variable.change:
        return ""
    return same_way[0].because or tell(same_way[0].title)


def gauge_detail(variable: Variable) -> Element:
    """Return what F1 shows of a variable: its trend, what it means, how exact it is, and where it comes from."""
    noise = (
        _("Reported with a standard error of {noise}.").format(noise=noise_words(variable)) if variable.noise else ""
    )
    lines = [text(line, style=style("small")) for line in (variable.note, noise) if line]
    curve = None if variable.kind == "switch" else trend(variable)
    ask = text(why_hint(), style=style("small", "muted"))
    title = heading(variable.title, "body", level=3, family="sans")
    told = column(title, curve, *lines, *source_lines(variable.sources), ask, gap=5)
    return told.having(about=about(variable))


def source_lines(sources: Sequence[Source]) -> list[Element]:
    """Return one line for each source, with its grade."""
    return [text(_source(source), style=style("small", "muted")) for source in sources]


def _source(source: Source) -> str:
    told = " · ".join(part for part in (source.publisher, source.title, source.date) if part)
    return f"{told} · {_('grade')} {source.grade}" if source.grade else told
