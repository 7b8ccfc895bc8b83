"""Keys: every command with its key, changed by pressing another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from escalation_game.ui import keys
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    column,
    dialog,
    grid,
    label,
    layers,
    list_item,
    padded,
    panel,
    row,
    scroll,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import page
from escalation_game.ui.settings import Settings


class KeysScreen(Screen):
    """ENTER on a command asks for a key; the next key pressed is it, ESC leaves it as it was. `change` is as for the settings."""

    def __init__(
        self, settings: Callable[[], Settings], change: Callable[[Settings], str], leave: Callable[[], object]
    ) -> None:
        self._settings, self._change, self._leave = settings, change, leave
        self.title = _("Keys")
        self._asked = ""
        self._said = ""
        self._resetting = False

    def on_key(self, key: str) -> bool:
        """Take the key that was asked for."""
        if not self._asked:
            return False
        name, self._asked = self._asked, ""
        self.takes_every_key = False
        if key != "escape":
            self._said = self._taken(name, key)
        return True

    def _ask(self, name: str) -> None:
        self._asked, self._said = name, ""
        self.takes_every_key = True

    def _taken(self, name: str, key: str) -> str:
        """Let a command have a key, and say why not, or who had it."""
        wrong = keys.refused(name, key)
        if wrong:
            return f"{keys.spelled(key)}: {wrong}"
        chosen = {**self._settings().keys, name: key}
        if key == keys.command(name).key:
            del chosen[name]
        unkept = self._change(replace(self._settings(), keys=chosen))
        if unkept:
            return _("The keys could not be kept: {why}.").format(why=unkept)
        others = keys.conflicts(name, key)
        if not others:
            return _("{key} now does this: {command}.").format(key=keys.spelled(key), command=keys.title_of(name))
        names = ", ".join(keys.title_of(one.name) for one in others)
        return _("{key} has this meaning too: {commands}. Give one of them another key.").format(
            key=keys.spelled(key), commands=names
        )

    def _reset(self) -> None:
        self._resetting = False
        self._change(replace(self._settings(), keys={}))
        self._said = _("Every key is as it was at first.")

    def _ask_to_reset(self) -> None:
        self._resetting = True

    def _keep(self) -> None:
        self._resetting = False

    def describe(self) -> Element:
        """Return the commands in groups, the request for a key above them while there is one."""
        changed = bool(self._settings().keys)
        reset = button(
            _("As at first"), self._ask_to_reset, key="reset", hint=_("Every key as it was at first."),
            disabled="" if changed else _("No key was changed."),
        )  # fmt: skip
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=keys.hint("", "back"))
        groups = [self._group(name, one) for name, one in _groups()]
        body = padded(scroll(grid(*groups, min_width=330, gap=28, most=3), key="keys"), (28, 18))
        shown = page(self.title, self._request(), body.at(weight=1), buttons=[reset, back])
        return layers(shown, self._resetting_dialog() if self._resetting else None)

    def _request(self) -> str:
        if self._asked:
            return _("Press the key for “{command}”. ESC leaves it as it is.").format(
                command=keys.title_of(self._asked)
            )
        return self._said or _(
            "Choose a command, then press its new key. TAB, ENTER, ESC and the arrows always work as well."
        )

    def _group(self, title: str, commands: Sequence[keys.Command]) -> Element:
        rows = [self._row(one) for one in commands]
        return column(label(title, level=2), column(*rows, gap=2, role="list", name=title, key=f"list:{title}"), gap=6)

    def _row(self, one: keys.Command) -> Element:
        key, asked = keys.spelled_of(one.name), one.name == self._asked
        doubled = keys.conflicts(one.name, keys.key_of(one.name))
        clash = ", ".join(keys.title_of(other.name) for other in doubled)
        warning = _("The same key: {commands}").format(commands=clash) if clash else ""
        named = column(
            text(keys.title_of(one.name)),
            text(f"✕ {warning}", style=style("small", "alarm_ink")) if warning else None,
            gap=1,
        )
        cap = panel(text(_("press a key") if asked else key, style=style("small", "on_choice" if asked else "ink", bold=True)),
                    fill="choice" if asked else "raised", edge="edge", padding=(9, 3))  # fmt: skip
        line = row(named.at(weight=1), cap.at(align="center"), gap=12, align="center", folds=False)
        return list_item(
            keys.title_of(one.name), line, on_activate=lambda: self._ask(one.name), key=f"key:{one.name}"
        ).having(value=", ".join(part for part in (key, warning) if part))

    def _resetting_dialog(self) -> Element:
        yes = button(_("As at first"), self._reset, kind="danger", key="reset-yes")
        no = button(_("Keep my keys"), self._keep, kind="primary", key="reset-no", autofocus=True)
        said = text(_("Your own keys are forgotten."))
        return dialog(_("Every key as it was at first?"), said, buttons=(no, yes), on_dismiss=self._keep, size="small")


def _groups() -> tuple[tuple[str, list[keys.Command]], ...]:
    """The commands under the titles they stand below; one that holds in several places stands in the first."""
    first = {name: [one for one in keys.COMMANDS if one.where[0] == name] for name in (keys.EVERYWHERE, "title")}
    others = [one for one in keys.COMMANDS if one.where[0] not in first]
    return (
        (_("On every screen"), first[keys.EVERYWHERE]),
        (_("In a match"), others),
        (_("On the first screen"), first["title"]),
    )
