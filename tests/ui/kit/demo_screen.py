"""A screen with everything on it, made like a turn of a match. The words and figures are invented."""

from __future__ import annotations

import pygame

from escalation_game.ui.kit import boxes
from escalation_game.ui.kit import paragraph as words
from escalation_game.ui.kit.boxes import column, grid, layers, row, spacer
from escalation_game.ui.kit.brush import Brush
from escalation_game.ui.kit.drawing import canvas, kept, region
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Layout
from escalation_game.ui.kit.marks import cost_dots, ladder
from escalation_game.ui.kit.navigation import Screen
from escalation_game.ui.kit.overlays import dialog, toast
from escalation_game.ui.kit.panels import divider, padded, paper, scroll
from escalation_game.ui.kit.paragraph import heading, label, link, span, style, text
from escalation_game.ui.kit.stage import Stage
from escalation_game.ui.kit.widgets import button, card, chip, tabs

FIGURES = (
    ("Manpower", "612", "thousand", "▼ 13", "losses outran recruits", "question_ink"),
    ("Friction", "38", "of 100", "▲ 4", "the ally acts alone", "choice_ink"),
    ("Defection risk", "6", "of 100", "— 0", "nobody leaves", "muted"),
    ("Ground held", "464", "km²", "▼ 2", "held through the winter", "question_ink"),
    ("Cohesion", "61", "of 100", "▲ 3", "a partner leans in", "choice_ink"),
    ("Shells", "190", "thousand / month", "▼ 60", "the line is watched", "question_ink"),
)
CHOICES = (
    ("Interdict deliveries", 2, "Inspect ships, watch the line, name the carriers.", "bites in two months",
     (("Shells", "▼▼", "question_ink"), ("Friction", "▲", "choice_ink"), ("Escalation", "—", "muted"))),
    ("Lift the restrictions", 3, "Let the partner strike military targets with your weapons.", "at once, 31 missiles",
     (("Ground held", "▲", "choice_ink"), ("Escalation", "▲▲", "choice_ink"))),
    ("Bring a neighbour in", 1, "A joint team; ask for air defence, not yet for shells.", "in three months",
     (("Cohesion", "▲", "choice_ink"), ("Friction", "▲", "choice_ink"))),
    ("Warn the other side", 1, "Say what follows if the border is crossed. Your word is worth 64 of 100.", "at once",
     (("Crossing", "▼", "question_ink"), ("Credibility", "at stake", "muted"))),
)  # fmt: skip
ADVICE = (
    ("The advocate", "the thesis", "Press now. With interdiction the ground holds into May in ",
     "58 %", " of my futures."),
    ("The cautious one", "escalation first", "Permission adds two rungs in ", "4 of 10",
     " futures and buys three weeks."),
    ("The specialist", "the patron decides", "Inspect, but tell the patron first: it then helps in ",
     "63 %", "."),
)  # fmt: skip


