"""The files for Android Studio and IntelliJ IDEA, as far as they can be tried without an IDE."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from consent.small_apps import START, SmallApp
from support import ROOT

_HERE = ROOT / "hooks/jetbrains"
#: The keys that templates of LSP4IJ have (commit d21cff9).
_KEYS = {"id", "name", "programArgs", "fileTypeMappings", "languageMappings", "expandConfiguration", "url"}
_WORDS = {
    "FILE_PATH": r"(?P<path>.+?)",
    "LINE": r"(?P<line>\d+)",
    "COLUMN": r"(?P<column>\d+)",
    "MESSAGE": r"(?P<message>.+)",
}


def _environment() -> dict[str, str]:
    """The environment in which `privlint` is the one under test."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def test_the_template_of_lsp4ij() -> None:
    template = json.loads((_HERE / "privlint/template.json").read_text("utf-8"))
    assert set(template) <= _KEYS
    for mapping in template["fileTypeMappings"]:
        assert set(mapping) == {"fileType", "languageId"}
        assert set(mapping["fileType"]) == {"name", "patterns"}
    options = json.loads((_HERE / "privlint/initializationOptions.json").read_text("utf-8"))
    ask = {"processId": None, "capabilities": {}, "initializationOptions": options}
    bodies = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ask}).encode(),
        b'{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}',
        b'{"jsonrpc": "2.0", "method": "exit"}',
    ]
    done = subprocess.run(
        shlex.split(template["programArgs"]["default"]),
        input=b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies),
        env=_environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"privlint" in done.stdout) == (0, True), done.stderr


def test_the_file_watcher(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java("App", f"public class App extends Application {{ public void onCreate() {{ {START}; }} }}")
    for task in ElementTree.parse(_HERE / "watcherTasks.xml").iter("TaskOptions"):  # noqa: S314
        options = {option.get("name", ""): option.get("value", "") for option in task.iter("option")}
        done = subprocess.run(
            [options["program"], *shlex.split(options["arguments"])],
            cwd=app.root,
            env={**_environment(), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0
        pattern = re.escape(options["regExp"]).replace(r"\$", "$").replace(r"FILE\_PATH", "FILE_PATH")
        for word, meaning in _WORDS.items():
            pattern = pattern.replace(f"${word}$", meaning)
        found = [re.fullmatch(pattern, line) for line in done.stdout.splitlines()]
        assert all(found)
        assert any(match is not None and match["message"].startswith("PRV101") for match in found)
