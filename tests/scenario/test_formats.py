"""Which formats are known: the present one is read, older ones are sent to `migrate`, newer ones refused."""

from __future__ import annotations

import pytest

from escalation_game.scenario import ScenarioError
from escalation_game.scenario.document import parse_document
from escalation_game.scenario.formats import OLDEST, PRESENT, format_of, require_present

from .pond import POND


def said(value: str) -> int:
    return format_of(*parse_document(POND.replace("format: 1", f"format: {value}", 1), "f"))


def test_every_known_format_is_known() -> None:
    assert [said(str(number)) for number in range(OLDEST, PRESENT + 1)] == list(range(OLDEST, PRESENT + 1))


@pytest.mark.parametrize("value", ["-1", "2", "999999", "1.5", "true", "'1'", "one", "null", "[1]", "{}"])
def test_any_other_is_refused_at_its_place(value: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        said(value)
    [only] = wrong.value.findings
    assert (only.code, only.place.line, only.place.column) == ("E104", 1, 9)
    assert ("newer than this game" in only.message) == value.isdecimal()


def test_an_older_one_is_sent_to_migrate() -> None:
    content, places = parse_document(POND.replace("format: 1", "format: 0", 1), "my/scenario.yaml")
    with pytest.raises(ScenarioError) as wrong:
        require_present(content, places)
    assert "`escalation-game migrate my/scenario.yaml`" in wrong.value.findings[0].hint


@pytest.mark.parametrize(("text", "code"), [("", "E101"), ("[]", "E101"), ("title: T", "E102")])
def test_a_file_that_says_none_is_told_how_to_begin(text: str, code: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        format_of(*parse_document(text, "f"))
    assert wrong.value.findings[0].code == code
