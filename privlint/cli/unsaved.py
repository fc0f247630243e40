"""`--stdin-filename`: one file whose text comes from standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from privlint.disk import Disk


def with_standard_input(folders: Sequence[Path], file: Path) -> list[Disk]:
    """The folders, with standard input in the place of a file that lies, or would lie, in one of them; raises
    click.UsageError."""
    inside = [_inside(folder, file) for folder in folders]
    if not any(inside):
        raise click.UsageError(f"'{file}' lies in none of the folders that are checked")
    text = sys.stdin.buffer.read()
    return [Disk(folder, {path: text} if path else {}) for folder, path in zip(folders, inside, strict=True)]


def _inside(folder: Path, file: Path) -> str:
    """The path of a file from a folder, with forward slashes; "" for one that lies elsewhere."""
    whole = os.path.join(os.path.realpath(file.parent), file.name)
    path = os.path.relpath(whole, os.path.realpath(folder)).replace(os.sep, "/")
    return "" if path in (".", "..") or path.startswith("../") or os.path.isabs(path) else path
