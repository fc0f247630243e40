"""Lines of source files, for columns and for the frames of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from privlint.disk import Disk

_LARGEST_FILE = 32 * 1024 * 1024


class Sources:
    """Reads the files below a folder on demand and keeps them. A file that cannot be read has no lines."""

    def __init__(self, root: Path | Disk, named: Path | None = None) -> None:
        """`named` is how people know the folder, where its files lie elsewhere."""
        self.disk = Disk.of(root)
        self.root = named or self.disk.root
        self._files: dict[str, list[bytes]] = {}

    def above(self, root: Path, unsaved: Mapping[str, bytes]) -> Sources:
        """The same files as seen from a folder above. `unsaved` has the texts not saved yet, by path from there."""
        folder = self.disk.root.absolute()
        for _ in self.root.absolute().relative_to(root.absolute()).parts:
            folder = folder.parent
        return Sources(Disk(folder, unsaved), root)

    def line(self, path: str, number: int) -> str:
        """The text of a line (1-based) without its end; "" beyond the file."""
        self.disk.asked.lines.setdefault(path, set()).add(number)
        return _text(self._bytes(path, number))

    def text(self, path: str) -> str | None:
        """The whole file; None if it is no UTF-8 text."""
        self.disk.asked.whole.add(path)
        self._bytes(path, 1)
        try:
            return b"\n".join(self._files[path]).decode("utf-8")
        except UnicodeDecodeError:
            return None

    def has_any(self, path: str, texts: Iterable[str]) -> bool:
        """Whether one of the texts, each on one line, stands in a file that is UTF-8 text."""
        wanted = tuple(texts)
        self.disk.asked.texts.setdefault(path, set()).update(wanted)
        self._bytes(path, 1)
        return has_any(b"\n".join(self._files[path]), wanted)

    def first_line_with(self, path: str, text: str, most: int) -> tuple[int, int] | None:
        """Line and column, both 1-based, where a text stands first, within `most` lines."""
        self.disk.asked.starts.setdefault(path, set()).add((text, most))
        self._bytes(path, 1)
        return first_line_with(self._files[path], text, most)

    def character_column(self, path: str, line: int, column: int) -> int:
        """The 1-based column in characters of a 1-based column in bytes."""
        self.disk.asked.lines.setdefault(path, set()).add(line)
        return len(_text(self._bytes(path, line)[: max(column - 1, 0)])) + 1

    def _bytes(self, path: str, number: int) -> bytes:
        lines = self._files.get(path)
        if lines is None:
            lines = self._files[path] = (_read(self.disk, path) or b"").split(b"\n")
        return lines[number - 1].rstrip(b"\r") if 0 < number <= len(lines) else b""


def has_any(data: bytes, texts: Iterable[str]) -> bool:
    """Whether one of the texts stands in the bytes of a file that is UTF-8 text."""
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any(text in content for text in texts)


def first_line_with(lines: Sequence[bytes], text: str, most: int) -> tuple[int, int] | None:
    """Line and column, both 1-based, where a text stands first, within `most` lines."""
    for number, line in enumerate(lines[:most], 1):
        column = _text(line.rstrip(b"\r")).find(text)
        if column >= 0:
            return number, column + 1
    return None


def saved_or_not(disk: Disk, path: str) -> bytes | None:
    """As `read_bytes`, of a file below the root of a disk: the text that is not saved yet, if there is one."""
    disk.asked.whole.add(path)
    return _read(disk, path)


def _read(disk: Disk, path: str) -> bytes | None:
    unsaved = disk.unsaved.get(path)
    data = read_bytes(disk.root / path) if unsaved is None else unsaved
    if data is not None:
        disk.asked.read(path, data)
    return data


def read_bytes(path: Path) -> bytes | None:
    """None for what is no regular file (reading a pipe would wait for ever), is too large, or cannot be read."""
    try:
        if path.is_file() and path.stat().st_size <= _LARGEST_FILE:
            return path.read_bytes()
    except (OSError, ValueError):
        pass
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
