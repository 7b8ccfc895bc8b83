"""Every message of the window is translated into every language, fits its fields, and can be drawn with the bundled fonts."""

from __future__ import annotations

import gettext
import importlib.util
import os
import re
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pytest
from babel.messages.pofile import read_po

from escalation_game.play.catalogue import listings
from escalation_game.ui.kit.coverage import coverage
from escalation_game.ui.kit.fonts import KOREAN, KOREAN_BOLD, SYMBOLS

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "run: uv run python assets/languages/make_catalogues.py, translate what it names, run it again (docs/how-to/translate.md)"
FIELD = re.compile(r"\{[^}]*\}")
FACES = ("PlexSans-Regular.ttf", "PlexSans-SemiBold.ttf", "PlexSans-Italic.ttf", "PlexSansCondensed-Medium.ttf",
         "PlexSansCondensed-SemiBold.ttf", "PlexSerif-Regular.ttf", "PlexSerif-SemiBold.ttf")  # fmt: skip


def _script():
    spec = importlib.util.spec_from_file_location(
        "make_catalogues", ROOT / "assets" / "languages" / "make_catalogues.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_catalogues = _script()
LANGUAGES = make_catalogues.TRANSLATED


@pytest.fixture(scope="module")
def messages():
    """The messages of the code as it is now."""
    return {one.id for one in make_catalogues.template() if one.id}


def _read(path, code=None):
    with path.open("rb") as file:
        return read_po(file, locale=code)


def _entries(catalogue):
    return [one for one in catalogue if one.id]


def _forms(message):
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return english, tuple(words)


def test_the_template_has_the_messages_of_the_code(messages) -> None:
    kept = {one.id for one in _entries(_read(make_catalogues.LANGUAGES_FOLDER / "interface.pot"))}
    assert kept == messages, COMMAND


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_is_translated_and_nothing_else(messages, code) -> None:
    catalogue = _read(make_catalogues.po_path(code), code)
    assert {one.id for one in _entries(catalogue)} == messages, COMMAND
    missing = [one.id for one in _entries(catalogue) if one.fuzzy or not all(_forms(one)[1])]
    assert missing == [], COMMAND


@pytest.mark.parametrize("code", LANGUAGES)
def test_fields_and_the_spaces_around_are_kept(code) -> None:
    for one in _entries(_read(make_catalogues.po_path(code), code)):
        english, words = _forms(one)
        for form in words:
            assert sorted(FIELD.findall(form)) in [sorted(FIELD.findall(each)) for each in english], english
            assert form.replace("\u202f", "x")[:1].isspace() == english[0][:1].isspace(), english
            assert form[-1:].isspace() == english[0][-1:].isspace(), english


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_are_as_many_plural_forms_as_the_language_has(code) -> None:
    catalogue = _read(make_catalogues.po_path(code), code)
    counted = [one for one in _entries(catalogue) if isinstance(one.id, tuple)]
    assert counted
    assert {len(_forms(one)[1]) for one in counted} == {catalogue.num_plurals}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_game_reads_is_what_was_translated(code) -> None:
    path = make_catalogues.po_path(code)
    with path.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for one in _entries(_read(path, code)):
        english, words = _forms(one)
        if len(english) == 1:
            assert read.gettext(english[0]) == words[0], COMMAND
        else:
            told = {read.ngettext(*english, count) for count in range(30)}
            assert told == set(words), COMMAND


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_second_run_changes_nothing(tmp_path, code) -> None:
    found, path = make_catalogues.template(), make_catalogues.po_path(code)
    for run in ("once", "twice"):
        catalogue, _dropped = make_catalogues.merged(found, code, path)
        path = tmp_path / run
        make_catalogues.write(catalogue, path)
    assert (tmp_path / "once").read_bytes() == (tmp_path / "twice").read_bytes()


def test_what_is_gone_is_told_and_what_is_new_is_empty(tmp_path) -> None:
    found = make_catalogues.template()
    path = tmp_path / "de.po"
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Gone words"\nmsgstr "Weg"\n\n'
                    'msgid "Undo"\nmsgstr "Rückgängig"\n', "utf-8")  # fmt: skip
    catalogue, dropped = make_catalogues.merged(found, "de", path)
    assert dropped == ["Gone words"]
    assert catalogue.get("Undo").string == "Rückgängig"
    assert len(make_catalogues.untranslated(catalogue)) == len(_entries(catalogue)) - 1


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_every_language_can_be_drawn(face) -> None:
    known = coverage(face) | coverage(SYMBOLS) | (coverage(KOREAN) & coverage(KOREAN_BOLD))
    lacking = {}
    for code in LANGUAGES:
        words = "".join("".join(_forms(one)[1]) for one in _entries(_read(make_catalogues.po_path(code), code)))
        lacking[code] = {sign for sign in words if ord(sign) not in known and not sign.isspace()}
    assert lacking == {code: set() for code in LANGUAGES}, "assets/fonts/make_korean.py adds what a Korean word needs"


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_the_shipped_scenarios_can_be_drawn(face) -> None:
    known = coverage(face) | coverage(SYMBOLS) | coverage(KOREAN)
    assert listings()
    for one in listings():
        words = (ROOT / "scenarios" / one.name / "scenario.yaml").read_text("utf-8")
        assert {sign for sign in words if ord(sign) not in known and not sign.isspace()} == set(), one.name
