"""The scenario file: what authors write, checked and compiled to a Game. Data from a stranger; nothing in it is ever executed."""

from escalation_game.scenario.findings import Finding, Place, ScenarioError
from escalation_game.scenario.load import Scenario, load, load_text
from escalation_game.scenario.shipped import shipped

__all__ = ["Finding", "Place", "Scenario", "ScenarioError", "load", "load_text", "shipped"]
