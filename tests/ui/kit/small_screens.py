"""Small screens that note what was done to them."""

from __future__ import annotations

from escalation_game.ui.kit import (
    Screen,
    button,
    canvas,
    card,
    checkbox,
    column,
    dialog,
    kept,
    layers,
    link,
    list_item,
    list_of,
    picked,
    radio,
    region,
    row,
    scroll,
    slider,
    tabs,
    text,
    textbox,
    toast,
)
from escalation_game.ui.kit.stage import Stage


class Noting(Screen):
    """Notes what was activated. `body` is described anew each time."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.noted: list[str] = []
        self.closed = False

    def note(self, what: str):
        return lambda *more: self.noted.append(" ".join([what, *map(str, more)]))

    def on_close(self) -> None:
        self.closed = True


class Buttons(Noting):
    """Three buttons; the middle one can go away, and one leads to a dialog."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.middle = True
        self.asking = False
        self.notice = ""

    def describe(self):
        page = column(
            button("First", self.note("first"), hint="It comes first."),
            button("Middle", self.remove) if self.middle else None,
            button("Ask", self.ask),
            button("Barred", self.note("barred"), disabled="Nothing is left to spend."),
            text("plain words"),
        )
        asking = dialog(
            "Sure?",
            text("Really?"),
            buttons=(button("Yes", self.answer), button("No", self.answer)),
            on_dismiss=self.answer,
            key="sure",
        )
        return layers(page, asking if self.asking else None, toast(self.notice) if self.notice else None)

    def remove(self) -> None:
        self.middle = False

    def ask(self) -> None:
        self.asking = True

    def answer(self) -> None:
        self.asking = False
        self.noted.append("answered")

    def on_key(self, key: str) -> bool:
        self.noted.append(f"key {key}")
        return key == "b"


class Controls(Noting):
    """One of everything that can be used."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.checked = False
        self.tab = self.case = 0
        self.share = 0.5
        self.words = "Spring"

    def describe(self):
        return column(
            tabs("Panes", ("One", "Two", "Three"), self.tab, self.choose_tab),
            checkbox("Sound", self.toggle, checked=self.checked),
            radio("Lens", ("Thesis", "Rival"), self.case, self.choose_case),
            slider("Volume", self.share, f"{self.share:.0%}", on_step=self.step, on_fraction=self.set_share),
            textbox("Name", self.words, self.write, on_activate=self.note("named")),
            card(
                "A card", text("with ", link("why?", self.note("why"), name="why? card")), on_activate=self.note("card")
            ),
            list_of("Saved", *[list_item(f"Save {n}", on_activate=self.note(f"save {n}")) for n in range(3)]),
        )

    def choose_tab(self, number: int) -> None:
        self.tab = number

    def choose_case(self, number: int) -> None:
        self.case = number

    def toggle(self) -> None:
        self.checked = not self.checked

    def step(self, steps: int) -> None:
        self.share = min(1.0, max(0.0, self.share + steps / 20))

    def set_share(self, share: float) -> None:
        self.share = share

    def write(self, words: str) -> None:
        self.words = words


class LongList(Noting):
    """Forty buttons in an area that scrolls, inside a page."""

    def describe(self):
        many = [button(f"Item {n}", self.note(f"item {n}")) for n in range(40)]
        body = scroll(column(*many, role="list", name="Items"), key="items", lowest=80)
        return column(
            text("above"), row(body.at(weight=1), text("beside")).at(weight=1), button("Below", self.note("below"))
        )


class Picture(Noting):
    """A canvas whose left half is one region and whose right half is another, found by `pick`."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.painted = self.painted_over = 0
        self.data = 1

    def describe(self):
        halves = [
            region(name, lambda rect, _: rect.copy(), key=name, on_activate=self.note(name))
            for name in ("left", "right")
        ]
        drawing = kept(canvas("Halves", self.paint, height=200, regions=halves), self.data, over=self.paint_over)
        return column(
            picked(drawing, lambda rect, at: "left" if at[0] < rect.centerx else "right"), button("Other", None)
        )

    def paint(self, brush, rect) -> None:
        self.painted += 1
        brush.fill(rect, brush.palette.question)

    def paint_over(self, brush, rect) -> None:
        self.painted_over += 1
        brush.dot(rect.center, brush.px(10), brush.palette.alarm)
