"""The texts that a report speaks of: as they were when the check read them."""

from __future__ import annotations

from lsprotocol import types

from privlint.disk import Disk
from privlint.findings import Edit
from privlint.lsp.positions import Positions
from privlint.sources import saved_or_not


class Texts:
    """Files of a disk, each read once. A file that cannot be read is empty."""

    def __init__(self, disk: Disk, encoding: str) -> None:
        self._disk = disk
        self._encoding = encoding
        self._texts: dict[str, str] = {}
        self._positions: dict[str, Positions] = {}

    def text(self, path: str) -> str:
        """The text of a file; bytes that are no text become signs for that."""
        if path not in self._texts:
            self._texts[path] = (saved_or_not(self._disk, path) or b"").decode("utf-8", "replace")
        return self._texts[path]

    def positions(self, path: str) -> Positions:
        """The positions of a file."""
        if path not in self._positions:
            self._positions[path] = Positions(self.text(path), self._encoding)
        return self._positions[path]

    def range(self, path: str, line: int, column: int, end_line: int, end_column: int) -> types.Range:
        """A piece of a file; it ends at its start if it would end before."""
        positions = self.positions(path)
        start = positions.offset(line, column)
        return positions.range(start, max(start, positions.offset(end_line, end_column)))

    def edit(self, edit: Edit) -> types.TextEdit:
        """An edit of a fix."""
        piece = self.range(edit.path, edit.line, edit.column, edit.end_line, edit.end_column)
        return types.TextEdit(piece, edit.text)

    def edits_to(self, path: str, after: str) -> list[types.TextEdit]:
        """What makes another text of a file: one edit for each piece of lines that differs."""
        import difflib

        before = self.text(path)
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        starts = [0]
        for line in old:
            starts.append(starts[-1] + len(line))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        positions = self.positions(path)
        return [
            types.TextEdit(positions.range(starts[first], starts[last]), "".join(new[begin:end]))
            for kind, first, last, begin, end in matcher.get_opcodes()
            if kind != "equal"
        ]
