"""Asking why: what the numbers in an element are numbers of, and the way from there to their reasons."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.view import Objective, Variable
from escalation_game.ui import keys
from escalation_game.ui.kit import Element
from escalation_game.ui.language import _

OnWhy = Callable[[str], object]  #: gets the name of a variable, or "objective:NAME"


def about(one: Variable | Objective) -> str:
    """Return what the numbers of a variable or an objective are about, such as "stock:tension"."""
    return f"objective:{one.name}" if isinstance(one, Objective) else f"{one.kind}:{one.name}"


def asked(about: str) -> str:
    """Return what `OnWhy` calls it: a variable by its name, an objective with its section."""
    section, _colon, name = about.partition(":")
    return about if section == "objective" else name


def asking(body: Element, about: str, on_why: OnWhy) -> Element:
    """Return the element as a button: ENTER, a click or the key of "why" asks why its number is what it is."""

    def ask() -> None:
        on_why(asked(about))

    return body.having(role="button", about=about, on_activate=ask, on_key=_on_key(ask))


def told_why(body: Element, about: str, on_why: OnWhy) -> Element:
    """Return the element, which does something else, with the key of "why" asking about its number."""
    return body.having(about=about, on_key=_on_key(lambda: on_why(asked(about))))


def why_hint() -> str:
    """Return the words that say how to ask."""
    return _("ENTER or {key} shows every reason for its change.").format(key=keys.spelled_of("why"))


def _on_key(ask: Callable[[], object]) -> Callable[[str], bool]:
    def key(pressed: str) -> bool:
        if keys.pressed(pressed, "why"):
            ask()
            return True
        return False

    return key
