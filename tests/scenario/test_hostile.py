"""Files made to do harm: each is refused within a second, with a located finding, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from escalation_game.scenario import ScenarioError, load_text

from .pond import POND, probe, with_fragment

SECOND = 1.0
MEGABYTES = 256

BOMB = "a: &a [x]\n" + "".join(
    f"{after}: &{after} [*{before}, *{before}]\n" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
HALF_A_MEGABYTE = 500_000
WIDE = "+".join(["min(" + "mood," * 19 + "mood)"] * 18)
WRONG = ",".join(f"no{number}" for number in range(99))
EVERYTHING = "+".join(f"d{number}" for number in range(90))

HOSTILE: dict[str, str] = {
    "power": with_fragment(probe("9**9**7")),
    "tower of powers": with_fragment(probe("**".join("9" * 90))),
    "attribute": with_fragment(probe("mood.__class__.__mro__")),
    "lambda": with_fragment(probe("(lambda: mood)()")),
    "import": with_fragment(probe("__import__('os')")),
    "comprehension": with_fragment(probe("[x for x in mood]")),
    "brackets": with_fragment(probe("(" * 950 + "1" + ")" * 950)),
    "signs": with_fragment(probe("-" * 1900 + "1")),
    "nested curves": with_fragment(probe("lookup(" * 60 + "mood" + ",0,1,1,2)" * 60)),
    "aliases": BOMB,
    "anchors": "a: " + "&" * HALF_A_MEGABYTE,
    "tag": POND + "x: !!python/object/apply:os.system [ls]\n",
    "not a number": POND.replace("initial: 50", "initial: .nan"),
    "infinite": POND.replace("initial: 50", "initial: -.inf"),
    "huge number": POND.replace("initial: 50", "initial: " + "9" * 100_000),
    "huge exponent": POND.replace("initial: 50", "initial: 1e99999"),
    "duplicate": POND + "title: Another\n",
    "deep lists": "a: " + "[" * HALF_A_MEGABYTE,
    "deep mappings": "a: " + "{a: " * (HALF_A_MEGABYTE // 4),
    "deep blocks": "".join(" " * depth + "a:\n" for depth in range(900)),
    "deep items": "- " * (HALF_A_MEGABYTE // 2),
    "many keys": "".join(f"k{number}: 1\n" for number in range(100_000)),
    "many entries": POND + "presets:\n" + "".join(f"  k{number}: {{title: K, turns: 1}}\n" for number in range(20_000)),
    "many small lists": POND + "authors: [" + "[]," * (HALF_A_MEGABYTE // 3) + "]\n",
    "long line": "title: " + "x" * (2 * HALF_A_MEGABYTE - 10),
    "long key": "x" * HALF_A_MEGABYTE + ": 1\n",
    "long quoted": "title: '" + "x" * HALF_A_MEGABYTE,
    "many lines": "\n" * 900_000,
    "many colons": ":" * HALF_A_MEGABYTE,
    "many escapes": 'a: "' + "\\n" * (HALF_A_MEGABYTE // 2) + '"',
    "name that turns round": POND.replace("village", "vill\u202eage"),
    "name with an escape": POND.replace("village", "vill\x1bage"),
    "name with a quoted escape": POND.replace("  village:", '  "vill\\e[31mage":'),
    "title that turns round": POND.replace("The pond", "The \u2066pond"),
    "nul": POND.replace("The pond", "The \0 pond"),
    "surrogate": POND.replace("The pond", "The \ud800 pond"),
    "look-alike": with_fragment(probe("mооd")),  # two Cyrillic letters
    "many typos": POND + "presets:\n" + "".join(f"  k{number}: {{titel: K, trns: 1, x: 2}}\n" for number in range(499)),
    "many wrong names": with_fragment(
        "rules:\n" + "".join(f"  r{number}: {{source: [{WRONG}], change: {{mood: 1}}}}\n" for number in range(300))
    ),
    "many large formulas": with_fragment(
        "derived:\n" + "".join(f"  d{number}: {{title: D, value: '{WIDE}'}}\n" for number in range(490))
    ),
    "everything reads everything": with_fragment(
        "derived:\n" + "".join(f"  d{number}: {{title: D, value: {EVERYTHING}}}\n" for number in range(490))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_time(name: str) -> None:
    began = time.process_time()
    with pytest.raises(ScenarioError) as wrong:
        load_text(HOSTILE[name], "hostile")
    assert time.process_time() - began < SECOND
    for one in wrong.value.findings:
        assert 1 <= one.place.line <= HOSTILE[name].count("\n") + 1
        assert 1 <= one.place.column <= len(one.place.excerpt) + 1


#: Runs in a process of its own: its memory is its own, and is bounded.
VALIDATE = """
import json, resource, sys, time
from escalation_game.scenario import ScenarioError, load
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
told = []
for path in sys.argv[1:]:
    began = time.process_time()
    try:
        load(path)
    except ScenarioError as error:
        told.append([error.findings[0].code, time.process_time() - began])
try:  # what getrusage tells begins with the memory of the process that started this one
    with open("/proc/self/status", encoding="ascii") as status:
        most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except OSError:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([told, most / 1024]))
"""


def test_all_of_them_take_little_memory(tmp_path: Path) -> None:
    def written(number: int, text: str) -> str:
        path = tmp_path / f"{number}.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return str(path)

    paths = [written(number, text) for number, text in enumerate(HOSTILE.values())]
    paths += [made(tmp_path) for made in (_large, _pipe, _folder, _binary, _utf16)]
    done = subprocess.run(
        [sys.executable, "-c", VALIDATE, *paths], capture_output=True, text=True, check=True, timeout=60
    )
    told, megabytes = json.loads(done.stdout)
    assert done.stderr == ""
    assert len(told) == len(paths)
    assert [code for code, _ in told[-5:]] == ["E002", "E001", "E001", "E003", "E003"]
    assert max(seconds for _, seconds in told) < SECOND
    assert megabytes < MEGABYTES


def _large(folder: Path) -> str:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(50_000_000)
    return str(folder / "large.yaml")


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe.yaml")
    return str(folder / "pipe.yaml")


def _folder(folder: Path) -> str:
    (folder / "folder.yaml" / "scenario.yaml").mkdir(parents=True)
    return str(folder / "folder.yaml")


def _binary(folder: Path) -> str:
    (folder / "binary.yaml").write_bytes(bytes(range(256)) * 40)
    return str(folder / "binary.yaml")


def _utf16(folder: Path) -> str:
    (folder / "utf16.yaml").write_bytes(POND.encode("utf-16"))
    return str(folder / "utf16.yaml")
