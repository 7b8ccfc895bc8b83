"""The balance of a scenario in a designer's words, and as data."""

from __future__ import annotations

from collections.abc import Mapping

from escalation_game.authoring.balance import Contest
from escalation_game.authoring.lint.dominance import Dominated
from escalation_game.authoring.playtest import Option, Playtest
from escalation_game.cli.telling import WIDTH, amount, folded

_POPULAR = ("random", "avoid-used", "doctrine", "everyone at random")
_COLUMN = 11
_TITLE = WIDTH - _COLUMN * len(_POPULAR) - 2


def balance_lines(outcome: Playtest) -> list[str]:
    """Tell whether doing nothing is enough, which options nobody has a reason to take, and what each bot takes."""
    balance = outcome.balance
    lines = ["Balance:"]
    if balance is not None:
        lines += folded(_nothing(outcome, balance.nothing), "  ")
        lines += [line for one in balance.dominated for line in folded(_dominated(outcome, one), "  ")]
        if not balance.dominated:
            lines += folded(_none_dominated(outcome), "  ")
    lines += [line for one in outcome.options for line in folded(_untaken(outcome, one), "  ")]
    return [*lines, "", *_popularity(outcome)]


def balance_document(outcome: Playtest) -> dict[str, object] | None:
    """The same as data; None when the playtest was stopped before."""
    balance = outcome.balance
    if balance is None:
        return None
    return {
        "nothing_against_random": _contest(balance.nothing),
        "dominated": [
            {"action": one.action, "by": one.by or None, "futures": one.futures, "better_by": dict(one.differences)}
            for one in balance.dominated
        ],
        "never_taken": [one.action for one in outcome.options if _taken_by(one) == "nobody"],
    }


def _contest(one: Contest | None) -> Mapping[str, object] | None:
    return (
        None if one is None else {"plays": one.plays, "wins": one.wins, "loses": one.loses, "better": dict(one.better)}
    )


def _nothing(outcome: Playtest, one: Contest | None) -> str:
    if one is None:
        return "Doing nothing cannot be compared: no two plays came to their end."
    titles = outcome.scenario.file.objectives
    each = ", ".join(f"{titles[name].title} {_percent(share)}" for name, share in one.better.items())
    mixed = "; the others are mixed" if one.wins + one.loses < 1.0 else ""
    return (
        f"Doing nothing wins {_percent(one.wins)} of {one.plays:,} matches against choosing at random on the same luck (no worse in any goal and "
        f"better in one), and loses {_percent(one.loses)}{mixed}. Goal by goal it comes out ahead in: {each}."
    )


def _dominated(outcome: Playtest, one: Dominated) -> str:
    file = outcome.scenario.file
    title = file.actions[one.action].title
    if not one.by:
        return f"Nobody has a reason for “{title}” ({one.action}): in {one.futures} futures it was nowhere better than nothing.{_cost(outcome, one)}"
    differences = "; ".join(
        f"{file.objectives[name].title} {amount(abs(change), file.objectives[name].unit)} better"
        for name, change in one.differences.items()
        if change
    )
    return (
        f"“{title}” ({one.action}) is dominated by “{file.actions[one.by].title}” ({one.by}), which was no dearer and no worse in any of "
        f"{one.futures} futures; on average: {differences}."
    )


def _none_dominated(outcome: Playtest) -> str:
    role = next(role for role in outcome.scenario.file.roles.values() if role.player)
    if not role.objectives:
        return f"Options are compared by the goals of the player: {role.title} has none yet (`objectives:`)."
    return "No option was found that is nowhere better than one it rules out, or than nothing."


def _cost(outcome: Playtest, one: Dominated) -> str:
    file = outcome.scenario.file
    told = "; ".join(
        f"{file.objectives[name].title} {amount(abs(change), file.objectives[name].unit)} worse"
        for name, change in one.differences.items()
        if change
    )
    return f" On average: {told}." if told else ""


def _untaken(outcome: Playtest, one: Option) -> str:
    entry = outcome.scenario.file.actions[one.action]
    match _taken_by(one):
        case "nobody":
            return f"Nobody ever takes “{entry.title}” ({one.action}): it could not be had in any play."
        case "bots" if entry.propensity is not None:
            return f"“{entry.title}” ({one.action}) is taken by bots alone: the doctrine of its role never chose it."
        case _:
            return ""


def _taken_by(one: Option) -> str:
    """Who takes an option: nobody, bots alone, or the doctrine too."""
    if not any(one.by_bot.values()):
        return "nobody"
    return "bots" if not one.by_bot.get("doctrine", 0.0) else "doctrine"


def _popularity(outcome: Playtest) -> list[str]:
    """A table: a row an option, a column a bot, in per cent of its plays."""
    bots = [name for name in _POPULAR if any(name in one.by_bot for one in outcome.options)]
    if not bots:
        return []
    heads = "".join(f"{name.removesuffix(' at random'):>{_COLUMN}}" for name in bots)
    lines = ["How popular each option is, in per cent of each bot's plays:", "", f"  {'':{_TITLE}}{heads}"]
    for one in outcome.options:
        title = outcome.scenario.file.actions[one.action].title
        short = title if len(title) < _TITLE else title[: _TITLE - 2] + "…"
        shares = "".join(f"{_percent(one.by_bot.get(name, 0.0)).removesuffix(' %'):>{_COLUMN}}" for name in bots)
        lines.append(f"  {short:{_TITLE}}{shares}")
    return lines


def _percent(share: float) -> str:
    return "0 %" if not share else "<1 %" if share < 0.005 else f"{100 * share:.0f} %"
