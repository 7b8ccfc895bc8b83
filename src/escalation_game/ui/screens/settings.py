"""Settings: every change shows at once and is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalation_game.ui import keys
from escalation_game.ui.kit import (
    Element,
    Screen,
    button,
    checkbox,
    column,
    grid,
    label,
    padded,
    radio,
    row,
    scroll,
    slider,
    spacer,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import LANGUAGES, _, spoken
from escalation_game.ui.screens.frame import READING_WIDTH, page
from escalation_game.ui.settings import SCALE_STEP, Settings
from escalation_game.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, ThemeName

_VOLUME_STEP = 0.05
_THEMES: tuple[ThemeName, ...] = ("dark", "light", "high_contrast")


class SettingsScreen(Screen):
    """`change` adopts the settings and returns why they could not be kept, or ""."""

    def __init__(
        self, settings: Callable[[], Settings], change: Callable[[Settings], str], open_keys: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:  # fmt: skip
        self._settings, self._change, self._open_keys, self._leave = settings, change, open_keys, leave
        self._wrong = ""

    def describe(self) -> Element:
        """Return one control for each setting."""
        self.title = _("Settings")  # given each time, since the language may just have been changed
        now = self._settings()
        groups = [
            _group(
                _("Looks"),
                self._language(now),
                self._size(now),
                self._theme(now),
                self._motion(now),
                self._projector(now),
            ),
            _group(_("Sound"), *self._sounds(now)),
            _group(_("Keys and voice"), self._voice(now), self._keys()),
            _group(_("The match"), self._forecasts(now)),
        ]
        wrong = (
            text(
                _("These settings could not be kept: {why}.").format(why=self._wrong),
                style=style("small", "choice_ink"),
            )
            if self._wrong
            else None
        )
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=keys.hint("", "back"))
        body = column(wrong, grid(*groups, min_width=330, gap=36, most=2), gap=20).at(max_width=2 * READING_WIDTH)
        return page(
            self.title,
            _("Every change shows at once."),
            padded(scroll(body, key="settings"), (28, 24)).at(weight=1),
            buttons=[back],
        )

    # One control for each setting

    def _language(self, now: Settings) -> Element:
        """Return the languages, each named in itself, so that whoever strayed into a foreign one finds the way back."""
        codes = list(LANGUAGES)
        chosen = codes.index(now.language) if now.language in codes else -1
        chooser = radio(_("Language"), list(LANGUAGES.values()), chosen, self._set_language, key="language")
        said = _("Of the window. What a scenario says stays in the language its author wrote it in.")
        return column(chooser, text(said, style=style("small", "muted")), gap=4)

    def _size(self, now: Settings) -> Element:
        return slider(
            _("Text size"), (now.scale - SMALLEST_SCALE) / (LARGEST_SCALE - SMALLEST_SCALE), spoken().share(now.scale),
            on_step=self._step_scale, on_fraction=self._set_scale, key="scale", hint=_("Arrow keys, or a click on the line."),
        )  # fmt: skip

    def _theme(self, now: Settings) -> Element:
        names = [_("Dark"), _("Light"), _("High contrast")]
        return radio(_("Colours"), names, _THEMES.index(now.theme), self._set_theme, key="theme")

    def _motion(self, now: Settings) -> Element:
        return self._switch(_("No motion"), "reduced_motion", now, "motion", _("Nothing slides or fades."))

    def _projector(self, now: Settings) -> Element:
        hint = keys.hint(_("Large type, and in a match only what everybody may know."), "projector")
        return self._switch(_("Projector"), "projector", now, "projector", hint)

    def _sounds(self, now: Settings) -> list[Element]:
        off = "" if now.sound else _("Sound is off.")
        return [
            self._switch(_("Sound"), "sound", now, "sound", _("A few quiet sounds. Each is also seen.")),
            self._volume(_("Clicks"), "interface_volume", now, off),
            self._volume(_("Turns and events"), "events_volume", now, off),
            self._switch(_("Captions"), "captions", now, "captions", _("A line below everything names each sound.")),
        ]

    def _volume(self, name: str, field: str, now: Settings, off: str) -> Element:
        value: float = getattr(now, field)

        def step(steps: int) -> None:
            change(value + steps * _VOLUME_STEP)

        def change(wanted: float) -> None:
            share = round(min(1.0, max(0.0, wanted)) / _VOLUME_STEP) * _VOLUME_STEP
            self._adopt(replace(self._settings(), **{field: round(share, 2)}))

        said = spoken().share(value) if value else _("off")
        return slider(name, value, said, on_step=step, on_fraction=change, key=field, disabled=off)

    def _voice(self, now: Settings) -> Element:
        hint = keys.hint(_("Says what has the focus, and writes it below everything."), "speak")
        return self._switch(_("Speak what has the focus"), "self_voicing", now, "self-voicing", hint)

    def _keys(self) -> Element:
        return row(button(_("Keys…"), self._open_keys, key="keys", hint=_("Every key can be another one.")), spacer())

    def _forecasts(self, now: Settings) -> Element:
        hint = _("What each action would lead to, as far as your seat can know. Off, you decide without.")
        return self._switch(_("Forecasts on the cards"), "forecasts", now, "forecasts", hint)

    def _switch(self, name: str, field: str, now: Settings, key: str, hint: str) -> Element:
        checked: bool = getattr(now, field)
        change = {field: not checked}
        return checkbox(
            name, lambda: self._adopt(replace(self._settings(), **change)), checked=checked, key=key, hint=hint
        )

    def _step_scale(self, steps: int) -> None:
        self._scale(self._settings().scale + steps * SCALE_STEP)

    def _set_scale(self, share: float) -> None:
        wanted = SMALLEST_SCALE + share * (LARGEST_SCALE - SMALLEST_SCALE)
        self._scale(round(wanted / SCALE_STEP) * SCALE_STEP)

    def _scale(self, scale: float) -> None:
        self._adopt(replace(self._settings(), scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))))

    def _set_language(self, number: int) -> None:
        self._adopt(replace(self._settings(), language=list(LANGUAGES)[number]))

    def _set_theme(self, number: int) -> None:
        self._adopt(replace(self._settings(), theme=_THEMES[number]))

    def _adopt(self, settings: Settings) -> None:
        self._wrong = self._change(settings)


def _group(title: str, *controls: Element) -> Element:
    return column(label(title, level=2), *controls, gap=14)
