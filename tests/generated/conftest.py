"""Tells at the end of a session how many generated scenarios used each construct of the format."""

from __future__ import annotations

import pytest

from .constructs import EXERCISED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the counts, least used first."""
    if EXERCISED:
        terminalreporter.section("constructs in generated scenarios")
        counts = sorted(EXERCISED.items(), key=lambda item: (item[1], item[0]))
        terminalreporter.line(" · ".join(f"{name} {count}" for name, count in counts))
