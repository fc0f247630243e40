"""Lines of source files, for columns and for the frames of reports."""

from __future__ import annotations

from pathlib import Path

_LARGEST_FILE = 32 * 1024 * 1024


class Sources:
    """Reads the files below `root` on demand and keeps them. A file that cannot be read has no lines."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, list[bytes]] = {}

    def line(self, path: str, number: int) -> str:
        """The text of a line (1-based) without its end; "" beyond the file."""
        return _text(self._bytes(path, number))

    def text(self, path: str) -> str | None:
        """The whole file; None if it is no UTF-8 text."""
        self._bytes(path, 1)
        try:
            return b"\n".join(self._files[path]).decode("utf-8")
        except UnicodeDecodeError:
            return None

    def character_column(self, path: str, line: int, column: int) -> int:
        """The 1-based column in characters of a 1-based column in bytes."""
        return len(_text(self._bytes(path, line)[: max(column - 1, 0)])) + 1

    def _bytes(self, path: str, number: int) -> bytes:
        lines = self._files.get(path)
        if lines is None:
            lines = self._files[path] = (read_bytes(self.root / path) or b"").split(b"\n")
        return lines[number - 1].rstrip(b"\r") if 0 < number <= len(lines) else b""


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
