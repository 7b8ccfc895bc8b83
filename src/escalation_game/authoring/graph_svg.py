"""The influence graph as a drawing in SVG: one file that needs nothing else, with signs, delays, a legend and the loops by name.

Where a viewer knows the style `:has`, pointing at a box fades what it has nothing to do with.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from escalation_game.authoring.graph import COLOURS, KINDS, SIGNS, Arrow, Box, Drawing, loop_round
from escalation_game.scenario.influence import NodeKind
from escalation_game.scenario.slopes import Polarity

_MARGIN, _BOX, _GAP, _BETWEEN = 36, 208, 104, 14
_LINE, _PADDING = 17, 9
_LETTER, _SMALL_LETTER = 7.6, 6.8  #: width of a letter of the middle sort at 13 and at 12 pixels, in a wide face
_LETTERS = int((_BOX - 2 * _PADDING - 18) / _LETTER)
_HEAD = 116
_PORT = 15  #: between two arrows at one side of a box
_GROUND = "#f7f5f0"
_BULGE = 46
_LOOP_LINE, _NAMES = 17, 130

#: A small shape for each kind, in a box of 10 by 10.
_SHAPES: Mapping[NodeKind, str] = {
    "stock": '<rect x="0" y="0" width="10" height="10"/>',
    "derived": '<path d="M5 0 10 5 5 10 0 5Z"/>',
    "switch": '<circle cx="5" cy="5" r="4.5" fill="none" stroke="currentColor"/><path d="M5 .5a4.5 4.5 0 0 1 0 9Z"/>',
    "action": '<path d="M1 0 10 5 1 10Z"/>',
    "event": '<path d="M6 0 1 6H4.500L3 10 9 4H5.500Z"/>',
    "inject": '<path d="M6 0 1 6H4.500L3 10 9 4H5.500Z"/>',
    "rule": '<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="1.600"/>',
}
_STYLE = """
svg{background:#f7f5f0;color:#15191d;font-family:"IBM Plex Sans Condensed","Segoe UI","Helvetica Neue",Arial,sans-serif}
text{font-size:13px}.quiet{fill:#46505a}.title{font-size:24px;font-weight:600}.small{font-size:12px}
.box rect.frame{fill:#fff;stroke:#73726b}.box text{font-weight:600}.box.middle rect.frame{stroke:#9c6200;stroke-width:2.500}
.arrow .head{stroke:none}.disc{fill:#f7f5f0;stroke-width:1.2}.sign{font-weight:700;text-anchor:middle}
"""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a box stands, and the lines of its title."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2


def as_svg(drawn: Drawing) -> str:
    """The drawing as a text of SVG."""
    frames = _frames(drawn)
    width = max(760, 2 * _MARGIN + len(drawn.columns) * _BOX + max(0, len(drawn.columns) - 1) * _GAP + _BULGE)
    bottom = max((one.y + one.height for one in frames.values()), default=_HEAD) + 44
    loops, height = _loops(drawn, bottom, width)
    size = f'viewBox="0 0 {width} {_number(height)}" width="{width}" height="{_number(height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(drawn.title)}</title>',
        f'<desc id="d">{escape(_described(drawn))}</desc>',
        f"<style>{_STYLE}{_isolating(drawn)}</style>",
        f'<rect width="100%" height="100%" fill="{_GROUND}"/>',
        f'<text class="title" x="{_MARGIN}" y="42">{escape(drawn.title)}</text>',
        *_legend(),
        *_arrows(drawn, frames),
        *(_box(box, frames[box.key], number, drawn) for number, box in enumerate(_boxes(drawn))),
        *loops,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _boxes(drawn: Drawing) -> Iterator[Box]:
    return (box for column in drawn.columns for box in column)


def _described(drawn: Drawing) -> str:
    boxes = sum(1 for _ in _boxes(drawn))
    counted = f"{boxes} boxes, {len(drawn.arrows)} influences, {len(drawn.loops)} feedback loops."
    return f"{counted} An arrow with + raises, one with − lowers what it leads to."


def _isolating(drawn: Drawing) -> str:
    """For each box a rule that fades, while it is pointed at, the arrows that do not touch it and the boxes that those that do do not reach."""
    numbers = _numbers(drawn)
    near: dict[int, set[int]] = {number: {number} for number in numbers.values()}
    for arrow in drawn.arrows:
        start, end = numbers[arrow.start], numbers[arrow.end]
        near[start].add(end)
        near[end].add(start)
    rules: list[str] = []
    for number, others in near.items():
        kept = "".join(f":not(.b{other})" for other in sorted(others))
        rules.append(
            f"svg:has(.b{number}:hover) .arrow:not(.t{number}),svg:has(.b{number}:hover) .box{kept}{{opacity:.1}}"
        )
    return "\n".join(rules)


def _numbers(drawn: Drawing) -> dict[str, int]:
    return {box.key: number for number, box in enumerate(_boxes(drawn))}


# Boxes


def _frames(drawn: Drawing) -> dict[str, _Frame]:
    """Each column is spread over the height of the highest."""
    busy = _busiest_side(drawn)
    heights = [[_height(box, busy.get(box.key, 0)) for box in column] for column in drawn.columns]
    tallest = max((sum(column) + _BETWEEN * (len(column) - 1) for column in heights), default=0)
    frames: dict[str, _Frame] = {}
    for number, (column, high) in enumerate(zip(drawn.columns, heights, strict=True)):
        free = (tallest - sum(high)) / (len(column) or 1)
        y = _HEAD + free / 2
        for box, height in zip(column, high, strict=True):
            lines = tuple(_wrapped(box.node.title, _LETTERS))
            frames[box.key] = _Frame(_MARGIN + number * (_BOX + _GAP), y, height, lines)
            y += height + free
    return frames


def _busiest_side(drawn: Drawing) -> dict[str, int]:
    """How many arrows touch a box on the side where most do."""
    column = {box.key: number for number, boxes in enumerate(drawn.columns) for box in boxes}
    sides = Counter(
        side
        for arrow in drawn.arrows
        for side in (
            (arrow.start, column[arrow.end] >= column[arrow.start]),
            (arrow.end, column[arrow.start] >= column[arrow.end]),
        )
    )
    return {key: max(sides[key, True], sides[key, False]) for key in column}


def _height(box: Box, arrows: int) -> float:
    """Room for the title, and for the arrows beside each other."""
    lines = sum(1 for _ in _wrapped(box.node.title, _LETTERS))
    return max(lines * _LINE + 2 * _PADDING, (arrows + 1) * _PORT)


def _box(box: Box, frame: _Frame, number: int, drawn: Drawing) -> str:
    middle = " middle" if box.key == drawn.centre else ""
    own = drawn.own.get(box.node.name)
    says = f"{KINDS[box.node.kind]} {box.node.name}" + (f"; moves itself: {SIGNS[own.polarity]}" if own else "")
    top = frame.middle - len(frame.lines) * _LINE / 2
    words = "".join(
        f'<text x="{_number(frame.x + _PADDING + 18)}" y="{_number(top + 13 + line * _LINE)}">{escape(said)}</text>'
        for line, said in enumerate(frame.lines)
    )
    mark = ""
    if own:
        x, y = _number(frame.x + _BOX - 14), _number(frame.y + frame.height - 5)
        mark = f'<text class="small quiet" x="{x}" y="{y}" text-anchor="middle">↺{SIGNS[own.polarity]}</text>'
    shape = f'<g transform="translate({_number(frame.x + _PADDING)} {_number(top + 4)})">{_SHAPES[box.node.kind]}</g>'
    frame_ = f'<rect class="frame" x="{_number(frame.x)}" y="{_number(frame.y)}" width="{_BOX}" height="{_number(frame.height)}" rx="5"/>'
    return f'<g class="box b{number}{middle}"><title>{escape(says)}</title>{frame_}{shape}{words}{mark}</g>'


def _wrapped(words: str, letters: int) -> Iterator[str]:
    """Lines of at most so many letters of the middle sort; wide letters of East Asia count as two."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if line and _wide(longer) > letters:
            yield line
            longer = word
        line = longer
    yield line


def _wide(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


# Arrows


def _arrows(drawn: Drawing, frames: Mapping[str, _Frame]) -> Iterator[str]:
    ports = _ports(drawn.arrows, frames)
    numbers = _numbers(drawn)
    for number, arrow in enumerate(drawn.arrows):
        one = arrow.influence
        colour = COLOURS[one.polarity]
        leaves, arrives = ports[number, True], ports[number, False]
        first, second = _handles(frames[arrow.start], frames[arrow.end], leaves, arrives)
        dash = ' stroke-dasharray="6 4"' if one.delay else ""
        line = f"M{_pair(leaves)}C{_pair(first)} {_pair(second)} {_pair(arrives)}"
        towards = 1 if second[0] < arrives[0] else -1
        x, y = arrives
        head = f"M{_pair((x, y))}L{_pair((x - 8 * towards, y - 4.5))}L{_pair((x - 8 * towards, y + 4.5))}Z"
        x, y = _number(x - 19 * towards), _number(y)
        sign = f'<circle class="disc" cx="{x}" cy="{y}" r="6.5" stroke="{colour}"/><text class="sign" x="{x}" dy="4.5" y="{y}" fill="{colour}">'
        yield (
            f'<g class="arrow t{numbers[arrow.start]} t{numbers[arrow.end]}"><title>{escape(_says(arrow, drawn))}</title>'
            f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="1.500" stroke-opacity=".72"{dash}/>'
            f'<path class="head" d="{head}" fill="{colour}"/>{sign}{SIGNS[one.polarity]}</text></g>'
        )


def _says(arrow: Arrow, drawn: Drawing) -> str:
    one = arrow.influence
    through = ", ".join(dict.fromkeys(strand.carrier for strand in one.strands))
    because = " ".join(dict.fromkeys(strand.because for strand in one.strands if strand.because))
    source, target = drawn.nodes[one.source].title, drawn.nodes[one.target].title
    return f"{source} {SIGNS[one.polarity]}→ {target} ({through})" + (f": {because}" if because else "")


def _ports(arrows: Sequence[Arrow], frames: Mapping[str, _Frame]) -> dict[tuple[int, bool], Point]:
    """Where each arrow leaves and arrives: spread along the side that faces the other end, in the order of those ends."""
    sides: dict[tuple[str, bool], list[tuple[float, int, bool]]] = {}
    for number, arrow in enumerate(arrows):
        start, end = frames[arrow.start], frames[arrow.end]
        sides.setdefault((arrow.start, end.x >= start.x), []).append((end.middle, number, True))
        sides.setdefault((arrow.end, start.x >= end.x), []).append((start.middle, number, False))
    ports: dict[tuple[int, bool], Point] = {}
    for (key, right), members in sides.items():
        frame = frames[key]
        for place, (_, number, leaves) in enumerate(sorted(members), 1):
            share = place / (len(members) + 1)
            ports[number, leaves] = (frame.x + _BOX if right else frame.x, frame.y + frame.height * share)
    return ports


def _handles(start: _Frame, end: _Frame, leaves: Point, arrives: Point) -> tuple[Point, Point]:
    """What bends the curve; between two boxes of one column it swings out to the right."""
    if start.x == end.x:
        return (leaves[0] + _BULGE, leaves[1]), (arrives[0] + _BULGE, arrives[1])
    half = (arrives[0] - leaves[0]) / 2
    return (leaves[0] + half, leaves[1]), (arrives[0] - half, arrives[1])


# Words around


def _legend() -> Iterator[str]:
    """What signs and lines mean, and below that the shapes."""
    signs: dict[Polarity, str] = {"+": "more makes more", "-": "more makes less", "±": "either way"}
    x = _MARGIN
    for sign, words in signs.items():
        yield f'<circle class="disc" cx="{x + 6}" cy="64" r="6.5" stroke="{COLOURS[sign]}"/>'
        yield f'<text class="sign" x="{x + 6}" y="68.5" fill="{COLOURS[sign]}">{SIGNS[sign]}</text>'
        yield f'<text class="small quiet" x="{x + 18}" y="68">{words}</text>'
        x += 34 + round(len(words) * _SMALL_LETTER)
    for words in ("dashed: works in a later turn", "↺ moves itself"):
        yield f'<text class="small quiet" x="{x}" y="68">{words}</text>'
        x += 20 + round(len(words) * _SMALL_LETTER)
    x = _MARGIN
    for kind, words in KINDS.items():
        if kind != "inject":  # drawn like an event
            yield f'<g transform="translate({x + 1} 80)" color="#46505a" fill="#46505a">{_SHAPES[kind]}</g>'
            yield f'<text class="small quiet" x="{x + 18}" y="90">{words}</text>'
            x += 34 + round(len(words) * _SMALL_LETTER)
    yield f'<text class="small quiet" x="{x}" y="90">point at a box to see only its arrows</text>'


def _loops(drawn: Drawing, top: float, width: float) -> tuple[list[str], float]:
    """The loops by name, each with its way round on as many lines as it needs; and where the drawing ends."""
    if not drawn.loops:
        return [], top
    shown = [f'<text x="{_MARGIN}" y="{_number(top)}" style="font-weight:600">Feedback loops</text>']
    letters = int((width - 2 * _MARGIN - _NAMES) / _LETTER)
    y = top + 4
    for loop in drawn.loops:
        y += 4
        shown.append(f'<text class="small" x="{_MARGIN}" y="{_number(y + _LOOP_LINE)}">{loop.name} {loop.kind}</text>')
        for line in _wrapped(loop_round(loop, drawn.nodes), letters):
            y += _LOOP_LINE
            shown.append(f'<text class="small quiet" x="{_MARGIN + _NAMES}" y="{_number(y)}">{escape(line)}</text>')
    return shown, y + _MARGIN


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    """One decimal is finer than a screen."""
    return f"{value:.1f}".removesuffix(".0")
