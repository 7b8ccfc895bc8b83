"""The report of an exploration: one page of Markdown for somebody who has played the scenario, not for whoever wrote the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalation_game.futures.cells import Cell
from escalation_game.futures.folder import again
from escalation_game.futures.results import Result
from escalation_game.futures.scoring import POOLED
from escalation_game.futures.tables import rows_of
from escalation_game.futures.words import likelihood


def report(result: Result, figures: Mapping[str, str], apology: str = "") -> str:
    """The page; `figures` maps files to titles, `apology` says what could not be made."""
    parts = [_opening(result, apology), _objectives(result), _endings(result), _regret(result), _scores(result)]
    parts += [_pictures(result, figures), _again(result)]
    return "\n".join(line for part in parts if part for line in [*part, ""]).rstrip("\n") + "\n"


def _opening(result: Result, apology: str) -> list[str]:
    asked, file = result.asked, result.asked.scenario.file
    role = file.roles[asked.player].title
    lines = [
        f"# {file.title}: {len(asked.plans)} plans under {len(asked.lenses)} readings",
        "",
        f"{role} follows each plan through {asked.futures:,} possible futures, the same futures for every plan: where two plans differ, "
        "the plan made the difference, not luck. Everybody else acts by the scenario's doctrine.",
        "",
        "These are the consequences of the scenario's assumptions. They are not a forecast of the real world. "
        "Each *lens* below is one way of reading the crisis; where the lenses disagree, the answer depends on who is right.",
        "",
        *(f"* **{plan.name}**: {_plan_words(result, plan.name)}" for plan in asked.plans),
        "",
        *(f"* *{lens}*: {_lens_words(result, lens)}" for lens in asked.lenses),
    ]
    if not result.complete:
        lines += ["", f"**Stopped early.** {_what_there_is(result)} Go on with it by `--resume`."]
    failed = sum(cell.tally.failed for cell in result.cells)
    if failed:
        lines += [
            "",
            f"{failed:,} futures gave a number that is none and were left out: the scenario has a fault. `playtest` finds it.",
        ]
    return [*lines, *(["", apology] if apology else [])]


def _plan_words(result: Result, name: str) -> str:
    plan = next(one.plan for one in result.asked.plans if one.name == name)
    if not plan.turns:
        return "does what the role's doctrine would" if plan.then == "doctrine" else "chooses nothing"
    file, player = result.asked.scenario.file, result.asked.player
    chosen = [action for turn in plan.turns for action in turn.choices.get(player, ())]
    titles = list(dict.fromkeys(file.actions[action].title for action in chosen))
    shown = ", ".join(titles[:6]) + (f" and {len(titles) - 6} more" if len(titles) > 6 else "")
    after = "its doctrine" if plan.then == "doctrine" else "nothing more"
    turns = "1 turn" if len(plan.turns) == 1 else f"{len(plan.turns)} turns"
    return f"{shown or 'no action'} over {turns}, then {after}"


def _lens_words(result: Result, lens: str) -> str:
    entry = result.asked.scenario.file.lenses.get(lens)
    if entry is None:
        return "the scenario's own numbers"
    first = ". ".join(entry.argument.split(". ")[:2]).rstrip(".")
    return f"“{entry.title}”. {first}."


def _what_there_is(result: Result) -> str:
    finished = sum(cell.complete for cell in result.cells)
    partial = [cell for cell in result.cells if not cell.complete]
    told = f"{finished} of {len(list(result.asked.pairs()))} pairs of plan and lens are finished."
    return told + "".join(f" {one.plan} under {one.lens} stands at {one.played:,} futures." for one in partial)


def _objectives(result: Result) -> list[str]:
    if not result.cells:
        return ["## How the objectives stand at the end", "", "Nothing was played."]
    asked, lines = result.asked, ["## How the objectives stand at the end", ""]
    lines += ["The middle future, and in brackets the range that holds eight futures of ten."]
    lenses = [lens for lens in asked.lenses if any(cell.lens == lens for cell in result.cells)]
    for objective in asked.wanted:
        about = asked.scenario.file.objectives[objective]
        unit = f"{about.unit}; " if about.unit else ""
        lines += ["", f"**{about.title}** ({unit}{about.better} is better)", "", *_head(["plan", *lenses])]
        column = asked.watched.index(("objective", objective))
        lines += [
            _line([plan.name, *(_range(result, plan.name, lens, column) for lens in lenses)]) for plan in asked.plans
        ]
    return lines


def _range(result: Result, plan: str, lens: str, column: int) -> str:
    cell = _cell(result, plan, lens)
    if cell is None:
        return "not played"
    low, middle, high = (float(cell.quantile(share)[-1, column]) for share in (0.10, 0.50, 0.90))
    return f"{number(middle)} ({number(low)} to {number(high)})"


def _endings(result: Result) -> list[str]:
    if not result.cells:
        return []
    file, lines = result.asked.scenario.file, ["## How it ended", ""]
    endings = result.asked.scenario.game.endings
    lines += _head(["plan", "lens", *(file.endings[ending.name].title for ending in endings)])
    lines += [
        _line([cell.plan, cell.lens, *(percent(share) for share in cell.ending_shares.tolist())])
        for cell in result.cells
    ]
    return [
        *lines,
        "",
        *(_usual(result, lens) for lens in result.asked.lenses if any(cell.lens == lens for cell in result.cells)),
    ]


def _usual(result: Result, lens: str) -> str:
    """One lens in a sentence: the ending most futures have over all plans, and how likely it is with each."""
    cells = [cell for cell in result.cells if cell.lens == lens]
    shares = [sum(values) for values in zip(*(cell.ending_shares.tolist() for cell in cells), strict=True)]
    place = max(range(len(shares)), key=lambda index: shares[index])
    ending = result.asked.scenario.game.endings[place].name
    title = result.asked.scenario.file.endings[ending].title
    told = "; ".join(f"{cell.plan}: {likelihood(min(float(cell.ending_shares[place]), 1.0))}" for cell in cells)
    return f"* That it ends with “{title}” under *{lens}*: {told}."


def _regret(result: Result) -> list[str]:
    rows = rows_of(result.tables["worst_regret"])
    plans = list(dict.fromkeys(row["plan"] for row in rows))
    if len(plans) < 2:
        return []
    titles = [result.asked.scenario.file.objectives[name] for name in result.asked.wanted]
    lines = [
        "## Regret", "",
        "How far a plan falls short of the best plan on the same luck, under the lens in which it falls short most. "
        "A small number everywhere means: whoever turns out to be right, this plan is not far from the best of those compared.", "",
        *_head(["plan", *(f"{one.title}{_in(one.unit)}" for one in titles)]),
    ]  # fmt: skip
    for plan in plans:
        own = {row["objective"]: row for row in rows if row["plan"] == plan}
        lines.append(_line([plan, *(_worst(own[name]) for name in result.asked.wanted)]))
    return lines


def _worst(row: Mapping[str, object]) -> str:
    amount = row["worst_regret"]
    assert isinstance(amount, float)
    return f"{number(amount)} ({row['worst_lens']})" if amount > 0 else "best under every lens"


def _scores(result: Result) -> list[str]:
    if "scores" not in result.tables or result.observed is None:
        return []
    lines = [
        "## Against what was observed", "",
        f"`{result.observed.file}`. *Inside* counts observations that the 10–90 % band held, reporting error included: "
        "of a good band about eight in ten. CRPS is how far the futures were off (0 is perfect); "
        "beside it the same for two forecasts without a model. "
        "In this table each is divided by how far the variable's observations spread. Observations of one variable are not independent.", "",
        *_head(["plan", "lens", "inside", "CRPS", "last value persists", "straight trend"]),
    ]  # fmt: skip
    rows = rows_of(result.tables["scores"])
    pooled = sorted((row for row in rows if row["variable"] == POOLED), key=lambda row: row["crps"])
    lines += [_line([row["plan"], row["lens"], *_score(row)]) for row in pooled]
    if pooled:
        best = pooled[0]
        lines += ["", f"The closest, {best['plan']} under {best['lens']}, variable by variable and in its unit:", ""]
        lines += _head(["variable", "inside", "CRPS", "last value persists", "straight trend"])
        own = [row for row in rows if (row["plan"], row["lens"]) == (best["plan"], best["lens"]) and row is not best]
        lines += [_line([f"{row['variable']}{_in(row['unit'])}", *_score(row)]) for row in own]
    if result.observed.beyond:
        lines += ["", f"{result.observed.beyond} observations are dated after the last turn and were left out."]
    return lines


def _score(row: Mapping[str, Any]) -> list[str]:
    told = [number(row[name]) if row[name] is not None else "–" for name in ("crps", "last_value", "straight_trend")]
    return [f"{row['inside']} of {row['observations']}", *told]


def _pictures(result: Result, figures: Mapping[str, str]) -> list[str]:
    """The player's own objectives and what is about all of them are shown; the others are linked."""
    own = {f"figures/fan-{name}.png" for name in result.asked.wanted}
    lines = ["## Figures"] if figures else []
    others = [file for file in figures if "/fan-" in file and file not in own]
    for file, title in figures.items():
        lines += [] if file in others else ["", f"![{title}]({file})"]
    links = ", ".join(f"[{figures[file]}]({file})" for file in others)
    return [*lines, "", f"The other objectives: {links}."] if others else lines


