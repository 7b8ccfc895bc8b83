"""The tests of a scenario while they run beside the window: how far they have come, and what came of those that are done."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.catalogue import BrokenScenarioError, FindingTold, findings_told
from escalation_game.ui.bench import Bench, Progress, TestTold


@dataclass(frozen=True, slots=True)
class _Done:
    """The end, with what could not be read or why it broke off; both empty when it went to the end or was stopped."""

    findings: tuple[FindingTold, ...] = ()
    trouble: str = ""


class TestRun:
    """One run, from its start to its end. Its state: what has come out of the thread it runs in."""

    __test__ = False  # it is no test of this program

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.progress: Progress | None = None
        self.results: list[TestTold] = []
        self.findings: tuple[FindingTold, ...] = ()
        self.trouble = ""
        self.running = True
        self.stopped = False
        self._news: queue.SimpleQueue[Progress | TestTold | _Done] = queue.SimpleQueue()
        self._wanted = threading.Event()
        self._wanted.set()
        self._thread = threading.Thread(target=self._work, args=(bench, folder), daemon=True, name="scenario tests")
        self._thread.start()

    @property
    def failed(self) -> int:
        """How many tests have failed so far."""
        return sum(not one.passed for one in self.results)

    def stop(self) -> None:
        """Ask it to end; what has come of it stays."""
        self.stopped = self.stopped or self.running
        self._wanted.clear()

    def poll(self) -> bool:
        """Take in what has come since the last time; return whether there was anything."""
        any_news = False
        while not self._news.empty():
            any_news = True
            self._take(self._news.get())
        return any_news

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def _take(self, news: Progress | TestTold | _Done) -> None:
        match news:
            case Progress():
                self.progress = news
            case TestTold():
                self.results.append(news)
            case _Done():
                self.findings, self.trouble, self.running = news.findings, news.trouble, False

    def _work(self, bench: Bench, folder: Path) -> None:
        """Run in the thread: nothing that happens here may end it without a word, or the screen would wait for ever."""
        done = _Done()
        try:
            bench.test(folder, self._told)
        except BrokenScenarioError as error:
            done = _Done(findings_told(error, folder))
        except Exception as error:
            done = _Done(trouble=f"{type(error).__name__}: {error}")
        self._news.put(done)

    def _told(self, news: Progress | TestTold) -> bool:
        if self._wanted.is_set():
            self._news.put(news)
        return self._wanted.is_set()
