"""A compilation under way: lowers formulas at their places in the file, and collects what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from escalation_game.engine.expression import Const, Expr
from escalation_game.scenario.findings import MOST, Finding, Path, ScenarioError, in_order
from escalation_game.scenario.formula import FormulaError
from escalation_game.scenario.meaning import Context, condition, mean
from escalation_game.scenario.names import Symbol
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import ScenarioFile, Sight
from escalation_game.scenario.units import NUMBER, Unit


@dataclass
class Draft:
    """One compilation. Its state: the findings so far."""

    file: ScenarioFile
    places: Places
    symbols: Mapping[str, Symbol]
    findings: list[Finding] = field(default_factory=list[Finding])

    def number(self, path: Path, text: str | float, context: Context, wanted: Unit | None = NUMBER) -> Expr:
        """A formula's expression in the wanted unit; 0 where something is wrong with it."""
        try:
            return mean(text, context, wanted)
        except FormulaError as error:
            self.say(path, error)
            return Const(0.0)

    def condition(self, path: Path, text: str | float | None, context: Context) -> Expr | None:
        """A condition's expression; None where there is none."""
        if text is None:
            return None
        try:
            return condition(text, context)
        except FormulaError as error:
            self.say(path, error)
            return None

    def say(self, path: Path, error: FormulaError) -> None:
        """Adds a finding at its place in the file."""
        place = self.places.inside(path, error.offset, error.length)
        self.add(Finding(error.code, error.message, place, error.hint))

    def add(self, finding: Finding) -> None:
        """Adds a finding. Raises ScenarioError when there are so many that more would not help."""
        self.findings.append(finding)
        if len(self.findings) > MOST:
            raise ScenarioError(in_order(self.findings))

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
