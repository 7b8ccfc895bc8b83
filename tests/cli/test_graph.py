"""The command `graph`."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from .conftest import HARBOUR, Run


def test_svg_on_standard_output_and_in_a_file(run: Run, tmp_path: Path) -> None:
    told = run("graph", HARBOUR)
    assert told.code == 0
    assert ElementTree.fromstring(told.text).tag.endswith("svg")
    assert run("graph", HARBOUR, "-o", "pictures/harbour.svg").text == ""
    assert (tmp_path / "pictures" / "harbour.svg").read_bytes() == told.out


def test_the_format_follows_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    for name, begins in (
        ("a.mmd", "%% The harbour\nflowchart LR"),
        ("a.dot", "digraph"),
        ("a.json", "{"),
        ("a.svg", "<svg"),
        ("a.txt", "<svg"),
    ):
        assert run("graph", HARBOUR, "-o", name).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert run("graph", HARBOUR, "-o", "b.svg", "--format", "dot").code == 0
    assert (tmp_path / "b.svg").read_text(encoding="utf-8").startswith("digraph")


def test_json(run: Run) -> None:
    document = run("graph", HARBOUR, "--format", "json").document
    assert document["scenario"] == "harbour"
    found = {(one["source"], one["target"]): one for one in document["influences"]}
    assert found["catch", "fish"]["polarity"] == "-"
    assert found["fish", "catch"]["formulas"][0]["path"] == "derived.catch.value"
    assert [(loop["kind"], loop["nodes"]) for loop in document["loops"]] == [("balancing", ["catch", "fish"])]


def test_around_a_name(run: Run) -> None:
    told = run("graph", HARBOUR, "--around", "catch", "--format", "dot")
    assert 'label="Fish in the harbour"' in told.text
    assert "Peace" not in told.text
    wrong = run("graph", HARBOUR, "--around", "cath")
    assert wrong.code == 2
    assert "did you mean “catch”?" in wrong.err
    assert wrong.out == b""


def test_what_cannot_be_read(run: Run) -> None:
    told = run("graph", "missing.yaml")
    assert (told.code, told.out) == (1, b"")
    assert "E001" in told.err
