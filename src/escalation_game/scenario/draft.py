"""A compilation under way: lowers formulas at their places in the file, and collects what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from escalation_game.engine.expression import Const, Expr
from escalation_game.scenario.arithmetic import weight
from escalation_game.scenario.findings import MOST, Finding, Path, Place, ScenarioError, in_order
from escalation_game.scenario.formula import SPLIT, FormulaError
from escalation_game.scenario.meaning import Context, condition, mean
from escalation_game.scenario.names import Symbol
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import ScenarioFile, Sight
from escalation_game.scenario.units import NUMBER, Unit

HEAVIEST = 4000  #: operations and leaves of one formula; some functions read an argument several times
HEAVIEST_TOGETHER = 40_000  #: of all formulas of a file, and of all noisy sights

_WORD = re.compile(r"[a-z_0-9]+")
_OF_UNITS = frozenset({"E402", "E403", "E404"})


@dataclass
class Draft:
    """One compilation. Its state: the findings so far, which of them may follow from which value, and the size of all formulas."""

    file: ScenarioFile
    places: Places
    symbols: Mapping[str, Symbol]
    findings: list[Finding] = field(default_factory=list[Finding])
    doubtful: dict[str, Finding] = field(default_factory=dict[str, Finding])  # derived values whose unit does not fit
    reading: list[tuple[Finding, set[str]]] = field(default_factory=list[tuple[Finding, set[str]]])
    size: int = 0

    def number(self, path: Path, text: str | float, context: Context, wanted: Unit | None = NUMBER) -> Expr:
        """A formula's expression in the wanted unit; 0 where something is wrong with it."""
        try:
            return self._sized(path, text, mean(text, context, wanted))
        except FormulaError as error:
            self._say(path, text, error)
            return Const(0.0)

    def condition(self, path: Path, text: str | float | None, context: Context) -> Expr | None:
        """A condition's expression; None where there is none."""
        if text is None:
            return None
        try:
            return self._sized(path, text, condition(text, context))
        except FormulaError as error:
            self._say(path, text, error)
            return None

    def _sized(self, path: Path, text: str | float, expr: Expr) -> Expr:
        """The expression, when it is not too large. Constants are worked out, but had to be read."""
        written = str(text)
        size = weight(expr)
        if size > HEAVIEST:
            raise FormulaError("E310", "this formula is too large once it is worked out", 0, len(written), SPLIT)
        self.spend(max(size, len(written) // 2), path)
        return expr

    def spend(self, size: int, path: Path) -> None:
        """Counts towards what all formulas may come to. Raises ScenarioError when it is too much to work with."""
        self.size += size
        if self.size > HEAVIEST_TOGETHER:
            message = "here the formulas of this file become too large together"
            hint = "make what several of them repeat a derived value, or split the scenario"
            self.findings.append(Finding("E310", message, self.places.at(path), hint))
            raise ScenarioError(in_order(self.findings))

    def _say(self, path: Path, text: str | float, error: FormulaError) -> None:
        """Adds a finding at its place in the file."""
        place = self.places.inside(path, error.offset, error.length)
        related = self._declared(path) if error.code == "E404" else ()
        finding = Finding(error.code, error.message, place, error.hint, related)
        if error.code in _OF_UNITS:
            self.reading.append((finding, set(_WORD.findall(str(text)))))
            if path[0] == "derived":
                self.doubtful[str(path[1])] = finding
        self.add(finding)

    def _declared(self, path: Path) -> tuple[tuple[str, Place], ...]:
        """Where the unit is declared that a formula has to give."""
        entry = ("stocks", path[-1]) if path[-2] in {"change", "cost"} else path[:2]
        where = (*entry, "unit")
        return (("the unit", self.places.at(where)),) if where in self.places.values else ()

    def add(self, finding: Finding) -> None:
        """Adds a finding. Raises ScenarioError when there are so many that more would not help."""
        self.findings.append(finding)
        if len(self.findings) > MOST:
            raise ScenarioError(self.told())

    def told(self) -> list[Finding]:
        """The findings in order, without the units that do not fit only because those of a value they read do not."""
        following = [
            one
            for one, names in self.reading
            if any(self.doubtful[name] is not one for name in names & self.doubtful.keys())
        ]
        causes = [one for one in self.findings if not any(one is other for other in following)]
        return in_order(causes or self.findings)

    @property
    def anywhere(self) -> Context:
        """For the referee's formulas: everything may be read."""
        return Context(self.symbols)

    def unit_of(self, stock: str) -> Unit:
        """The unit of a stock."""
        return self.symbols[stock].unit


def sight(seen_by: Mapping[str, Sight], role: str) -> Sight:
    """How a role sees something."""
    return seen_by.get(role) or seen_by.get("others") or Sight(kind="exact")
