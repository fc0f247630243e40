"""Writes suppressions beside findings: `privlint check --add-ignore REASON`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from privlint.dependencies.lexer import NEWLINE, Lexer
from privlint.disk import Disk
from privlint.findings import Finding, Text
from privlint.fixing import Change
from privlint.sources import saved_or_not
from privlint.suppressions.comments import MARKS, Piece, Syntax, content, pieces, syntax_of
from privlint.suppressions.extents import Scopes
from privlint.suppressions.matching import apply
from privlint.suppressions.reading import decoded, read_suppressions

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NO_COMMENTS: Final = Text("such a file holds no comments of people", "此类文件无法添加注释")
_UNREADABLE: Final = Text("the file cannot be read", "文件无法读取")
_ENCODING: Final = Text("the file is not UTF-8", "文件不是 UTF-8 编码")
_NO_PLACE: Final = Text("no comment can stand there without changing the code", "在该处添加注释会改变代码")


class Left(NamedTuple):
    """A finding that no comment was written for, and why."""

    finding: Finding
    reason: Text


class Written(msgspec.Struct, frozen=True):
    """What suppressions come to: the files that change, the findings that are suppressed, and those that are not."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    left: tuple[Left, ...]


class _Place(NamedTuple):
    """Where a comment goes: on a line of its own above a line, or at its end."""

    line: int
    is_above: bool


def with_suppressions(root: Path | Disk, findings: Iterable[Finding], reason: str) -> Written:
    """Adds a comment for each finding, one for all findings of a place. Only reads files below `root`."""
    disk = Disk.of(root)
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    changes, written, left = list[Change](), list[Finding](), list[Left]()
    for path, here in sorted(by_path.items()):
        data = saved_or_not(disk, path)
        problem = _problem(path, data, reason)
        if problem is not None:
            left += [Left(finding, problem) for finding in here]
            continue
        file = _File(path, decoded(data or b""), reason)
        after, done = file.suppressing(here)
        written += done
        left += [Left(finding, _NO_PLACE) for finding in here if finding not in done]
        if done:
            changes.append(Change(path, file.text, after))
    return Written(tuple(changes), tuple(written), tuple(left))


def _problem(path: str, data: bytes | None, reason: str) -> Text | None:
    """Why nothing can be written into a file."""
    if syntax_of(path) is None:
        return NO_COMMENTS
    if data is None:
        return _UNREADABLE
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _ENCODING
    try:
        data.decode()
    except UnicodeDecodeError:
        return None if reason.isascii() else _ENCODING
    return None


