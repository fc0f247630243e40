"""Whoever reads a file of a repository past its `Disk` makes kept results stale: nobody does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

ROOMS = ("checks", "consent", "dependencies", "frontend", "program", "suppressions", "workspace")
READING = {"open", "read_bytes", "read_text", "listdir", "scandir", "iterdir", "glob", "rglob", "stat", "getsize"}
#: Calls that are no reading of a repository, or that note what they read in another way.
ALLOWED = {
    ("dependencies/archivecontents.py", "open"),  # inside of an archive that a disk has opened
    ("frontend/portable.py", "read_bytes"),  # facts that the user names
    ("frontend/portable.py", "rglob"),
    ("frontend/reading.py", "open"),  # the store keeps what they held
    ("frontend/reading.py", "stat"),
    ("frontend/java/__init__.py", "open"),  # no file
    ("program/android_index.py", "read_bytes"),  # data of privlint
    ("workspace/archivefiles.py", "open"),  # of the files of the repository, which ask their disk
    ("workspace/files.py", "open"),  # what git ignores, which makes the listing; and the disk itself
    ("workspace/files.py", "scandir"),  # the listing
    ("workspace/files.py", "stat"),  # of files that `--watch` looks at
}


def _calls(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            owner = function.value if isinstance(function, ast.Attribute) else None
            is_disk = isinstance(owner, ast.Attribute) and owner.attr in ("disk", "_disk")
            is_disk |= isinstance(owner, ast.Name) and owner.id == "disk"
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in READING and not is_disk:
                yield name


@pytest.mark.parametrize("room", ROOMS)
def test_files_are_read_from_a_disk(room: str) -> None:
    folder = ROOT / "privlint"
    found = {
        (file.relative_to(folder).as_posix(), name)
        for file in sorted((folder / room).rglob("*.py"))
        for name in _calls(file)
    }
    assert found <= ALLOWED
