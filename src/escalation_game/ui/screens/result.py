"""What came of a turn: the paper, what changed of what is watched, and what my own choices did."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.counterfactual import own_choices
from escalation_game.play.seeing import view
from escalation_game.ui import keys
from escalation_game.ui.amounts import date_words
from escalation_game.ui.gauges import gauge
from escalation_game.ui.kit import (
    Element,
    Stage,
    button,
    column,
    divider,
    grid,
    label,
    padded,
    panel,
    row,
    scroll,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.newspaper import printed
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.screens.matter import Comparing, ComparingScreen, matter, matter_title
from escalation_game.ui.session import Session


class ResultScreen(ComparingScreen):
    """Stands between two turns. ENTER or E goes on."""

    private = True

    def __init__(
        self, stage: Stage, session: Session, open_why: Callable[[str], object], onward: Callable[[], object]
    ) -> None:
        self.stage, self.session = stage, session
        self._open_why, self._onward = open_why, onward
        match = session.match
        self._seen = view(match, session.role)
        self.title = _("What came of {date}").format(
            date=date_words(match.scenario.file.calendar.dates[match.turn - 1])
        )
        self.comparing = Comparing(match, session.role, own_choices(match, session.role, match.turn))

    def on_key(self, key: str) -> bool:
        """Let the key that ended the turn also go on."""
        return keys.act(key, {"end-turn": self._onward, "back": self._onward})

    def describe(self) -> Element:
        """Return paper, changes and comparisons in as many columns as fit."""
        over = self._seen.ending is not None
        name = _("How it ended") if over else _("On to {date}").format(date=date_words(self._seen.date))
        onward = button(
            name, self._onward, kind="primary", sign=f"· {keys.spelled_of('end-turn')}", key="onward", autofocus=True,
            hint=keys.hint("", "end-turn"),
        )  # fmt: skip
        changes, matters = self._changes(), self._matters()
        width = logical_width(self.stage)
        if width >= WIDE:
            front = printed(self._seen, self._open_why, key="front").at(width=round(0.33 * width))
            account = panel(
                scroll(*matters, key="matter", gap=14, ground="panel").at(weight=1), padding=(22, 18), radius=0
            )
            middle = padded(scroll(*changes, key="changes", gap=4), (14, 16)).at(weight=1)
            body = row(front, middle, account.at(width=round(0.28 * width)), gap=0, folds=False)
        else:
            front = printed(self._seen, self._open_why, key="front", scrolls=False)
            account = panel(*matters, padding=(20, 16), gap=14, radius=0)
            body = scroll(front, padded(column(*changes, gap=4), (14, 12)), account, key="all", gap=0)
        said = _("{gone} of {turns} turns played").format(gone=self._seen.turn, turns=self._seen.turns)
        return page(self.title, said, body.at(weight=1), buttons=[onward])

    def _changes(self) -> list[Element]:
        watched = [self._seen.variable(name) for name in self._seen.watch]
        turned = [
            one
            for one in self._seen.variables
            if one.kind == "switch" and one.change and one.name not in self._seen.watch
        ]
        gauges = [gauge(one, self._open_why) for one in (*watched, *turned)]
        return [
            padded(label(_("What changed, and why"), level=2), (10, 2)),
            grid(*gauges, min_width=250, gap=4, role="list", name=_("What changed"), key="gauges"),
        ]

    def _matters(self) -> list[Element]:
        said = _("The same month on the same luck, without each of them. How others then answer is part of it.")
        others = [one for one in self._seen.roles if one.name != self._seen.role and one.choices]
        seen = [text(f"{one.title}: {', '.join(one.choices)}", style=style("small")) for one in others]
        told = [divider(), label(_("What others were seen to do"), level=2), *seen] if seen else []
        return [*matter_title(said), *matter(self.comparing, self._open_why), *told]
