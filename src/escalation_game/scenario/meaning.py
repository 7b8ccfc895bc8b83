"""What a formula means: names looked up, units checked and converted, lowered to the expressions of the engine."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from escalation_game.engine.expression import CONDITIONS, Call, Const, Expr, Previous, Read, Since
from escalation_game.scenario.arithmetic import bridge, folded, scaled
from escalation_game.scenario.formula import (
    FormulaError,
    Function,
    IsCase,
    Name,
    Node,
    Numeral,
    Operation,
    Span,
    parse,
)
from escalation_game.scenario.names import Kind, Symbol
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.units import DAY, NUMBER, Unit, product, root

_PRESENT = ("turn", "days")
_NOWHERE = "names are those of stocks, derived values, switches and parameters of this file"

#: An expression and its unit; None is a bare number, which takes the unit of what it meets.
Meant: TypeAlias = tuple[Expr, Unit | None]

_A_KIND: dict[Kind, str] = {
    "stock": "a stock", "derived": "a derived value", "switch": "a switch", "parameter": "a parameter", "case": "a hidden case",
    "action": "an action", "event": "an event", "inject": "an inject",
}  # fmt: skip


@dataclass(frozen=True)
class Context:
    """Where a formula stands, and so what it may read. `forbidden` gives the reason why a symbol may not be read here, or ""."""

    symbols: Mapping[str, Symbol]
    forbidden: Callable[[Symbol, str], str] = field(default=lambda _symbol, _way: "")
    present: bool = True  # whether `turn`, `days` and the past may be read


def mean(text: str | float, context: Context, wanted: Unit | None = NUMBER) -> Expr:
    """The expression of a formula, in the wanted unit (None: any). Raises FormulaError."""
    if isinstance(text, float | int):
        return Const(float(text))
    node = parse(text)
    expr, unit = _Meaning(context).of(node)
    if wanted is None or unit is None:
        return expr
    if not unit.like(wanted):
        hint = bridge(unit, wanted)
        raise _wrong("E404", node.span, f"this gives {unit.words}, but {wanted.words} is wanted here", hint)
    return scaled(node.span, expr, unit, wanted)


def condition(text: str | float, context: Context) -> Expr:
    """The expression of a condition: true above 0, whatever its unit. Raises FormulaError."""
    return mean(text, context, None)


@dataclass(frozen=True)
class _Meaning:
    """Lowers nodes in one context."""

    context: Context
    known: dict[int, Meant] = field(
        default_factory=dict[int, Meant]
    )  # by the node's id: a chain of comparisons holds its middle twice

    def of(self, node: Node) -> Meant:
        """The expression and unit of a node."""
        if id(node) not in self.known:
            self.known[id(node)] = self._of(node)
        return self.known[id(node)]

    def _of(self, node: Node) -> Meant:
        match node:
            case Numeral(value, _):
                return Const(value), None
            case Name():
                return self._name(node)
            case IsCase():
                return self._is(node), None
            case Function():
                return self._function(node)
            case Operation():
                return self._operation(node)

    # Names

    def _symbol(self, node: Node, way: str, kinds: tuple[Kind, ...]) -> Symbol:
        """The symbol a name stands for, if it may be read this way here."""
        if not isinstance(node, Name):
            raise _wrong(
                "E306", node.span, "a name is wanted here, not a calculation", "make it a derived value, and name that"
            )
        symbol = self.context.symbols.get(node.name)
        if symbol is None:
            close = nearest(
                node.name, [*(name for name, one in self.context.symbols.items() if one.kind in kinds), *_PRESENT]
            )
            close = close or nearest(node.name, self.context.symbols)
            hint = self._as_case(node.name) or (f"did you mean “{close}”?" if close else _NOWHERE)
            raise _wrong("E303", node.span, f"there is nothing called “{node.name[:60]}”", hint)
        if symbol.kind not in kinds:
            raise _wrong("E306", node.span, f"“{node.name}” is {_A_KIND[symbol.kind]}", _how_to_read(symbol))
        reason = self.context.forbidden(symbol, way)
        if reason:
            raise _wrong("E308", node.span, f"“{node.name}” cannot be read here: {reason}")
        return symbol

    def _as_case(self, name: str) -> str:
        """How to ask for what is the case of a switch or a hidden case, or ""."""
        owner = next((one.name for one in self.context.symbols.values() if name in one.cases), None)
        return f"it is a case: write `{owner} is {name}`" if owner else ""

    def _name(self, node: Name) -> Meant:
        if node.name in {"turn", "days"}:
            if not self.context.present:
                raise _wrong("E308", node.span, f"`{node.name}` cannot be read here: no turn has begun")
            return (Read("turn"), None) if node.name == "turn" else (Read("days"), DAY)
        symbol = self._symbol(node, "now", ("stock", "derived", "parameter", "switch"))
        if symbol.kind == "switch":
            if not symbol.on_off:
                raise _wrong("E306", node.span, f"“{node.name}” has named cases", _how_to_read(symbol))
            return Read("switch", symbol.name), None
        return _read(symbol), symbol.unit

    def _is(self, node: IsCase) -> Expr:
        subject, lag = node.subject, 0
        if isinstance(subject, Function) and subject.name == "previous":
            lag = self._lag(subject)
            subject = subject.args[0]
        symbol = self._symbol(subject, "now" if not lag else "previous", ("switch", "case") if not lag else ("switch",))
        if node.case.name not in symbol.cases:
            close = nearest(node.case.name, symbol.cases)
            hint = f"did you mean “{close}”?" if close else "its cases are " + ", ".join(symbol.cases)
            raise _wrong("E307", node.case.span, f"“{symbol.name}” has no case “{node.case.name}”", hint)
        kind = "switch" if symbol.kind == "switch" else "case"
        read: Expr = Previous("switch", symbol.name, lag) if lag else Read(kind, symbol.name)
        return Call("not_equal" if node.negated else "equal", (read, Const(float(symbol.cases.index(node.case.name)))))

    # Functions

    def _function(self, node: Function) -> Meant:
        match node.name:
            case "chosen":
                return Read("chosen", self._symbol(node.args[0], "chosen", ("action",)).name), None
            case "happened":
                return Read("happened", self._symbol(node.args[0], "happened", ("event", "inject")).name), None
            case "since":
                return self._since(node), None
            case "previous":
                return self._previous(node)
            case "bare":
                return self.of(node.args[0])[0], None
            case "abs" | "sqrt":
                return self._of_one(node)
            case "min" | "max" | "clip":
                return self._of_alike(node)
            case "saturate":
                return self._saturate(node)
            case "lookup":
                return self._lookup(node)
            case _:
                return self._finite(node.span, folded(node.name, (self._plain(node.args[0]),))), NUMBER

    def _previous(self, node: Function) -> Meant:
        symbol = self._symbol(node.args[0], "previous", ("stock", "derived", "switch"))
        if symbol.kind == "switch" and not symbol.on_off:
            hint = f"write `previous({symbol.name}, 1) is {symbol.cases[0]}`"
            raise _wrong("E306", node.span, f"“{symbol.name}” has named cases", hint)
        expr = Previous(_read(symbol).kind, symbol.name, self._lag(node))
        return expr, None if symbol.kind == "switch" else symbol.unit

    def _since(self, node: Function) -> Expr:
        symbol = self._symbol(node.args[0], "since", ("action", "event", "inject", "switch", "derived"))
        match symbol.kind:
            case "action":
                return Since("chosen", symbol.name)
            case "event" | "inject":
                return Since("happened", symbol.name)
            case "switch":
                return Since("switch", symbol.name)
            case _:
                return Since("derived", symbol.name)

    def _lag(self, node: Function) -> int:
        lag = node.args[1]
        if not isinstance(lag, Numeral) or lag.value not in range(1, 13):
            raise _wrong("E305", lag.span, "how many turns back is a whole number from 1 to 12")
        return int(lag.value)

    def _of_one(self, node: Function) -> Meant:
        expr, unit = self.of(node.args[0])
        if node.name == "abs":
            return folded("absolute", (expr,)), unit
        below = root(unit) if unit else None
        if unit is not None and below is None:
            raise _wrong(
                "E403", node.span, f"{unit.words} has no square root", "divide by a quantity of the same kind first"
            )
        if unit is not None:
            expr = scaled(node.span, expr, unit, Unit(Fraction(1), unit.dimensions))
        return self._finite(node.span, folded("sqrt", (expr,))), below

    def _of_alike(self, node: Function) -> Meant:
        exprs, unit = self._alike([(arg.span, self.of(arg)) for arg in node.args])
        if node.name == "clip":
            return folded("minimum", (folded("maximum", (exprs[0], exprs[1])), exprs[2])), unit
        whole = exprs[0]
        for expr in exprs[1:]:
            whole = folded("minimum" if node.name == "min" else "maximum", (whole, expr))
        return whole, unit

    def _saturate(self, node: Function) -> Meant:
        (value, half), _ = self._alike([(arg.span, self.of(arg)) for arg in node.args])
        share = Call("divide", (value, Call("add", (value, half))))
        return Call("select", (Call("less", (Const(0.0), value)), share, Const(0.0))), NUMBER

    def _lookup(self, node: Function) -> Meant:
        given, points = node.args[0], node.args[1:]
        xs = points[0::2]
        for before, after in pairwise(xs):
            if not isinstance(before, Numeral) or not isinstance(after, Numeral) or before.value >= after.value:
                raise _wrong("E312", after.span, "the points of `lookup` need numbers x1 < x2 < …")
        value = self.of(given)[0]
        ys, unit = self._alike([(point.span, self.of(point)) for point in points[1::2]])
        stops = [x.value for x in xs if isinstance(x, Numeral)]
        result = ys[-1]
        for index in range(len(stops) - 2, -1, -1):
            share = Call(
                "divide", (Call("subtract", (value, Const(stops[index]))), Const(stops[index + 1] - stops[index]))
            )
            on_line = Call(
                "add", (ys[index], Call("multiply", (folded("subtract", (ys[index + 1], ys[index])), share)))
            )
            result = Call("select", (Call("less", (value, Const(stops[index + 1]))), on_line, result))
        return Call("select", (Call("less", (value, Const(stops[0]))), ys[0], result)), unit

    # Operations

    def _operation(self, node: Operation) -> Meant:
        if node.op in {"and", "or", "not"}:
            return Call(node.op, tuple(self.of(arg)[0] for arg in node.args)), None
        if node.op == "select":
            yes_no, unit = self._alike([(arg.span, self.of(arg)) for arg in node.args[1:]])
            return Call("select", (self.of(node.args[0])[0], *yes_no)), unit
        if node.op == "power":
            return self._power(node)
        meant = [self.of(arg) for arg in node.args]
        if node.op in {"multiply", "divide"}:
            return self._finite(node.span, folded(node.op, tuple(expr for expr, _ in meant))), _times(node.op, meant)
        exprs, unit = self._alike([(arg.span, one) for arg, one in zip(node.args, meant, strict=True)], node.span)
        if node.op in {"greater", "greater_equal"}:
            return Call("less" if node.op == "greater" else "less_equal", (exprs[1], exprs[0])), None
        if node.op in CONDITIONS:
            return Call(node.op, tuple(exprs)), None
        return self._finite(node.span, folded(node.op, tuple(exprs))), unit

    def _power(self, node: Operation) -> Meant:
        base, exponent = node.args
        expr, unit = self.of(base)
        if unit is not None and not unit.plain:
            hint = (
                "write x * x"
                if isinstance(exponent, Numeral) and exponent.value == 2
                else "divide by a quantity of the same kind first"
            )
            raise _wrong("E403", base.span, f"a power needs a plain number, not {unit.words}", hint)
        expr = expr if unit is None else scaled(base.span, expr, unit, NUMBER)
        power = self._plain(exponent)
        if power == Const(2.0):
            return folded("multiply", (expr, expr)), unit and NUMBER
        return self._finite(node.span, folded("power", (expr, power))), unit and NUMBER

    def _plain(self, node: Node) -> Expr:
        """A dimensionless argument."""
        expr, unit = self.of(node)
        if unit is None:
            return expr
        if not unit.plain:
            hint = "divide by a quantity of the same kind, or strip the unit with `bare(…)`"
            raise _wrong("E403", node.span, f"a plain number is wanted here, not {unit.words}", hint)
        return scaled(node.span, expr, unit, NUMBER)

    def _alike(self, parts: list[tuple[Span, Meant]], whole: Span | None = None) -> tuple[list[Expr], Unit | None]:
        """Brings quantities of one kind to the unit of the first that has one."""
        common = next((unit for _, (_, unit) in parts if unit is not None), None)
        exprs: list[Expr] = []
        for span, (expr, unit) in parts:
            if unit is not None and common is not None and not unit.like(common):
                message = f"{common.words} and {unit.words} cannot be added or compared"
                raise _wrong("E402", whole or span, message, bridge(unit, common) or bridge(common, unit))
            exprs.append(expr if unit is None or common is None else scaled(span, expr, unit, common))
        return exprs, common

    def _finite(self, span: Span, expr: Expr) -> Expr:
        if isinstance(expr, Const) and not math.isfinite(expr.value):
            raise _wrong(
                "E309",
                span,
                "this has no finite value",
                "dividing by 0, a root or logarithm of a negative number, or too large a power?",
            )
        return expr


def _times(op: str, meant: list[Meant]) -> Unit | None:
    (_, one), (_, other) = meant
    if one is None and other is None:
        return None
    return product(one or NUMBER, other or NUMBER, 1 if op == "multiply" else -1)


def _read(symbol: Symbol) -> Read:
    if symbol.kind not in {"stock", "derived", "switch", "parameter"}:
        raise AssertionError(symbol)
    return Read(symbol.kind, symbol.name)  # type: ignore[arg-type]


def _how_to_read(symbol: Symbol) -> str:
    match symbol.kind:
        case "action":
            return f"write `chosen({symbol.name})`"
        case "event" | "inject":
            return f"write `happened({symbol.name})`"
        case "switch" | "case":
            return f"write `{symbol.name} is {symbol.cases[0]}`"
        case _:
            return ""


def _wrong(code: str, span: Span, message: str, hint: str = "") -> FormulaError:
    return FormulaError(code, message, span.offset, span.length, hint)
