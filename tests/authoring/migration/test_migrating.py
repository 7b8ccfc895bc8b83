"""Whatever a draft looks like: once migrated it says what was meant, holds together, keeps every comment, and there is nothing more to migrate."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.migration.migrating import Migration, migrated
from escalation_game.scenario.document import parse_document
from generated.playing import PROPERTY
from generated.scenarios import Document, scenario_documents

from .drafts import Scribe, as_draft

HERE = Path("drafts/scenario.yaml")


def migration(text: str) -> Migration:
    return migrated(text, HERE)


@settings(PROPERTY, max_examples=20)
@given(scenario_documents(), st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]))
def test_a_migrated_draft_says_what_was_meant_and_keeps_every_comment(document: Document, seed: int, end: str) -> None:
    dice = random.Random(seed)
    scribe = Scribe(dice)
    text = scribe.text(as_draft(document, dice)).replace("\n", end)
    done = migration(text)
    assert not done.by_hand
    assert parse_document(done.after, "after")[0] == document
    assert done.findings == ()
    assert [(done.after + end).count(comment + end[0]) for comment in scribe.comments] == [1] * len(scribe.comments)
    assert done.scenario is not None
    assert done.meant is not None
    assert done.scenario.game.rules_version == done.meant.game.rules_version
    again = migration(done.after)
    assert (again.after, again.steps, again.format) == (done.after, (), 1)
    assert not end.startswith("\r") or "\n" not in done.after.replace("\r\n", "")
