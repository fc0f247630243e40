"""Kills checks at random moments while they share a cache: whoever survives has to be right, and the cache whole.

usage: python tests/warm/killed.py FOLDER [KILLS]

Two checks and a resident folder start at once, as processes of their own, on three copies of a small app that changes
from round to round. One of them, or all, get SIGKILL. Prints one line at the end; raises for the first thing wrong.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parent.parent))

from consent.small_apps import START, SmallApp

from privlint import api
from privlint.cache.database import FILE_NAME, Database
from privlint.config import Settings
from privlint.disk import Disk
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.resident import Resident
from privlint.warm import checking

SOURCE = "app/src/main/java/com/example/App.kt"
BODIES = (
    *(START, f"// moved\n        {START}", f"if (System.nanoTime() > 1) {START}"),
    *("val model = Build.MODEL", "val one = 1"),
)
CODE = "class App : Application() {{\n    override fun onCreate() {{\n        {}\n    }}\n}}\n"
SECONDS_TO_WAIT = 120


class Worker:
    """A process that checks one copy of the app."""

    def __init__(self, folder: Path, cache: Path, work: Callable[[Path, Path, str], list[Report]]) -> None:
        self.app = SmallApp(folder)
        self.cache = cache
        self.work = work
        self.answer = folder.parent / f"{folder.name}.json"
        self.pid = 0

    def start(self, body: str) -> None:
        """Forks; what the check says is in `answer` once it is there."""
        self.answer.unlink(missing_ok=True)
        self.app.kotlin("App", CODE.format(body))
        self.pid = os.fork()
        if self.pid == 0:
            try:
                reports = self.work(self.app.root, self.cache, body)
                part = self.answer.with_suffix(".part")
                part.write_text(json.dumps([document(report) for report in reports]))
                part.rename(self.answer)
                os._exit(0)
            except BaseException as error:
                sys.stderr.write(f"{type(error).__name__}: {error}\n")
                os._exit(1)

    def end(self) -> int:
        """The wait status of the process."""
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status
            time.sleep(0.005)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("a check does not end")


def document(report: Report) -> str:
    """The findings as they are shown."""
    return json.dumps(json.loads(render("json", report, Style(lang="en")))["findings"])


def check_once(root: Path, cache: Path, body: str) -> list[Report]:
    """What a command does."""
    return [checking.check(Disk(root), Settings(), Database(cache, _no_word))]


def edit(root: Path, cache: Path, body: str) -> list[Report]:
    """What a language server does: several texts that are not saved, and what is saved."""
    resident = Resident(root, Settings(), database=Database(cache, _no_word))
    text = (root / SOURCE).read_bytes()
    return [resident.check(), resident.check({SOURCE: text + b"\n"}), resident.check()]


def _no_word(text: str) -> None:
    """What is wrong with the cache is looked at afterwards."""


def run(folder: Path, kills: int, seed: int = 1) -> int:
    """Kills so many processes; how many others were right meanwhile."""
    rng, cache, right, killed = random.Random(seed), folder / "cache", 0, 0
    works = (check_once, check_once, edit)
    workers = [Worker(folder / f"app{number}", cache, work) for number, work in enumerate(works)]
    expected = {}
    for body in BODIES:
        workers[0].app.kotlin("App", CODE.format(body))
        expected[body] = document(api.check(workers[0].app.root, Settings()))
    while killed < kills:
        bodies = [rng.choice(BODIES) for _ in workers]
        for worker, body in zip(workers, bodies, strict=True):
            worker.start(body)
        time.sleep(rng.random() * 0.4)
        for worker in rng.sample(workers, rng.choice((1, 1, 2, 3))):
            os.kill(worker.pid, signal.SIGKILL)
        for worker, body in zip(workers, bodies, strict=True):
            status = worker.end()
            killed += os.WIFSIGNALED(status)
            if not os.WIFSIGNALED(status):
                assert status == 0, "a check has failed"
                assert set(json.loads(worker.answer.read_text())) == {expected[body]}, "a check is wrong"
                right += 1
        assert_whole(cache)
    return right


def assert_whole(cache: Path) -> None:
    """The cache is a database without faults, and nobody holds a lock."""
    if not (cache / FILE_NAME).exists():
        return
    connection = sqlite3.connect(cache / FILE_NAME, timeout=0, isolation_level=None)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    connection.close()


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    sys.stdout.write(f"{count} kills: {run(Path(sys.argv[1]), count)} others were right, the cache is whole\n")
