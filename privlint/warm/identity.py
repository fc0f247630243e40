"""What a result depends on besides the files of the repository: privlint, its rules, the parsers and the settings."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from privlint.cache.database import Database
from privlint.config import Settings
from privlint.shipped import shipped

#: Libraries whose versions make a difference to what is found.
_LIBRARIES: Final = ("tree_sitter", "tree_sitter_java", "tree_sitter_kotlin", "msgspec", "pathspec")
#: Settings that make none to what is kept: they say what of it is shown.
_OF_SHOWING: Final = {"baseline": "", "min_severity": "note", "fail_on": "warning", "lang": None}
_CODE: Final = (".py", ".toml", ".bin", ".so", ".pyd")
_KIND: Final = "tool"
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_PYTHON: Final = f"{sys.implementation.name} {sys.version}"


def key_of(parts: Iterable[bytes]) -> bytes:
    """A key made of parts."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest()


def run_key(settings: Settings, database: Database, root: Path) -> bytes:
    """Tells runs apart that may give different results for the same files below a root."""
    policies = tuple(os.path.relpath(os.path.realpath(path), os.path.realpath(root)) for path in settings.policy)
    plain = msgspec.structs.replace(settings, policy=policies, **_OF_SHOWING)
    return key_of([_tool(database), msgspec.json.encode(plain), rules_key(settings)])


def rules_key(settings: Settings) -> bytes:
    """What the user's own rules hold."""
    return key_of(_folder(Path(each)) for each in settings.rules)


def _tool(database: Database) -> bytes:
    """A digest of the code and the rules. It takes reading all of them, so it is kept for as long as no file of them
    changes."""
    state = _state_of_tool()
    known = database.get(_KIND, state)
    if known is None:
        versions = "\n".join(f"{name} {_version(name)}" for name in _LIBRARIES)
        known = key_of([f"{_PYTHON}\n{versions}".encode(), *_contents(_files_of_tool(), str(_PACKAGE.parent))])
        database.put([(_KIND, state, known)])
    return known


@cache
def _state_of_tool() -> bytes:
    """How the files look from outside; what this process has loaded does not change any more."""
    origins = [spec.origin or "" for name in _LIBRARIES if (spec := importlib.util.find_spec(name)) is not None]
    return key_of([_PYTHON.encode(), *(_state(path) for path in (*_files_of_tool(), *origins))])


def _files_of_tool() -> list[str]:
    rules = shipped("rules")
    folders = [_PACKAGE, *([] if rules.is_relative_to(_PACKAGE) else [rules])]
    return sorted(path for folder in folders for path in _files(folder))


def _version(name: str) -> str:
    from importlib import metadata  # takes longer than all the rest here

    try:
        return metadata.version(name.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return ""


def _files(folder: Path | str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith(_CODE):
            yield entry.path


def _folder(folder: Path) -> bytes:
    files = sorted(path for path in _files(folder) if path.endswith(".toml"))
    return key_of([str(folder).encode(errors="surrogateescape"), *_contents(files, str(folder))])


def _contents(files: Iterable[str], top: str) -> Iterator[bytes]:
    for path in files:
        yield os.fsencode(os.path.relpath(path, top))
        try:
            yield Path(path).read_bytes()
        except OSError:
            yield b""


def _state(path: str) -> bytes:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return b""
    return os.fsencode(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}")
