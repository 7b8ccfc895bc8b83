"""What a YAML parser says is wrong, in words for somebody who has never heard of YAML."""

from __future__ import annotations

from dataclasses import dataclass

_QUOTES = "put quotes around the text"
_COLUMNS = "check the indentation: the entries of one section begin in the same column"


@dataclass(frozen=True, slots=True)
class Words:
    """A message and a hint; `at_the_start` where the place to look at is where the broken thing began."""

    code: str
    message: str
    hint: str
    at_the_start: bool = False


#: A part of the parser's complaint → our words. The first that fits counts.
_SAID: tuple[tuple[str, Words], ...] = (
    ("mapping values are not allowed", Words("E004", "a “: ” cannot stand here", f"{_QUOTES} if the “: ” belongs to it; else {_COLUMNS}")),
    ("expected ',' or ']'", Words("E004", "this list is not closed, or a comma is missing in it", "close it with ]", at_the_start=True)),
    ("expected ',' or '}'", Words("E004", "this “{” is not closed, or a comma is missing after it", "close it with }", at_the_start=True)),
    ("did not find expected key", Words("E004", "this line does not fit with the lines above it", f"{_COLUMNS}; {_QUOTES} if quotes end too early")),
    ("expected '-' indicator", Words("E004", "this line does not fit with the list above it", "begin each item with “- ” in the same column")),
    ("could not find expected ':'", Words("E004", "a “:” is missing after this", "a key is followed by “: ” and its value", at_the_start=True)),
    ("unexpected end of stream", Words("E004", "the quotes opened here are never closed", "close them", at_the_start=True)),
    ("maximum nesting depth", Words("E005", "nested far too deep", "")),
    ("escape code", Words("E004", "this escape stands for no character", "use single quotes")),
    ("expected hexdecimal", Words("E004", "this escape stands for no character", "use single quotes")),
    ("directive name", Words("E006", "directives (`%YAML`, `%TAG`) are not used in scenario files", "remove this line")),
    ("unknown escape", Words("E004", "a “\\” in double quotes begins an escape, and there is none such", "use single quotes")),
    ("unexpected document indicator", Words("E004", "the quotes opened here are never closed", "close them", at_the_start=True)),
    ("block sequence entries", Words("E004", "a list cannot begin here", f"begin it on a line of its own; {_QUOTES} that begins with “- ”")),
    ("mapping keys are not", Words("E004", "a “? ” cannot stand here", _QUOTES)),
    ("undefined tag handle", Words("E006", "what begins with ! is a tag, which is not used in scenario files", _QUOTES)),
    ("found duplicate %", Words("E006", "directives (`%YAML`, `%TAG`) are not used in scenario files", "remove this line")),
    ("incompatible YAML", Words("E006", "directives (`%YAML`, `%TAG`) are not used in scenario files", "remove this line")),
    ("comment or line break", Words("E004", "after “|” or “>” the text begins on the next line", f"{_QUOTES} if it begins with | or >")),
    ("expected node content", Words("E004", "something is missing here", "a comma or a bracket too many?")),
    ("document start", Words("E004", "this line does not fit with the lines above it", _COLUMNS)),
    ("found a tab", Words("E004", "this line is indented with a tab", "use spaces")),
)  # fmt: skip


def in_plain_words(problem: str, context: str, letter: str) -> Words:
    """Our words for a parser's complaint; `letter` is what stands where it gave up."""
    if letter == ":" and "expected key" in problem:
        return Words("E008", "the word before this “:” is missing", "write the name of a key before it")
    if letter == "\t":
        return Words("E004", "this line is indented with a tab", "use spaces")
    if "cannot start any token" in problem:
        return Words("E004", f"a text cannot begin with “{letter}”", _QUOTES)
    if "alphabetic or numeric" in problem or "scanning an a" in context:  # an anchor or an alias
        return Words("E004", "a text cannot begin with “*” or “&”", _QUOTES, at_the_start=True)
    for part, words in _SAID:
        if part in problem:
            return words
    return Words("E004", f"this cannot be read as YAML: {problem}", f"{_QUOTES}, or {_COLUMNS}")
