"""Settings: every change shows at once and is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalation_game.ui.kit import Element, Screen, button, checkbox, column, padded, radio, scroll, slider, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.frame import READING_WIDTH, page
from escalation_game.ui.settings import SCALE_STEP, Settings
from escalation_game.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, ThemeName

_THEMES: tuple[ThemeName, ...] = ("dark", "light", "high_contrast")


class SettingsScreen(Screen):
    """`change` adopts the settings and returns why they could not be kept, or ""."""

    def __init__(
        self, settings: Callable[[], Settings], change: Callable[[Settings], str], leave: Callable[[], object]
    ) -> None:
        self._settings, self._change, self._leave = settings, change, leave
        self.title = _("Settings")
        self._wrong = ""

    def describe(self) -> Element:
        """Return one control for each setting."""
        now = self._settings()
        names = [_("Dark"), _("Light"), _("High contrast")]
        size = slider(
            _("Text size"), (now.scale - SMALLEST_SCALE) / (LARGEST_SCALE - SMALLEST_SCALE), spoken().share(now.scale),
            on_step=self._step_scale, on_fraction=self._set_scale, key="scale", hint=_("Arrow keys, or a click on the line."),
        )  # fmt: skip
        still = checkbox(
            _("No motion"),
            self._toggle_motion,
            checked=now.reduced_motion,
            key="motion",
            hint=_("Nothing slides or fades."),
        )
        ahead = checkbox(
            _("Forecasts on the cards"),
            self._toggle_forecasts,
            checked=now.forecasts,
            key="forecasts",
            hint=_("What each action would lead to, as far as your seat can know. Off, you decide without."),
        )
        theme = radio(_("Colours"), names, _THEMES.index(now.theme), self._set_theme, key="theme")
        wrong = (
            text(
                _("These settings could not be kept: {why}.").format(why=self._wrong),
                style=style("small", "choice_ink"),
            )
            if self._wrong
            else None
        )
        back = button(_("Back"), self._leave, kind="primary", key="back", hint=_("Key ESC."))
        body = column(size, theme, still, ahead, wrong, gap=22).at(max_width=READING_WIDTH)
        return page(
            self.title,
            _("Every change shows at once."),
            padded(scroll(body, key="settings"), (28, 24)).at(weight=1),
            buttons=[back],
        )

    def _step_scale(self, steps: int) -> None:
        self._scale(self._settings().scale + steps * SCALE_STEP)

    def _set_scale(self, share: float) -> None:
        wanted = SMALLEST_SCALE + share * (LARGEST_SCALE - SMALLEST_SCALE)
        self._scale(round(wanted / SCALE_STEP) * SCALE_STEP)

    def _scale(self, scale: float) -> None:
        self._adopt(replace(self._settings(), scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))))

    def _set_theme(self, number: int) -> None:
        self._adopt(replace(self._settings(), theme=_THEMES[number]))

    def _toggle_motion(self) -> None:
        self._adopt(replace(self._settings(), reduced_motion=not self._settings().reduced_motion))

    def _toggle_forecasts(self) -> None:
        self._adopt(replace(self._settings(), forecasts=not self._settings().forecasts))

    def _adopt(self, settings: Settings) -> None:
        self._wrong = self._change(settings)
