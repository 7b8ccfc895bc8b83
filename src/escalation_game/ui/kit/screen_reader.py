"""Offers the tree to the screen reader of the platform, through AccessKit where that is installed (the extra `access`).

After each painting only what has changed is handed over, and nothing at all while no reader listens. What a reader asks for
(to press, to focus, to step) comes in on a thread of its own: it is queued, and the window carries it out between frames.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from escalation_game.ui.kit import focus
from escalation_game.ui.kit.dispatch import activate
from escalation_game.ui.kit.element import Element
from escalation_game.ui.kit.layout import Placed
from escalation_game.ui.kit.stage import Stage

ROOT = 0
#: Our roles in AccessKit's words. What is missing here, and has nothing to say, is left out of the tree.
_ROLES = {
    "region": "REGION", "toolbar": "TOOLBAR", "heading": "HEADING", "text": "LABEL", "image": "IMAGE", "meter": "METER",
    "status": "STATUS", "button": "BUTTON", "link": "LINK", "checkbox": "CHECK_BOX", "radio": "RADIO_BUTTON", "slider": "SLIDER",
    "textbox": "TEXT_INPUT", "tab": "TAB", "tablist": "TAB_LIST", "tabpanel": "TAB_PANEL", "list": "LIST", "listitem": "LIST_ITEM",
    "grid": "GRID", "row": "ROW", "cell": "CELL", "radiogroup": "RADIO_GROUP", "dialog": "DIALOG", "scroll": "SCROLL_VIEW",
    "group": "GROUP",
}  # fmt: skip
_ACTIONS = {"focus": "FOCUS", "click": "CLICK", "increment": "INCREMENT", "decrement": "DECREMENT"}


@dataclass(frozen=True, slots=True)
class Offered:
    """What a reader is told of one element: everything by which two of them can differ."""

    role: str
    name: str
    value: str
    description: str
    state: bool | None
    disabled: bool
    actions: tuple[str, ...]
    level: int
    bounds: tuple[int, int, int, int]
    children: tuple[int, ...]


class Outline:
    """The offered tree of a stage, with a number for each element that lasts as long as its identity does.

    `tree` is (elements by number, number of the focus), replaced as a whole, so that another thread can read it.
    """

    def __init__(self, stage: Stage, name: str) -> None:
        self._stage, self._name = stage, name
        self._numbers: dict[str, int] = {}
        self.tree: tuple[dict[int, Offered], int] = ({}, ROOT)

    def refresh(self) -> dict[int, Offered]:
        """Take in what is shown now; return the elements that are new or otherwise."""
        before, nodes = self.tree[0], dict[int, Offered]()
        children = tuple(self._offer(self._stage.root, nodes, ""))
        title = " · ".join(part for part in (self._stage.navigation.screen.title, self._name) if part)
        nodes[ROOT] = Offered("window", title, "", "", None, False, (), 0, (0, 0, *self._stage.size), children)
        focused = self._stage.focused
        number = self._numbers.get(focused.identity, ROOT) if focused else ROOT
        self.tree = nodes, number if number in nodes else ROOT
        return {number: one for number, one in nodes.items() if before.get(number) != one}

    def number(self, identity: str) -> int:
        """Return the number of an element by its identity. Raises KeyError for one that was never offered."""
        return self._numbers[identity]

    def placed(self, number: int) -> Placed | None:
        """Return the element with this number, None when it is gone."""
        identity = next((name for name, one in self._numbers.items() if one == number), None)
        return focus.found(self._stage.root, identity) if identity is not None else None

    def _offer(self, placed: Placed, nodes: dict[int, Offered], owner: str) -> Iterator[int]:
        """Add an element; yield its number, or those of what is in it when it says nothing itself.

        `owner` is the name of the control around it, whose own words need not be said twice.
        """
        element = placed.element
        below = tuple(n for child in placed.children for n in self._offer(child, nodes, _control(element) or owner))
        if element.role not in _ROLES or (element.role == "text" and element.name.strip() in {"", owner}):
            yield from below
            return
        if not element.name and not element.focusable:
            yield from below
            return
        number = self._numbers.setdefault(placed.identity, len(self._numbers) + 1)
        rect = placed.seen
        nodes[number] = Offered(
            element.role, element.name, element.value, ", ".join(part for part in (element.disabled, element.hint) if part),
            element.checked, bool(element.disabled), tuple(_actions(element)), element.level,
            (rect.left, rect.top, rect.right, rect.bottom), below,
        )  # fmt: skip
        yield number


def _control(element: Element) -> str:
    return element.name if element.focusable else ""


def _actions(element: Element) -> Iterator[str]:
    if element.focusable:
        yield "focus"
    if element.on_activate or element.disabled:
        yield "click"
    if element.on_step and not element.disabled:
        yield "increment"
        yield "decrement"


def carry_out(stage: Stage, outline: Outline, action: str, number: int) -> bool:
    """Do what a reader asked for; return whether the element is still there and can do it."""
    placed = outline.placed(number)
    if placed is None or action not in _actions(placed.element):
        return False
    stage.focus_on(placed)
    element = placed.element
    if action == "click":
        activate(stage, placed)
    elif action in {"increment", "decrement"} and element.on_step:
        element.on_step(1 if action == "increment" else -1)
        stage.stale = True
    return True


class ScreenReader:
    """Hands the tree of a stage to AccessKit. `wake` is called from another thread when something was asked for."""

    def __init__(self, stage: Stage, name: str, handle: int, wake: Callable[[], object]) -> None:
        """Raises ImportError without AccessKit."""
        self._kit: Any = importlib.import_module("accesskit")
        self._stage, self._wake = stage, wake
        self._outline = Outline(stage, name)
        self._asked: deque[tuple[str, int]] = deque()
        self._whole = True  # the next update must carry the whole tree
        self._awoken = False  # a reader has begun to listen: it may have been given an old tree
        self._outline.refresh()
        self._adapter = _adapter(self._kit, handle, self._whole_tree, self._take, self._forget)

    def show(self) -> None:
        """Hand over what has changed; for a watcher of the stage. Nothing is worked out while nobody listens."""
        self._raise(self._adapter.update_if_active(self._changes))

    def attend(self, *, has_focus: bool) -> None:
        """Tell whether the window has the keyboard."""
        if sys.platform == "darwin":
            self._raise(self._adapter.update_view_focus_state(has_focus))
        elif os.name == "posix":
            self._adapter.update_window_focus_state(has_focus)

    def carry_out(self) -> None:
        """Do what was asked for since the last time; in the window's own thread."""
        if self._awoken:
            self._awoken, self._stage.dirty = False, True
        while self._asked:
            action, number = self._asked.popleft()
            carry_out(self._stage, self._outline, action, number)

    def _raise(self, events: Any) -> None:
        if events is not None:
            events.raise_events()

    def _whole_tree(self) -> Any:
        """The first tree a reader gets, perhaps on a thread of the platform's: what was shown last, nothing is arranged for it."""
        self._whole = self._awoken = True  # what has happened since comes with the next painting, all of it
        self._wake()
        return self._update(self._outline.tree[0], whole=True)

    def _changes(self) -> Any:
        changed = self._outline.refresh()
        whole, self._whole = self._whole, False
        return self._update(self._outline.tree[0] if whole else changed, whole=whole)

    def _update(self, nodes: dict[int, Offered], *, whole: bool) -> Any:
        update = self._kit.TreeUpdate(self._outline.tree[1])
        if whole:
            update.tree = self._kit.Tree(ROOT)
        update.nodes.extend((number, node_of(self._kit, one)) for number, one in nodes.items())
        return update

    def _take(self, request: Any) -> None:
        action = next((one for one, kind in _ACTIONS.items() if getattr(self._kit.Action, kind) == request.action), "")
        if action:
            self._asked.append((action, request.target))
            self._wake()

    def _forget(self) -> None:
        self._whole = True


