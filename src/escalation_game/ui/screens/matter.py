"""Did my decisions matter? The same match on the same luck without each of them, worked out a little at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from escalation_game.play.counterfactual import Comparison, Difference, compare
from escalation_game.play.match import Match
from escalation_game.ui.amounts import amount, change_sign
from escalation_game.ui.asking import OnWhy, asked
from escalation_game.ui.kit import Element, Screen, column, label, link, span, style, text
from escalation_game.ui.kit.paragraph import Span
from escalation_game.ui.language import _, tell

_MOST = 5  #: differences shown of each choice


@dataclass
class Comparing:
    """Comparisons that are still to be made, and those that are there. `step` makes one, so that no frame waits for all."""

    match: Match
    role: str
    waiting: list[tuple[int, str]]
    done: list[Comparison] = field(default_factory=list[Comparison])

    def step(self) -> bool:
        """Makes the next comparison; returns whether there was one to make."""
        if not self.waiting:
            return False
        turn, action = self.waiting.pop(0)
        self.done.append(compare(self.match, self.role, action, turn))
        return True


class ComparingScreen(Screen):
    """A screen that works out comparisons while it is looked at."""

    comparing: Comparing

    @property
    def interval(self) -> float | None:
        """Work on while there is something to compare."""
        return 0.01 if self.comparing.waiting else None

    def tick(self, now: float) -> bool:
        """Make the next comparison."""
        del now
        return self.comparing.step()


def matter(comparing: Comparing, on_why: OnWhy | None, *, dated: bool = False, only: str = "") -> list[Element]:
    """Return what each choice changed; `only` one variable, if named. With `dated` the turn is told as well.

    With `on_why` what changed leads on to the reasons of its number.
    """
    if not comparing.done and not comparing.waiting:
        return [text(_("You chose nothing, so there is nothing to leave out."), style=style("small", "muted"))]
    shown = [_compared(one, on_why, dated=dated, only=only) for one in comparing.done]
    if comparing.waiting:
        shown.append(
            text(_("Working out {count} more…").format(count=len(comparing.waiting)), style=style("small", "muted"))
        )
    return shown


def _compared(one: Comparison, on_why: OnWhy | None, *, dated: bool, only: str) -> Element:
    differences = [
        difference for difference in one.differences if only in {"", difference.name} and _can_be_seen(difference)
    ]
    name = _("Without “{action}”").format(action=one.title)
    title = text(
        f"{_('Turn {number}').format(number=one.turn)} · {name}" if dated else name, style=style("body", bold=True)
    )
    if not differences:
        return column(title, text(_("Nothing you see would be otherwise now."), style=style("small", "muted")), gap=2)
    rest = len(differences) - _MOST
    more = text(_("and {count} more").format(count=rest), style=style("small", "muted")) if rest > 0 else None
    lines = [_line(one, difference, on_why) for difference in differences[:_MOST]]
    return column(title, *lines, more, gap=2)


def _can_be_seen(one: Difference) -> bool:
    """Whether the two differ as they are written."""
    return one.label != one.other_label or amount(one.value, one.unit) != amount(one.other, one.unit)


def _line(of: Comparison, one: Difference, on_why: OnWhy | None) -> Element:
    """Return what came out otherwise; its title is the way to its reasons."""
    about, key = f"{one.kind}:{one.name}", f"matter:{of.turn}:{of.action}:{one.kind}:{one.name}"
    name: Span | Element = span(tell(one.title), "small", "muted")
    if on_why and one.kind != "ending":
        look = style("small", "question_ink")
        said = _("why? {title}").format(title=one.title)
        name = link(one.title, lambda: on_why(asked(about)), key=key, name=said, style=look)
    told = text(name, "  ", *_otherwise(one))
    return told.having(about=f"compared:{of.turn}:{of.action}:{about}")


def _otherwise(one: Difference) -> Sequence[Span]:
    if one.label or one.other_label:
        return (
            span(
                _("{other} instead of {now}").format(other=tell(one.other_label), now=tell(one.label)),
                "small",
                bold=True,
            ),
        )
    gap = one.other - one.value
    size = f"{change_sign(gap)} {amount(gap, one.unit, signed=True)}"
    both = _("{other} instead of {now}").format(other=amount(one.other, ""), now=amount(one.value, ""))
    return (
        span(size, "small", "choice_ink" if gap > 0 else "question_ink", bold=True),
        span(f"  {both}", "small", "muted"),
    )


def matter_title(said: str) -> Sequence[Element]:
    """Return the caption above the comparisons, and how they are made."""
    return label(_("Did my decisions matter?"), level=2), text(said, style=style("small", "muted"))
