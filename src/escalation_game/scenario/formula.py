"""Formulas: an author's text becomes a small tree with the place of every part. Nothing of the text is ever evaluated.

Python's own parser reads the text; of what it understands only the language of the format is let through.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from dataclasses import dataclass
from typing import TypeAlias

from escalation_game.scenario.fields import LONGEST_FORMULA
from escalation_game.scenario.formula_words import in_plain_words
from escalation_game.scenario.nearest import nearest

DEEPEST = 100
SPLIT = "split it: make a part of it a derived value"

#: Functions and how many arguments they take (least, most).
FUNCTIONS: dict[str, tuple[int, int]] = {
    "min": (2, 20), "max": (2, 20), "clip": (3, 3), "abs": (1, 1), "exp": (1, 1), "log": (1, 1), "sqrt": (1, 1),
    "logistic": (1, 1), "tanh": (1, 1), "saturate": (2, 2), "lookup": (5, 61), "chosen": (1, 1), "happened": (1, 1),
    "since": (1, 1), "previous": (2, 2), "bare": (1, 1),
}  # fmt: skip
WORDS = frozenset({"turn", "days", "and", "or", "not", "if", "else", "is", "in", "true", "false", *FUNCTIONS})

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power",
    ast.Lt: "less", ast.LtE: "less_equal", ast.Gt: "greater", ast.GtE: "greater_equal", ast.Eq: "equal", ast.NotEq: "not_equal",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
_SIGNS = {
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "^": "**",
    "%": "/ 100, or only the number where the unit is %",
    "&": "and",
    "|": "or",
    "!": "not",
    "“": "names without quotes",
    "”": "names without quotes",
}
_BLANK = re.compile(r"\s")
_DECIMAL = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")


class FormulaError(Exception):
    """What is wrong with a formula, and where in its text."""

    def __init__(self, code: str, message: str, offset: int = 0, length: int = 1, hint: str = "") -> None:
        self.code, self.message, self.offset, self.length, self.hint = code, message, offset, length, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the formula's text."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number written out."""

    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A word that stands for something."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Operation:
    """Arithmetic, a comparison, `and`, `or`, `not`, `negative`, or `select` (condition, yes, no)."""

    op: str
    args: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Function:
    """A call of one of FUNCTIONS."""

    name: str
    args: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class IsCase:
    """`switch is case`, or `is not`."""

    subject: Node
    case: Name
    negated: bool
    span: Span


Node: TypeAlias = Numeral | Name | Operation | Function | IsCase


def parse(text: str) -> Node:
    """The tree of a formula. Raises FormulaError."""
    if len(text) > LONGEST_FORMULA:
        raise FormulaError("E310", f"longer than {LONGEST_FORMULA} characters", hint=SPLIT)
    for offset, letter in enumerate(text):
        if letter in _SIGNS and text[offset : offset + 2] != "!=":
            raise FormulaError("E301", f"“{letter}” is not a sign of a formula", offset, 1, f"write {_SIGNS[letter]}")
    source = _BLANK.sub(" ", text)  # letter by letter, so that places stay
    if not source.strip():
        raise FormulaError("E301", "a formula is wanted here", 0, max(1, len(text)))
    if "#" in source:
        raise FormulaError(
            "E301",
            "“#” is not a sign of a formula",
            source.index("#"),
            1,
            "a comment stands outside of quotes, after a space",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.lstrip(), mode="eval")
    except SyntaxError as error:
        raise _syntax(source, error) from None
    except (RecursionError, MemoryError, ValueError):
        raise FormulaError("E310", "nested too deeply", hint=SPLIT) from None
    return _Reader(source.lstrip(), len(source) - len(source.lstrip())).node(tree.body, 0)


def _syntax(source: str, error: SyntaxError) -> FormulaError:
    lead = len(source) - len(source.lstrip())
    offset = min(max(0, (error.offset or 1) - 1) + lead, max(0, len(source) - 1))
    said = error.msg or ""
    if "nested parentheses" in said:
        return FormulaError("E310", "too many brackets inside one another", offset, 1, SPLIT)
    message, hint = in_plain_words(source, offset, said)
    return FormulaError("E301", message, offset, 1, hint)


