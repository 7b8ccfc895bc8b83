"""Where the focus can go, read from the arranged tree."""

from __future__ import annotations

from pygame import Rect

from escalation_game.ui.kit.drawing import CanvasForm
from escalation_game.ui.kit.element import ARROW_GROUPS
from escalation_game.ui.kit.layout import Placed

_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def scope(root: Placed) -> Placed:
    """Return what holds the focus in: the front dialog, else everything."""
    front = root
    for placed in root.walk():
        if placed.element.role == "dialog":
            front = placed
    return front


def stops(root: Placed) -> list[Placed]:
    """Return where TAB stops, in order."""
    return [placed for placed in root.walk() if placed.element.focusable]


def found(root: Placed, identity: str) -> Placed | None:
    """Return the element with this identity."""
    return next((placed for placed in root.walk() if placed.identity == identity), None)


def path(root: Placed, identity: str) -> list[Placed]:
    """Return the elements from the root down to this identity, empty when it is not there."""
    if root.identity == identity:
        return [root]
    for child in root.children:
        below = path(child, identity)
        if below:
            return [root, *below]
    return []


def in_direction(root: Placed, current: Placed, key: str) -> Placed | None:
    """Return where an arrow key leads inside the innermost group around `current`; None at its edge or outside one."""
    groups = [placed for placed in path(root, current.identity) if placed.element.role in ARROW_GROUPS]
    if not groups:
        return None
    others = [placed for placed in stops(groups[-1]) if placed is not current]
    if key in {"home", "end"}:
        every = stops(groups[-1])
        return every[0 if key == "home" else -1]
    dx, dy = _STEPS[key]
    ahead = [(distance, index) for index, placed in enumerate(others)
             if (distance := _distance(current.rect, placed.rect, dx, dy)) is not None]  # fmt: skip
    return others[min(ahead)[1]] if ahead else None


def _distance(start: Rect, end: Rect, dx: int, dy: int) -> float | None:
    """Return how far `end` lies in this direction, sideways counted double; None when it does not."""
    x, y = end.centerx - start.centerx, end.centery - start.centery
    forward = x * dx + y * dy
    sideways = abs(x * dy) + abs(y * dx)
    overlaps = (
        (start.left < end.right and end.left < start.right)
        if dy
        else (start.top < end.bottom and end.top < start.bottom)
    )
    if forward <= 0 or (sideways > forward and not overlaps):
        return None
    return forward + (0 if overlaps else 2 * sideways)


def at_point(root: Placed, point: tuple[int, int], smallest: int) -> Placed | None:
    """Return what a click at this point means: the innermost that is hit exactly, else whose target is."""
    under = _hittable(root, point)
    hit = next((placed for placed in reversed(under) if placed.seen.collidepoint(point)), None)
    inside = hit.walk() if hit else root.walk()
    near = [placed for placed in inside if placed in under and placed is not hit]
    close = next((placed for placed in near if placed.target(smallest).collidepoint(point)), None)
    return close or hit


def _hittable(placed: Placed, point: tuple[int, int]) -> list[Placed]:
    result = [placed] if placed.element.focusable else []
    form = placed.element.form
    if isinstance(form, CanvasForm) and form.pick and placed.seen.collidepoint(point):
        picked = form.pick(placed.rect, point)
        return result + [child for child in placed.children if child.identity == picked]
    for child in placed.children:
        result += _hittable(child, point)
    return result


def scrolls_around(root: Placed, identity: str) -> list[Placed]:
    """Return the scrolled areas around an element, the innermost first."""
    return [placed for placed in reversed(path(root, identity)[:-1]) if placed.element.role == "scroll"]
