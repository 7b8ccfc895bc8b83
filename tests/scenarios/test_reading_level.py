"""Texts are plain: short sentences and short words, in every text a player reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from pydantic import BaseModel

from escalation_game.scenario import load, shipped
from escalation_game.scenario.schema import ScenarioFile

MOST_WORDS = 12.0  # in a sentence, on average over a scenario
MOST_WORDS_OF_A_TEXT = 22.0  # in a sentence, on average over one text
EASE = 65.0  # Flesch calls 60 to 70 plain English

#: Keys whose values a player reads, the titles of sources apart.
READ = frozenset(
    (
        *("title", "summary", "content_note", "brief", "note", "headline", "because", "unavailable", "text"),
        *("argument", "labels", "item", "article", "evidence", "label"),
    )
)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; numbers are words, signs are not."""
    parts = re.split(r"[.!?](?:\s|$)", text)
    found = [re.findall(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9,.’'-]*", part) for part in parts]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, a silent e at its end apart."""
    if not re.search("[A-Za-zÀ-ÿ]", word):
        return 1
    groups = len(re.findall("[aeiouyà-ÿ]+", word.lower()))
    silent = re.search("[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$", word.lower()) is not None
    return max(1, groups - silent)


def ease(texts: list[str]) -> float:
    """Flesch's reading ease (R. Flesch, 1948): 206.835 - 1.015 words a sentence - 84.6 syllables a word."""
    told = [words for text in texts for words in sentences(text)]
    words = [word for sentence in told for word in sentence]
    return 206.835 - 1.015 * len(words) / len(told) - 84.6 * sum(map(syllables, words)) / len(words)


def mean_words(texts: list[str]) -> float:
    """Words a sentence."""
    told = [words for text in texts for words in sentences(text)]
    return sum(map(len, told)) / len(told)


def player_texts(file: ScenarioFile) -> list[str]:
    """Every text a player may read."""
    return list(_texts(file.model_copy(update={"sources": {}}), ""))


def _texts(content: object, key: str) -> Iterator[str]:
    if isinstance(content, BaseModel):
        for name in type(content).model_fields:
            yield from _texts(getattr(content, name), name)
    elif isinstance(content, dict):
        for name, value in cast("dict[str, object]", content).items():
            yield from _texts(value, "labels" if key == "labels" else name)
    elif isinstance(content, list | tuple):
        for one in cast("tuple[object, ...]", content):
            yield from _texts(one, key)
    elif isinstance(content, str) and key in READ:
        yield content


@pytest.fixture(scope="module", params=sorted(shipped()))
def texts(request: pytest.FixtureRequest) -> list[str]:
    return player_texts(load(request.param).file)


def test_there_is_something_to_read(texts: list[str]) -> None:
    assert len(texts) > 50


def test_sentences_are_short(texts: list[str]) -> None:
    told = [text for text in texts if len(text.split()) > 3]  # titles are no sentences
    assert mean_words(told) <= MOST_WORDS


def test_no_text_has_long_sentences_only(texts: list[str]) -> None:
    assert [text for text in texts if mean_words([text]) > MOST_WORDS_OF_A_TEXT] == []


def test_words_are_plain(texts: list[str]) -> None:
    assert ease([text for text in texts if len(text.split()) > 3]) >= EASE


def test_a_hard_text_is_found() -> None:
    hard = (
        "Notwithstanding institutional considerations, interoperability requirements necessitate comprehensive "
        "multilateral consultations concerning proportionality of retaliatory capabilities."
    )
    assert ease([hard]) < 0 < EASE < ease(["The guns are still. We look at what it cost, and who paid for it."])
    assert mean_words(["One two three. Four five six seven, eight."]) == 4.0
    assert [syllables(word) for word in ("risk", "missile", "table", "escalation", "2024")] == [1, 2, 2, 4, 1]
