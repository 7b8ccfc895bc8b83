"""One sitting at a match of plain lines: whose turn to decide it is, what is chosen, and the file the record is in."""

from __future__ import annotations

from pathlib import Path

from escalation_game.cli.counterfactual import matter_lines
from escalation_game.cli.output import print_lines
from escalation_game.cli.telling import action_lines, ending_lines, folded, turn_opening
from escalation_game.play.catalogue import deciding_roles, player_role
from escalation_game.play.counterfactual import own_choices
from escalation_game.play.match import Match, MatchStoppedError
from escalation_game.play.seats import RefusedError
from escalation_game.play.seeing import view
from escalation_game.play.view import Action, Variable, View
from escalation_game.scenario.nearest import nearest

_PAGE = 60  # lines that push what was told out of sight
_MOST_DIFFERENCES = 3  # told of each choice at the end; `did it matter` tells them all
_OVER = "The match is over. `back N` decides from turn N anew, `did it matter` looks back, `quit` leaves."


class NotUnderstoodError(Exception):
    """A line that cannot be obeyed; the message says why, and what can be typed instead."""


class Session:
    """A sitting. Where several roles are yours they decide one after the other, in the scenario's order."""

    def __init__(self, match: Match, path: Path) -> None:
        self.match, self.path = match, path
        yours = list(deciding_roles(match))
        self.watching = not yours
        self.roles = yours or [player_role(match)]
        self.role = self.roles[0]

    @property
    def seen(self) -> View:
        """What the role that decides now can know."""
        return view(self.match, self.role)

    def toggle(self, number: int) -> None:
        """Choose the action of a number, or take it back."""
        if self.match.ending is not None:
            raise NotUnderstoodError(_OVER)
        seen = self.seen
        if self.watching:
            raise NotUnderstoodError(f"{seen.role_title} is played by {self.match.seats[self.role]}; you are watching.")
        if not 1 <= number <= len(seen.actions):
            raise NotUnderstoodError(f"There is no action {number}; the numbers are 1 to {len(seen.actions)}.")
        action = seen.actions[number - 1]
        others = [name for name in self.match.chosen(self.role) if name != action.name]
        try:
            self.match.choose(self.role, others if action.chosen else [*others, action.name])
        except RefusedError as error:
            raise NotUnderstoodError(
                f"Not possible: {action.title}: {'; '.join(error.reasons.values()).rstrip('.')}."
            ) from None
        done = "Taken back" if action.chosen else "Chosen"
        print_lines(folded(f"{done}: {action.title}. {self.seen.choices_left} left. `end` ends the turn."))

    def end_turn(self) -> None:
        """Pass to the next role that is yours, or play the turn."""
        if self.match.ending is not None:
            raise NotUnderstoodError(_OVER)
        place = self.roles.index(self.role) + 1
        if place == len(self.roles):
            try:
                self.match.end_turn()
            except (MatchStoppedError, OSError) as error:
                raise NotUnderstoodError(f"The turn cannot be played: {error}. `undo` takes a choice back.") from None
        self.role = self.roles[place % len(self.roles)]
        if len(self.roles) > 1:
            self._hand_over()
        self.open_turn()

    def _hand_over(self) -> None:
        """Clear what the seat before could see, and wait until whoever decides next is there."""
        print_lines(["\n" * _PAGE, f"{self.seen.role_title} is next; everybody else looks away."])
        input("[Enter when ready] ")

    def undo(self) -> None:
        """Take back the last choice of this turn, or, when there is none, the last turn."""
        turns = self.match.turn
        if not self.match.undo():
            raise NotUnderstoodError("There is nothing to take back.")
        if self.match.turn == turns:
            print_lines(action_lines(self.seen))
        else:
            self.take_up(self.match, self.path)

    def take_up(self, match: Match, path: Path) -> None:
        """Go on with a match that left this one, kept in a file of its own."""
        match.keep(path)
        self.match, self.path, self.role = match, path, self.roles[0]
        self.open_turn()

    def open_turn(self) -> None:
        """Tell what the role that decides now needs to know; at the end of the match, how it came out."""
        seen = self.seen
        if seen.ending is None:
            who = [f"{seen.role_title} decides."] if len(self.roles) > 1 else []
            print_lines([*who, *turn_opening(seen)])
        else:
            print_lines([*ending_lines(seen), "", *self._what_choices_did(), "", *self._lens()])

    def find(self, name: str) -> Variable | Action:
        """Find a variable or action by its number, name or title, or by a part of one that fits no other."""
        seen = self.seen
        if not name:
            raise NotUnderstoodError("A name has to follow, such as `why tension`; `all` lists what there is.")
        if name.isdecimal() and 1 <= int(name) <= len(seen.actions):
            return seen.actions[int(name) - 1]
        known: list[Variable | Action] = [*seen.variables, *seen.actions]
        wanted = name.replace("_", " ")
        found = [one for one in known if wanted in {one.name.replace("_", " "), one.title.lower()}]
        found = found or [
            one for one in known if wanted and wanted in f"{one.name.replace('_', ' ')}\n{one.title.lower()}"
        ]
        if len(found) > 1:
            raise NotUnderstoodError(f"“{name}” may mean " + ", ".join(one.name for one in found))
        if not found:
            raise NotUnderstoodError(unknown("variable or action", name, [one.name for one in known]))
        return found[0]

    def _what_choices_did(self) -> list[str]:
        choices = own_choices(self.match, self.role)
        if not choices:
            return ["You chose nothing." if not self.watching else "You watched."]
        lines = ["What your choices did:"]
        for turn, action in choices:
            lines += matter_lines(self.match, self.role, action, turn, _MOST_DIFFERENCES)
        return lines

    def _lens(self) -> list[str]:
        lens = self.match.scenario.file.lenses.get(self.match.lens)
        if lens is None:
            return ["The world was played with the scenario's own numbers."]
        return folded(f"The world was played through the lens “{lens.title}”: {lens.argument}")


def unknown(what: str, name: str, known: list[str]) -> str:
    """Say that there is no such thing, and which one is nearly called so."""
    close = nearest(name, known)
    return f"There is no {what} “{name}”; " + (
        f"did you mean “{close}”?" if close else "`help` lists what can be typed."
    )
