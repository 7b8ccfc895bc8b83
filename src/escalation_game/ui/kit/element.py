"""The one tree: what is measured, arranged, painted, focused, spoken and tested.

A screen describes itself anew after each change; nothing here remembers. What has to last across descriptions (focus,
scroll positions) is found again by `key`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from escalation_game.ui.language import _, word

if TYPE_CHECKING:
    from escalation_game.ui.kit.layout import Form

Role = Literal[
    "none", "group", "region", "toolbar", "heading", "text", "image", "meter", "status",
    "button", "link", "checkbox", "radio", "slider", "textbox", "tab", "tablist", "tabpanel",
    "list", "listitem", "grid", "row", "cell", "radiogroup", "separator", "dialog", "scroll",
]  # fmt: skip
Align = Literal["start", "center", "end", "stretch"]

#: Roles that do something and so must be reachable by TAB.
CONTROLS: frozenset[Role] = frozenset({"button", "link", "checkbox", "radio", "slider", "textbox", "tab"})
#: What is said of the controls, and of headings and dialogs.
_SPOKEN_ROLES: dict[Role, str] = {
    "button": word("button"), "link": word("link"), "checkbox": word("checkbox"), "radio": word("radio"), "slider": word("slider"),
    "textbox": word("textbox"), "tab": word("tab"), "heading": word("heading"), "dialog": word("dialog"),
}  # fmt: skip
#: Roles inside which the arrow keys move from one control to the next.
ARROW_GROUPS: frozenset[Role] = frozenset({"list", "tablist", "grid", "toolbar", "radiogroup"})


@dataclass(frozen=True, slots=True)
class Place:
    """Wishes towards the surrounding row or column, in logical pixels; 0 is no wish.

    `weight` shares out spare room. `width` fixes, `min_width` and `max_width` bound.
    `align` is across the row or column.
    """

    weight: float = 0
    width: int = 0
    min_width: int = 0
    max_width: int = 0
    min_height: int = 0
    height: int = 0
    align: Align = "stretch"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """One thing on the screen, with its meaning first. Built by the functions that the kit exports.

    `checked` is also "selected" (tabs, cards). `disabled` is the reason why it cannot be used, shown on focus.
    `hint` is a sentence, `detail` makes a richer tree, both shown on hover and by F1. `on_step` gets -1, +1 (arrows) or
    -10, +10 (pages); `on_fraction` gets 0…1 from a click; `on_text` the whole new text. `on_key` returns True when it
    used the key. `on_dismiss` closes a dialog. `on_hover` gets 0…1 across the element while the pointer moves over it, and
    returns whether that changed anything. `about` names what the numbers shown here and below are numbers of, such as
    "stock:russian_manpower", so that where a number comes from can be found, and tested.
    """

    form: Form
    role: Role = "none"
    name: str = ""
    value: str = ""
    about: str = ""
    key: str = ""
    children: tuple[Element, ...] = ()
    checked: bool | None = None
    disabled: str = ""
    level: int = 0
    hint: str = ""
    detail: Callable[[], Element] | None = None
    autofocus: bool = False
    on_activate: Callable[[], Any] | None = None
    on_step: Callable[[int], Any] | None = None
    on_fraction: Callable[[float], Any] | None = None
    on_hover: Callable[[float], bool] | None = None
    on_text: Callable[[str], Any] | None = None
    on_key: Callable[[str], bool] | None = None
    on_focus: Callable[[], Any] | None = None
    on_dismiss: Callable[[], Any] | None = None
    place: Place = field(default=Place())

    @property
    def focusable(self) -> bool:
        """Whether TAB stops here. Disabled controls and whatever has details are kept, so that those can be read."""
        return self.role in CONTROLS or self.on_activate is not None or bool(self.hint) or self.detail is not None

    @property
    def speech(self) -> str:
        """What a voice would say: name, role, state, value, reason, hint."""
        role = _(_SPOKEN_ROLES[self.role]) if self.role in _SPOKEN_ROLES else ""
        state = _("checked") if self.checked else _("not checked")
        if self.role != "checkbox":
            state = _("selected") if self.checked else ""
        return ", ".join(part for part in (self.name, role, state, self.value, self.disabled, self.hint) if part)

    def at(self, **wishes: Any) -> Element:
        """Return the same element with other wishes of place, e.g. `.at(weight=1, min_width=240)`."""
        return replace(self, place=replace(self.place, **wishes))

    def having(self, **changes: Any) -> Element:
        """Return the same element with other fields, e.g. `.having(hint="…", key="end-turn")`."""
        return replace(self, **changes)
