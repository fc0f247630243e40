"""`check --watch` in a process of its own: what is different, and a clean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT

SECONDS = 120  # ends what hangs; no measure of speed
APP = "class App : Application() {{\n    override fun onCreate() {{\n        {}\n    }}\n}}\n"
#: What runs in the background of a script ignores interrupts, and so do its children if they do not say otherwise.
PROGRAM = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('privlint', run_name='__main__')"
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT for one process")


class Watched:
    """A run of `--watch`; its lines come as they are printed."""

    def __init__(self, root: Path) -> None:
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
        arguments = ("check", "--watch", "--select", "PRV10", "--output-format", "concise", str(root))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=ROOT,
            env=environment,
        )
        self.timer = threading.Timer(SECONDS, self.process.kill)
        self.timer.start()

    def until(self, text: str) -> list[str]:
        """The lines up to the first with a text in it."""
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if text in line:
                return lines
        pytest.fail(f"ended without {text!r}: {lines}")


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    small = SmallApp(tmp_path)
    small.kotlin("App", APP.format(START))
    return small


@pytest.fixture
def watched(app: SmallApp) -> Iterator[Watched]:
    run = Watched(app.root)
    yield run
    run.timer.cancel()
    run.process.kill()
    run.process.wait()


def test_only_differences_are_shown_and_an_interrupt_ends_it(app: SmallApp, watched: Watched) -> None:
    first = watched.until("watching; Ctrl-C ends it")
    assert first[0].startswith("app/src/main/java/com/example/App.kt:")
    app.kotlin("App", APP.format(f"// moved down\n        {START}\n        val model = Build.MODEL"))
    lines = watched.until("catalogue of")
    assert [line[0] for line in lines[:-1]] == ["+"]
    assert "PRV102" in lines[0]
    app.write("privlint.toml", "nonsense = 1")
    assert "unknown setting 'nonsense'" in watched.until("nonsense")[-1]
    (app.root / "privlint.toml").unlink()
    app.kotlin("App", APP.format(""))
    lines = [*watched.until("No findings")]
    assert [line[0] for line in lines if line[0] in "+-"] == ["-", "-"]
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(SECONDS) == 0
    assert watched.process.stdout is not None
    assert "Traceback" not in watched.process.stdout.read()
