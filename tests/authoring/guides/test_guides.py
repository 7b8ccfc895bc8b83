"""Guides say what stands in the file, keep secrets from players, and let no stranger write HTML."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.guides.as_html import html_of
from escalation_game.authoring.guides.as_markdown import markdown_of
from escalation_game.authoring.guides.blocks import Bullets, Code, Grid, Heading, Link, Page, Paragraph, Said
from escalation_game.authoring.guides.codebook import COLUMNS, inert
from escalation_game.authoring.guides.player import seats
from escalation_game.authoring.guides.teacher import lesson
from escalation_game.authoring.guides.writing import files, pages
from escalation_game.authoring.starting import starter
from escalation_game.cli.main import commands
from escalation_game.play.faults import MatchStoppedError
from escalation_game.scenario import Scenario, load, load_text

EMPTY = frozenset({"meta", "br", "rect", "path", "circle"})
ALLOWED = frozenset({
    "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "div", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "a", "code", "span", "figure", "figcaption", "svg", "desc", "rect", "path", "text", "g",
    "circle", "tspan", "line", "polygon", "marker", "defs",
})  # fmt: skip
EVIL = '</style><script>alert(1)</script><img src=x onerror="alert(2)">&lt;"\''


class Reader(HTMLParser):
    """Reads a page strictly: every tag is closed, and none is there that a page does not need."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for _, attributes in reader.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "https:").partition(":")[0] in {"https", "http"} or ":" not in (
            attributes["href"] or ""
        )
    return reader


def everything(page: str) -> str:
    return " ".join("".join(read(page).text).split())


@cache
def dry() -> Scenario:
    return load_text(starter("A dry summer", "Ada")["scenario.yaml"], "dry")


@cache
def written(kind: str = "html") -> dict[str, str]:
    return files(dry(), "html" if kind == "html" else "md")


@pytest.mark.parametrize("name", ["first-steps", "pledge-called"])
@pytest.mark.parametrize("kind", ["html", "md"])
def test_every_shipped_scenario_has_guides_and_they_are_the_same_each_time(
    name: str, kind: str, tmp_path: Path
) -> None:
    told = CliRunner().invoke(commands, ["doc", name, "-o", str(tmp_path / "one"), "--format", kind])
    assert told.exit_code == 0, told.output
    CliRunner().invoke(commands, ["doc", name, "-o", str(tmp_path / "two"), "--format", kind])
    made = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert {f"{page}.{kind}" for page in ("index", "teacher", "designer", "sources", "codebook")} < set(made)
    assert b"\r" not in b"".join(text for file, text in made.items() if not file.endswith(".csv"))


@pytest.mark.parametrize(
    "name", ["index", "player-mayor", "player-farmers", "teacher", "designer", "sources", "codebook"]
)
def test_a_page_stands_alone_and_can_be_heard(name: str) -> None:
    reader = read(written()[f"{name}.html"])
    tags = [tag for tag, _ in reader.tags]
    assert reader.tags[0] == ("html", {"lang": "en"})
    assert tags.count("h1") == tags.count("main") == tags[: tags.index("body")].count("title") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-4]", tag)]
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in reader.tags if tag == "th")
    assert not [attributes for _, attributes in reader.tags if "src" in attributes]
    links = [attributes["href"] or "" for tag, attributes in reader.tags if tag == "a"]
    assert {link for link in links if ":" not in link} <= set(written())


def test_a_seat_reads_its_own_brief_and_no_secret() -> None:
    file = dry().file
    assert list(seats(dry())) == ["mayor", "farmers"]
    mayor, farmers = everything(written()["player-mayor.html"]), everything(written()["player-farmers.html"])
    brief = file.roles["farmers"].brief or "-"
    assert brief in farmers
    assert brief not in mayor
    for text in (
        "Ration water",
        "Contentment of the town: −8 points",
        "blurred (±5 %, at least ±1 points)",
        "Water left for autumn: more is better",
    ):
        assert text in mayor
    assert "Ration water" not in farmers


def test_what_is_hidden_from_a_seat_is_in_no_guide_of_it() -> None:
    text = starter("Dry", "Ada")["scenario.yaml"].replace(
        "    seen_by: {mayor: {noise: 5%, floor: 1}}", "    seen_by: {mayor: hidden}"
    )
    made = files(load_text(text, "dry"), "html")
    assert "Contentment of the town" not in everything(made["player-mayor.html"])
    assert "Contentment of the town" in everything(made["player-farmers.html"])
    assert "Contentment of the townThe mayornot at all" in everything(made["teacher.html"])