def node_of(kit: Any, one: Offered) -> Any:
    """Return AccessKit's node for an offered element; `kit` is the module."""
    node = kit.Node(kit.Role.WINDOW if one.role == "window" else getattr(kit.Role, _ROLES[one.role]))
    if one.role == "text":  # a label's words are its value
        node.set_value(one.name)
    else:
        node.set_label(one.name)
        if one.value:
            node.set_value(one.value)
    if one.description:
        node.set_description(one.description)
    _set_state(kit, node, one)
    for action in one.actions:
        node.add_action(getattr(kit.Action, _ACTIONS[action]))
    node.set_bounds(kit.Rect(*(float(edge) for edge in one.bounds)))
    node.set_children(list(one.children))
    return node


def _set_state(kit: Any, node: Any, one: Offered) -> None:
    if one.disabled:
        node.set_disabled()
    if one.level:
        node.set_level(one.level)
    if one.role == "status":
        node.set_live(kit.Live.POLITE)
    if one.role == "dialog":
        node.set_modal()
    if one.state is None:
        return
    if one.role in {"checkbox", "radio"}:
        node.set_toggled(kit.Toggled.TRUE if one.state else kit.Toggled.FALSE)
    else:
        node.set_selected(one.state)


def _adapter(
    kit: Any, handle: int, whole: Callable[[], Any], take: Callable[[Any], None], forget: Callable[[], None]
) -> Any:
    if sys.platform == "darwin":
        kit.macos.add_focus_forwarder_to_window_class("SDLWindow")
        return kit.macos.SubclassingAdapter.for_window(handle, whole, take)
    if sys.platform == "win32":
        return kit.windows.SubclassingAdapter(handle, whole, take)
    return kit.unix.Adapter(whole, take, forget)
