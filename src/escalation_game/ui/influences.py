"""Influences and loops in words: what does what to what, how strongly of late, through which formula, and what a loop says."""

from __future__ import annotations

from collections.abc import Iterator

from escalation_game.play.causes import CauseMap, Influence, Loop, Node, NodeKind, Polarity, Through
from escalation_game.play.view import Variable
from escalation_game.ui.amounts import amount, steps_words
from escalation_game.ui.language import _, tell

_TO_AND_FRO = 1.5  #: times the sum from which what went up and what went down is told too
_STRONG, _SOME = 0.4, 0.12  #: shares of all that moved a thing of late

#: A shape for each kind of node.
SHAPES: dict[NodeKind, str] = {
    "stock": "■", "derived": "◇", "switch": "◑", "action": "▶", "event": "⚡", "inject": "⚡", "rule": "↻",
}  # fmt: skip


def kind_words(kind: NodeKind) -> str:
    """Return what a node is, in a word or two."""
    return {
        "stock": _("counted"),
        "derived": _("worked out"),
        "switch": _("in force or not"),
        "action": _("a decision"),
        "event": _("chance"),
        "inject": _("from outside"),
        "rule": _("always at work"),
    }[kind]


def strength_level(strength: float) -> int:
    """Return how strong an influence was of late: 3 strong, 2 clear, 1 slight, 0 nothing."""
    return 3 if strength >= _STRONG else 2 if strength >= _SOME else 1 if strength > 0 else 0


def strength_words(strength: float) -> str:
    """Return how strong an influence was of late; "" where it did nothing."""
    return ["", _("slight"), _("clear"), _("strong")][strength_level(strength)]


def doing_words(polarity: Polarity) -> str:
    """Return what a cause does to the thing in the middle."""
    return {"+": _("raises it"), "-": _("lowers it"), "±": _("moves it either way")}[polarity]


def done_words(polarity: Polarity) -> str:
    """Return what the thing in the middle does to an effect."""
    return {"+": _("is raised"), "-": _("is lowered"), "±": _("is moved either way")}[polarity]


def sentence(seen: CauseMap, one: Influence) -> str:
    """Return an influence as one sentence. Of what happens or not it is said plainly, of what can be more or less with "more"."""
    source, target = seen.nodes[one.source], seen.nodes[one.target]
    counted = source.kind in {"stock", "derived"}
    words = {
        ("+", True): _("More of “{source}” raises “{target}”."),
        ("-", True): _("More of “{source}” lowers “{target}”."),
        ("±", True): _("“{source}” moves “{target}” either way."),
        ("+", False): _("“{source}” raises “{target}”."),
        ("-", False): _("“{source}” lowers “{target}”."),
        ("±", False): _("“{source}” moves “{target}” either way."),
    }[one.polarity, counted]
    return words.format(source=source.title, target=target.title)


def lately_words(seen: CauseMap, one: Influence) -> str:
    """Return how strong an influence was of late, as a sentence; "" before the first turn."""
    if not seen.turns:
        return ""
    return [
        _("It did nothing of late."),
        _("Slight of late."),
        _("Clear of late: a part of what moved it went this way."),
        _("Strong of late: much of what moved it went this way."),
    ][strength_level(one.strength)]


def ways_told(seen: CauseMap, one: Influence, target: Variable | None, step: str) -> Iterator[tuple[str, str]]:
    """Yield for each formula an influence goes through whose it is and why, and what went that way of late."""
    for way in one.ways:
        through = _("Through “{title}”.").format(title=tell(way.title)) if way.title else ""
        if way.cause.startswith("derived:"):
            through = _("It is part of how “{target}” is worked out.").format(target=seen.nodes[one.target].title)
        if way.cause.startswith("chance:"):
            through = _("It changes the chance of “{target}”.").format(target=seen.nodes[one.target].title)
        said = " ".join(part for part in (through, way.because, _late(way, step)) if part)
        yield said, _moved(seen, way, target, step)


def _late(way: Through, step: str) -> str:
    return _("It works after {time}.").format(time=steps_words(way.delay, step)) if way.delay else ""


def _moved(seen: CauseMap, way: Through, target: Variable | None, step: str) -> str:
    if way.moved is None or target is None or target.kind == "switch":
        return ""
    size, time = amount(way.moved, target.unit, signed=True), steps_words(seen.turns, step)
    if way.stirred <= _TO_AND_FRO * abs(way.moved):
        return _("{amount} in the last {time}").format(amount=size, time=time)
    whole = amount(way.stirred, target.unit)
    return _("{amount} in the last {time}; up and down together {whole}").format(amount=size, time=time, whole=whole)


def itself_words(seen: CauseMap, name: str) -> str:
    """Return what a node does to itself, "" for nothing."""
    own = seen.on_itself(name)
    if own is None:
        return ""
    return {
        "+": _("It feeds itself: the more there is, the more is added."),
        "-": _("It steadies itself: the more there is, the more is taken away."),
        "±": _("It moves itself, either way."),
    }[own.polarity]


def loop_title(loop: Loop) -> str:
    """Return the name of a loop with its kind."""
    kind = {"reinforcing": _("reinforcing"), "balancing": _("balancing"), "mixed": _("either way")}[loop.kind]
    return f"{loop.name} · {kind}"


def loop_says(loop: Loop) -> str:
    """Return what a loop does with a push."""
    return {
        "reinforcing": _("It feeds itself: a push comes round and pushes on."),
        "balancing": _("It holds itself back: a push comes round and is answered."),
        "mixed": _("It may feed itself or hold itself back; a sign on the way is open."),
    }[loop.kind]


def loop_round(seen: CauseMap, loop: Loop) -> str:
    """Return the way round, beginning with a rise: "▲ strain → ▼ recruits → ▲ strain". Where a sign is open, without the shapes."""
    titles = [seen.nodes[name].title for name in (*loop.nodes, loop.nodes[0])]
    if loop.kind == "mixed":
        return " → ".join(titles)
    rising = [True]
    for sign in loop.signs:
        rising.append(rising[-1] if sign == "+" else not rising[-1])
    return " → ".join(f"{_turn(up)} {title}" for up, title in zip(rising, titles, strict=True))


def _turn(rising: bool) -> str:
    return "▲" if rising else "▼"


def node_name(node: Node) -> str:
    """Return the title of a node behind the shape of its kind."""
    return f"{SHAPES[node.kind]} {node.title}"
