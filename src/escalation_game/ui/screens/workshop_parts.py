"""What can be done with a scenario on the bench, part by part: play it, test it, pack it, open it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from escalation_game.play.started import Until
from escalation_game.ui.amounts import steps_words
from escalation_game.ui.bench import Packed, TestTold
from escalation_game.ui.kit import Element, button, column, flow, label, meter, radio, slider, span, style, text
from escalation_game.ui.language import _, spoken
from escalation_game.ui.screens.findings_told import finding_block
from escalation_game.ui.screens.scenario_dialogs import breakable, in_pieces
from escalation_game.ui.test_run import TestRun
from escalation_game.ui.work import Work

_SMALL = style("small", "muted")
_UNTIL: tuple[Until, ...] = ("nothing", "doctrine")


def playing(work: Work, turns: int, step: str, play: Callable[[], object], other_luck: Callable[[], object]) -> Element:
    """Return from where a match is to begin, and the button for it. `turns` is 0 when the scenario has never been without findings."""
    turn, wrong = min(work.turn, max(1, turns)), _wrong(work)

    def to(wanted: int) -> None:
        work.turn = max(1, min(turns, wanted))

    chosen = slider(
        _("Begin with turn"), (turn - 1) / max(1, turns - 1), _("{turn} of {turns}").format(turn=turn, turns=turns),
        on_step=lambda steps: to(turn + (steps if abs(steps) == 1 else steps // 5)),
        on_fraction=lambda share: to(1 + round(share * (turns - 1))), key="from-turn",
        disabled=wrong or ("" if turns > 1 else _("It has one turn.")),
    )  # fmt: skip
    names = [_("nothing"), _("what its doctrine would")]

    def until(number: int) -> None:
        work.until = _UNTIL[number]

    before = radio(_("Until then the player chooses"), names, _UNTIL.index(work.until), until, key="until")
    said = _("Luck number {seed}: the same each time, so that what differs is what you wrote.").format(seed=work.seed)
    return column(
        label(_("Play it"), level=2),
        text(steps_words(turns, step), style=_SMALL) if turns else None,
        chosen if turns else None,
        before if turn > 1 else None,
        flow(
            button(_("Play"), play, kind="primary", key="play", disabled=wrong, hint=_("Whatever you save is in the match at once.")),
            button(_("Other luck"), other_luck, kind="quiet", key="other-luck"),
            gap=10,
        ),
        text(said, style=_SMALL),
        gap=8,
    )  # fmt: skip


def testing(work: Work) -> Element:
    """Return the tests: the button that runs or stops them, how far they are, and what came of them."""
    run = work.run
    if run is not None and run.running:
        act = button(_("Stop"), work.stop, key="stop", hint=_("What has come of them stays."))
    else:
        act = button(_("Run the tests"), work.test, key="test", disabled=_wrong(work), hint=_("Those in tests.yaml."))
    return column(
        label(_("Test it"), level=2),
        flow(act),
        *([] if run is None else _run(run, outdated=work.outdated)),
        gap=8,
    )


def _run(run: TestRun, *, outdated: bool) -> list[Element]:
    lines: list[Element] = []
    if run.running:
        lines += _progress(run)
    else:
        lines.append(text(_came(run), style=style("body", bold=True)))
    if outdated:
        lines.append(text(_("The files have changed since."), style=style("small", "choice_ink")))
    if run.trouble:
        lines.append(text(_("They broke off: {why}.").format(why=run.trouble), style=style("body", "alarm_ink")))
    return [*lines, *(finding_block(one) for one in run.findings), *(_result(one) for one in run.results)]


def _progress(run: TestRun) -> list[Element]:
    at = run.progress
    if at is None:
        return [text(_("Reading the tests …"), style=_SMALL)]
    said = _("Test {number} of {count}: {name}").format(number=at.number, count=at.count, name=at.name)
    share = (at.number - 1 + (at.played / at.asked if at.asked else 0.0)) / max(1, at.count)
    futures = _("{played} of {asked} futures").format(
        played=spoken().number(at.played), asked=spoken().number(at.asked)
    )
    return [text(said, style=_SMALL), meter(_("Tests"), share, futures if at.asked else said)]


def _came(run: TestRun) -> str:
    passed, failed = len(run.results) - run.failed, run.failed
    if run.findings or run.trouble:
        return "✗ " + _("The tests could not be run.")
    if run.stopped:
        return _("Stopped: {passed} passed, {failed} failed so far.").format(passed=passed, failed=failed)
    if failed:
        return "✗ " + _("{failed} failed, {passed} passed.").format(passed=passed, failed=failed)
    if not passed:
        return _("There are no tests yet. Write some into tests.yaml.")
    return "✓ " + spoken().plural("{count} test passed.", "All {count} tests passed.", passed)


def _result(one: TestTold) -> Element:
    sign, colour = ("✓", "good_ink") if one.passed else ("✗", "alarm_ink")
    state = _("passed") if one.passed else _("failed")
    head = text(
        span(f"{sign} ", "body", colour, bold=True), span(one.title, "body"), span(f"  {state}", "small", "muted")
    )
    shares = [text(share, style=_SMALL) for share in one.shares]
    return column(head, *shares, *(finding_block(failure) for failure in one.failures), gap=3)


def packing(work: Work) -> Element:
    """Return the way to one file that can be passed on, and what became of it."""
    said = _("One file with everything in it, for anybody who has this game.")
    made = work.packed
    return column(
        label(_("Pass it on"), level=2),
        text(said, style=_SMALL),
        flow(button(_("Pack"), work.pack, key="pack", disabled=_wrong(work))),
        _made(made) if made else None,
        text(f"⚠ {work.said}", style=style("body", "alarm_ink")) if work.said else None,
        *(finding_block(one) for one in work.unpacked),
        gap=8,
    )


def _made(made: Packed) -> Element:
    count = spoken().plural("{count} file", "{count} files", made.files)
    size = spoken().quantity(max(0.1, made.size / 1000), "kB", 1)
    left = _("Left out: {names}").format(names=", ".join(breakable(name) for name in made.left_out))
    return column(
        text("✓ " + _("Written: {path}").format(path=breakable(str(made.path))), style=style("body", bold=True)),
        text(f"{count}, {size}", style=_SMALL),
        text(
            _("Hash {digest}").format(digest=in_pieces(made.digest)), style=style("small", "muted", family="condensed")
        ),
        text(left, style=_SMALL) if made.left_out else None,
        gap=3,
    )


def opening(path: Path, open_it: Callable[[], object] | None) -> Element:
    """Return where the scenario is written, and the way into an editor where the system knows one."""
    said = _("Change it in any editor for text. It is looked at twice a second: save it, and this page follows.")
    act = button(_("Open in the editor"), open_it, key="edit") if open_it else None
    return column(
        label(_("Write it"), level=2),
        text(said, style=_SMALL),
        flow(act) if act else None,
        text(breakable(str(path))),
        gap=8,
    )


def _wrong(work: Work) -> str:
    return _("It has findings.") if work.findings else ""
