"""What came of a test: what was expected, what came, and where in the file it is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from escalation_game.scenario.findings import Finding, Place

_SURE = 2.0  #: standard errors between a share and its bound


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of the futures `held` a condition was `met`; `failed` futures gave a number that is none, and are not among them."""

    met: int
    held: int
    failed: int = 0

    @property
    def measured(self) -> float:
        """The share, not a number without futures."""
        return self.met / self.held if self.held else math.nan

    @property
    def error(self) -> float:
        """Its standard error, never 0: two more futures of each kind are counted in.

        (A. Agresti and B. A. Coull, "Approximate Is Better than 'Exact' for Interval Estimation of Binomial Proportions", 1998.)
        """
        count = self.held + 4
        share = (self.met + 2) / count
        return math.sqrt(share * (1.0 - share) / count)

    def against(self, bound: float) -> float:
        """How many standard errors the share lies above a bound. That all or none do is a claim about the futures played, and has no error."""
        if bound in (0.0, 1.0):
            return math.inf if self.measured == bound else math.copysign(math.inf, self.measured - bound)
        return (self.measured - bound) / self.error

    def settled_by(self, bound: float) -> int | None:
        """About how many futures would settle whether this share is above a bound; None when no number would."""
        apart = abs(self.measured - bound)
        if not apart > 0.0:
            return None
        count = (_SURE * self.error / apart) ** 2 * (self.held + 4) * 1.1
        digits = 10 ** max(0, math.floor(math.log10(count)) - 1)
        return math.ceil(count / digits) * digits

    @property
    def words(self) -> str:
        """The share with its error and the number of futures."""
        left_out = f", {self.failed:,} left out for a number that is none" if self.failed else ""
        return f"{self.measured:.1%} ± {self.error:.1%} of {self.held:,} futures{left_out}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing expected and what came; `code` says what kind of failure it would be."""

    code: str
    expected: str
    came: str
    place: Place
    passed: bool
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test in one variation of its matrix (`label`; "" without a matrix)."""

    name: str
    label: str
    place: Place
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return all(one.passed for one in self.verdicts)

    @property
    def title(self) -> str:
        """The name with its variation."""
        return f"{self.name} [{self.label}]" if self.label else self.name

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What did not come as expected, each at its place in the file."""
        return tuple(
            Finding(one.code, f"{self.title}: expected {one.expected}", one.place, f"came: {one.came}")
            for one in self.verdicts
            if not one.passed
        )


def settled(share: Share, least: float | None, most: float | None) -> float | None:
    """The bound a share lies too close to for calling it; None when it is clear."""
    bounds = [bound for bound in (least, most) if bound is not None]
    return next((bound for bound in bounds if abs(share.against(bound)) < _SURE), None)


def as_data(outcomes: Sequence[tuple[str, Outcome]]) -> list[dict[str, object]]:
    """Outcomes with the paths of their files, for programs."""
    return [
        {
            "path": path,
            "test": one.name,
            "variation": one.label,
            "line": one.place.line,
            "passed": one.passed,
            "checks": [_check(verdict) for verdict in one.verdicts],
        }
        for path, one in outcomes
    ]


def _check(one: Verdict) -> dict[str, object]:
    told: dict[str, object] = {
        "code": None if one.passed else one.code, "passed": one.passed, "expected": one.expected, "came": one.came,
        "line": one.place.line, "column": one.place.column,
    }  # fmt: skip
    if one.share is not None:
        told |= {
            "share": one.share.measured if one.share.held else None, "standard_error": one.share.error,
            "futures": one.share.held, "failed": one.share.failed,
        }  # fmt: skip
    return told
