"""The kept matches, last played first: open one where it was left or in any turn, name it, copy it out, bring one in, or throw it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.record import LONGEST_NAME, RecordError
from escalation_game.play.saves import Save, export_folder, exported, imported, renamed, saves, thrown_away
from escalation_game.ui.kit import (
    Element,
    Screen,
    Stage,
    button,
    column,
    dialog,
    divider,
    flow,
    layers,
    list_of,
    padded,
    row,
    scroll,
    slider,
    style,
    text,
    textbox,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.screens.frame import WIDE, logical_width, page
from escalation_game.ui.screens.kept_parts import Album, how_far, kept_row, picture, played, title_of, when

_DETAIL = 420  #: logical pixels of what is told of one match, beside the list


@dataclass(frozen=True, slots=True)
class KeptWays:
    """Where the list leads: to a match after some turns (all of them: where it was left), and back."""

    opened: Callable[[Save, int], object]
    leave: Callable[[], object]


class KeptScreen(Screen):
    """ENTER on a match opens it where it was left; SPACE or a click shows what else can be done with it."""

    private = True

    def __init__(
        self, stage: Stage, titles: Mapping[str, str], dates: Mapping[str, Sequence[str]], ways: KeptWays
    ) -> None:
        self.title = _("Kept matches")
        self.stage, self._titles, self._dates, self.ways = stage, titles, dates, ways
        self._saves = list(saves())
        self._album = Album()
        self._chosen = self._turn = 0
        self._name = self._target = self._source = ""
        self._asking = False
        self._said = ""
        self._take(0)

    # What can be done

    def on_close(self) -> None:
        """Keep the name that was written."""
        self._rename()

    def on_drop(self, path: str) -> bool:
        """Bring in a record that was let go over the window; what is none is somebody else's."""
        if Path(path).suffix.lower() != ".json":
            return False
        self._source = path
        self._bring_in()
        return True

    @property
    def _save(self) -> Save | None:
        return self._saves[self._chosen] if self._saves else None

    def _take(self, number: int) -> None:
        """Look at a match of the list."""
        self._chosen = min(number, max(0, len(self._saves) - 1))
        save = self._save
        self._turn = len(save.record.turns) if save else 0
        self._name = save.record.about.name if save else ""
        self._target = str(export_folder() / save.path.name) if save else ""

    def _choose(self, number: int) -> None:
        if number != self._chosen:
            self._rename()
            self._take(number)

    def _rename(self) -> None:
        save = self._save
        if save is None or self._name == save.record.about.name:
            return
        try:
            self._saves[self._chosen] = renamed(save, self._name)
            self._name = self._saves[self._chosen].record.about.name
            self._said = ""
        except (OSError, RecordError) as error:
            self._said = _("The name could not be written: {why}.").format(why=_why(error))

    def _open(self) -> None:
        self._rename()
        if self._save is not None:
            self.ways.opened(self._save, self._turn)

    def _open_row(self, number: int) -> None:
        """Open a match of the list where it was left, or in the turn chosen for it."""
        self._choose(number)
        self._open()

    def _throw_away(self) -> None:
        self._asking = False
        if self._save is None:
            return
        try:
            place = thrown_away(self._save)
        except OSError as error:
            self._said = _("It could not be moved: {why}.").format(why=_why(error))
            return
        del self._saves[self._chosen]
        self._take(self._chosen)
        self._said = _("Moved to {path}").format(path=_broken(place))

    def _export(self) -> None:
        self._rename()
        if self._save is None:
            return
        try:
            self._said = _("A copy was written to {path}").format(path=_broken(exported(self._save, self._target)))
        except (OSError, RecordError, ValueError) as error:
            self._said = _("The copy could not be written: {why}.").format(why=_why(error))

    def _bring_in(self) -> None:
        self._rename()
        try:
            save = imported(self._source)
        except (OSError, RecordError, ValueError) as error:
            self._said = _("This could not be brought in: {why}.").format(why=_why(error))
            return
        self._saves.insert(0, save)
        self._take(0)
        self._source, self._said = "", _("Brought in: {title}").format(title=title_of(save, self._titles))

    def _ask(self) -> None:
        self._asking = True

    def _keep(self) -> None:
        self._asking = False

    def _write_name(self, words: str) -> None:
        self._name = words[:LONGEST_NAME]

    def _write_target(self, words: str) -> None:
        self._target = words

    def _write_source(self, words: str) -> None:
        self._source = words

    def _step(self, steps: int) -> None:
        last = len(self._save.record.turns) if self._save else 0
        self._turn = min(last, max(0, self._turn + steps))

    def _slide(self, share: float) -> None:
        self._turn = round(share * (len(self._save.record.turns) if self._save else 0))

    # How it looks

    def describe(self) -> Element:
        """Return the matches as a list, and what can be done with the chosen one."""
        back = button(_("Back"), self.ways.leave, kind="primary", key="back", hint=_("Key ESC."), autofocus=True)
        rows = [self._row(number, save) for number, save in enumerate(self._saves)]
        none = text(_("Nothing is kept yet. A match is kept after every turn."), style=style("body", "muted"))
        kept = list_of(self.title, *rows, key="kept") if rows else none
        detail = self._detail()
        if logical_width(self.stage) >= WIDE:
            side = padded(scroll(*detail, key="detail", gap=12), (24, 16)).at(width=_DETAIL)
            body = row(
                padded(scroll(kept, key="scroll"), (24, 16)).at(weight=1),
                divider(upright=True),
                side,
                gap=0,
                folds=False,
            )
        else:
            body = scroll(padded(column(kept, divider(), *detail, gap=12), (16, 12)), key="all", gap=0)
        said = _("A match is kept after every turn. ENTER opens one; SPACE or a click shows it here first.")
        return layers(page(self.title, said, body.at(weight=1), buttons=[back]), self._question())

    def _row(self, number: int, save: Save) -> Element:
        words = title_of(save, self._titles), how_far(save, self._dates)
        return kept_row(
            self._album, save, number, words,
            chosen=number == self._chosen, choose=lambda: self._choose(number), opened=lambda: self._open_row(number),
        )  # fmt: skip

    def _detail(self) -> list[Element]:
        save = self._save
        said = text(self._said, style=style("small", "choice_ink")) if self._said else None
        bring = [
            textbox(
                _("Bring in a record: its path"), self._source, self._write_source, on_activate=self._bring_in, key="source",
                placeholder=_("or let the file go over this window"),
            ),
            button(_("Bring in"), self._bring_in, key="import").at(align="start"),
        ]  # fmt: skip
        about = [] if save is None else self._about(save)
        return [*about, *bring, *([said] if said else [])]

    def _about(self, save: Save) -> list[Element]:
        last = len(save.record.turns)
        left = self._turn == last
        date = when(save, self._turn, self._dates).strip(", ")
        at = date or _("turn {number}").format(number=self._turn + 1)
        words = _("Open where it was left") if left else _("Open in {date}").format(date=at)
        hint = "" if left else _("It becomes a branch; what was played stays as it is.")
        gone = _("{gone} of {turns} turns played").format(gone=self._turn, turns=last)
        turn = slider(
            _("Open in"), self._turn / max(1, last), date or gone, on_step=self._step, on_fraction=self._slide, key="turn"
        )  # fmt: skip
        name = textbox(
            _("Name"), self._name, self._write_name, on_activate=self._rename, key="name",
            placeholder=self._titles.get(save.record.scenario, save.record.scenario),
        )  # fmt: skip
        target = textbox(_("Write a copy to"), self._target, self._write_target, on_activate=self._export, key="target")
        acts = flow(
            button(_("Write a copy"), self._export, key="export", hint=_("Nothing is written over.")),
            button(_("Throw away"), self._ask, kind="quiet", key="delete", hint=_("Asks first.")),
            gap=10,
        )
        far = text(f"{how_far(save, self._dates)} · {played(save)}", style=style("small", "muted"))
        opened = button(words, self._open, kind="primary", key="open", hint=hint).at(align="start")
        return [picture(self._album, save, large=True), far, name, turn, opened, divider(), target, acts, divider()]

    def _question(self) -> Element | None:
        save = self._save
        if not self._asking or save is None:
            return None
        title = title_of(save, self._titles)
        return dialog(
            _("Throw “{title}” away?").format(title=title),
            text(_("Its file is moved to the folder “trash” beside the kept matches. From there it can be brought in again.")),
            buttons=[
                button(_("Keep it"), self._keep, kind="primary", key="keep", autofocus=True),
                button(_("Throw away"), self._throw_away, kind="danger", key="really"),
            ],
            on_dismiss=self._keep, key="question", size="small",
        )  # fmt: skip


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _broken(path: Path) -> str:
    """A path with room to break the line at each folder."""
    return path.anchor + " / ".join(path.parts[1:] if path.anchor else path.parts)
