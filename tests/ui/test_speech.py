"""Speech through real programs: small ones of the test's own that write down what they would say, and espeak-ng where it is there."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from escalation_game.ui.speech import Engine, Speaker, engines

WRITES = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
LINGERS = "import sys, time; open(sys.argv[1], 'a').write(sys.stdin.read()); time.sleep(60)"
BY_LINE = "import sys\nfor line in sys.stdin: open(sys.argv[1], 'a').write(line)"


def _engine(program: str, path: Path, **more) -> Engine:
    return Engine("own", (sys.executable, "-c", program, str(path)), **more)


def _until_written(path: Path, words: str) -> None:
    end = time.monotonic() + 20
    while words not in (path.read_text(encoding="utf-8") if path.exists() else ""):
        assert time.monotonic() < end, "it was never said"
        time.sleep(0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "said"


def test_words_arrive_as_they_are_and_are_no_command(path: Path) -> None:
    speaker = Speaker([_engine(WRITES, path)])
    speaker.say("--help; $(rm -rf /) — 12 % «ніч»\nnext")
    _until_written(path, "--help; $(rm -rf /) — 12 % «ніч» next\n")
    assert speaker.engine == "own"
    speaker.close()


def test_the_next_words_cut_the_first_short(path: Path) -> None:
    speaker = Speaker([_engine(LINGERS, path)])
    speaker.say("first")
    _until_written(path, "first")
    speaker.say("second")
    _until_written(path, "second")
    speaker.close()
    assert speaker.engine == "own"


def test_an_engine_that_stays_takes_a_line_each(path: Path) -> None:
    speaker = Speaker([_engine(BY_LINE, path, stays=True)])
    speaker.say("one")
    speaker.say("two\nlines")
    _until_written(path, "one\ntwo lines\n")
    speaker.close()


def test_an_engine_that_fails_gives_way_to_the_next(path: Path) -> None:
    broken = Engine("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    speaker = Speaker([broken, _engine(WRITES, path)])
    speaker.say("hello")
    end = time.monotonic() + 20
    while speaker.engine == "broken" and time.monotonic() < end:
        time.sleep(0.02)
    assert speaker.engine == "own"
    speaker.say("again")
    _until_written(path, "again")
    speaker.close()


def test_one_that_is_not_there_is_no_error(path: Path) -> None:
    speaker = Speaker([Engine("gone", (str(path / "no-such-program"),))])
    speaker.say("hello")
    assert speaker.engine == ""
    speaker.say("hello")
    speaker.close()


def test_hush_asks_the_service_to_be_silent_too(path: Path) -> None:
    hush = (sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write('hushed')", str(path))
    speaker = Speaker([_engine(LINGERS, path, hush=hush)])
    speaker.say("long")
    _until_written(path, "long")
    speaker.close()
    _until_written(path, "hushed")


def test_only_what_is_installed_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engines() == ()
    if sys.platform.startswith("linux"):
        program = tmp_path / "espeak-ng"
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
        [found] = engines("de-AT")
        assert found.command == ("espeak-ng", "-v", "de", "--stdin")
        assert engines("xx-long")[0].command[2] == "en"


def test_the_engines_of_this_machine_are_programs_of_it() -> None:
    for engine in engines():
        assert shutil.which(engine.command[0])
