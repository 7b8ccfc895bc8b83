"""How-tos with commands and pieces of files are followed word by word, and the index names every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import Run
from .pages import DOCS, follow

FOLLOWED = ("write-tests", "lenses", "units", "hidden-information", "playtest", "guides")
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


@pytest.mark.parametrize("name", FOLLOWED)
def test_following_it_does_what_it_says(name: str, run: Run, tmp_path: Path) -> None:
    assert follow((DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8"), run, tmp_path)


def test_the_index_names_every_page_of_the_documentation() -> None:
    listed = set(re.findall(r"\]\(([^)#:]+\.md)\)", (DOCS / "README.md").read_text(encoding="utf-8")))
    assert {page for page in PAGES if page != "README.md"} == listed


@pytest.mark.parametrize("page", ["README.md", "tutorial.md", *(f"how-to/{name}.md" for name in FOLLOWED)])
def test_its_links_lead_somewhere(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)", text):
        file = (DOCS / page).parent / target if target else DOCS / page
        assert file.is_file(), target
        heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
