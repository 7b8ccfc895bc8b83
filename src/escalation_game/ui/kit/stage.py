"""The stage: describes the present screen, arranges it, remembers the focus, and paints when something changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Rect, Surface

from escalation_game.ui.kit import focus
from escalation_game.ui.kit.boxes import LayersForm, column
from escalation_game.ui.kit.brush import Attention, Brush
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.fonts import Fonts
from escalation_game.ui.kit.layout import SMALLEST_TARGET, Direction, Layout, Placed
from escalation_game.ui.kit.navigation import Companion, Navigation
from escalation_game.ui.kit.overlays import caption_strip, details
from escalation_game.ui.kit.painter import paint_frame
from escalation_game.ui.kit.panels import scroll
from escalation_game.ui.kit.pictures import Pictures
from escalation_game.ui.theme import THEMES, TYPE_SCALE, Theme

PROJECTED_TEXT = 26 / 1080  #: the least size of text on a projector, as a share of the window's height
HOVER_DELAY = 0.5  #: seconds until details show under a resting pointer
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Look:
    """How everything is shown; `scale` is the text scale, 1.0 to 2.0.

    With `projector` no text is lower than 26 of 1080 lines of the window, so that it is read from the back of a room.
    """

    theme: Theme = THEMES["dark"]
    scale: float = 1.0
    direction: Direction = "ltr"
    reduced_motion: bool = False
    projector: bool = False

    def fonts(self, height: int) -> Fonts:
        """Return the type for a window of this height in pixels."""
        if not self.projector:
            return Fonts(self.scale)
        lowest = round(PROJECTED_TEXT * height)
        return Fonts(max(self.scale, lowest / TYPE_SCALE["body"]), lowest)


class Stage:
    """Shows the topmost screen of its navigation. `frames` counts paintings.

    `stale` asks for a new description, `dirty` for a new painting; both are settled by `settle` and `paint`. `watchers` are
    called before each painting, `everywhere` gets each key first, and `heard` what a press did ("click" or "refused");
    `dropped` gets the path of a file let go over the window that the screen has no use for. `companion` goes along with every screen.
    """

    def __init__(self, look: Look = Look(), size: tuple[int, int] = (1280, 800)) -> None:
        self.navigation = Navigation()
        self.size = size
        self.frames = 0
        self.now = 0.0
        self.stale = True
        self.dirty = True
        self.hovered = ""
        self.pressed = ""
        self.detailed = ""
        self.watchers: list[Callable[[], object]] = []
        self.everywhere: Callable[[str], bool] = _unused
        self.heard: Callable[[str], object] = _unused
        self.dropped: Callable[[str], bool] = _unused
        self.companion: Companion | None = None
        self._caption: str | None = None
        self._hovered_since: float | None = None
        self._shown_changes = 0
        self._look: Look = look
        self._fonts = look.fonts(size[1])
        self._pictures = Pictures()
        self._described: Element | None = None
        self._below: Element | None = None
        self._measured: Element | None = None  # what the layout has measured
        self._root: Placed | None = None
        self._layout = Layout(self._fonts)

    @property
    def look(self) -> Look:
        """How everything is shown; assigning shows it anew."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self._choose_fonts()
        self.stale = True

    @property
    def scale(self) -> float:
        """Physical pixels of a logical one."""
        return self._fonts.scale

    @property
    def caption(self) -> str | None:
        """What the strip below everything says of what is heard; None where there is no strip."""
        return self._caption

    @caption.setter
    def caption(self, words: str | None) -> None:
        if words != self._caption:
            self._caption = words
            self.stale = self.stale or self._described is None
            self._arrange()

    @property
    def fonts(self) -> Fonts:
        """The type at the present scale."""
        return self._fonts

    @property
    def root(self) -> Placed:
        """The arranged tree of what is shown now."""
        self.settle()
        if self._root is None:
            raise RuntimeError("the stage has no screen yet")
        return self._root

    @property
    def focused(self) -> Placed | None:
        """What has the focus, None before the first TAB or click."""
        front = focus.scope(self.root)
        identity = self.navigation.memory.focus.get(self._scope_key(front), "")
        return focus.found(front, identity) if identity else None

    @property
    def smallest_target(self) -> int:
        """The least size of a target in pixels."""
        return round(SMALLEST_TARGET * self.scale)

    def settle(self) -> None:
        """Describe and arrange anew if something has changed."""
        if self._shown_changes != self.navigation.changes:
            self._shown_changes = self.navigation.changes
            self.hovered = self.pressed = self.detailed = ""
            self.stale = True
        if self.stale:
            self.stale = False
            self._described = _scrollable(self.navigation.screen.describe())
            self._below = self.companion.describe() if self.companion else None
            self._arrange()
            self._restore_focus()

    def resize(self, size: tuple[int, int]) -> None:
        """Take a new size in pixels."""
        if size != self.size:
            self.size = size
            self._choose_fonts()
            self.stale = True

    def tick(self, now: float) -> None:
        """Let time pass: background work of the screen, details under a resting pointer."""
        self.now = now
        if self.navigation.screen.tick(now):
            self.stale = True
        if self.companion and self.companion.tick(now):
            self.stale = True
        if self._hovered_since is not None and now - self._hovered_since >= HOVER_DELAY:
            self._hovered_since = None
            self.show_details(self.hovered)

    @property
    def pause(self) -> float | None:
        """Seconds until `tick` is due; None when only an input can change anything."""
        waits = [self.navigation.screen.interval, self.companion.interval if self.companion else None]
        if self._hovered_since is not None:
            waits.append(max(0.0, self._hovered_since + HOVER_DELAY - self.now))
        return min((wait for wait in waits if wait is not None), default=None)

    def focus_on(self, placed: Placed, *, reveal: bool = True) -> None:
        """Give something the focus and scroll it into view; not for the pointer, under which nothing may move."""
        self._remember(placed)
        self.detailed = ""
        self.dirty = True
        if reveal:
            self.scroll_into_view(placed.identity)
        if placed.element.on_focus:
            placed.element.on_focus()
            self.stale = True

    def hover(self, point: tuple[int, int] | None) -> None:
        """Note what is under the pointer."""
        under = focus.at_point(focus.scope(self.root), point, self.smallest_target) if point else None
        identity = under.identity if under else ""
        if identity != self.hovered:
            self.hovered = identity
            self.dirty = True
            self.detailed = ""
            self._hovered_since = self.now if under and details(under.element) else None
        if point and under and under.element.on_hover:
            across = (point[0] - under.rect.x) / max(1, under.rect.w)
            share = min(1.0, max(0.0, 1 - across if self._look.direction == "rtl" else across))
            self.stale = under.element.on_hover(share) or self.stale

    def show_details(self, identity: str) -> bool:
        """Show what there is to say about an element, or hide it when it is shown; return whether there is any."""
        placed = focus.found(self.root, identity)
        if placed is None or details(placed.element) is None:
            return False
        self.detailed = "" if self.detailed == identity else identity
        self.dirty = True
        return True

    def scroll_by(self, area: Placed, pixels: int) -> bool:
        """Move a scrolled area; return whether it moved."""
        offsets, extent = self.navigation.memory.offsets, self._layout.extents.get(area.identity, 0)
        before = min(offsets.get(area.identity, 0), extent)
        offsets[area.identity] = max(0, min(extent, before + pixels))
        if offsets[area.identity] == before:
            return False
        self._arrange()
        return True

    def scroll_into_view(self, identity: str) -> None:
        """Scroll every area around an element so that it can be seen, the innermost first."""
        margin = round(22 * self.scale)
        for area in focus.scrolls_around(self.root, identity):
            placed = focus.found(self.root, identity)
            if placed is None:
                return
            above = placed.rect.top - margin - area.rect.top
            below = placed.rect.bottom + margin - area.rect.bottom
            if above < 0:
                self.scroll_by(area, above)
            elif below > 0:
                self.scroll_by(area, min(below, above))

    def paint(self, surface: Surface) -> bool:
        """Paint if something changed since the last time; return whether anything was painted."""
        self.settle()
        if not self.dirty or self._root is None:
            return False
        for watch in self.watchers:
            watch()
            self.settle()
        self.dirty = False
        self.frames += 1
        focused = self.focused
        attention = Attention(focused.identity if focused else "", self.hovered, self.pressed)
        brush = Brush(surface, self._layout, self._look.theme, attention, self._pictures)
        paint_frame(self._root, self.details_placed(), brush)
        return True

    def details_placed(self) -> Placed | None:
        """Return the details that are shown, arranged near what they are about."""
        about = focus.found(self.root, self.detailed) if self.detailed else None
        shown = details(about.element) if about else None
        if about is None or shown is None:
            return None
        layout, window = self._layout, Rect((0, 0), self.size)
        most = window.w - layout.px(16), window.h - layout.px(16)
        width = min(most[0], layout.widths(shown)[1])
        while layout.heights(shown, width)[1] > most[1] and width < most[0]:  # too high to be read: wider
            width = min(most[0], round(1.25 * width))
        rect = Rect(about.seen.x, about.seen.bottom + layout.px(6), width, layout.heights(shown, width)[1])
        if rect.bottom > window.bottom:
            rect.bottom = about.seen.top - layout.px(6)
        return layout.place(shown, rect.clamp(window.inflate(-layout.px(8), -layout.px(8))), window, "details")

    def _arrange(self) -> None:
        """Give every element its place."""
        if self._described is None:
            return
        shown = self._described
        below = [self._below] if self._below else []
        if self._caption is not None:
            below.append(caption_strip(self._caption))
        if below:
            shown = column(shown.at(weight=1), *below, gap=0)
        window = Rect((0, 0), self.size)
        offsets = self.navigation.memory.offsets
        if self._measured is self._described and self._layout.fonts is self._fonts:
            self._layout.again(offsets)
        else:
            self._layout = Layout(self._fonts, self._look.direction, offsets)
            self._measured = self._described
        self._root = self._layout.place(shown, window, window, "screen")
        self.dirty = True

    def _choose_fonts(self) -> None:
        fonts = self._look.fonts(self.size[1])
        if (fonts.scale, fonts.smallest) != (self._fonts.scale, self._fonts.smallest):
            self._fonts = fonts

    def _restore_focus(self) -> None:
        """Keep the focus where it was, or where that used to be in the order; a new dialog takes it at once."""
        if self._root is None:
            return
        front, memory = focus.scope(self._root), self.navigation.memory
        stops, key = focus.stops(front), self._scope_key(front)
        wanted = memory.focus.get(key)
        if any(placed.identity == wanted for placed in stops):
            return
        asking = [placed for placed in stops if placed.element.autofocus]
        if wanted is None and not asking and not key:
            return
        if stops:
            number = min(memory.order.get(key, 0), len(stops) - 1)
            self._remember(asking[0] if asking and wanted is None else stops[number])

    def _remember(self, placed: Placed) -> None:
        front, memory = focus.scope(self.root), self.navigation.memory
        key = self._scope_key(front)
        memory.focus[key] = placed.identity
        identities = [stop.identity for stop in focus.stops(front)]
        memory.order[key] = identities.index(placed.identity) if placed.identity in identities else 0

    @staticmethod
    def _scope_key(front: Placed) -> str:
        return front.identity if front.element.role == "dialog" else ""


def _unused(_what: str) -> bool:
    return False


def _scrollable(described: Element) -> Element:
    """Put the page, but not what stands in front of it, into an area that scrolls when the window is too small."""
    if isinstance(described.form, LayersForm) and described.children:
        behind, *front = described.children
        return described.having(children=(scroll(behind.at(weight=1), key=PAGE, page=True), *front))
    return scroll(described.at(weight=1), key=PAGE, page=True)
