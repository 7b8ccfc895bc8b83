"""What `bench` measures."""

from __future__ import annotations

from .conftest import HARBOUR, Run


def test_the_document_has_the_agreed_shape(run: Run) -> None:
    told = run("bench", HARBOUR, "--json")
    assert told.code == 0
    assert told.err == ""
    document = told.document
    assert list(document) == ["scenario", "turns", "variables", "rules", "cores", "backends", "turn_ms", "forecast_ms"]
    assert (document["scenario"], document["turns"], document["variables"], document["rules"]) == ("harbour", 3, 5, 2)
    assert list(document["backends"]) == ["numpy"]
    assert set(document["backends"]["numpy"]) == {"playthroughs_per_s", "playthroughs_per_s_one_core", "compile_s"}
    assert all(value > 0 for value in (*document["backends"]["numpy"].values(), document["turn_ms"], document["cores"]))
    waits = document["forecast_ms"]
    assert (waits["options"], waits["futures"]) == (10, 2000)
    assert 0 < waits["first"] <= waits["full"]
