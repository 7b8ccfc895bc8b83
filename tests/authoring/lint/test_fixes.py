"""`--fix`: takes out what may go and leaves all else letter by letter as it was."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from escalation_game.authoring.lint.fixes import fixed, without_entry
from escalation_game.scenario.document import parse_document
from escalation_game.scenario.load import load_text

from .orchard import ORCHARD, codes_of, linted, with_fragment

UNUSED = """\
sources:
  # An old book.
  almanac:
    title: An almanac
    note: >-
      Two lines,

      with a gap.

  # The next one.
  ledger: {title: A ledger, note: "# no comment"}  # gone too
parameters:
  rainfall: {title: Rain, value: 60, low: 40, high: 90, unit: mm, source: records}
"""


def test_unused_sources_and_parameters_go(tmp_path: Path) -> None:
    found = linted(tmp_path, UNUSED)
    assert sorted(codes_of(found)) == ["L104", "L106", "L106"]
    change = fixed(found)
    assert change is not None
    assert sorted(change.removed) == ["L104 rainfall", "L106 almanac", "L106 ledger"]
    change.write()
    text = (tmp_path / "scenario.yaml").read_text(encoding="utf-8")
    assert text == with_fragment("").replace("calendar", "calendar").replace(
        "roles:\n", "  # An old book.\n\n  # The next one.\nroles:\n", 1
    )
    assert parse_document(text, "")[0] == parse_document(ORCHARD, "")[0]
    assert [line for line in change.diff.splitlines() if line.startswith("+") and not line.startswith("+++")] == []


def test_a_parameter_that_a_lens_names_stays(tmp_path: Path) -> None:
    rain = "parameters:\n  rainfall: {title: Rain, value: 60, low: 40, high: 90, unit: mm, source: records}\n"
    lens = "lenses:\n  wet: {title: Wet, argument: Rain., parameters: {rainfall: {value: 80}}, source: records}\n"
    found = linted(tmp_path, rain + lens)
    assert codes_of(found) == ["L104"]
    assert fixed(found) is None


def test_an_entry_in_a_flow_mapping_stays() -> None:
    text = with_fragment("").replace(
        "sources:\n  records: {title: The parish records}\n  judgement: {title: Judgement of the authors, grade: J}\n",
        "sources: {records: {title: R}, judgement: {title: J}, almanac: {title: A}}\n",
    )
    load_text(text, "orchard")
    assert without_entry(text, ("sources", "almanac")) is None


def test_a_section_that_becomes_empty_goes_with_its_last_entry() -> None:
    text = (
        ORCHARD.replace("source: records", "note: n")
        .replace(", source: judgement", "")
        .replace("source: judgement,", "")
    )
    text = text.replace("  records: {title: The parish records}\n", "")
    shorter = without_entry(text, ("sources", "judgement"))
    assert shorter is not None
    assert "sources" not in shorter


def test_needless_ignores_go(tmp_path: Path) -> None:
    fragment = """\
parameters:
  # lint: ignore L104 because it was once needed
  tree_yield: {title: Yield, value: 8, low: 6, high: 10, unit: baskets/month, source: records}  # lint: ignore L802 because I say so
"""
    found = linted(tmp_path, fragment)
    assert codes_of(found) == ["L902", "L902"]
    change = fixed(found)
    assert change is not None
    wanted = (
        "parameters:\n  tree_yield: {title: Yield, value: 8, low: 6, high: 10, unit: baskets/month, source: records}\n"
    )
    assert change.after == with_fragment(wanted)


def test_nothing_to_fix(tmp_path: Path) -> None:
    assert fixed(linted(tmp_path)) is None


@given(st.sampled_from(["sources", "parameters", "stocks", "actions", "rules", "events", "lenses"]), st.data())
def test_an_entry_is_removed_whole_or_not_at_all(section: str, data: st.DataObject) -> None:
    content = parse_document(ORCHARD, "")[0]
    assert isinstance(content, dict)
    entries = content[section]
    assert isinstance(entries, dict)
    name = data.draw(st.sampled_from(sorted(entries)))
    shorter = without_entry(ORCHARD, (section, name))
    if shorter is not None:
        left = parse_document(shorter, "")[0]
        assert isinstance(left, dict)
        del entries[name]
        assert left == {key: value for key, value in content.items() if value != {}}
