"""The things people use: buttons, check boxes, cards, tabs, sliders, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from escalation_game.ui.kit.boxes import Content, column, flow, present, row, spacer
from escalation_game.ui.kit.element import Element, Place, Role
from escalation_game.ui.kit.fonts import TextStyle
from escalation_game.ui.kit.marks import CheckMarkForm, SliderForm, TabForm
from escalation_game.ui.kit.panels import PanelForm
from escalation_game.ui.kit.paragraph import style, text
from escalation_game.ui.kit.textbox import FIELD_WIDTH
from escalation_game.ui.theme import ColourRole

ButtonKind = Literal["normal", "main", "primary", "quiet", "danger"]


@dataclass(frozen=True, slots=True)
class _ButtonLook:
    fill: ColourRole | None
    edge: ColourRole | None
    words: TextStyle
    padding: tuple[int, int] = (14, 8)


_BUTTONS: dict[ButtonKind, _ButtonLook] = {
    "normal": _ButtonLook("raised", "edge", style(bold=True)),
    "main": _ButtonLook("choice", None, style("lead", "on_choice", bold=True), (20, 12)),
    "primary": _ButtonLook("choice", None, style(colour="on_choice", bold=True), (18, 8)),
    "quiet": _ButtonLook(None, None, style(colour="muted"), (10, 6)),
    "danger": _ButtonLook("alarm", None, style(colour="on_alarm", bold=True)),
}


def button(name: str, on_activate: Callable[[], Any] | None, *, kind: ButtonKind = "normal", key: str = "",
           hint: str = "", disabled: str = "", sign: str = "", autofocus: bool = False) -> Element:  # fmt: skip
    """Return a button; `main` is the large one a screen is for. `sign` is an unspoken symbol after the words.

    `disabled` is the reason why it cannot be used now, which is shown when somebody tries.
    """
    look = _BUTTONS[kind]
    shown = f"{name} {sign}" if sign else name
    colours = style(look.words.size, "faint", bold=look.words.bold) if disabled else look.words
    fill = ("panel" if look.fill else None) if disabled else look.fill
    edge = "edge" if disabled and look.fill else look.edge
    return Element(
        form=PanelForm(fill, look.padding, edge=edge, radius=4), role="button", name=name, key=key or f"button:{name}",
        hint=hint, disabled=disabled, on_activate=on_activate, autofocus=autofocus,
        children=(text(shown, style=colours, align="center"),),
    )  # fmt: skip


def check_mark(*, checked: bool) -> Element:
    """Return the drawn square of a check box, for use inside something that says what it means."""
    return Element(form=CheckMarkForm(checked=checked))


def checkbox(name: str, on_activate: Callable[[], Any] | None, *, checked: bool, key: str = "", hint: str = "",
             disabled: str = "") -> Element:  # fmt: skip
    """Return a check box with its label."""
    label = text(name, style=style(colour="faint" if disabled else "ink"))
    inside = row(check_mark(checked=checked), label, gap=10, align="center", folds=False)
    return Element(
        form=PanelForm(None, (6, 6)), role="checkbox", name=name, key=key or f"checkbox:{name}", checked=checked,
        hint=hint, disabled=disabled, on_activate=on_activate, children=(inside,), place=Place(align="start"),
    )  # fmt: skip


def card(title: str, *body: Content, on_activate: Callable[[], Any] | None = None, checked: bool | None = None,
         trailing: Content = None, key: str = "", hint: str = "", disabled: str = "",
         detail: Callable[[], Element] | None = None) -> Element:  # fmt: skip
    """Return a card: a title with something trailing, and a body. With `checked` it is a choice, lit when chosen."""
    mark = check_mark(checked=checked) if checked is not None else None
    title_words = text(title, style=style("lead", "faint" if disabled else "ink", bold=True)).at(weight=1)
    head = row(mark, title_words, trailing, gap=10, align="center", folds=False)
    inside = column(head, *body, gap=6)
    accent: ColourRole | None = None if checked is None else "choice" if checked else "line"
    role: Role = "checkbox" if checked is not None else "button" if on_activate else "group"
    return Element(
        form=PanelForm("panel", (14, 11), accent, radius=0), role=role, name=title,
        key=key or f"card:{title}", checked=checked, hint=hint, detail=detail,
        disabled=disabled, on_activate=on_activate, children=(inside,),
    )  # fmt: skip


def chip(*words: Content, colour: ColourRole = "raised") -> Element:
    """Return words on a small ground, such as one expected effect."""
    return Element(
        form=PanelForm(colour, (8, 2), radius=2), children=(row(*words, gap=5, align="center", folds=False),)
    )


def tabs(
    name: str, names: Sequence[str], chosen: int, on_choose: Callable[[int], Any], *, key: str = "tabs"
) -> Element:
    """Return a list of tabs; `on_choose` gets the number of the one activated."""
    each = [_tab(words, number == chosen, lambda number=number: on_choose(number), f"{key}:{number}")
            for number, words in enumerate(names)]  # fmt: skip
    return flow(*each, gap=20, role="tablist", name=name, key=key)


def _tab(name: str, chosen: bool, on_activate: Callable[[], Any], key: str) -> Element:
    words = text(name, style=style("body", "ink" if chosen else "muted", family="condensed", bold=True))
    return Element(
        form=TabForm(chosen), role="tab", name=name, checked=chosen, on_activate=on_activate, key=key, children=(words,)
    )


def radio(name: str, choices: Sequence[str], chosen: int, on_choose: Callable[[int], Any], *, key: str = "") -> Element:
    """Return a group of choices of which one holds, under its name."""
    key = key or f"radio:{name}"
    each = [_choice(words, number == chosen, lambda number=number: on_choose(number), f"{key}:{number}")
            for number, words in enumerate(choices)]  # fmt: skip
    return column(text(name, style=style("small", "muted")), flow(*each, role="radiogroup", name=name, key=key), gap=2)


def _choice(name: str, chosen: bool, on_activate: Callable[[], Any], key: str) -> Element:
    inside = row(
        Element(form=CheckMarkForm(checked=chosen, rounded=True)), text(name), gap=8, align="center", folds=False
    )
    return Element(
        form=PanelForm(None, (6, 6)),
        role="radio",
        name=name,
        checked=chosen,
        on_activate=on_activate,
        key=key,
        children=(inside,),
    )


def slider(name: str, fraction: float, value: str, *, on_step: Callable[[int], Any],
           on_fraction: Callable[[float], Any], key: str = "", hint: str = "",
           disabled: str = "") -> Element:  # fmt: skip
    """Return a slider at 0…1 under its name and its value in words.

    Arrow keys call `on_step` with -1 or +1, page keys with -10 or +10; a click anywhere calls `on_fraction`.
    """
    track = Element(
        form=SliderForm(min(1.0, max(0.0, fraction))), role="slider", name=name, value=value,
        key=key or f"slider:{name}", hint=hint, disabled=disabled, on_step=on_step, on_fraction=on_fraction,
    )  # fmt: skip
    said = row(text(name), spacer(), text(value, style=style(bold=True)), folds=False)
    return column(said, track, gap=2).at(max_width=FIELD_WIDTH)


def list_of(name: str, *items: Content, key: str = "", gap: int = 4) -> Element:
    """Return a list; arrow keys move between what can be used in it."""
    shown = present(items)
    each = [item if item.role in {"listitem", "button"} else _item(item) for item in shown]
    return column(*each, gap=gap, role="list", name=name, key=key or f"list:{name}")


def _item(body: Element) -> Element:
    return Element(form=PanelForm(None, (0, 0)), role="listitem", name=body.name, children=(body,))


def list_item(name: str, *body: Content, on_activate: Callable[[], Any] | None = None, checked: bool | None = None,
              key: str = "", hint: str = "", disabled: str = "") -> Element:  # fmt: skip
    """Return a row of a list that can be activated, such as a saved match; `checked` marks the chosen one."""
    inside = column(*(body or (text(name),)), gap=4)
    form = PanelForm("raised" if checked else None, (12, 8), "choice" if checked else None, radius=0)
    return Element(
        form=form, role="listitem", name=name, key=key or f"item:{name}", checked=checked, hint=hint, disabled=disabled,
        on_activate=on_activate, children=(inside,),
    )  # fmt: skip
