"""A number with a % where the unit is % already is told; where a share is meant it is not."""

from __future__ import annotations

import pytest

from .pond import findings, pointed, pond

STOCK = 'stocks:\n  mood: {title: Mood, unit: "%", initial: 50}\n'


@pytest.mark.parametrize(
    ("fragment", "pointed_at"),
    [
        ('stocks:\n  mood: {title: Mood, unit: "%", initial: 50%}\n', "50%"),
        ('stocks:\n  mood: {title: Mood, unit: "%", initial: 1, range: [0, "100 %"]}\n', '"100 %"'),
        (STOCK + "rules:\n  gloom: {title: Gloom, change: {mood: -2.5%}}\n", "-2.5%"),
        ('parameters:\n  rate: {value: 5, low: 4%, high: 6, unit: "%/month"}\n', "4%"),
        (
            'parameters:\n  rate: {value: 5, unit: "%"}\n'
            "lenses:\n  plenty: {title: P, argument: More., parameters: {rate: {value: 7%}}}\n",
            "7%",
        ),
        ('stocks:\n  mood: {title: Mood, unit: "%", initial: 50, seen_by: {heron: {noise: 4%, floor: 2%}}}\n', "2%"),
        ('objectives:\n  calm: {title: Calm, value: mood, unit: "%", better: higher, range: [0, 90%]}\n' + STOCK, "90%"),
    ],
)  # fmt: skip
def test_it_is_told(fragment: str, pointed_at: str) -> None:
    [only] = findings(fragment)
    assert (only.code, pointed(only)) == ("E107", pointed_at)
    assert only.hint.startswith(f"write {pointed_at.strip(chr(34)).rstrip('%').strip()}:")


def test_a_share_may_be_written_so() -> None:
    pond("stocks:\n  mood: {title: Mood, unit: share, initial: 50%, range: [0, 100%], seen_by: {heron: {noise: 4%}}}\n")
    pond("events:\n  storm: {title: Storm, probability: 10%}\n" + STOCK)
