"""How long an editor waits for what a save brings: from the save to the diagnostics, through the protocol.

usage: python benchmarks/saves.py [--saves N] [--kind KIND]... FOLDER [FILE]

FOLDER is copied first, and a server checks the copy as an editor would have it do. FILE (relative to FOLDER; by default
the application class) gets a function that nobody calls, and at the beginning of `onCreate` a call that starts an SDK.
It is saved again and again, no text twice:

    comment    with one more comment above the call
    aside      with one more statement in the function that nobody calls: most of an app does not run at its start
    statement  with one more statement above the call
    leak       in turn with and without the call, which gets another key each time

Each save has to move, bring or take away a diagnostic. The first check is told apart.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from privlint import workspace

_START = re.compile(r"(?:void onCreate\(\)|fun onCreate\(\))[^{]*\{")
_CLASS = re.compile(r"\bclass\s[^{]*\{")
_CALL = 'com.umeng.commonsdk.UMConfigure.init(this, "key {}", "store", 1, null);'
_CALLED = _CALL.partition("(")[0]
_LONGEST = 600  # seconds; ends what hangs


class Series(NamedTuple):
    """The seconds of each save, and the CPU seconds of the server for one of them."""

    seconds: list[float]
    cpu: float


class Editor:
    """A client that waits until the diagnostics of a file hold a rule, or no longer."""

    def __init__(self, path: Path) -> None:
        self.client = LanguageClient("saves", "1")
        self.path = path
        self.lines: set[int] = set()
        self._news = asyncio.Event()
        self._is_ready = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            if params.uri == self.path.as_uri():
                self.lines = {each.range.start.line for each in params.diagnostics if each.code == "PRV101"}
                self._news.set()

        @self.client.feature(types.PROGRESS)  # type: ignore[untyped-decorator]
        def progress(params: types.ProgressParams) -> None:
            kind = params.value.get("kind") if isinstance(params.value, dict) else getattr(params.value, "kind", "")
            if kind == "end":
                self._is_ready.set()

        @self.client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)  # type: ignore[untyped-decorator]
        def create(params: types.WorkDoneProgressCreateParams) -> None:
            """Agrees."""

    async def start(self, folder: Path, text: str) -> float:
        """Starts the server, and waits for its first check; the seconds that takes."""
        start = time.perf_counter()
        await self.client.start_io(sys.executable, "-m", "privlint", "lsp")
        capabilities = types.ClientCapabilities(window=types.WindowClientCapabilities(work_done_progress=True))
        folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)]
        options = {"run": "save"}
        await self.client.initialize_async(
            types.InitializeParams(capabilities, workspace_folders=folders, initialization_options=options)
        )
        self.client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(self.path.as_uri(), "any", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await asyncio.wait_for(self._is_ready.wait(), _LONGEST)
        return time.perf_counter() - start

    async def save(self, text: str, line: int | None, version: int) -> float:
        """Changes and saves the file, and waits until the rule is found on the line, or nowhere; the seconds. A finding
        that was there before the file was touched is none of it."""
        identifier = types.VersionedTextDocumentIdentifier(version, self.path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
        self.path.write_text(text, "utf-8")
        start = time.perf_counter()
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.path.as_uri()))
        self.client.text_document_did_save(saved)
        while self.lines != ({line} if line is not None else set()):
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), _LONGEST)
        return time.perf_counter() - start

    def cpu(self) -> float:
        """The CPU seconds that the server has spent: a busy machine changes them little. 0 where that is not told."""
        process = self.client._server
        try:
            fields = Path(f"/proc/{process.pid if process else 0}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def stop(self) -> None:
        """Ends the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]


