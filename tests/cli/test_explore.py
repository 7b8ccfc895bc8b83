"""`explore` as a command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import HARBOUR, Run


def test_the_document_and_the_folder(run: Run, tmp_path: Path, plan: Callable[[str], str]) -> None:
    asked = (
        "explore",
        HARBOUR,
        "--futures",
        "400",
        "--workers",
        "1",
        "--plan",
        "nothing",
        "--plan",
        plan("turns: [{north: [feast]}]"),
    )
    told = run(*asked, "--json", "-o", "out")
    assert (told.code, told.err) == (0, "")
    document = told.document
    assert (document["scenario"], document["seed"], document["futures"], document["player"]) == (
        "harbour",
        7,
        400,
        "north",
    )
    assert (document["plans"], document["lenses"], document["complete"]) == (
        ["nothing", "plan"],
        ["plenty", "want"],
        True,
    )
    assert len(document["cells"]) == 4
    cell = document["cells"][0]
    assert list(cell["objectives"]["wealth"]) == ["mean", "q10", "q50", "q90"]
    assert sum(cell["endings"].values()) == pytest.approx(1.0)
    regrets = {(row["plan"], row["lens"]): row["regret"] for row in document["regret"]}
    assert regrets["nothing", "want"] == 0.0 < regrets["plan", "want"]
    assert [row["plan"] for row in document["worst_regret"]] == ["nothing", "plan"]
    assert (tmp_path / "out" / "plans" / "plan.yaml").read_text(encoding="utf-8") == "turns: [{north: [feast]}]"
    assert run(*asked, "--json", "-o", "out", "--resume").out == told.out


def test_lines_for_a_reader(run: Run, tmp_path: Path) -> None:
    told = run("explore", HARBOUR, "--futures", "50", "--lens", "want", "--series", "fish", "-o", "out")
    assert (told.code, told.err) == (0, "")
    assert told.text.splitlines() == [
        "2 of 2 pairs of plan and lens, 50 futures each.",
        "  nothing, want: 50 futures",
        "  doctrine, want: 50 futures",
        f"Report: {Path('out') / 'report.md'}",
    ]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["series"] == [["stock", "fish"]]
    assert "--series fish" in manifest["again"]


def test_observations_are_scored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "seen.csv").write_text(
        "date,variable,value,error\n2024-10,fish,60,\n2024-12,fish,55,5\n", encoding="utf-8"
    )
    told = run("explore", HARBOUR, "--futures", "300", "--observed", "seen.csv", "--json", "-o", "out")
    assert told.code == 0
    assert {row["variable"] for row in told.document["scores"]} == {"fish", "all variables"}
    assert "## Against what was observed" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lens", "wants"), "did you mean “want”?"),
        (("--series", "fsh"), "did you mean “fish”?"),
        (("--futures", "0"), "0"),
        (("--seed", "-1"), "-1"),
        (("--plan", "nothing", "--plan", "nothing"), "two plans are called “nothing”"),
    ],
)
def test_a_wrong_command_line_is_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    told = run("explore", HARBOUR, *arguments, "-o", "out")
    assert (told.code, told.out) == (2, b"")
    assert words in told.err


def test_what_is_wrong_with_files_is_1(run: Run, tmp_path: Path, plan: Callable[[str], str]) -> None:
    (tmp_path / "seen.csv").write_text("date,variable,value\n2024-11,fsh,1\n", encoding="utf-8")
    (tmp_path / "file").write_text("")
    wrong = [
        (("explore", "nowhere", "-o", "out"), "E001"),
        (("explore", HARBOUR, "--plan", plan("turns: [{north: [raid]}]"), "-o", "out"), "E504"),
        (("explore", HARBOUR, "--plan", "none.yaml", "-o", "out"), "none.yaml"),
        (
            ("explore", HARBOUR, "--observed", "seen.csv", "-o", "out"),
            "seen.csv:2: “fsh” is not among the variables explored",
        ),
        (("explore", HARBOUR, "--futures", "10", "-o", "."), "in use for something else"),
        (("explore", HARBOUR, "--futures", "10", "-o", str(tmp_path / "file" / "out")), "Not a directory"),
    ]
    for arguments, words in wrong:
        told = run(*arguments)
        assert (told.code, told.out) == (1, b""), arguments
        assert words in told.err
    assert not (tmp_path / "out").exists()