class _Reader:
    """Translates Python's tree. Its state: the text, to find places in characters."""

    def __init__(self, text: str, lead: int) -> None:
        self.text, self.lead = text, lead
        self.encoded = text.encode()

    def span(self, node: ast.expr) -> Span:
        """Where a part stands in the author's text."""
        start = len(self.encoded[: node.col_offset].decode())
        end = len(self.encoded[: node.end_col_offset or node.col_offset + 1].decode())
        return Span(start + self.lead, max(1, end - start))

    def fail(self, node: ast.expr, code: str, message: str, hint: str = "") -> FormulaError:
        span = self.span(node)
        return FormulaError(code, message, span.offset, span.length, hint)

    def node(self, node: ast.expr, depth: int) -> Node:
        self._bound(node, depth)
        match node:
            case ast.Constant():
                return self._numeral(node)
            case ast.Name():
                return self._word(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not()):
                return self._unary(node, depth)
            case ast.BinOp() if type(node.op) in _OPERATORS:
                args = (self.node(node.left, depth + 1), self.node(node.right, depth + 1))
                return Operation(_OPERATORS[type(node.op)], args, self.span(node))
            case ast.BoolOp():
                self._bound(node, depth + len(node.values))
                return self._joined(
                    _OPERATORS[type(node.op)], [self.node(one, depth + 1) for one in node.values], self.span(node)
                )
            case ast.IfExp():
                parts = (
                    self.node(node.test, depth + 1),
                    self.node(node.body, depth + 1),
                    self.node(node.orelse, depth + 1),
                )
                return Operation("select", parts, self.span(node))
            case ast.Compare():
                return self._compare(node, depth)
            case ast.Call():
                return self._call(node, depth)
            case _:
                raise self.fail(node, "E302", f"{_called(node)} cannot stand in a formula", _instead(node))

    def _bound(self, node: ast.expr, depth: int) -> None:
        if depth > DEEPEST:
            raise self.fail(node, "E310", f"more than {DEEPEST} parts inside one another, or in one row", SPLIT)

    def _numeral(self, node: ast.Constant) -> Node:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(node, "E302", f"{_called(node)} cannot stand in a formula", _instead(node))
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.fail(node, "E309", "too large a number")
        span = self.span(node)
        if not _DECIMAL.fullmatch(self.text, span.offset - self.lead, span.offset - self.lead + span.length):
            raise self.fail(
                node, "E301", "a number is written with digits and a decimal point only", f"write {number:g}"
            )
        return Numeral(number, span)

    def _word(self, node: ast.Name) -> Name:
        """A name as it is written; the parser takes some letters for others that look like them."""
        span = self.span(node)
        if not node.id.isascii() or not self.text.startswith(node.id, span.offset - self.lead):
            hint = (
                f"type it anew: {node.id[:60]}"
                if node.id.isascii()
                else "names are lower case letters, digits and underscores"
            )
            raise self.fail(node, "E301", "this word has letters that no name has", hint)
        return Name(node.id, span)

    def _unary(self, node: ast.UnaryOp, depth: int) -> Node:
        inner = self.node(node.operand, depth + 1)
        if isinstance(node.op, ast.UAdd):
            return inner
        if isinstance(node.op, ast.USub) and isinstance(inner, Numeral):
            return Numeral(-inner.value, self.span(node))
        return Operation("not" if isinstance(node.op, ast.Not) else "negative", (inner,), self.span(node))

    def _joined(self, op: str, parts: list[Node], span: Span) -> Node:
        whole = parts[0]
        for part in parts[1:]:
            whole = Operation(op, (whole, part), span)
        return whole

    def _compare(self, node: ast.Compare, depth: int) -> Node:
        if any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            return self._is(node, depth)
        self._bound(node, depth + len(node.ops))
        sides = [self.node(side, depth + 1) for side in (node.left, *node.comparators)]
        parts: list[Node] = []
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if type(op) not in _OPERATORS:
                raise self.fail(node, "E302", "`in` cannot stand in a formula")
            parts.append(Operation(_OPERATORS[type(op)], (left, right), self.span(node)))
        return self._joined("and", parts, self.span(node))

    def _is(self, node: ast.Compare, depth: int) -> Node:
        if len(node.ops) != 1:
            raise self.fail(node, "E302", "`is` stands alone: join two of them with `and`")
        subject, case = self.node(node.left, depth + 1), node.comparators[0]
        if not isinstance(case, ast.Name):
            raise self.fail(case, "E307", "after `is` comes the name of a case", _instead_of_case(case))
        return IsCase(subject, self._word(case), isinstance(node.ops[0], ast.IsNot), self.span(node))

    def _call(self, node: ast.Call, depth: int) -> Node:
        if not isinstance(node.func, ast.Name):
            raise self.fail(node, "E302", f"{_called(node.func)} cannot stand in a formula")
        name = node.func.id
        if name not in FUNCTIONS:
            close = nearest(name, FUNCTIONS)
            hint = f"did you mean “{close}”?" if close else "there are: " + ", ".join(sorted(FUNCTIONS))
            raise self.fail(node.func, "E304", f"there is no function “{name[:60]}”", hint)
        if node.keywords:
            raise self.fail(node, "E302", "arguments have no names in a formula")
        least, most = FUNCTIONS[name]
        if not least <= len(node.args) <= most or (name == "lookup" and len(node.args) % 2 == 0):
            raise self.fail(node, "E305", f"“{name}” takes {_count(name)}, not {len(node.args)}")
        return Function(name, tuple(self.node(arg, depth + 1) for arg in node.args), self.span(node))


def _instead_of_case(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str()):
            return "names stand without quotes"
        case ast.Constant():
            return "to compare numbers, write =="
        case _:
            return "the name stands alone after `is`, without brackets"


def _count(name: str) -> str:
    if name == "lookup":
        return "a value and at least two points (x1, y1, x2, y2, …)"
    least, most = FUNCTIONS[name]
    return f"{least} argument{'s' if least > 1 else ''}" if least == most else f"{least} or more arguments"


def _called(node: ast.AST) -> str:
    match node:
        case ast.Attribute():
            return "a dot between words"
        case ast.Subscript() | ast.Slice():
            return "a square bracket"
        case ast.Lambda():
            return "“lambda”"
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.Constant(value=bytes()):
            return "a text in quotes"
        case ast.Constant():
            return f"“{node.value}”"
        case ast.BinOp() | ast.UnaryOp():
            return "this sign"
        case ast.NamedExpr():
            return "“:=”"
        case ast.List() | ast.Dict() | ast.Set() | ast.Tuple():
            return "a list"
        case _:
            return "this"


def _instead(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return "names stand without quotes"
        case ast.Constant(value=bool()):
            return "a condition is true above 0: write 1 or 0"
        case ast.BinOp(op=ast.FloorDiv()):
            return "write / to divide"
        case ast.Tuple():
            return "numbers have a decimal point, not a comma"
        case ast.Attribute():
            return "names are joined with an underscore: west_support"
        case _:
            return ""
