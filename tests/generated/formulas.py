"""Strategies for formulas: bounded, finite, and made of every word of the formula language."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

NUMERALS = ("0", "0.3", "1", "2.5", "7", "-4", "1e1")
LIMITS = ("-6", "0", "2", "9.5", "21")

#: Each keeps what it is given within a few hundred: {a} and {b} are numbers, {p} a condition.
NUMBER_FORMS = (
    "({a} + {b})",
    "({a} - {b})",
    "{a} * {b} / 10",
    "({a} / (1 + abs({b})))",
    "(abs({a}) / 10) ** 0.5",
    "(clip({a}, -3, 3)) ** 2",
    "(-{a})",
    "min({a}, {b}, 14)",
    "max({a}, {b})",
    "clip({a}, -5, 40)",
    "abs({a})",
    "exp(clip({a}, -3, 3))",
    "log(1 + abs({a}))",
    "sqrt(abs({a}))",
    "5 * logistic({a} / 20)",
    "10 * tanh({a} / 30)",
    "20 * saturate({a}, 15)",
    "lookup({a}, -10, 5, 20, -4, 60, 8)",
    "({a} if {p} else {b})",
    "({a} if {p} else log({b}))",  # the inactive branch may have no value
)
CONDITION_FORMS = ("{a} > {n}", "{a} <= {b}", "-8 < {a} <= {n}", "(not {p})", "({p} and {q})", "({p} or {q})")


@dataclass(frozen=True)
class Names:
    """What a formula in some place may read, already spelt as formulas, in groups of which each is as likely as the others."""

    numbers: tuple[tuple[str, ...], ...]
    conditions: tuple[tuple[str, ...], ...] = ()

    @property
    def facts(self) -> list[tuple[str, ...]]:
        """The groups of conditions that have any."""
        return [group for group in self.conditions if group]


@st.composite
def numbers(draw: st.DrawFn, names: Names, depth: int = 2) -> str:
    """A formula that gives a number."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(_one_of([group for group in (*names.numbers, NUMERALS) if group]))
    form = draw(st.sampled_from(NUMBER_FORMS))
    if "log({b})" in form:  # guarded, so that the branch with no value is never taken; a numeral there would be refused
        inside = draw(_one_of([group for group in names.numbers if group] or [("turn",)]))
        return f"({draw(numbers(names, depth - 1))} if {inside} <= 0 else log({inside}))"
    return form.format(
        a=draw(numbers(names, depth - 1)),
        b=draw(numbers(names, depth - 1)) if "{b}" in form else "",
        p=draw(conditions(names, depth - 1)) if "{p}" in form else "",
    )


@st.composite
def conditions(draw: st.DrawFn, names: Names, depth: int = 1) -> str:
    """A formula that gives a condition."""
    if names.facts and (depth == 0 or draw(st.booleans())):
        return draw(_one_of(names.facts))
    form = draw(st.sampled_from(CONDITION_FORMS if depth else CONDITION_FORMS[:3]))
    return form.format(
        a=draw(numbers(names, 0)),
        b=draw(numbers(names, 0)) if "{b}" in form else "",
        n=draw(st.sampled_from(LIMITS)),
        p=draw(conditions(names, depth - 1)) if "{p}" in form else "",
        q=draw(conditions(names, depth - 1)) if "{q}" in form else "",
    )


@st.composite
def _one_of(draw: st.DrawFn, groups: list[tuple[str, ...]]) -> str:
    return draw(st.sampled_from(draw(st.sampled_from(groups))))


def bounded(formula: str, most: float = 12) -> str:
    """The formula kept within most of 0."""
    return f"clip({formula}, -{most:g}, {most:g})"
