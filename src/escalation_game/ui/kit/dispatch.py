"""What an input does: to what has the focus, to its group, to what scrolls, and at last to the screen."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.ui import keys
from escalation_game.ui.kit import focus
from escalation_game.ui.kit.events import (
    Event,
    Exposed,
    FileDropped,
    KeyPressed,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    Resized,
    TextTyped,
    WheelTurned,
)
from escalation_game.ui.kit.layout import Placed
from escalation_game.ui.kit.stage import Stage

_ARROWS = {"left", "right", "up", "down", "home", "end"}
_SLIDER_STEPS = {"left": -1, "down": -1, "right": 1, "up": 1, "pagedown": -10, "pageup": 10, "home": -1000, "end": 1000}
_WHEEL_STEP = 64  #: logical pixels per notch


def dispatch(stage: Stage, event: Event) -> None:
    """Let one input take effect. Whatever it called back may have changed the screen, which is described anew."""
    match event:
        case KeyPressed(key):
            _press_key(stage, key)
        case TextTyped(text):
            _type(stage, text)
        case PointerMoved(at):
            stage.hover(at)
        case PointerPressed(at):
            _press_pointer(stage, at)
        case PointerReleased(at):
            _release_pointer(stage, at)
        case WheelTurned(at, steps):
            _turn_wheel(stage, at, steps)
        case Resized(size):
            stage.resize(size)
        case Exposed():
            stage.dirty = True
        case FileDropped(path):
            _drop(stage, path)


def activate(stage: Stage, placed: Placed) -> None:
    """Do what an element is for, or show why it cannot be done."""
    element = placed.element
    if element.disabled or element.on_activate:
        stage.heard("refused" if element.disabled else "click")
    if element.disabled:
        if stage.detailed != placed.identity:
            stage.show_details(placed.identity)
    elif element.on_activate:
        stage.detailed = ""
        element.on_activate()
        stage.stale = True
    elif stage.detailed != placed.identity:
        stage.show_details(placed.identity)


def _press_key(stage: Stage, key: str) -> None:
    if _taken_whole(stage, key):
        return
    current = stage.focused
    if not _is_typing(current, key):
        key = keys.meant(key)
    steps: list[Callable[[], bool]] = [
        lambda: not _is_typing(current, key) and stage.everywhere(key),
        lambda: _hide_details(stage, key),
        lambda: current is not None and _own_key(stage, current, key),
        lambda: _move_focus(stage, current, key),
        lambda: key in {"f1", "?"} and current is not None and stage.show_details(current.identity),
        lambda: _dismiss(stage, key),
        lambda: _scroll_key(stage, current, key),
        lambda: _screen_key(stage, key),
        lambda: key == "escape" and _go_back(stage),
    ]
    any(step() for step in steps)  # the first that uses the key ends it


def _taken_whole(stage: Stage, key: str) -> bool:
    """Give a screen that asks for a key the key as it is, before anything else can use it."""
    screen = stage.navigation.screen
    if not screen.takes_every_key:
        return False
    screen.on_key(key)
    stage.stale = True
    return True


def _is_typing(current: Placed | None, key: str) -> bool:
    """Whether a key is a letter for the text box that has the focus."""
    return current is not None and current.element.role == "textbox" and len(key.removeprefix("shift+")) == 1


def _hide_details(stage: Stage, key: str) -> bool:
    if key != "escape" or not stage.detailed:
        return False
    stage.detailed = ""
    stage.dirty = True
    return True


def _own_key(stage: Stage, current: Placed, key: str) -> bool:
    """Keys that what has the focus understands itself."""
    element = current.element
    if element.on_key and not element.disabled and element.on_key(key):
        stage.stale = True
        return True
    if element.role == "textbox" and (key in {"backspace", "space"} or _is_typing(current, key)):
        return _edit(stage, current, key)
    if key in {"enter", "space"} and (element.on_activate or element.disabled or element.detail):
        activate(stage, current)
        return True
    if element.on_step and key in _SLIDER_STEPS and not element.disabled:
        backwards = stage.look.direction == "rtl" and key in {"left", "right"}
        element.on_step(-_SLIDER_STEPS[key] if backwards else _SLIDER_STEPS[key])
        stage.stale = True
        return True
    return False


def _edit(stage: Stage, current: Placed, key: str) -> bool:
    """Remove the last character; characters themselves arrive as typed text."""
    element = current.element
    if key == "backspace" and element.on_text and not element.disabled:
        element.on_text(element.value[:-1])
        stage.stale = True
    return True


def _type(stage: Stage, text: str) -> None:
    current = stage.focused
    if current and current.element.role == "textbox" and current.element.on_text and not current.element.disabled:
        current.element.on_text(current.element.value + text)
        stage.stale = True


def _move_focus(stage: Stage, current: Placed | None, key: str) -> bool:
    front = focus.scope(stage.root)
    if key in {"tab", "shift+tab"}:
        stops = focus.stops(front)
        if stops:
            step = 1 if key == "tab" else -1
            here = next((i for i, stop in enumerate(stops) if current and stop.identity == current.identity), None)
            number = (0 if step > 0 else -1) if here is None else (here + step) % len(stops)
            stage.focus_on(stops[number])
        return True
    if key in _ARROWS and current:
        target = focus.in_direction(front, current, key)
        if target:
            stage.focus_on(target)
            if target.element.role == "radio":  # of which one always holds: to go there is to choose it
                activate(stage, target)
            return True
    return False


def _dismiss(stage: Stage, key: str) -> bool:
    front = focus.scope(stage.root).element
    if key != "escape" or front.role != "dialog":
        return False
    if front.on_dismiss:
        front.on_dismiss()
        stage.stale = True
    return True


def _scroll_key(stage: Stage, current: Placed | None, key: str) -> bool:
    if key not in {"up", "down", "pageup", "pagedown", "home", "end"}:
        return False
    front = focus.scope(stage.root)
    around = focus.scrolls_around(stage.root, current.identity) if current else []
    nearest = {area.identity for area in around}
    others = [placed for placed in front.walk() if placed.element.role == "scroll" and placed.identity not in nearest]
    for area in (*around, *others):
        page = round(area.rect.h * 0.85)
        line = round(_WHEEL_STEP * stage.scale)
        moves = {"up": -line, "down": line, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        if stage.scroll_by(area, moves[key]):
            return True
    return False


def _screen_key(stage: Stage, key: str) -> bool:
    if focus.scope(stage.root).element.role == "dialog":
        return False
    used = stage.navigation.screen.on_key(key)
    stage.stale = stage.stale or used
    return used


def _go_back(stage: Stage) -> bool:
    stage.navigation.pop()
    return True


def _drop(stage: Stage, path: str) -> None:
    """Offer a file to the screen, then to whoever looks after files on every screen."""
    if stage.navigation.screen.on_drop(path) or stage.dropped(path):
        stage.stale = True


def _press_pointer(stage: Stage, at: tuple[int, int]) -> None:
    stage.hover(at)
    target = focus.at_point(focus.scope(stage.root), at, stage.smallest_target)
    stage.pressed = target.identity if target else ""
    stage.dirty = True
    if target:
        stage.focus_on(target, reveal=False)
    elif stage.detailed:
        stage.detailed = ""


def _release_pointer(stage: Stage, at: tuple[int, int]) -> None:
    pressed, stage.pressed = stage.pressed, ""
    stage.dirty = True
    target = focus.at_point(focus.scope(stage.root), at, stage.smallest_target)
    if target is None or target.identity != pressed:
        return
    element = target.element
    if element.on_fraction and not element.disabled:
        share = (at[0] - target.rect.x) / max(1, target.rect.w)
        element.on_fraction(min(1.0, max(0.0, 1 - share if stage.look.direction == "rtl" else share)))
        stage.stale = True
    elif element.role != "textbox":  # a click there only says where the text goes
        activate(stage, target)


def _turn_wheel(stage: Stage, at: tuple[int, int], steps: float) -> None:
    front = focus.scope(stage.root)
    areas = [placed for placed in front.walk() if placed.element.role == "scroll" and placed.seen.collidepoint(at)]
    for area in reversed(areas):
        if stage.scroll_by(area, round(-steps * _WHEEL_STEP * stage.scale)):
            stage.hover(at)
            return
