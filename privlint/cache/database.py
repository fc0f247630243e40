"""One SQLite file that holds what was found, by kind and key.

Nothing in it is trusted: whoever reads a row decodes it as what it should be, or takes it for absent. A file that is no
such database, or of another shape, is made anew. Whatever goes wrong (a full disk, a folder that cannot be written, a
lock that nobody gives back) costs the cache, and never a check."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

FILE_NAME: Final = "results.sqlite"
_SECONDS_TO_WAIT: Final = 2.0
_SCHEMA: Final = (
    "CREATE TABLE kept (kind TEXT NOT NULL, key BLOB NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY (kind, key))"
)
#: Numbers the shape of the file.
_VERSION: Final = 1
_MOST_BYTES: Final = 512 << 20
_DAY: Final = 86_400

#: Kind, key and content.
Row = tuple[str, bytes, bytes]


class Database:
    """The file, for one thread at a time; without one, nothing is found and nothing is kept. `say` takes lines for who
    looks for a fault."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._say = say
        self._path = folder / FILE_NAME
        self._connection: sqlite3.Connection | None = None
        for is_last in (False, True):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._connection = self._connected()
                return
            except sqlite3.DatabaseError as error:
                say(f"cache {self._path}: {error}")
                if is_last or type(error) is not sqlite3.DatabaseError:
                    return
                _remove(self._path)
            except OSError as error:
                say(f"cache {self._path}: {error}")
                return

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            if not _is_ours(connection):
                _make(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The content of a row, None if there is none."""
        found = self._ask("SELECT data, used FROM kept WHERE kind = ? AND key = ?", (kind, key))
        if not found or not isinstance(found[0][0], bytes):
            return None
        now = int(time.time())
        if not isinstance(found[0][1], int) or now - found[0][1] > _DAY:
            with contextlib.suppress(sqlite3.Error):  # whoever cannot note it can still use it
                assert self._connection is not None
                self._connection.execute("UPDATE kept SET used = ? WHERE kind = ? AND key = ?", (now, kind, key))
        return found[0][0]

    def put(self, rows: Iterable[Row]) -> None:
        """Keeps rows, all of them or none."""
        now = int(time.time())
        values = [(kind, key, now, len(data), data) for kind, key, data in rows]
        command = (
            "INSERT INTO kept VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET used = excluded.used, size = excluded.size, data = excluded.data"
        )
        self._write([(command, values)])

    def has(self, kind: str) -> set[bytes]:
        """The keys of all rows of a kind."""
        return {key for (key,) in self._ask("SELECT key FROM kept WHERE kind = ?", (kind,)) if isinstance(key, bytes)}

    def shrink(self, most: int = _MOST_BYTES) -> None:
        """Leaves out what was not used for the longest time, if there is too much."""
        rows = self._ask("SELECT rowid, size FROM kept ORDER BY used DESC, rowid DESC", ())
        sizes = accumulate(size for _, size in rows if isinstance(size, int))
        over = [row for (row, _), size in zip(rows, sizes, strict=False) if size > most]
        if over:
            self._write([("DELETE FROM kept WHERE rowid = ?", [(row,) for row in over])])

    def close(self) -> None:
        """Nothing is found and kept from now on."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _ask(self, command: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(command, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _write(self, commands: Iterable[tuple[str, Sequence[Sequence[object]]]]) -> None:
        if self._connection is None:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for command, values in commands:
                self._connection.executemany(command, values)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """A fault of the file itself will not go away; others may be gone the next time."""
        self._say(f"cache {self._path}: {error}")
        self.close()
        if type(error) is sqlite3.DatabaseError:
            _remove(self._path)


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file has our table and nothing else; an empty one has nothing."""
    shape = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not shape and not version:
        return False
    if shape != [("table", _SCHEMA)] or version != _VERSION:
        raise sqlite3.DatabaseError("is of another version, or no cache of privlint")
    return True


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if not _is_ours(connection):  # nobody was faster
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.execute("COMMIT")


def _files(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def _remove(path: Path) -> None:
    for each in _files(path):
        with contextlib.suppress(OSError):
            each.unlink()