class _File:
    def __init__(self, path: str, text: str, reason: str) -> None:
        syntax = syntax_of(path)
        assert syntax is not None
        self.path, self.text, self.syntax = path, text, syntax
        self.reason = re.sub("-{2,}", "-", reason).rstrip("-") if syntax == "xml" else reason
        self.pieces = pieces(text, syntax)
        self.is_script = path.endswith(".kts")
        self.scopes = Scopes(text, syntax, self.pieces, self.is_script)
        self.lines = text.split("\n")
        self.meaning = _meaning(text, syntax, self.is_script)  # what comments may not change

    def suppressing(self, findings: Sequence[Finding]) -> tuple[str, list[Finding]]:
        """The text with comments for the findings, and those for which that could be done."""
        places = {id(finding): self.places(finding) for finding in findings}
        everything = [finding for finding in findings if places[id(finding)]]
        placed = {id(finding): places[id(finding)][0] for finding in everything}
        text = self.result(everything, placed)
        if self.is_right(text, everything, placed):
            return text, everything
        kept: list[Finding] = []
        for finding in everything:  # some of the places are no good
            for place in places[id(finding)]:
                placed[id(finding)] = place
                if self.is_right(self.result([*kept, finding], placed), [*kept, finding], placed):
                    kept.append(finding)
                    break
        return self.result(kept, placed), kept

    def places(self, finding: Finding) -> list[_Place]:
        """Where the comment for a finding can go, the best first."""
        if not 1 <= finding.line <= len(self.lines):
            return []
        above, end = self.above(finding), self.end_line(finding)
        found = [*([_Place(above, True)] if above else []), *([_Place(end, False)] if end else [])]
        if above is not None and self.holds_blocks(above):
            found.reverse()  # the one at the end covers less
        if above is not None and above != finding.line and self.opener(finding.line) is None:
            found.append(_Place(finding.line, True))
        return found

    def above(self, finding: Finding) -> int | None:
        """The line above which a comment covers the finding."""
        offset = min(self.scopes.line_start(finding.line) + finding.column - 1, len(self.text))
        lines = [finding.line]
        if self.scopes.tree is not None:
            lines.insert(0, self.scopes.tree.statement_line(self.scopes.bytes_before(offset)))
        for line in lines:
            while line > 1 and (opener := self.opener(line)) is not None:
                line = opener
            first = self.first_word(line)
            if first is not None and self.scopes.last_line(first) >= finding.line:
                return line
        return None

    def opener(self, line: int) -> int | None:
        """The line on which the string, tag or entry begins that a line begins in; None where a comment may precede."""
        start = self.scopes.line_start(line)
        piece = next((each for each in self.pieces if each.start < start < each.end), None)
        if piece is not None:
            return self.scopes.line(piece.start)
        return line - 1 if self.lines[line - 2].rstrip("\r").endswith("\\") else None

    def first_word(self, line: int) -> int | None:
        text = self.lines[line - 1]
        indent = len(text) - len(text.lstrip("\ufeff \t\f"))
        return self.scopes.line_start(line) + indent if text.strip("\ufeff \t\f\r") else None

    def holds_blocks(self, line: int) -> bool:
        """Whether a comment above a line covers code of its own blocks, or elements inside."""
        first = self.first_word(line)
        assert first is not None
        if self.scopes.tree is not None:
            return self.scopes.tree.holds_blocks(self.scopes.bytes_before(first))
        return any(each.start == first and each.end > each.tag_end for each in self.scopes.elements)

    def end_line(self, finding: Finding) -> int | None:
        """The line whose end has room for a comment that covers the finding."""
        line = finding.line
        if self.syntax == "properties":
            return None
        if self.syntax == "xml":
            tags = (each for each in self.scopes.elements if self.scopes.line(each.start) == line)
            line = max((self.scopes.line(each.tag_end - 1) for each in tags), default=line)
        end = self.line_end(line)
        piece = next((each for each in self.pieces if each.start < end <= each.end), None)
        if piece is not None and (end < piece.end or (piece.is_comment and self.is_directive(piece))):
            return None
        return None if self.text[:end].endswith("\\") else line

    def is_directive(self, piece: Piece) -> bool:
        return "privlint:" in content(self.text, piece)

    def line_end(self, line: int) -> int:
        return self.scopes.line_start(line) + len(self.lines[line - 1].rstrip("\r"))

    def result(self, findings: Sequence[Finding], placed: dict[int, _Place]) -> str:
        """The text with a comment at each place."""
        codes: dict[_Place, set[str]] = {}
        for finding in findings:
            codes.setdefault(placed[id(finding)], set()).add(finding.code)
        text = self.text
        start_mark, end_mark = MARKS[self.syntax]
        # The end of a line before the line above it, from the last line to the first: offsets before stay as they are.
        for place in sorted(codes, key=lambda each: (-each.line, each.is_above)):
            comment = f"{start_mark}privlint: ignore[{', '.join(sorted(codes[place]))}] {self.reason}{end_mark}"
            line = self.lines[place.line - 1]
            if place.is_above:
                at = self.scopes.line_start(place.line)
                bom = at == 0 and text.startswith("\ufeff")
                indent = line[bom : len(line) - len(line.lstrip("\ufeff \t\f"))]
                text = f"{text[: at + bom]}{indent}{comment}{self.line_break(place.line)}{text[at + bom :]}"
            else:
                at = self.line_end(place.line)
                text = f"{text[:at].rstrip(' ')} {comment}{text[at:]}"
        return text

    def line_break(self, line: int) -> str:
        """The one that a line has; the last line has none, so it takes that of the file."""
        here = self.lines[line - 1] if line < len(self.lines) else self.lines[0] if len(self.lines) > 1 else ""
        return "\r\n" if here.endswith("\r") else "\n"

    def is_right(self, text: str, findings: Sequence[Finding], placed: dict[int, _Place]) -> bool:
        """Whether a text means what it meant before, and its comments cover the findings."""
        if _meaning(text, self.syntax, self.is_script) != self.meaning:
            return False
        found = read_suppressions(self.path, text.encode("utf-8", "surrogateescape"))
        added = {placed[id(finding)].line for finding in findings if placed[id(finding)].is_above}
        moved = [
            msgspec.structs.replace(
                finding,
                line=finding.line + sum(line <= finding.line for line in added),
                end_line=finding.end_line + sum(line <= finding.end_line for line in added),
            )
            for finding in findings
        ]
        shown, _, _ = apply(moved, found, lambda word: (word,), needs_reason=True)
        return not shown


def _meaning(text: str, syntax: Syntax, is_script: bool) -> object:
    if syntax == "toml":
        try:
            return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
    found = pieces(text, syntax)
    if syntax == "java" or (syntax == "kotlin" and not is_script):
        tree = Scopes(text, syntax, found, is_script).tree
        assert tree is not None
        return tree.shape()
    if syntax == "kotlin" or syntax == "script":
        tokens = Lexer(text, syntax == "kotlin").tokens()
        kinds = [(token.kind, text[token.start : token.end]) for token in tokens]
        return [each for at, each in enumerate(kinds) if each[0] != NEWLINE or kinds[at - 1][0] != NEWLINE]
    return [text[piece.start : piece.end].lstrip("\ufeff") for piece in found if not piece.is_comment]