def test_the_teacher_finds_aims_hidden_things_readings_and_questions() -> None:
    told = everything(files(load("first-steps"), "html")["teacher.html"])
    for text in (
        "weigh “Light at the end” against “Capital kept”",
        "Comes to light: to You, the allies by Ask the analysts",
        "Few: the attacks will slacken before spring: 50 %",
        "Light lost for each missile that hits: 0.07 hours/day (0.05 to 0.1) instead of 0.09 hours/day (0.06 to 0.13)",
        "“The patient view” and “The urgent view” disagree about",
        "hours_of_light < 4",
        "is a judgement of the authors",
        "A real war is behind this lesson",
    ):
        assert text in told


@given(st.sampled_from([45, 90]), st.integers(1, 200))
def test_a_lesson_takes_the_time_there_is(minutes: int, turns: int) -> None:
    plan = lesson(minutes, turns)
    assert plan.opening + plan.turns * plan.each + plan.spare + plan.debrief == minutes
    assert 1 <= plan.turns <= turns
    assert 3 <= plan.each <= 10
    assert plan.spare >= 0
    assert plan.turns == turns or plan.each == 3


def test_the_designer_finds_every_entry_with_its_formulas() -> None:
    file, told = dry().file, everything(written()["designer.html"])
    for section in (
        "roles",
        "stocks",
        "derived",
        "switches",
        "parameters",
        "cases",
        "actions",
        "rules",
        "events",
        "objectives",
        "endings",
    ):
        assert [name for name in getattr(file, section) if name not in told] == []
    for text in (
        "0.1 * (bare(lake) - 40)",
        "-use * days",
        "lake < 5",
        "Moved by",
        "through rule:drinking",
        "million litres",
    ):
        assert text in told
    assert written()["designer.html"].count("<svg") == 1
    assert written("md")["graph.svg"].startswith("<svg")
    assert "![" in written("md")["designer.md"]


def test_sources_say_what_rests_on_them_and_what_rests_on_none() -> None:
    told = everything(written()["sources.html"])
    assert "Grade J: a judgement." in told
    assert "Water in the lake (stock lake)" in told
    assert "Every number that could be varied has a source" in told
    text = starter("Dry", "Ada")["scenario.yaml"]
    bare = files(
        load_text(
            text.replace(
                "high: 10, unit: million litres/month, source: [guess]", "high: 10, unit: million litres/month"
            ),
            "dry",
        ),
        "html",
    )
    ranked = everything(bare["sources.html"])
    assert "1. Water the town uses (parameter town_use)" in ranked
    assert "Water left for autumn" in ranked


def test_the_codebook_has_a_row_for_every_variable() -> None:
    rows = list(csv.DictReader(io.StringIO(written()["codebook.csv"])))
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == ["lake", "contentment", "use", "town_use"]
    lake, contentment, use, town_use = rows
    assert (lake["unit"], lake["low"], lake["high"], lake["initial"], lake["sources"]) == (
        "million litres",
        "0",
        "100",
        "60",
        "guess",
    )
    assert contentment["seen_by"] == "mayor: noise 0.05 at least 1; farmers: exact"
    assert use["formula"] == "(town_use + (6 if chosen(irrigate) else 2)) * (0.7 if chosen(ration) else 1)"
    assert (town_use["kind"], town_use["low"], town_use["initial"]) == ("parameter", "6", "8")


@pytest.mark.parametrize(("text", "cell"), [
    ("=1+1", "'=1+1"), ("-use", "'-use"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-5", "-5"),
    ("-1e-05", "-1e-05"), ("a\nb", "a b"), ("\t=x", "'=x"),
])  # fmt: skip
def test_no_cell_is_computed(text: str, cell: str) -> None:
    assert inert(text) == cell


def test_a_stranger_writes_no_html() -> None:
    text = starter("Dry", "Ada")["scenario.yaml"]
    changes = {
        "title: A dry summer": f"title: {quoted(EVIL)}",
        "title: Dry\n": f"title: {quoted(EVIL)}\n",
        "title: The mayor": f"title: {quoted(EVIL)}",
        "title: Water in the lake": f"title: {quoted(EVIL)}",
        "title: Ration water": f"title: {quoted(EVIL)}",
        "because: People stand in line for water.": f"because: {quoted(EVIL)}",
        "title: A first guess": f"title: {quoted(EVIL)}\n    url: {quoted('javascript:alert(1)')}\n    publisher: {quoted(EVIL)}",
        "argument: The meters are old, and more is used than they show.": f"argument: {quoted(EVIL)}",
        "language: en": "language: 'de\" onload=\"alert(3)'",
    }
    for old, new in changes.items():
        text = text.replace(old, new)
    scenario = load_text(text, "evil")
    for name, page in files(scenario, "html").items():
        if name.endswith(".html"):
            assert EVIL in everything(page) or name == "codebook.html"
            assert "javascript" not in [
                (attributes.get("href") or "").partition(":")[0] for _, attributes in read(page).tags
            ]
    for name, page in files(scenario, "md").items():
        if name.endswith(".md"):
            assert not re.search(r"<(?!https?://)", outside_code(page)), name
            assert "](javascript" not in page


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def outside_code(text: str) -> str:
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)


WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=30)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_said_stays_text(one: str, other: str, code: str) -> None:
    blocks = (
        Heading(2, (Said(one),)), Paragraph((Said(one), Code(code), Link(other, other))), Bullets(((Said(other),),)),
        Grid(other, (one, "b"), (((Code(code),), (Said(one),)),)),
    )  # fmt: skip
    page = Page("page", "Kind", one, "de", blocks)
    reader = read(html_of(page))
    assert [tag for tag, _ in reader.tags if tag in {"h2", "table", "code", "li"}] == [
        "h2",
        "code",
        "li",
        "table",
        "code",
    ]
    assert "".join(reader.text).count(one) >= 3
    lines = markdown_of(page).splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", outside_code(row).replace("\\|", ""))) for row in rows] == [3, 3, 3]
    assert "<" not in outside_code(markdown_of(page).replace(f"(<{other}>)", ""))


def test_words_of_another_language_are_marked() -> None:
    told = html_of(Page("page", "Guide", "Titel", "de", (Paragraph(("By ", Said("Straße"))),)))
    assert '<h1 lang="de">Titel</h1>' in told
    assert '<p>By <span lang="de">Straße</span></p>' in told


def test_a_list_cannot_begin_by_itself() -> None:
    told = markdown_of(
        Page(
            "page",
            "Guide",
            "T",
            "en",
            (Paragraph((Said("- no"),)), Paragraph((Said("1. no"),)), Paragraph((Said("2024 was"),))),
        )
    )
    assert "\n\\- no\n" in told
    assert "\n1\\. no\n" in told
    assert "\n2024 was\n" in told


def test_who_chooses_when_is_told() -> None:
    lesson_told = everything(files(load("first-steps"), "html")["player-west.html"])
    assert "In each turn the order of choosing is: You, the allies; then Russia." in lesson_told
    assert "All choose at the same time. Then the turn is played" in everything(written()["player-mayor.html"])


def test_a_number_that_moves_nothing_is_told_apart() -> None:
    visit = "injects: {visit: {title: A visit, effects: [{change: {contentment: 3}, because: They bring cake.}]}}\n"
    scenario = load_text(starter("Dry", "Ada")["scenario.yaml"] + visit, "dry")
    told = everything(files(scenario, "html")["sources.html"])
    assert "1 number moved nothing in these futures: in A visit (inject visit)." in told


def test_rules_without_a_beginning_say_where(tmp_path: Path) -> None:
    text = starter("Dry", "Ada")["scenario.yaml"].replace("value: (town_use", "value: log(bare(lake) - 60) * (town_use")
    (tmp_path / "dry.yaml").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(commands, ["doc", str(tmp_path / "dry.yaml"), "-o", str(tmp_path / "guides")])
    assert isinstance(told.exception, MatchStoppedError)
    assert "before the first turn: use is not a finite number" in str(told.exception)
    assert not (tmp_path / "guides").exists()


def test_every_page_is_listed() -> None:
    index = pages(dry())[0]
    listed = [
        span.target
        for block in index.blocks
        if isinstance(block, Bullets)
        for item in block.items
        for span in item
        if isinstance(span, Link)
    ]
    assert listed[:6] == [f"{page.name}.html" for page in pages(dry())[1:]]


def test_a_folder_is_needed(tmp_path: Path) -> None:
    assert CliRunner().invoke(commands, ["doc", "first-steps"]).exit_code == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert CliRunner().invoke(commands, ["doc", "first-steps", "-o", str(tmp_path / "file")]).exit_code == 2
