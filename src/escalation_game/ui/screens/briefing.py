"""The briefing: what is known as the match begins, and where the article and later evidence differ."""

from __future__ import annotations

from collections.abc import Callable

from escalation_game.play.seeing import briefing, view
from escalation_game.play.view import Evidence
from escalation_game.ui import keys
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    divider,
    grid,
    heading,
    label,
    padded,
    panel,
    paper,
    row,
    scroll,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import READING_WIDTH, WIDE, logical_width, page
from escalation_game.ui.session import Session


class BriefingScreen(Screen):
    """Reads like a paper. `onward` leads to the room, whether for the first time or back to it."""

    def __init__(self, stage: Stage, session: Session, onward: Callable[[], object], onward_name: str) -> None:
        self.stage, self.session = stage, session
        self.title = _("Briefing")
        self._onward, self._onward_name = onward, onward_name
        self._told = briefing(session.match)

    def on_key(self, key: str) -> bool:
        """Let the key that opened it close it."""
        return keys.act(key, {"briefing": self._onward, "end-turn": self._onward})

    def describe(self) -> Element:
        """Return the story on paper, the evidence beside or below it."""
        onward = button(self._onward_name, self._onward, kind="primary", key="onward", autofocus=True)
        story, evidence = self._story(), self._evidence()
        if logical_width(self.stage) >= WIDE:
            left = paper(scroll(*story, key="story", gap=14), padding=(34, 26), name=self._told.title, key="paper")
            right = padded(scroll(*evidence, key="evidence", gap=12), (26, 22))
            body = row(left.at(width=round(0.46 * logical_width(self.stage))), right.at(weight=1), gap=0, folds=False)
        else:
            sheet = paper(*story, padding=(24, 20), gap=14, name=self._told.title, key="paper")
            body = scroll(sheet, padded(column(*evidence, gap=12), (20, 16)), key="all", gap=0)
        return page(self.title, self._told.title, body.at(weight=1), buttons=[onward])

    def _story(self) -> list[Element]:
        voice = style("lead", family="serif")
        seen = view(self.session.match, self.session.role)
        brief = column(
            divider(colour="ink", thickness=2),
            label(seen.role_title, colour="ink", level=2),
            text(seen.brief, style=voice),
            gap=7,
        )
        note = text(self._told.content_note, style=style("small", "muted", family="serif", italic=True))
        told = [
            heading(self._told.summary, "title", level=2, bold=False),
            *(text(one, style=voice) for one in self._told.paragraphs),
        ]
        return [
            one.at(max_width=READING_WIDTH)
            for one in (*told, *([brief] if len(self.session.roles) < 2 else []), note)
            if one.name or one.children
        ]

    def _evidence(self) -> list[Element]:
        if not self._told.evidence:
            return []
        said = _("Where the article and later evidence differ, both stand here. F1 or a click tells the sources.")
        each = [_compared(number, one) for number, one in enumerate(self._told.evidence)]
        return [
            label(_("What the article says, and what is known"), level=2),
            text(said, style=style("small", "muted")),
            *each,
        ]


def _compared(number: int, one: Evidence) -> Element:
    claims = grid(
        column(label(_("The article")), text(one.article, style=style("body", "muted", family="serif", italic=True)), gap=2),
        column(label(_("Later evidence")), text(one.evidence), gap=2),
        min_width=190, gap=20, most=2,
    )  # fmt: skip
    said = f"{_('The article')}: {one.article} {_('Later evidence')}: {one.evidence}"
    sheet = panel(heading(one.item, "body", level=3, family="sans"), claims, padding=(16, 12), gap=8)
    return sheet.having(
        role="region",
        name=one.item,
        value=said,
        key=f"evidence:{number}",
        detail=lambda: column(*source_lines(one.sources), gap=5),
    )
