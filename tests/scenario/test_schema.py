"""The calendar."""

from __future__ import annotations

import pytest

from .pond import pond


@pytest.mark.parametrize(
    ("start", "step", "labels", "days"),
    [
        ("2024-11", "month", ["2024-11", "2024-12", "2025-01"], 30.4375),
        ("2024-11-05", "month", ["2024-11", "2024-12", "2025-01"], 30.4375),
        ("2024-11", "quarter", ["2024-11", "2025-02", "2025-05"], 91.3125),
        ("2024", "year", None, 365.25),
        ("2024-11", "year", ["2024-11", "2025-11", "2026-11"], 365.25),
        ("2024-12-30", "day", ["2024-12-30", "2024-12-31", "2025-01-01"], 1),
        ("2024-02", "week", ["2024-02-01", "2024-02-08", "2024-02-15"], 7),
    ],
)
def test_dates(start: str, step: str, labels: list[str] | None, days: float) -> None:
    text = f"calendar: {{start: {start}, step: {step}, turns: 2}}\ninjects:\n  visitor: {{title: V}}\n"
    if labels is None:
        with pytest.raises(Exception, match="E10"):
            pond(text)
    else:
        calendar = pond(text).file.calendar
        assert (list(calendar.dates), calendar.days) == (labels, days)
