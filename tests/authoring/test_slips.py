"""Thousands of slips: no traceback, quick and small, told where it breaks, and a mistyped name answered with the one that was meant."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from . import slips

SECOND, MEGABYTES = 1.0, 256


def _hold(told: dict[str, Any], count: int) -> None:
    assert told["count"] == count
    assert told["slowest"] < SECOND
    assert told["found"] > 0.8 * count
    assert told["linted"] > 0.05 * count
    assert told["astray"] == []
    assert told["answered"] >= 0.95 * told["typos"] > 0.95 * 0.4 * count, told["unanswered"]


def test_slips_are_told_where_they_are() -> None:
    _hold(vars(slips.told(200, 7)), 200)


def test_every_name_of_a_good_file_is_where_it_is_said_to_be() -> None:
    for base in slips.bases().values():
        assert len(base.names) > 30
        assert all(base.lines[line].startswith(name, column) for line, column, name, _ in base.names)


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_ten_thousand_slips() -> None:
    program = Path(slips.__file__)
    done = subprocess.run(
        [sys.executable, str(program), "10000", "2024"], capture_output=True, text=True, check=False, timeout=3000
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    _hold(told, 10_000)
    assert told["megabytes"] < MEGABYTES