class DemoScreen(Screen):
    """Chooses cards, opens a dialog, ends turns."""

    title = "Demo"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.chosen = {0, 1}
        self.turn = 5
        self.asking = False
        self.notice = ""
        self.tab = 0

    def describe(self) -> Element:
        page = column(
            self._header(),
            divider(),
            row(
                self._situation(), divider(upright=True), self._centre().at(weight=1), divider(upright=True),
                self._moves(), gap=0,
            ).at(weight=1),
            divider(),
            row(self._dispatch().at(width=400), self._advice().at(weight=1, min_width=420),
                divider(upright=True), self._outlook(), gap=0),
            gap=0,
        )  # fmt: skip
        asking = self._dialog() if self.asking else None
        return layers(page, asking, toast(self.notice) if self.notice else None)

    def on_key(self, key: str) -> bool:
        if key == "e":
            self.asking = True
        return key == "e"

    def _header(self) -> Element:
        rung = ladder("Escalation", 6, 12, "rung 6 of 12", thresholds=(3, 9))
        return padded(
            row(
                heading("Kursk 2024", "headline", wraps=False),
                text(f"March 2025 · turn {self.turn} of 12 · you are the West", style=style(colour="muted")),
                spacer(),
                row(label("Escalation"), rung, gap=8, align="center", folds=False),
                row(label("Political capital"), cost_dots(4, 6, "4 of 6"), gap=8, align="center", folds=False),
                text("Lens: ", span("the thesis", bold=True), style=style(colour="muted")),
                gap=24,
                align="center",
            ),
            (22, 12),
        )

    def _situation(self) -> Element:
        figures = [self._figure(*figure) for figure in FIGURES]
        body = [part for figure in figures for part in (figure, divider())][:-1]
        return padded(scroll(label("Situation", level=2), *body, key="situation", gap=9), (22, 16)).at(width=290)

    def _figure(self, name: str, value: str, unit: str, change: str, why: str, colour: str) -> Element:
        line = canvas(f"{name} over time", _spark, width=84, height=44, value=f"now {value} {unit}")
        left = column(
            text(name, style=style("small", "muted", family="condensed", bold=True)),
            text(span(value, "figure", bold=True), span(f" {unit}", "small", "muted")),
            gap=0,
        )
        why_link = link("why?", lambda: None, key=f"why:{name}", name=f"why? {name}")
        reason = text(span(f"{change} ", "small", colour, bold=True), why, " ", why_link, style=style("small", "muted"))
        return column(row(left.at(weight=1), line, gap=8, align="center"), reason, gap=1)

    def _centre(self) -> Element:
        places = [
            region(
                name,
                _at(x, y),
                value="held",
                key=f"place:{name}",
                on_activate=lambda: None,
                hint=f"{name}: what stands here",
            )
            for name, x, y in (("Kursk", 0.42, 0.2), ("Sumy", 0.3, 0.42), ("Kharkiv", 0.55, 0.66))
        ]
        drawing = canvas("Map of the border", _map, width=360, height=330, lowest=220, regions=places)
        return kept(drawing, "map")

    def _moves(self) -> Element:
        cards = [self._card(number) for number in range(len(CHOICES))]
        body = scroll(column(*cards, gap=8, role="list", name="Your move"), key="moves")
        return padded(column(label("Your move · choose up to 3", level=2), body.at(weight=1), gap=10), (18, 16)).at(
            width=330
        )

    def _card(self, number: int) -> Element:
        name, cost, what, when, effects = CHOICES[number]
        chips = [
            chip(text(span(f"{effect} {sign}", "small", colour, family="condensed")), colour="raised")
            for effect, sign, colour in effects
        ]
        return card(
            name,
            text(what, style=style("small")),
            text(when, style=style("small", "muted", family="condensed")),
            boxes.flow(*chips, gap=6, row_gap=5),
            checked=number in self.chosen,
            on_activate=lambda: self._toggle(number),
            trailing=cost_dots(cost, 3, f"costs {cost} of 3"),
            hint="What this is expected to do, and how soon.",
            key=f"choice:{number}",
        )

    def _toggle(self, number: int) -> None:
        self.chosen ^= {number}

    def _dispatch(self) -> Element:
        return paper(
            row(label("The dispatch", colour="ink"), spacer(), label("28 February 2025", colour="ink"), folds=False),
            divider(colour="ink"),
            heading("Fewer trains cross at the border as inspectors name carriers", "headline", level=2),
            text(
                "Deliveries fell by a fifth after two months of pressure. The patron called this “unhelpful”.",
                style=style(family="serif", colour="muted"),
            ),
            name="The dispatch",
        )

    def _advice(self) -> Element:
        each = [
            column(
                divider(colour="edge", thickness=2),
                text(who, style=style(bold=True)),
                text(lens, style=style("small", "muted", family="condensed")),
                text(before, span(share, "small", "question_ink", bold=True), after, style=style("small")),
                gap=4,
            )
            for who, lens, before, share, after in ADVICE
        ]
        chooser = tabs("Lower pane", ("Advice", "Branches", "Causes"), self.tab, self._choose_tab)
        return padded(column(chooser, grid(*each, min_width=130, gap=16), gap=12), (18, 14))

    def _choose_tab(self, number: int) -> None:
        self.tab = number

    def _outlook(self) -> Element:
        chart = canvas("Shells, thousand a month", _fan, width=200, height=92, value="190 now, 80 to 160 in May")
        end = button("End turn", self._ask, kind="main", sign="⏎", key="end-turn", hint="Plays what you chose.")
        return padded(column(label("Shells, thousand a month"), chart.at(weight=1), end, gap=10), (18, 14)).at(
            width=330
        )

    def _ask(self) -> None:
        self.asking = True

    def _dialog(self) -> Element:
        return dialog(
            "End this turn?",
            text("You chose ", span(f"{len(self.chosen)} of 3", bold=True), ". Later you can only go back."),
            buttons=(
                button("End it", self._end, kind="primary", key="yes"),
                button("Not yet", self._stay, key="no"),
            ),
            on_dismiss=self._stay,
            key="confirm",
            size="small",
        )  # fmt: skip

    def _stay(self) -> None:
        self.asking = False

    def _end(self) -> None:
        self.asking = False
        self.turn += 1
        self.notice = f"Turn {self.turn} begins."


