"""The command `privlint lsp` without an editor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from support import ROOT

_BAD = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"null",
    b'"x"',
    b"\xff\xfe",
    b'{"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": {}}',
    b'{"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": 7}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": 3}}}',
    b'{"jsonrpc": "2.0", "method": "no/such"}',
    b'{"jsonrpc": "2.0", "id": [], "method": "initialize"}',
    b'{"jsonrpc": "1.0", "id": 2, "result": null}',
]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls/__init__.py").write_text("raise ModuleNotFoundError('no', name='pygls')\n")
    done = subprocess.run(
        [sys.executable, "-m", "privlint", "lsp"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'privlint[lsp]'" in done.stderr
    assert done.stdout == ""


def test_it_ends_when_nobody_talks_to_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "privlint", "lsp"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")


def test_bad_messages_do_not_end_it() -> None:
    ask = {"jsonrpc": "2.0", "id": 9, "method": "initialize", "params": {"processId": None, "capabilities": {}}}
    messages = [*_BAD, json.dumps(ask).encode(), b'{"jsonrpc": "2.0", "id": 10, "method": "shutdown"}']
    messages.append(b'{"jsonrpc": "2.0", "method": "exit"}')
    sent = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in messages)
    done = subprocess.run(
        [sys.executable, "-m", "privlint", "lsp"], input=sent, capture_output=True, check=False, timeout=300
    )
    assert b'"id":9' in done.stdout.replace(b'": ', b'":')
    assert done.returncode == 0
