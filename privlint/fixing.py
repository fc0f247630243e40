"""Applies the fixes of findings to the text of files: `privlint check --fix` and `--diff`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

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


def fixed(root: Path, findings: Iterable[Finding], unsafe: bool = False) -> Fixed:
    """Chooses the first fix of each finding that may be applied (`unsafe`: any), unless it overlaps one that was chosen
    before. Files below `root` are read, none is written; a file that cannot be read is left alone."""
    texts: dict[str, str | None] = {}
    chosen: dict[str, list[tuple[int, int, str]]] = {}
    mended = []
    for finding in findings:
        for fix in (fix for fix in finding.fixes if fix.is_safe or unsafe):
            spans = _spans(root, fix, texts)
            if spans is not None and not any(_overlaps(span, chosen.get(path, ())) for path, span in spans):
                for path, span in spans:
                    if span not in chosen.setdefault(path, []):
                        chosen[path].append(span)
                mended.append(finding)
                break
    changes = []
    for path, spans_ in sorted(chosen.items()):
        before = texts[path] or ""
        changes.append(Change(path, before, _edited(before, spans_)))
    return Fixed(tuple(changes), tuple(mended))


def _spans(root: Path, fix: Fix, texts: dict[str, str | None]) -> list[tuple[str, tuple[int, int, str]]] | None:
    """The edits of a fix as offsets in the texts of their files; None where one of them has no place."""
    found = []
    for edit in fix.edits:
        if edit.path not in texts:
            texts[edit.path] = _read(root / edit.path)
        span = _span(texts[edit.path], edit)
        if span is None:
            return None
        found.append((edit.path, span))
    return found


def _span(text: str | None, edit: Edit) -> tuple[int, int, str] | None:
    if text is None:
        return None
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n"), len(text) + 1]
    if not 1 <= edit.line <= edit.end_line < len(starts):
        return None
    start = starts[edit.line - 1] + edit.column - 1
    end = starts[edit.end_line - 1] + edit.end_column - 1
    is_inside = start < starts[edit.line] and end < starts[edit.end_line]
    return (start, end, edit.text) if is_inside and start <= end else None


def _overlaps(span: tuple[int, int, str], others: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a span touches another one; the same edit twice is one edit."""
    start, end, _ = span
    return any(span != other and start <= other[1] and other[0] <= end for other in others)


def _edited(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode(_ENCODING, _ERRORS)
    except (OSError, ValueError):
        return None


def _lines(text: str) -> list[str]:
    return list(_split(text))


def _split(text: str) -> Iterator[str]:
    """The lines with their ends; only line feeds end a line, as in positions."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]