def _at(x: float, y: float):
    def locate(rect: pygame.Rect, layout: Layout) -> pygame.Rect:
        side = layout.px(28)
        return pygame.Rect(rect.x + round(rect.w * x) - side // 2, rect.y + round(rect.h * y) - side // 2, side, side)

    return locate


def _map(brush: Brush, rect: pygame.Rect) -> None:
    def points(*shares: tuple[float, float]) -> list[tuple[float, float]]:
        return [(rect.x + x * rect.w, rect.y + y * rect.h) for x, y in shares]

    area = rect.inflate(-brush.px(36), -brush.px(28))
    west = points((0.04, 0.1), (0.35, 0.05), (0.5, 0.35), (0.62, 0.55), (0.7, 0.95), (0.1, 0.95))
    east = points((0.35, 0.05), (0.9, 0.08), (0.96, 0.9), (0.7, 0.95), (0.62, 0.55), (0.5, 0.35))
    pygame.draw.polygon(brush.surface, (39, 71, 112), west)
    pygame.draw.polygon(brush.surface, (58, 48, 46), east)
    pygame.draw.aalines(brush.surface, brush.palette.ground, True, west)
    for name, x, y in (("Kursk", 0.42, 0.2), ("Sumy", 0.3, 0.42), ("Kharkiv", 0.55, 0.66)):
        at = (rect.x + rect.w * x, rect.y + rect.h * y)
        brush.dot(at, brush.px(4), brush.palette.ink)
        brush.write(name, (at[0] + brush.px(10), at[1]), words.style("small", bold=True), "midleft")
    del area


def _spark(brush: Brush, rect: pygame.Rect) -> None:
    past = [0.2, 0.26, 0.34, 0.5, 0.62]
    points = [(rect.x + i * rect.w * 0.13, rect.y + y * rect.h) for i, y in enumerate(past)]
    now = points[-1]
    for share, mix in ((0.2, 0.45), (0.1, 0.75)):
        colour = tuple(
            round(g + (q - g) * mix) for g, q in zip(brush.palette.ground, brush.palette.question, strict=True)
        )
        end = [(rect.right, now[1] - share * rect.h), (rect.right, now[1] + share * rect.h)]
        pygame.draw.polygon(brush.surface, colour, [now, *end])
    pygame.draw.aalines(brush.surface, brush.palette.ink, False, points)
    brush.dot(now, brush.px(2.6), brush.palette.ink)


def _fan(brush: Brush, rect: pygame.Rect) -> None:
    left, bottom = rect.x + brush.px(34), rect.bottom - brush.px(20)
    for share, number in ((0.08, "300"), (0.62, "150")):
        y = rect.y + share * (bottom - rect.y)
        pygame.draw.line(brush.surface, brush.palette.line, (left, y), (rect.right, y))
        brush.write(number, (left - brush.px(8), y), words.style("label", "muted", family="condensed"), "midright")
    middle = left + (rect.right - left) * 0.45
    at = rect.y + 0.45 * (bottom - rect.y)
    pygame.draw.polygon(brush.surface, (40, 84, 112), [(middle, at), (rect.right, at + 2), (rect.right, bottom)])
    pygame.draw.aaline(
        brush.surface, brush.palette.ink, (left, rect.y + 0.25 * (bottom - rect.y)), (middle, at), width=2
    )
    pygame.draw.aaline(brush.surface, brush.palette.question, (middle, at), (rect.right, bottom - 12), width=2)
    for x, name, anchor in ((left, "Nov", "topleft"), (middle, "now", "midtop"), (rect.right, "May", "topright")):
        brush.write(name, (x, bottom + brush.px(3)), words.style("label", "muted", family="condensed"), anchor)
