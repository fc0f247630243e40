"""Where results are kept: in the database, and for as long as a process lives, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from privlint.cache.database import Database, Row
from privlint.disk import Disk
from privlint.report.model import Report
from privlint.sources import Sources
from privlint.warm.kept import Asked, Base, Stat, decoded, encoded

REPORT: Final = "report"
STATS: Final = "stats"
_BASE: Final = "base"
_ASKED: Final = "asked"
_TEXT: Final = "text"
_Kept = TypeVar("_Kept")
#: That stay in memory. Who undoes an edit, or leaves a file for another, asks for older ones again.
_MOST_REPORTS: Final = 16
_MOST_BASES: Final = 3

Stats = dict[str, Stat]


class Storage:
    """Finds and keeps results by key. Without a database, everything ends with the process; with memory, what was found
    or kept need not be decoded again, and results of texts that are not saved are kept, too."""

    def __init__(self, database: Database | None, has_memory: bool = False) -> None:
        self._database = database
        self._has_memory = has_memory
        self._known: dict[tuple[str, bytes], object] = {}
        self._bases: dict[bytes, list[Base]] = {}
        self._texts: dict[bytes, bytes] = {}

    def find(self, kind: str, key: bytes, type: type[_Kept], disk: Disk) -> _Kept | None:
        """What is kept, None if nothing is; a report reads its lines from `disk`."""
        known = self._known.get((kind, key))
        if known is None:
            data = None if self._database is None else self._database.get(kind, key)
            known = decoded(data, type, disk)
            if known is not None:
                self._remember(kind, key, known)
        if isinstance(known, Report):
            known = msgspec.structs.replace(known, sources=Sources(disk))
        return known  # type: ignore[return-value]  # under a kind are things of one type

    def keep(self, kind: str, key: bytes, thing: Report | Stats, is_saved: bool = True) -> None:
        """Keeps a thing; in memory only unless it is saved."""
        self._remember(kind, key, thing)
        if self._database is not None and is_saved:
            self._database.put([(kind, key, encoded(thing))])

    def bases(self, key: bytes, disk: Disk) -> list[Base]:
        """What is known of checks of a listing, the newest first."""
        known = self._bases.get(key)
        if known is None:
            found = self.find(_BASE, key, Base, disk)
            known = [found] if found is not None else []
            if self._has_memory:
                self._bases[key] = known
        return list(known)

    def asked(self, base: Base, disk: Disk) -> Asked | None:
        """What a check has asked."""
        return self.find(_ASKED, base.state, Asked, disk)

    def text(self, digest: bytes) -> bytes | None:
        """What a file held."""
        known = self._texts.get(digest)
        if known is None and self._database is not None:
            known = self._database.get(_TEXT, digest)
        return known

    def keep_base(
        self, key: bytes, base: Base, asked: Asked, report: Report, texts: Mapping[bytes, bytes], is_saved: bool
    ) -> None:
        """Keeps a check of a listing; `texts` are what files of source code held, by digest."""
        if self._has_memory:
            self._remember(REPORT, base.state, report)
            self._remember(_ASKED, base.state, asked)
            older = [other for other in self._bases.get(key, ()) if other.state != base.state]
            self._bases = {key: [base, *older][:_MOST_BASES]}
            wanted = {digest for other in self._bases[key] for digest in other.digests.values()}
            self._texts = {
                digest: self._texts.get(digest, data)
                for digest, data in {**self._texts, **texts}.items()
                if digest in wanted
            }
        if self._database is not None and is_saved:
            rows: list[Row] = [(_TEXT, digest, data) for digest, data in texts.items()]
            rows += [(REPORT, base.state, encoded(report)), (_BASE, key, encoded(base))]
            self._database.put([*rows, (_ASKED, base.state, encoded(asked))])
            self._database.shrink()

    def _remember(self, kind: str, key: bytes, thing: object) -> None:
        if not self._has_memory:
            return
        older = [each for each in self._known if each[0] == kind]
        if len(older) >= _MOST_REPORTS:
            del self._known[older[0]]
        self._known[kind, key] = thing
