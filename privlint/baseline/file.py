"""Reads and writes baselines, schema `privlint.baseline/1` (docs/schema/baseline-1.json)."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from privlint.baseline.model import Entry

SCHEMA: Final = "privlint.baseline/1"
FILE_NAME: Final = "privlint-baseline.json"
_ALWAYS: Final = ("path", "symbol", "count")  # keys that stand there even if they are empty
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_FINDINGS: Final = re.compile(r'"findings"\s*:\s*\[')
_SEPARATOR: Final = re.compile(r"[\s,]*")
_MOST_BYTES: Final = 64 << 20


class BaselineError(Exception):
    """A baseline that cannot be used. The text is one line, `file:line:col: message`."""


def read_baseline(path: Path) -> list[Entry]:
    """The entries of a file; raises BaselineError. Entries that stand there twice, as after a merge, are one."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        hint = "; `privlint baseline create` makes one" if isinstance(error, FileNotFoundError) else ""
        raise BaselineError(f"{path}:1:1: cannot be read: {error.strerror or error}{hint}") from None
    if data is None:
        raise BaselineError(f"{path}:1:1: too large for a baseline")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, data[: error.start].decode("latin-1"), error.start, "not UTF-8") from None
    if conflict := _CONFLICT.search(text):
        raise _error(path, text, conflict.start(), "a merge conflict is not resolved")
    merged: dict[tuple[str, str], Entry] = {}
    for entry in _entries(path, text):
        known = merged.setdefault((entry.path, entry.fingerprint), entry)
        if known.count < entry.count:
            merged[entry.path, entry.fingerprint] = entry
    return list(merged.values())


def dumped(entries: Iterable[Entry]) -> str:
    """The text of a file: sorted, one key a line, without keys that have nothing to say."""
    rows = [_row(entry) for entry in sorted(entries, key=Entry.order)]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=2) + "\n"


def _row(entry: Entry) -> dict[str, Any]:
    values = msgspec.structs.asdict(entry)
    return {key: value for key, value in values.items() if value or key in _ALWAYS}


def _entries(path: Path, text: str) -> list[Entry]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BaselineError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise BaselineError(f"{path}:1:1: not JSON: nested too deeply") from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != SCHEMA:
        what = f"of schema '{schema}'" if isinstance(schema, str) else "no baseline of privlint"
        raise BaselineError(f"{path}:1:1: {what}; '{SCHEMA}' is expected")
    rows = document.get("findings")
    if not isinstance(rows, list):
        raise BaselineError(f"{path}:1:1: 'findings' must be a list")
    return [_entry(path, text, at, row) for at, row in enumerate(rows)]


def _entry(path: Path, text: str, at: int, row: Any) -> Entry:
    try:
        entry = msgspec.convert(row, Entry)
        if entry.count < 1:
            raise ValueError("'count' must be 1 or more")
        if entry.expires:
            _day(entry.expires)
    except (msgspec.ValidationError, ValueError) as error:
        raise _error(path, text, _start_of(text, at), f"entry {at + 1}: {error}") from None
    return entry


def _day(text: str) -> None:
    try:
        datetime.datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        raise ValueError(f"'expires' must be a day such as 2026-12-31, not '{text}'") from None


def _start_of(text: str, at: int) -> int:
    """The offset of an entry."""
    match = _FINDINGS.search(text)
    if match is None:
        return 0
    offset = match.end()
    for _ in range(at):
        offset = _after_separator(text, offset)
        _, offset = json.JSONDecoder().raw_decode(text, offset)
    return _after_separator(text, offset)


def _after_separator(text: str, offset: int) -> int:
    match = _SEPARATOR.match(text, offset)
    return match.end() if match else offset


def _error(path: Path, text: str, offset: int, message: str) -> BaselineError:
    line = text.count("\n", 0, offset) + 1
    return BaselineError(f"{path}:{line}:{offset - text.rfind(chr(10), 0, offset)}: {message}")
