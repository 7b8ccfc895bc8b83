"""What the formula language lets through, and what is said of everything else."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalation_game.scenario.formula import FormulaError, Function, IsCase, Name, Node, Numeral, Operation, parse


def shape(node: Node) -> object:
    """A tree without its places."""
    match node:
        case Numeral(value, _):
            return value
        case Name(name, _):
            return name
        case Operation(op, args, _) | Function(op, args, _):
            return (op, *map(shape, args))
        case IsCase(subject, case, negated, _):
            return ("is not" if negated else "is", shape(subject), case.name)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", 1.0),
        (" -2.5e3 ", -2500.0),
        (".5", 0.5),
        ("a + b * c", ("add", "a", ("multiply", "b", "c"))),
        ("(a\n - b)\t/ c", ("divide", ("subtract", "a", "b"), "c")),
        ("-a ** 2", ("negative", ("power", "a", 2.0))),
        ("+a", "a"),
        ("a < b <= c", ("and", ("less", "a", "b"), ("less_equal", "b", "c"))),
        ("a != b == c", ("and", ("not_equal", "a", "b"), ("equal", "b", "c"))),
        ("not a and b or c", ("or", ("and", ("not", "a"), "b"), "c")),
        ("x if c else y", ("select", "c", "x", "y")),
        ("s is on", ("is", "s", "on")),
        ("s is not on", ("is not", "s", "on")),
        ("previous(s, 1) is on", ("is", ("previous", "s", 1.0), "on")),
        ("min(a, 2, b)", ("min", "a", 2.0, "b")),
    ],
)
def test_trees(text: str, tree: object) -> None:
    assert shape(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "code", "at", "hint"),
    [
        ("", "E301", "", ""),
        ("a +", "E301", "", "missing"),
        ("(a + b", "E301", "(", "add a )"),
        ("a + b)", "E301", ")", "remove it"),
        ("a = b", "E301", "=", "=="),
        ("a <> b", "E301", "<", "!="),
        ("a × b", "E301", "×", "*"),
        ("a ^ 2", "E301", "^", "**"),
        ("a && b", "E301", "&", "and"),
        ("a * 5%", "E301", "%", "/ 100"),
        ("a AND b", "E301", "A", "write and"),
        ("two words", "E301", "w", "two_words"),
        ("4 points", "E301", "p", "units"),
        ("a if b", "E301", "a", "else"),
        ("2nd", "E301", "2", "digit"),
        ("007", "E301", "0", "leading zeros"),
        ("0x10", "E301", "0x10", "16"),
        ("1_000", "E301", "1_000", "1000"),
        ("ｆish", "E301", "ｆish", "fish"),
        ("a # why", "E301", "#", "comment"),
        ("a.b", "E302", "a.b", "underscore"),
        ("a[0]", "E302", "a[0]", ""),
        ("lambda: 1", "E302", "lambda: 1", ""),
        ("[x for x in a]", "E302", "[x for x in a]", ""),
        ("'text'", "E302", "'text'", "without quotes"),
        ("True", "E302", "True", "1 or 0"),
        ("1,5", "E302", "1,5", "decimal point"),
        ("a // b", "E302", "a // b", "/"),
        ("a in b", "E302", "a in b", ""),
        ("(a := 1)", "E302", "a := 1", ""),
        ("min(*a)", "E305", "min(*a)", ""),
        ("min(a, b=1)", "E302", "min(a, b=1)", ""),
        ("a is b is c", "E302", "a is b is c", "and"),
        ("maximum(a)", "E304", "maximum", "max"),
        ("__import__('os')", "E304", "__import__", ""),
        ("abs(a, b)", "E305", "abs(a, b)", ""),
        ("lookup(a, 1, 2, 3)", "E305", "lookup(a, 1, 2, 3)", ""),
        ("a is 'on'", "E307", "'on'", "without quotes"),
        ("a is 1", "E307", "1", "=="),
        ("1e999", "E309", "1e999", ""),
        ("9" * 400, "E309", "9" * 400, ""),
        ("a" * 2001, "E310", "a", "split"),
        ("-" * 500 + "a", "E310", "-" * 399 + "a", "split"),
        ("+".join("a" * 200), "E310", "a+a", "split"),
        ("(" * 900 + "a" + ")" * 900, "E310", "(", "split"),
    ],
)
def test_what_is_refused(text: str, code: str, at: str, hint: str) -> None:
    with pytest.raises(FormulaError) as wrong:
        parse(text)
    error = wrong.value
    assert error.code == code
    assert hint in error.hint or hint in error.message
    if at:
        assert text[error.offset : error.offset + error.length].startswith(at)


#: Texts made of the pieces of formulas, mostly put together wrongly.
WORDS = [
    "fish",
    "1",
    ".5",
    "is",
    "not",
    "and",
    "if",
    "else",
    "min(",
    "previous(",
    "lookup(",
    "lambda",
    "await",
    "é",
    "…",
]
PIECES = st.lists(st.sampled_from([*WORDS, *"()[]{}<,:+-*/%=.#'", "**", "==", '"', "\\"])).map(" ".join)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.one_of(st.text(max_size=60), PIECES))
@example("\0")
@example("\ud800")
@example("f'{a}'")
@example("\\")
def test_any_text_is_a_tree_or_a_located_error(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError as error:
        assert error.message
        assert 0 <= error.offset <= len(text)
    else:
        assert 0 <= node.span.offset < node.span.offset + node.span.length <= len(text)
