"""A voice from whatever speaks on this machine: a program that is there anyway, run beside the window, never waited for.

Words go to the program on its standard input, so that nothing in them is taken for an option or a command.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 4000  #: characters said at once; a pipe takes these without making us wait
_LANGUAGES = {"de", "en", "ko", "uk"}
#: Windows speaks through its own synthesiser. The program stays, because it takes half a second to start.
_WINDOWS_VOICE = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "while ($null -ne ($line = [Console]::In.ReadLine())) { $voice.SpeakAsyncCancelAll(); if ($line) { [void]$voice.SpeakAsync($line) } }"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks what it reads; it is silent when it ends. One that `stays` takes a line an utterance.

    `hush` is a command that silences what the program has handed on to a service. New words silence that by themselves.
    """

    name: str
    command: tuple[str, ...]
    stays: bool = False
    hush: tuple[str, ...] = ()


def engines(language: str = "en") -> tuple[Engine, ...]:
    """Return the engines that are installed, the person's own first. `language` is that of the interface."""
    spoken = language.partition("-")[0]
    spoken = spoken if spoken in _LANGUAGES else "en"
    return tuple(one for one in _known(spoken) if shutil.which(one.command[0]))


def _known(language: str) -> tuple[Engine, ...]:
    if sys.platform == "darwin":
        return (Engine("say", ("say", "-f", "-")),)
    if sys.platform == "win32":
        return (
            Engine("SAPI", ("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS_VOICE), stays=True),
        )
    dispatched = ("spd-say", "--pipe-mode", "--wait", "--language", language)
    return (
        Engine("speech-dispatcher", dispatched, hush=("spd-say", "--cancel")),
        Engine("espeak-ng", ("espeak-ng", "-v", language, "--stdin")),
        Engine("espeak", ("espeak", "-v", language, "--stdin")),
    )


class Speaker:
    """Says one thing at a time; the next cuts it short. An engine that fails is not asked again, the next one is."""

    def __init__(self, engines: Sequence[Engine] = ()) -> None:
        self._engines = list(engines)
        self._running: subprocess.Popen[bytes] | None = None
        self._hushing: subprocess.Popen[bytes] | None = None

    @property
    def engine(self) -> str:
        """The name of what speaks, "" when nothing does."""
        self._drop_what_failed()
        return self._engines[0].name if self._engines else ""

    def say(self, words: str) -> None:
        """Begin to say something, and no longer what was being said. Without an engine nothing happens."""
        said = " ".join(words.split())[:_MOST]
        while said and self.engine:
            engine = self._engines[0]
            if not (engine.stays and self._running):
                self._end()
                self._running = _started(engine.command)
            if self._running and _handed_over(self._running, said, engine):
                return
            self._end()
            self._engines.pop(0)

    def hush(self) -> None:
        """Fall silent."""
        speaking = self._running is not None and self._running.poll() is None
        self._end()
        if (
            speaking
            and self._engines
            and self._engines[0].hush
            and (self._hushing is None or self._hushing.poll() is not None)
        ):
            self._hushing = _started(self._engines[0].hush)

    def close(self) -> None:
        """Fall silent and end every program; for the end of the window."""
        self.hush()
        if self._hushing:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._hushing.communicate(timeout=1)

    def _end(self) -> None:
        process, self._running = self._running, None
        if process is None:
            return
        if process.poll() is None:
            process.kill()
        if process.stdin and not process.stdin.closed:
            with contextlib.suppress(OSError):
                process.stdin.close()
        process.wait()

    def _drop_what_failed(self) -> None:
        """Give up an engine that ended with an error of its own."""
        if self._running and self._running.poll():
            self._end()
            self._engines.pop(0)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    # A new session: Ctrl-C in the terminal is for the game.
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return None


def _handed_over(process: subprocess.Popen[bytes], words: str, engine: Engine) -> bool:
    """Write the words; a program that does not stay learns by the end of its input that there are no more."""
    if process.stdin is None:
        return False
    try:
        process.stdin.write(f"{words}\n".encode())
        process.stdin.flush()
        if not engine.stays:
            process.stdin.close()
    except OSError:
        return False
    return True
