"""The codes of lint: what each means, how severe it is, and an example of each kind.

They stand in `codes.md` beside this module, which is the page docs/reference/lint.md, what `--explain` shows, and what the tests try.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, cast

Severity: TypeAlias = Literal["error", "warning", "note"]

_SECTION = re.compile(r"^## (L[0-9]{3}): (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_SEVERITY = re.compile(r"^Severity: (error|warning|note)\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its title, how severe it is, and its section of the page, in Markdown."""

    code: str
    title: str
    severity: Severity
    section: str


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """Every code, in order."""
    page = Path(__file__).with_name("codes.md").read_text(encoding="utf-8")
    return {
        code: _code(code, title, f"## {code}: {title}{text}".strip()) for code, title, text in _SECTION.findall(page)
    }


def _code(code: str, title: str, section: str) -> Code:
    said = _SEVERITY.search(section)
    assert said is not None
    return Code(code, title, cast("Severity", said[1]), section)
