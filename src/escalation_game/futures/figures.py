"""The figures of an exploration as PNG, drawn by matplotlib: a fan of each objective, how futures ended, and what each plan leaves to be wished for.

Quiet on purpose: one hue a plan, bands of the same hue, no frame, units on the axis, and a line under each that says what is drawn.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from escalation_game.futures.cells import Cell
from escalation_game.futures.palette import ALARM, EDGE, FAINT, GROUND, INK, LINE, MUTED, SERIES, ink_on, mixed
from escalation_game.futures.results import Result
from escalation_game.futures.tables import date_of, rows_of

DOTS = 144  #: per inch
MOST_PLANS = 24  #: shown in a figure; the tables hold all

_BANDS = ((0.05, 0.95, 0.14), (0.10, 0.90, 0.26), (0.25, 0.75, 0.46))  # lower, upper, how much of the hue
_COLUMNS = 12  # of the heat map side by side
_FONT = "DejaVu Sans"  # comes with matplotlib, so the same everywhere

Axes = Drawing = Any  # matplotlib is typed only in part


def figures(result: Result) -> Iterator[tuple[str, str, bytes]]:
    """Yields (name, title, PNG). Raises ValueError without a cell."""
    if not result.cells:
        raise ValueError("there is nothing to draw")
    for objective in result.asked.scenario.game.objectives:
        about = result.asked.scenario.file.objectives[objective.name]
        yield f"fan-{objective.name}", f"{about.title}, turn by turn", _png(_fans(result, objective.name))
    yield "endings", "How futures ended", _png(_endings(result))
    if result.tables["regret"]["regret"]:
        yield "regret", "Regret: how far each plan falls short of the best", _png(_regret(result))


def _fans(result: Result, objective: str) -> Drawing:
    """Small panels: a column a lens, a row a plan, one scale."""
    asked = result.asked
    plans, lenses = _plans(result), asked.lenses
    width, height = 1.6 + (3.6 if len(lenses) < 3 else 2.7) * len(lenses), 1.55 + 1.75 * len(plans)
    figure = _figure(width, height)
    grid: Any = figure.subplots(len(plans), len(lenses), sharex=True, sharey=True, squeeze=False)
    figure.subplots_adjust(
        left=0.95 / width, right=1 - 0.75 / width, top=1 - 1.05 / height, bottom=0.80 / height, wspace=0.22, hspace=0.16
    )
    about = asked.scenario.file.objectives[objective]
    column = asked.watched.index(("objective", objective))
    low, high, cut = _scale(result, column)
    for row, plan in enumerate(plans):
        for place, lens in enumerate(lenses):
            axes: Axes = grid[row][place]
            cell = _cell(result, plan, lens)
            if cell is None:
                axes.text(0.5, 0.5, "not played", transform=axes.transAxes, ha="center", va="center", color=FAINT)
            else:
                _fan(axes, cell, column, SERIES[row % len(SERIES)])
            _quiet(axes)
            axes.set_ylim(low, high)
            if row == 0:
                axes.set_title(_wrapped(_lens_title(result, lens), 34), loc="left", fontsize=9.5, color=INK, pad=8)
            if place == 0:
                axes.set_ylabel(_clipped(plan, 20), fontsize=9.5, color=INK, labelpad=8)
            _dates(axes, result, last=row == len(plans) - 1)
    unit = f"{about.unit}, " if about.unit else ""
    runs_on = " A band that meets the upper or lower edge runs on beyond it." if cut else ""
    _caption(
        figure, f"{about.title} ({unit}{about.better} is better)",
        f"Line: median. Bands, from the middle outwards: 50, 80 and 90 % of futures.{runs_on} {_futures(result)}",
    )  # fmt: skip
    return figure


def _fan(axes: Axes, cell: Cell, column: int, hue: str) -> None:
    turns = range(len(cell.tally.mean))
    for low, high, share in _BANDS:
        lower, upper = cell.quantile(low)[:, column], cell.quantile(high)[:, column]
        axes.fill_between(turns, lower, upper, color=mixed(hue, GROUND, share), linewidth=0)
    median = cell.quantile(0.5)[:, column]
    axes.plot(turns, median, color=hue, linewidth=1.8, solid_capstyle="round")
    axes.annotate(
        _short(float(median[-1])), (len(turns) - 1, median[-1]), xytext=(5, 0), textcoords="offset points",
        va="center", fontsize=8.5, color=hue, annotation_clip=False,
    )  # fmt: skip


def _scale(result: Result, column: int) -> tuple[float, float, bool]:
    """What all panels span: every 80 % band with a margin, and the 90 % bands as far as they do not flatten the rest; whether any is cut."""
    low = min(float(cell.quantile(0.10)[:, column].min()) for cell in result.cells)
    high = max(float(cell.quantile(0.90)[:, column].max()) for cell in result.cells)
    least = min(float(cell.quantile(0.05)[:, column].min()) for cell in result.cells)
    most = max(float(cell.quantile(0.95)[:, column].max()) for cell in result.cells)
    span = (high - low) or abs(high) or 1.0
    lower, upper = max(least, low - 0.3 * span), min(most, high + 0.3 * span)
    return lower - 0.05 * span, upper + 0.05 * span, lower > least or upper < most


def _dates(axes: Axes, result: Result, *, last: bool) -> None:
    turns = result.asked.scenario.game.turns
    step = max(1, -(-turns // (4 if len(result.asked.lenses) < 3 else 2)))
    ticks = list(range(0, turns + 1, step))
    axes.set_xlim(0, turns)
    axes.set_xticks(ticks)
    axes.set_xticklabels(["start" if not turn else date_of(result.asked, turn) for turn in ticks], fontsize=8)
    axes.tick_params(axis="x", labelbottom=last)
    for place, label in enumerate(axes.get_xticklabels()):
        label.set_horizontalalignment("left" if place == 0 else "right" if ticks[place] == turns else "center")


def _endings(result: Result) -> Drawing:
    """A bar a plan, grouped by lens; parts in the order of the endings."""
    asked, plans = result.asked, _plans(result)
    file, names = asked.scenario.file, [ending.name for ending in asked.scenario.game.endings]
    colours = _ending_colours(result)
    rows = len(asked.lenses) * (len(plans) + 1.1)
    legend = -(-len(names) // 3)
    height = 1.22 + 0.36 * rows + 0.26 * legend
    figure = _figure(8.6, height)
    axes: Axes = figure.add_axes((0.20, (0.62 + 0.26 * legend) / height, 0.76, 0.36 * rows / height))
    y = 0.0
    for lens in asked.lenses:
        axes.text(0.0, y, _lens_title(result, lens), fontsize=9.5, color=INK, va="center", fontweight="bold")
        y += 0.95
        for plan in plans:
            _bar(axes, result, _cell(result, plan, lens), y, colours)
            axes.text(-0.015, y, _clipped(plan, 21), fontsize=9, color=MUTED, ha="right", va="center")
            y += 1.0
        y += 0.15
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.axis("off")
    handles = [_patch(colours[name], _clipped(file.endings[name].title, 34)) for name in names]
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.20, 0.46 / height), ncols=3, frameon=False,
        fontsize=8.5, labelcolor=INK, handlelength=1.0, handleheight=1.0, columnspacing=1.6, borderaxespad=0,
    )  # fmt: skip
    _caption(figure, "How futures ended", f"Share of futures with each ending. {_futures(result)}")
    return figure


def _bar(axes: Axes, result: Result, cell: Cell | None, y: float, colours: dict[str, str]) -> None:
    if cell is None:
        axes.text(0.01, y, "not played", fontsize=8.5, color=FAINT, va="center")
        return
    left = 0.0
    for share, ending in zip(cell.ending_shares.tolist(), result.asked.scenario.game.endings, strict=True):
        colour = colours[ending.name]
        axes.barh(y, share, left=left, height=0.74, color=colour, edgecolor=GROUND, linewidth=1.0)
        if share >= 0.045:
            axes.text(
                left + share / 2,
                y,
                f"{100 * share:.0f} %",
                ha="center",
                va="center",
                fontsize=8.5,
                color=ink_on(colour),
            )
        left += share


def _regret(result: Result) -> Drawing:
    """A row a plan; for each objective of the player a column a lens, and one for the worst. Shade: share of the objective's largest regret."""
    asked, plans = result.asked, _plans(result)
    lenses = [lens for lens in asked.lenses if any(cell.lens == lens and cell.complete for cell in result.cells)]
    told = {
        (row["plan"], row["objective"], row["lens"]): float(row["regret"]) for row in rows_of(result.tables["regret"])
    }
    columns = len(lenses) + (len(lenses) > 1)
    abreast = min(len(asked.wanted), max(1, int(_COLUMNS / (columns + 0.35))))
    bands = -(-len(asked.wanted) // abreast)
    across, deep = abreast * (columns + 0.35) - 0.35, len(plans) + 2.2
    width, height = max(2.0 + 0.90 * across, 6.4), 1.10 + 0.42 * deep * bands
    figure = _figure(width, height)
    axes: Axes = figure.add_axes((1.75 / width, 0.50 / height, (width - 2.0) / width, 0.42 * deep * bands / height))
    for number, name in enumerate(asked.wanted):
        x, y = number % abreast * (columns + 0.35), number // abreast * deep + 1.7
        _heads(axes, result, x, y, name, lenses)
        for row, plan in enumerate(plans):
            if number % abreast == 0:
                axes.text(-0.12, y + row, _clipped(plan, 20), ha="right", va="center", fontsize=9, color=INK)
            values = [told.get((plan, name, lens)) for lens in lenses]
            values += (
                [max((value for value in values if value is not None), default=None)] if columns > len(lenses) else []
            )
            largest = max((value for key, value in told.items() if key[1] == name), default=0.0)
            for place, value in enumerate(values):
                _tile(axes, x + place, y + row, value, largest, worst=place == len(lenses))
    axes.set_xlim(0, across)
    axes.set_ylim(deep * bands - 0.5, -0.5)
    axes.axis("off")
    _caption(
        figure, "Regret: how far each plan falls short of the best",
        f"Means on the same luck, in the objective's unit; 0 is the best plan. {_futures(result)}",
    )  # fmt: skip
    return figure


def _tile(axes: Axes, x: float, y: float, value: float | None, largest: float, *, worst: bool) -> None:
    share = 0.0 if value is None or not largest else value / largest
    fill = mixed(ALARM, GROUND, 0.04 + 0.86 * share)
    axes.add_patch(_box(x + 0.03, y - 0.45, 0.94, 0.90, fill))
    weight = "bold" if worst else "normal"
    text = "–" if value is None else _short(value)
    axes.text(x + 0.5, y, text, ha="center", va="center", fontsize=9, color=ink_on(fill), fontweight=weight)


def _heads(axes: Axes, result: Result, x: float, y: float, objective: str, lenses: Sequence[str]) -> None:
    about = result.asked.scenario.file.objectives[objective]
    unit = f" ({about.unit})" if about.unit else ""
    names = [*lenses, *(["worst"] if len(lenses) > 1 else [])]
    axes.text(
        x + 0.03, y - 1.25, _clipped(f"{about.title}{unit}", 13 * len(names)), fontsize=9.5, color=INK, va="bottom"
    )
    for place, name in enumerate(names):
        axes.text(x + place + 0.5, y - 0.62, _clipped(name, 12), fontsize=8.5, color=MUTED, ha="center", va="bottom")


def _figure(width: float, height: float) -> Drawing:
    figure = Figure(figsize=(width, height), dpi=DOTS, facecolor=GROUND)
    FigureCanvasAgg(figure)
    return figure


def _png(figure: Drawing) -> bytes:
    """The bytes of a figure, without a date or a version in them."""
    matplotlib: Any = import_module("matplotlib")
    file = io.BytesIO()
    with matplotlib.rc_context({"font.family": _FONT}):
        figure.savefig(file, format="png", facecolor=GROUND, metadata={"Software": None})
    return file.getvalue()


def _caption(figure: Drawing, title: str, below: str) -> None:
    width, height = figure.get_size_inches().tolist()
    figure.text(0.30 / width, 1 - 0.30 / height, title, fontsize=13, color=INK, va="top", fontweight="bold")
    figure.text(0.30 / width, 0.16 / height, _wrapped(below, int(width * 16)), fontsize=8, color=MUTED, va="bottom")


def _quiet(axes: Axes) -> None:
    axes.set_facecolor(GROUND)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(EDGE)
    axes.tick_params(colors=MUTED, labelsize=8, length=0)
    axes.grid(axis="y", color=LINE, linewidth=0.7)
    axes.set_axisbelow(True)


def _patch(colour: str, label: str) -> Any:
    from matplotlib.patches import Patch

    return Patch(facecolor=colour, label=label)


def _box(x: float, y: float, width: float, height: float, fill: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, facecolor=fill, edgecolor="none")


def _plans(result: Result) -> list[str]:
    """Plans with something to show, in the order asked for."""
    played = {cell.plan for cell in result.cells}
    return [plan.name for plan in result.asked.plans if plan.name in played][:MOST_PLANS]


def _cell(result: Result, plan: str, lens: str) -> Cell | None:
    return next((cell for cell in result.cells if (cell.plan, cell.lens) == (plan, lens)), None)


def _ending_colours(result: Result) -> dict[str, str]:
    """A hue an ending; the one that is left when nothing else came about is grey."""
    hues = [hue for hue in SERIES if hue != INK]
    endings = result.asked.scenario.game.endings
    told = {ending.name: hues[place % len(hues)] for place, ending in enumerate(endings)}
    return told | {ending.name: mixed(EDGE, GROUND, 0.45) for ending in endings if ending.when is None}


def _lens_title(result: Result, lens: str) -> str:
    entry = result.asked.scenario.file.lenses.get(lens)
    return f"{lens}: {entry.title}" if entry else f"{lens}: the scenario's own numbers"


def _futures(result: Result) -> str:
    asked = result.asked
    stopped = "" if result.complete else " Stopped early: some of it is over fewer futures, or missing."
    more = f" The first {MOST_PLANS} plans." if len(asked.plans) > MOST_PLANS else ""
    return f"{asked.futures:,} futures of seed {asked.seed} in each.{stopped}{more}"


def _short(value: float) -> str:
    """A number with about three digits that count."""
    size = abs(value)
    decimals = 0 if size >= 100 or value == 0 else 1 if size >= 1 else 2 if size >= 0.1 else 3
    return f"{value:,.{decimals}f}".replace("-", "−")


def _wrapped(text: str, letters: int) -> str:
    return "\n".join(textwrap.wrap(text, max(letters, 8)))


def _clipped(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"
