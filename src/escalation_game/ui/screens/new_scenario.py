"""A new scenario from the template: what it is called, who writes it, and the folder it lies in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from escalation_game.play.shelf import folder_for
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    column,
    divider,
    flow,
    heading,
    label,
    paper,
    scroll,
    style,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import READING_WIDTH, page
from escalation_game.ui.screens.scenario_dialogs import breakable


class NewScenarioScreen(Screen):
    """The folder is named after the title until somebody names it otherwise."""

    def __init__(self, begin: Callable[[Path, str, str], str], leave: Callable[[], object]) -> None:
        """`begin` gets the folder, title and author, and returns why the scenario could not be written, "" when it was."""
        self.title = _("A new scenario")
        self._begin, self._leave = begin, leave
        self._name, self._author, self._folder = "", "", ""
        self._said = ""

    def describe(self) -> Element:
        """Return what is asked, and what will be there afterwards."""
        folder, wrong = self._where()
        nothing = wrong or ("" if self._name.strip() else _("Write a title first."))
        back = button(_("Back"), self._leave, key="back", hint=_("Key ESC. Nothing is written."))
        begin = button(_("Write it"), self._write, kind="main", key="write", disabled=nothing)
        said = wrong or (_("It will lie in {path}").format(path=breakable(str(folder))) if folder else "")
        asked = column(
            textbox(_("Title"), self._name, self._call, on_activate=self._write, placeholder=_("A dry summer"), key="title", autofocus=True),
            textbox(_("Written by"), self._author, self._sign, on_activate=self._write, placeholder=_("Your name"), key="author"),
            textbox(_("Name of its folder"), self._folder or slug(self._name), self._put, on_activate=self._write, key="folder"),
            text(said, style=style("small", "choice_ink" if wrong else "muted")) if said else None,
            gap=12,
        )  # fmt: skip
        trouble = text(f"⚠ {self._said}", style=style("body", "alarm_ink", bold=True)) if self._said else None
        sheet = paper(
            scroll(
                heading(_("Begin with something that works"), "headline", level=2), _lead(), divider(), asked, trouble, flow(begin),
                key="new", gap=14,
            ).at(weight=1),
            padding=(34, 24), name=self.title, key="paper",
        )  # fmt: skip
        return page(self.title, "", sheet.at(weight=1, max_width=READING_WIDTH + 80, align="center"), buttons=[back])

    def _where(self) -> tuple[Path | None, str]:
        """The folder, or why its name will not do; neither while nothing is written."""
        name = (self._folder or slug(self._name)).strip()
        if not name and not self._name.strip():
            return None, ""
        try:
            return folder_for(name), ""
        except ValueError as error:
            return None, _("A folder cannot have this name: {why}.").format(why=error)

    def _call(self, words: str) -> None:
        self._name, self._said = words, ""

    def _sign(self, words: str) -> None:
        self._author, self._said = words, ""

    def _put(self, words: str) -> None:
        self._folder, self._said = words, ""

    def _write(self) -> None:
        folder, _wrong = self._where()
        if folder is not None and self._name.strip():
            self._said = self._begin(folder, self._name.strip(), self._author.strip())


def slug(title: str) -> str:
    """Return a name of a folder made from a title: small letters of any script, digits and hyphens."""
    plain = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"[^\w]+|_+", "-", unicodedata.normalize("NFC", plain)).strip("-")[:40].rstrip("-")


def _lead() -> Element:
    said = _(
        "You get a small scenario with comments, its tests, and help for editors. It can be played at once. "
        "Change it bit by bit into your own."
    )
    files = _(
        "scenario.yaml is the scenario, tests.yaml what it is meant to do, schema.json lets editors complete names."
    )
    return column(
        text(said, style=style("lead", family="serif")),
        label(_("Files")),
        text(files, style=style("small", "muted")),
        gap=6,
    )
