"""Checks that every name in a file means something of the right kind, and that each entry makes sense by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from keyword import iskeyword

from escalation_game.scenario.findings import MOST, Finding, Path, in_order
from escalation_game.scenario.formula import WORDS
from escalation_game.scenario.names import SECTIONS
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.percentages import percentage_findings
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import Action, Effects, ScenarioFile, Sight
from escalation_game.scenario.uncertainty import BASELINE, believed

_ODDS_OFF = 1e-9
_TOLD = 12  # names in a hint
_FIXED = frozenset({"baseline", "others", "injects", "events", "then"})  # words of plans and of `seen_by`


def reference_findings(file: ScenarioFile, places: Places) -> list[Finding]:
    """Everything wrong, in the order of the file; empty when all is well."""
    checks = _Checks(file, places)
    return in_order(list(islice(checks.all(), MOST + 1)))


@dataclass(frozen=True)
class _Checks:
    file: ScenarioFile
    places: Places

    def all(self) -> Iterator[Finding]:
        """Every check, so that one may stop when enough is wrong."""
        for check in (self.names, self.roles, self.variables, self.switches, self.unknowns, self.actions):
            yield from check()
        for check in (self.effects, self.endings, self.dates, self.lenses, self.sources, self.shown):
            yield from check()
        yield from percentage_findings(self.file, self.places)

    def say(self, code: str, message: str, path: Path, hint: str = "", *, key: bool = False) -> Finding:
        return Finding(code, message, self.places.at(path, key=key), hint)

    def known(self, what: str, name: str, names: Iterable[str], path: Path, *, key: bool = False) -> Iterator[Finding]:
        """Nothing, or that there is no such name."""
        names = list(names)
        if name not in names:
            close = nearest(name, names)
            hint = f"did you mean “{close}”?" if close else _there_are(names)
            yield self.say("E201", f"there is no {what} “{name}”", path, hint, key=key)

    def each(self, what: str, given: Sequence[str], names: Iterable[str], path: Path) -> Iterator[Finding]:
        """The same for a list, or for the one name that may stand in its place."""
        names = list(names)
        for index, name in enumerate(given):
            yield from self.known(what, name, names, self._item(path, index, name))

    def _item(self, path: Path, index: int, name: str) -> Path:
        """The path of one item: in a list, as the key of a mapping, or standing alone in place of a list."""
        if (*path, index) in self.places.values:
            return (*path, index)
        return (*path, name) if (*path, name) in self.places.keys else path

    @property
    def variables_named(self) -> dict[str, object]:
        return {**self.file.stocks, **self.file.derived, **self.file.switches}

    # Checks, a section each

    def names(self) -> Iterator[Finding]:
        """No two entries share a name, and none is a word of the language."""
        first: dict[str, Path] = {}
        for section in SECTIONS:
            for name in getattr(self.file, section):
                path = (section, name)
                if name in WORDS or iskeyword(name):
                    yield self.say(
                        "E206", f"“{name}” is a word of the formula language", path, f"for example {name}_", key=True
                    )
                elif name in first:
                    related = (("the other", self.places.at(first[name], key=True)),)
                    message = f"“{name}” is already the name of one of the {first[name][0]}"
                    yield Finding("E206", message, self.places.at(path, key=True), "choose another name", related)
                else:
                    first[name] = path
        for name in self.file.roles:
            if name in _FIXED:
                yield self.say(
                    "E206", f"a role cannot be called “{name}”", ("roles", name), "choose another name", key=True
                )

    def roles(self) -> Iterator[Finding]:
        players = [name for name, role in self.file.roles.items() if role.player]
        if len(players) != 1:
            message = f"exactly one role is `player: true`; here {len(players) or 'none'} {'are' if len(players) > 1 else 'is'}"
            where = ("roles", players[1], "player") if players else ("roles",)
            hint = f"remove it here or at “{players[0]}”" if players else "add it to the role that a player takes first"
            yield self.say("E202", message, where, hint, key=not players)
        for name, role in self.file.roles.items():
            yield from self.each("variable", role.watch, self.variables_named, ("roles", name, "watch"))
            yield from self.each("objective", role.objectives, self.file.objectives, ("roles", name, "objectives"))

    def variables(self) -> Iterator[Finding]:
        for section in ("stocks", "derived", "objectives"):
            for name, entry in getattr(self.file, section).items():
                low, high = entry.range or (None, None)
                if low is not None and high is not None and low > high:
                    message = f"the range begins at {low:g}, above its end {high:g}"
                    yield self.say("E205", message, (section, name, "range"), "turn them round")
        for name, stock in self.file.stocks.items():
            low, high = stock.range
            turned = low is not None and high is not None and low > high
            if isinstance(stock.initial, float) and not turned and not _within(stock.initial, low, high):
                related = (("the range", self.places.at(("stocks", name, "range"))),)
                place = self.places.at(("stocks", name, "initial"))
                yield Finding("E205", f"{stock.initial:g} is outside the range", place, "change one of them", related)
        for section in (*SECTIONS, "rules"):
            for name, entry in getattr(self.file, section).items():
                yield from self._sights(getattr(entry, "seen_by", {}), (section, name, "seen_by"))

    def _sights(self, seen_by: Mapping[str, Sight], path: Path) -> Iterator[Finding]:
        for role, sight in seen_by.items():
            if sight.kind == "noise" and path[0] not in {"stocks", "derived"}:
                yield self.say(
                    "E205",
                    "only stocks and derived values can be seen with noise",
                    (*path, role),
                    "write exact or hidden",
                )
            yield from self.known("role", role, [*self.file.roles, "others"], (*path, role), key=True)

    def switches(self) -> Iterator[Finding]:
        set_to: dict[str, dict[str, Path]] = {}
        for path, effect in self.all_effects():
            for switch, case in effect.set_.items():
                set_to.setdefault(switch, {}).setdefault(case, (*path, "set", switch))
        for name, switch in self.file.switches.items():
            path: Path = ("switches", name)
            yield from self._readable(switch.cases, (*path, "cases"))
            if switch.initial is not None:
                yield from self.known("case", switch.initial, switch.cases, (*path, "initial"))
            yield from self.each("case", switch.wins, switch.cases, (*path, "wins"))
            for label in switch.labels:
                yield from self.known("case", label, switch.cases, (*path, "labels", label), key=True)
            if len(set(switch.cases)) < len(switch.cases):
                yield self.say("E207", "a case is there twice", (*path, "cases"))
            ranked = set(switch.wins)
            contested = sorted(case for case in set_to.get(name, {}) if case not in ranked)
            if len(set_to.get(name, {})) > 1 and (not ranked or len(contested) > 1):
                related = tuple((f"sets {case}", self.places.at(set_to[name][case])) for case in contested[:2])
                message = (
                    f"both {' and '.join(contested[:2])} can be set in one turn: `wins` has to say which is stronger"
                )
                hint = f"add `wins: [{', '.join(sorted(set_to[name]))}]`, the strongest first"
                yield Finding("E207", message, self.places.at(path, key=True), hint, related)

    def _readable(self, cases: Iterable[str], path: Path) -> Iterator[Finding]:
        """A case a formula could not name after `is`."""
        for index, case in enumerate(cases):
            if case in WORDS or iskeyword(case):
                message, where = f"“{case}” is a word of the formula language", self._item(path, index, case)
                yield self.say("E206", message, where, f"for example {case}_", key=True)

    def unknowns(self) -> Iterator[Finding]:
        for name, parameter in self.file.parameters.items():
            path: Path = ("parameters", name)
            yield from self._in_order(parameter.shape, believed(name, parameter, None), path)
            yield from self._shared(name, path)
            uncertain = parameter.low is not None or parameter.high is not None
            if (
                not uncertain
                and parameter.redraw
                and not any(name in lens.parameters for lens in self.file.lenses.values())
            ):
                yield self.say("E205", "without `low` and `high` there is nothing to draw anew", (*path, "redraw"))
        for name, case in self.file.cases.items():
            yield from self._sum_to_one(case.odds, ("cases", name, "odds"))
            yield from self._readable(case.odds, ("cases", name, "odds"))
            for label in case.labels:
                yield from self.known("case", label, case.odds, ("cases", name, "labels", label), key=True)

    def _shared(self, name: str, path: Path) -> Iterator[Finding]:
        """Parameters that share a draw are drawn at the same times."""
        parameter = self.file.parameters[name]
        for other, entry in self.file.parameters.items():
            if other == name or parameter.draw is None:
                break
            if entry.draw == parameter.draw and entry.redraw != parameter.redraw:
                message = f"it shares the draw “{parameter.draw}” with {other}, but only one of them has `redraw: turn`"
                yield self.say("E205", message, (*path, "draw"), "give both `redraw: turn`, or neither")
                break

    def _in_order(self, shape: str, numbers: tuple[float, float, float], path: Path) -> Iterator[Finding]:
        low, value, high = numbers
        if not low <= value <= high:
            message = f"low {low:g}, value {value:g}, high {high:g} are not in this order"
            where = (*path, "low" if low > value else "high")
            yield self.say("E205", message, where, "low is at most value, value at most high")
        elif shape == "long_tail" and value <= 0:
            yield self.say("E205", "a long tail needs a value above 0", path, "choose another `shape`", key=True)

    def _sum_to_one(self, odds: Mapping[str, float], path: Path) -> Iterator[Finding]:
        total = math.fsum(odds.values())
        if abs(total - 1.0) > _ODDS_OFF:
            shown = f"{total:g}" if f"{total:g}" != "1" else repr(total)
            yield self.say("E204", f"the odds add up to {shown}, not to 1", path, "the odds are shares of one whole")

    def actions(self) -> Iterator[Finding]:
        for name, action in self.file.actions.items():
            path: Path = ("actions", name)
            yield from self.known("role", action.role, self.file.roles, (*path, "role"))
            for stock in action.cost:
                yield from self.known("stock", stock, self.file.stocks, (*path, "cost", stock), key=True)
            yield from self._excluded(name, action, (*path, "excludes"))

    def _excluded(self, name: str, action: Action, path: Path) -> Iterator[Finding]:
        yield from self.each("action", action.excludes, self.file.actions, path)
        for index, other in enumerate(action.excludes):
            roles = {action.role, self.file.actions[other].role if other in self.file.actions else action.role}
            if other == name or (len(roles) > 1 and roles <= self.file.roles.keys()):
                where = self._item(path, index, other)
                hint = "one role's choice cannot rule out another's: use `available`" if other != name else "remove it"
                yield self.say("E201", f"“{other}” is not another action of the same role", where, hint)

    def effects(self) -> Iterator[Finding]:
        for path, effect in self.all_effects():
            for stock in effect.change:
                yield from self.known("stock", stock, self.file.stocks, (*path, "change", stock), key=True)
            if effect.move:
                yield from self.known("stock", effect.move.from_, self.file.stocks, (*path, "move", "from"))
                yield from self.known("stock", effect.move.to, self.file.stocks, (*path, "move", "to"))
                if effect.move.from_ == effect.move.to:
                    yield self.say("E201", "a stock cannot be moved to itself", (*path, "move", "to"))
            for switch, case in effect.set_.items():
                yield from self.known("switch", switch, self.file.switches, (*path, "set", switch), key=True)
                if switch in self.file.switches:
                    yield from self.known("case", case, self.file.switches[switch].cases, (*path, "set", switch))
            for index, (case, roles) in enumerate(effect.reveal.items()):
                where = self._item((*path, "reveal"), index, case)
                yield from self.known("hidden case", case, self.file.cases, where, key=True)
                yield from self.each("role", roles or (), self.file.roles, (*path, "reveal", case))
            yield from self._sights(effect.seen_by, (*path, "seen_by"))

    def all_effects(self) -> Iterator[tuple[Path, Effects]]:
        for section in ("actions", "events", "injects"):
            for name, entry in getattr(self.file, section).items():
                for index, effect in enumerate(entry.effects):
                    yield (section, name, "effects", index), effect
        for name, rule in self.file.rules.items():
            yield ("rules", name), rule

    def endings(self) -> Iterator[Finding]:
        last = [name for name, ending in self.file.endings.items() if ending.when is None]
        if len(last) != 1:
            message = f"exactly one ending has no `when`, for when the last turn is over; here {len(last) or 'none'}"
            hint = f"give it a `when`, or give one to “{last[0]}”" if last else "add an ending without `when`"
            yield self.say("E203", message, ("endings", last[1]) if last else ("endings",), hint, key=True)

    def dates(self) -> Iterator[Finding]:
        dates = self.file.calendar.dates
        for name, inject in self.file.injects.items():
            if inject.date is not None and not dates[0][: len(inject.date)] <= inject.date < dates[-1]:
                message = f"{inject.date} is outside the scenario, which runs from {dates[0]} to {dates[-1]}"
                hint = "leave `date` out for what only the facilitator places"
                yield self.say("E208", message, ("injects", name, "date"), hint)
        for name, preset in self.file.presets.items():
            if preset.turns > self.file.calendar.turns:
                message = f"a match of {preset.turns} turns, but the scenario has only {self.file.calendar.turns}"
                yield self.say("E208", message, ("presets", name, "turns"), "a preset is a shorter match")

    def lenses(self) -> Iterator[Finding]:
        for name, lens in self.file.lenses.items():
            path: Path = ("lenses", name)
            if name == BASELINE:
                yield self.say("E206", "`baseline` means the file's own numbers", path, "choose another name", key=True)
            if lens.objective is not None:
                yield from self.known("objective", lens.objective, self.file.objectives, (*path, "objective"))
            for parameter in lens.parameters:
                where = (*path, "parameters", parameter)
                yield from self.known("parameter", parameter, self.file.parameters, where, key=True)
                if parameter in self.file.parameters:
                    entry = self.file.parameters[parameter]
                    yield from self._in_order(entry.shape, believed(parameter, entry, lens), where)
            for case, odds in lens.cases.items():
                where = (*path, "cases", case)
                yield from self.known("hidden case", case, self.file.cases, where, key=True)
                yield from self._sum_to_one(odds, where)
                for one in odds if case in self.file.cases else ():
                    yield from self.known("case", one, self.file.cases[case].odds, (*where, one), key=True)

    def sources(self) -> Iterator[Finding]:
        for section in (*SECTIONS, "roles", "rules", "objectives", "endings", "lenses", "presets"):
            for name, entry in getattr(self.file, section).items():
                yield from self.each("source", entry.source, self.file.sources, (section, name, "source"))
        for path, effect in self.all_effects():
            if path[0] != "rules":
                yield from self.each("source", effect.source, self.file.sources, (*path, "source"))
        for index, evidence in enumerate(self.file.briefing.evidence if self.file.briefing else ()):
            yield from self.each(
                "source", evidence.source, self.file.sources, ("briefing", "evidence", index, "source")
            )

    def shown(self) -> Iterator[Finding]:
        shown = self.file.map
        if shown is None:
            return
        for index, force in enumerate(shown.forces):
            yield from self.known(
                "variable", force.variable, self.variables_named, ("map", "forces", index, "variable")
            )
        if shown.deliveries is not None:
            yield from self.known("variable", shown.deliveries, self.variables_named, ("map", "deliveries"))
        if shown.reach is not None:
            yield from self.known("variable", shown.reach.variable, self.variables_named, ("map", "reach", "variable"))
        for index, part in enumerate(shown.territory):
            yield from self.known(
                "variable", part.variable, self.variables_named, ("map", "territory", index, "variable")
            )


def _there_are(names: Sequence[str]) -> str:
    """The first names there are to choose from."""
    if not names:
        return "there is none"
    return "there are: " + ", ".join(names[:_TOLD]) + (f" and {len(names) - _TOLD} more" if len(names) > _TOLD else "")


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)
