"""Each step by itself, letter by letter, and what is left to the author."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalation_game.authoring.migration.marked import Edit, Marked
from escalation_game.authoring.migration.migrating import Migration, migrated
from escalation_game.authoring.migration.steps import STEPS, by_hand
from scenario.pond import POND, with_fragment

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/reference/migrations.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(.*?)$\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = dict(_FENCE.findall(PAGE.partition("## M001")[0]))
SECTIONS = dict(re.findall(r"^## (M\d{3}): .*?```yaml\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL))


def migration(text: str) -> Migration:
    return migrated(text, Path("drafts/scenario.yaml"))


def draft(fragment: str) -> str:
    return with_fragment(fragment).replace("format: 1", "format: 0", 1)


def step(text: str, number: int) -> str | None:
    return STEPS[0][number].applied(text)


#: The number of the step, the text before, and after.
CASES = {
    "players": (0, "'players': # who\n  a: {}\n", "roles: # who\n  a: {}\n"),
    "players and roles": (0, "players: {a: {}}\nroles: {b: {}}\n", "players: {a: {}}\nroles: {b: {}}\n"),
    "a kind in braces": (1, "variables:\n  a: {title: A, kind: stock}\n", "stocks:\n  a: {title: A}\n"),
    "a kind in lines": (
        1,
        "variables: # all\n  # a\n  a:\n    kind: switch # so\n    title: A\n\n# end\nx: 1\n",
        "switches: # all\n  # a\n  a:\n    # so\n    title: A\n\n# end\nx: 1\n",
    ),
    "into a section": (
        1,
        "stocks:\n    b: {title: B}\n    # below\nvariables:\n  a:\n    title: >\n      one\n      two\n    kind: stock\n",
        "stocks:\n    b: {title: B}\n    # below\n    a:\n      title: >\n        one\n        two\n",
    ),
    "out of braces": (
        1,
        "variables: {a: {kind: case, b: 1}, # one\n  c: {kind: stock, d: 2}} # two",
        "cases:\n  a: {b: 1}  # one\nstocks:\n  c: {d: 2}\n  # two\n",
    ),
    "no kind that there is": (1, "variables:\n  a: {kind: flow, b: 1}\n", "variables:\n  a: {kind: flow, b: 1}\n"),
    "the name is taken": (
        1,
        "variables: {a: {kind: stock, b: 1}}\nstocks: {a: {c: 1}}\n",
        "variables: {a: {kind: stock, b: 1}}\nstocks: {a: {c: 1}}\n",
    ),
    "start": (2, "calendar: {start: 1}\nstocks: {start: {start: 1}}\n", "calendar: {start: 1}\nstocks: {start: {initial: 1}}\n"),
    "prob": (3, 'events:\n  a: {"prob": 5%}\n', "events:\n  a: {probability: 5%}\n"),
    "one effect": (
        4,
        "actions:\n  a:\n    effect:  # e\n      because: |\n        # no comment\n      # a comment\n      set: {b: c}\n    # next\n  b: 1\n",
        "actions:\n  a:\n    effects:  # e\n      - because: |\n          # no comment\n        # a comment\n        set: {b: c}\n"
        "    # next\n  b: 1\n",
    ),
    "an effect in braces": (4, "actions: {a: {effect: {set: {b: c}}}}\n", "actions: {a: {effects: [{set: {b: c}}]}}\n"),
    "a list of effects": (4, "events:\n  a:\n    effect:\n    - set: 1", "events:\n  a:\n    effects:\n    - set: 1"),
    "hidden from one": (5, "stocks: {a: {hidden_from: b}}\n", "stocks: {a: {seen_by: {b: hidden}}}\n"),
    "hidden from some": (
        5,
        "cases:\n  a:\n    hidden_from:\n    - b # c\n    -  d\n",
        "cases:\n  a:\n    seen_by:\n      b: hidden # c\n      d: hidden\n",
    ),
    "a hidden effect": (5, "events: {a: {effects: [{hidden_from: [b, c]}]}}\n", "events: {a: {effects: [{seen_by: {b: hidden, c: hidden}}]}}\n"),
    "the format": (6, "format: 0 # draft\n", "format: 1 # draft\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_step_changes_what_it_is_about_and_nothing_else(name: str) -> None:
    number, before, after = CASES[name]
    assert step(before, number) == after
    assert step(after, number) == after


def test_a_step_whose_text_would_not_say_what_is_meant_is_not_made() -> None:
    assert step("stocks: {a: {hidden_from: 5}}\n", 5) is None


def test_edits_at_one_place_do_not_eat_each_other() -> None:
    assert Marked.of("abc").after([Edit(1, 1, "+"), Edit(1, 2, "-")]) == "a+-c"


def test_the_page_shows_what_becomes_of_a_draft() -> None:
    done = migration("format: 0\n" + EXAMPLES["yaml draft"])
    assert done.after == "format: 1\n" + EXAMPLES["yaml present"]


@pytest.mark.parametrize("code", ["M001", "M002"])
def test_what_is_left_to_the_author_has_a_section_whose_example_gives_it(code: str) -> None:
    done = migration(draft(SECTIONS[code]))
    assert [one.code for one in done.by_hand] == [code]
    assert done.by_hand[0].place.line not in {one.place.line for one in done.findings}
    assert list(SECTIONS) == ["M001", "M002"]


def test_what_is_left_is_told_at_its_place() -> None:
    text = "players: {}\nroles: {}\nvariables:\n  a: {kind: flow}\nderived:\n  start: {title: prob, value: 1 + random( )}\n"
    told = [(one.code, one.place.line, one.place.column, one.place.length) for one in by_hand(text, "f")]
    assert told == [("M001", 1, 1, 7), ("M001", 4, 3, 1), ("M002", 6, 35, 6)]


def test_a_scenario_of_the_present_format_is_left_alone() -> None:
    done = migration(POND)
    assert (done.after, done.steps, done.diff, done.findings, done.by_hand) == (POND, (), "", (), ())
