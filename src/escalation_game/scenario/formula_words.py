"""What Python's parser says of a formula it cannot read, in words for somebody who has never programmed."""

from __future__ import annotations

import re
from keyword import iskeyword

_WORD = re.compile(r"[A-Za-z_0-9.]+")
_BEFORE = re.compile(r"(?<![A-Za-z0-9_.])([A-Za-z_0-9.]+)\s+$")
_SET = re.compile(r"(?<![=<>!])=(?!=)")


def in_plain_words(source: str, offset: int, said: str) -> tuple[str, str]:
    """A message and a hint for a text that breaks at `offset`."""
    if "never closed" in said:
        return "this bracket is not closed", "add a )"
    if "unmatched" in said or "does not match" in said:
        return "this bracket closes nothing", "remove it, or add a ( before it"
    if "else" in said:
        return "`if` is not finished", "write `x if condition else y`"
    if "literal" in said or "leading zeros" in said or "decimal" in said:
        return "this is not a number", "a number has no leading zeros, and a name does not begin with a digit"
    if _SET.search(source):
        return "“=” is not a sign of a formula", "a comparison is written =="
    return _breaking(source, offset)


def _breaking(source: str, offset: int) -> tuple[str, str]:
    """Says where reading stopped, for lack of anything better."""
    if "<>" in source:
        return "“<>” is not a sign of a formula", "write !="
    rest = source[offset:].strip()
    word = _WORD.match(rest)
    if word and word[0] in {"AND", "OR", "NOT", "IF", "ELSE", "IS"}:
        return f"“{word[0]}” is written in small letters", f"write {word[0].lower()}"
    if not rest or not source[offset + 1 :].strip():
        return "the formula breaks off here", "something is missing at its end"
    if word and iskeyword(word[0]) and word[0] not in {"and", "or", "not", "if", "else", "is"}:
        return f"“{word[0]}” has no meaning in a formula", "choose another name"
    before = _BEFORE.search(source[:offset])
    if word and before and word[0].isidentifier():
        if before[1][0].isdecimal():
            return (
                "a word follows a number",
                f"units are left out of formulas; to multiply, write {before[1]} * {word[0]}",
            )
        return "two words stand side by side", f"is it one name, {before[1]}_{word[0]}, or is a sign such as * missing?"
    return "the formula cannot be read from here on", "is a sign such as + or * missing, or one too many?"