def application_class(folder: Path) -> str:
    """The file of an application class that has an `onCreate`."""
    repository = workspace.open_repository(folder)
    for application in workspace.load(repository, variant=None, include_tests=False).applications:
        for variant in application.variants:
            declared = variant.manifest.application
            name = declared.name.rpartition(".")[2] if declared is not None else ""
            for path in variant.sources:
                if name and Path(path).stem == name and _START.search((folder / path).read_text("utf-8", "replace")):
                    return path
    raise SystemExit("no application class with an onCreate(): name a file")


class Pieces(NamedTuple):
    """What a save writes into the function that nobody calls, and at the beginning of `onCreate`."""

    aside: str
    start: str


def _statements(number: int) -> str:
    return "".join(f'\nandroid.util.Log.d("save", "{each}");' for each in range(number + 1))


def _comments(number: int) -> str:
    return "".join(f"\n// comment {each}" for each in range(number + 1))


#: The pieces of a save by its number.
_KINDS: dict[str, Callable[[int], Pieces]] = {
    "comment": lambda number: Pieces("", f"{_comments(number)}\n{_CALL.format(0)}"),
    "aside": lambda number: Pieces(_statements(number), f"\n{_CALL.format(0)}"),
    "statement": lambda number: Pieces("", f"{_statements(number)}\n{_CALL.format(0)}"),
    "leak": lambda number: Pieces("", f"\n{_CALL.format(number)}" if number % 2 == 0 else _comments(number)),
}


class Source:
    """The file that is saved."""

    def __init__(self, text: str, is_kotlin: bool) -> None:
        start = _START.search(text)
        opening = _CLASS.search(text, 0, start.start()) if start is not None else None
        if start is None or opening is None:
            raise SystemExit("the file has no class with an onCreate()")
        self._word = "fun" if is_kotlin else "void"
        self._parts = text[: opening.end()], text[opening.end() : start.end()], text[start.end() :]

    def with_pieces(self, pieces: Pieces) -> tuple[str, int | None]:
        """The text, and the line (from 0) on which the call stands, if it does."""
        head, middle, tail = self._parts
        text = f"{head}\n{self._word} neverCalled() {{{pieces.aside}\n}}\n{middle}{pieces.start}\n{tail}"
        at = text.find(_CALLED)
        return text, None if at < 0 else text.count("\n", 0, at)


async def measure(folder: Path, file: str, saves: int, kinds: Sequence[str]) -> tuple[float, dict[str, Series]]:
    """The seconds of the first check, and the series by kind."""
    path = folder / file
    clean = path.read_text("utf-8")
    source = Source(clean, file.endswith(".kt"))
    editor = Editor(path)
    first = await editor.start(folder, clean)
    series: dict[str, Series] = {}
    version = 1
    for name in kinds:
        seconds, before = [], 0.0
        for number in range(saves + 1):  # the one that begins a series is not counted
            version += 1
            spent = await editor.save(*source.with_pieces(_KINDS[name](number)), version)
            if number:
                seconds.append(spent)
            else:
                before = editor.cpu()
        series[name] = Series(seconds, (editor.cpu() - before) / saves)
    await editor.stop()
    return first, series


def main(arguments: Sequence[str]) -> None:
    """Measures and prints a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--kind", dest="kinds", action="append", choices=_KINDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", nargs="?")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve() / options.folder.resolve().name
        shutil.copytree(options.folder, folder, symlinks=True)
        file = options.file or application_class(folder)
        first, series = asyncio.run(measure(folder, file, options.saves, options.kinds or list(_KINDS)))
    print(f"{options.folder.name}: {file}, {options.saves} saves of each kind, first check {first:.2f} s")
    for name, each in series.items():
        ordered = sorted(each.seconds)
        figures = statistics.median(ordered), ordered[int(len(ordered) * 0.95) - 1], ordered[0], ordered[-1], each.cpu
        line = "{:10} median {:5.0f} ms, p95 {:5.0f} ms, from {:.0f} to {:.0f} ms; CPU {:.0f} ms a save"
        print(line.format(name, *(figure * 1000 for figure in figures)))


if __name__ == "__main__":
    main(sys.argv[1:])
