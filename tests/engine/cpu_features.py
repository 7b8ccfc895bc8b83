"""Runs a script as an older CPU would: without the instructions that numpy chooses at run time."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np


def chosen_features() -> list[str]:
    """What numpy uses of this CPU beyond what it was built for."""
    return list(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))


def printed_without_features(script: str) -> str:
    """What the script prints in a fresh Python in which numpy uses none of them."""
    environment = os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(chosen_features())}
    command = [sys.executable, "-W", "error", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