def _again(result: Result) -> list[str]:
    asked = result.asked
    return [
        "## To get the same numbers again", "",
        f"Rules {asked.scenario.game.rules_version}, scenario {asked.scenario.digest}. In this folder:", "",
        "```", again(asked), "```", "",
        "`tables/` holds every number (outcomes by turn, endings, regret), `cells/` the statistics behind them, `manifest.json` all that was asked.",
    ]  # fmt: skip


def _in(unit: str) -> str:
    return f" ({unit})" if unit else ""


def number(value: float) -> str:
    """A number with about three digits that count."""
    size = abs(value)
    decimals = 0 if size >= 100 or value == 0 else 1 if size >= 1 else 2 if size >= 0.1 else 3
    return f"{value:,.{decimals}f}".replace("-", "−")


def percent(share: float) -> str:
    """A share in per cent; what happened seldom is not nothing."""
    if 0.0 < share < 0.005:
        return f"{100 * share:.2g} %"
    return f"{100 * share:.0f} %"


def _cell(result: Result, plan: str, lens: str) -> Cell | None:
    return next((cell for cell in result.cells if (cell.plan, cell.lens) == (plan, lens)), None)


def _head(names: Sequence[str]) -> list[str]:
    return [_line(names), "|" + "---|" * len(names)]


def _line(parts: Sequence[str]) -> str:
    return "| " + " | ".join(part.replace("|", "\\|").replace("\n", " ") for part in parts) + " |"
