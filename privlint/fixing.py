"""Applies the fixes of findings to the text of files: `privlint check --fix` and `--diff`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from privlint.disk import Disk
from privlint.findings import Edit, Finding, Fix

_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # what is no UTF-8 stays as it is


class Change(msgspec.Struct, frozen=True):
    """A file before and after its fixes."""

    path: str
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff; bytes that are no text are shown as question marks."""
        names = f"a/{self.path}", f"b/{self.path}"
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), *names)
        text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
        return text.encode(_ENCODING, "replace").decode(_ENCODING)


class Fixed(msgspec.Struct, frozen=True):
    """What fixes come to: the files that change, and the findings that are mended."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


class _File:
    """A file that edits are for; without a text where it cannot be read."""

    def __init__(self, text: str | None) -> None:
        self.text = text
        ends = (match.end() for match in re.finditer("\n", text or ""))
        self._starts = [0, *ends, len(text or "") + 1]  # of its lines, and of the one behind the last

    def span(self, edit: Edit) -> tuple[int, int, str] | None:
        """An edit as offsets; None where it has no place in the text."""
        starts = self._starts
        if self.text is None or not 1 <= edit.line <= edit.end_line < len(starts):
            return None
        start = starts[edit.line - 1] + edit.column - 1
        end = starts[edit.end_line - 1] + edit.end_column - 1
        is_inside = start < starts[edit.line] and end < starts[edit.end_line]
        return (start, end, edit.text) if is_inside and start <= end else None


def fixed(root: Path | Disk, findings: Iterable[Finding], unsafe: bool = False) -> Fixed:
    """Chooses the first fix of each finding that may be applied (`unsafe`: any), unless it overlaps one that was chosen
    before. Files below `root` are read, none is written; a file that cannot be read is left alone."""
    disk = Disk.of(root)
    files: dict[str, _File] = {}
    chosen: dict[str, list[tuple[int, int, str]]] = {}
    mended = []
    for finding in findings:
        for fix in (fix for fix in finding.fixes if fix.is_safe or unsafe):
            spans = _spans(disk, fix, files)
            if spans is not None and not any(_overlaps(span, chosen.get(path, ())) for path, span in spans):
                for path, span in spans:
                    if span not in chosen.setdefault(path, []):
                        chosen[path].append(span)
                mended.append(finding)
                break
    changes = []
    for path, found in sorted(chosen.items()):
        before = files[path].text or ""
        changes.append(Change(path, before, _edited(before, found)))
    return Fixed(tuple(changes), tuple(mended))


def _spans(disk: Disk, fix: Fix, files: dict[str, _File]) -> list[tuple[str, tuple[int, int, str]]] | None:
    """The edits of a fix as offsets in the texts of their files; None where one of them has no place."""
    found = []
    for edit in fix.edits:
        if edit.path not in files:
            files[edit.path] = _File(_read(disk, edit.path))
        span = files[edit.path].span(edit)
        if span is None:
            return None
        found.append((edit.path, span))
    return found


def _overlaps(span: tuple[int, int, str], others: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a span touches another one; the same edit twice is one edit."""
    start, end, _ = span
    return any(span != other and start <= other[1] and other[0] <= end for other in others)


def _edited(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _read(disk: Disk, path: str) -> str | None:
    try:
        with disk.open(path, str(disk.root / path)) as file:
            return file.read().decode(_ENCODING, _ERRORS)
    except (OSError, ValueError):
        return None


def _lines(text: str) -> list[str]:
    """The lines with their ends; only line feeds end a line, as in positions."""
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]
