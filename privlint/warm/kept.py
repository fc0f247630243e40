"""The form in which results are stored, and found again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from privlint.disk import Disk
from privlint.frontend.asked import AskedFile, AskedNames
from privlint.report.model import Report
from privlint.sources import Sources

_Kept = TypeVar("_Kept")


class Stat(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What a file held when it looked so from outside. Times are in nanoseconds."""

    size: int
    modified: int
    changed: int
    digest: bytes


class Base(msgspec.Struct, frozen=True):
    """What a check has read."""

    digests: dict[str, bytes]  # of all files that it depends on; b"" for one that cannot be read
    sources: tuple[str, ...]
    configuration: tuple[str, ...]
    folders: dict[str, tuple[str, ...]]  # what was in folders that were listed
    catalogue_date: str
    age: int  # of the catalogue, in days, where it is too old
    state: bytes  # the key of its report


class Asked(msgspec.Struct, frozen=True):
    """What a check has asked of the files of source code."""

    names: AskedNames
    files: dict[str, AskedFile]
    whole: set[str]
    lines: dict[str, set[int]]
    texts: dict[str, set[str]]
    starts: dict[str, set[tuple[str, int]]]


def encoded(value: object) -> bytes:
    """The stored form of one of these, or of a report."""
    return msgspec.msgpack.encode(value, enc_hook=_nothing)


def decoded(data: bytes | None, kind: type[_Kept], disk: Disk) -> _Kept | None:
    """What was stored, None for what was not, or is something else. A report reads its lines from `disk`."""
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind, dec_hook=_sources_of(disk))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _nothing(value: object) -> None:
    """Stands for the lines of files, which are read again."""
    if not isinstance(value, Sources):
        raise NotImplementedError


def _sources_of(disk: Disk) -> Callable[[type, Any], Any]:
    def found(kind: type, _: Any) -> Any:
        if kind is Sources:
            return Sources(disk)
        raise NotImplementedError

    return found


__all__ = ["Asked", "Base", "Report", "Stat", "decoded", "encoded"]
