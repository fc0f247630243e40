"""Entries of a baseline."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Equal findings of one file: the same rule, symbol and call text. `count` is in how many places.

    The path is relative to the folder of the baseline. The fingerprint is `Finding.content`, which has no part in the
    path, so that an entry follows a file that moves."""

    code: str
    name: str = ""
    path: str
    symbol: str = ""
    api: str = ""
    count: int = 1
    fingerprint: str
    reason: str = ""
    author: str = ""
    expires: str = ""  # the last day on which it counts, YYYY-MM-DD; "": for ever

    def order(self) -> tuple[str, ...]:
        """By place, then by what tells entries of one file apart: so that two branches seldom write the same lines."""
        return self.path, self.code, self.symbol, self.api, self.fingerprint
