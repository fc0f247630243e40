"""What is known of files without their code, in a form that is the same on every machine.

The name of a part tells its content: it is made of what the files hold and of how facts are made. So a build cache may
hold it, and whoever finds it there uses it for files that hold the same, wherever they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from privlint.disk import digest_of
from privlint.frontend.facts import VERSION, FileFacts
from privlint.frontend.reading import extract_outline
from privlint.frontend.scanning import Scan, scan

SUFFIX: Final = ".facts"
#: Raise when scans change.
_SCAN_VERSION: Final = 1
_FORMAT: Final = f"privlint.facts/1 {VERSION} {_SCAN_VERSION}"


class PortableFile(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What a file of some content and name may declare, and its outline. `scan` and `outline` are encoded: most files
    are never asked for; an empty outline stands for a file that cannot be read."""

    digest: bytes
    name: str  # without folders: the class of top-level functions is called after it
    scan: msgspec.Raw
    outline: msgspec.Raw


class _Part(msgspec.Struct, array_like=True, frozen=True):
    format: str
    files: list[PortableFile]


class PortableFacts:
    """Facts that were made elsewhere, by the content of files. Nothing in them is run; whoever takes them from others
    believes what they say of the code."""

    def __init__(self, files: Iterable[PortableFile] = ()) -> None:
        self._files = {(file.digest, file.name): file for file in files}

    def scan(self, path: str, source: bytes) -> tuple[bool, Scan | None]:
        """Whether a scan is there, and what it says."""
        file = self._find(path, source)
        if file is None:
            return False, None
        try:
            return True, msgspec.msgpack.decode(file.scan, type=Scan | None)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return False, None

    def outline(self, path: str, source: bytes) -> FileFacts | None:
        """The outline, None if there is none."""
        file = self._find(path, source)
        try:
            return None if file is None else msgspec.msgpack.decode(file.outline, type=FileFacts | None)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def _find(self, path: str, source: bytes) -> PortableFile | None:
        return self._files.get((digest_of(source), _name(path))) if self._files else None


def part_name(sources: Mapping[str, bytes]) -> str:
    """What the part of some files is called: a digest of their names and contents, and of how facts are made."""
    digest = hashlib.blake2b(_FORMAT.encode(), digest_size=16)
    for name, content in _ordered(sources):
        digest.update(b"%d:%s%s" % (len(name.encode()), name.encode(), content))
    return f"{digest.hexdigest()}{SUFFIX}"


def part(sources: Mapping[str, bytes]) -> bytes:
    """The part of some files; the same files give the same bytes."""
    rows: dict[tuple[str, bytes], PortableFile] = {}
    for path, source in sources.items():
        outline = extract_outline(source, path)
        rows[_name(path), digest_of(source)] = PortableFile(
            digest_of(source),
            _name(path),
            _raw(_plain(scan(source, path))),
            _raw(outline if isinstance(outline, FileFacts) else None),
        )
    return msgspec.msgpack.encode(_Part(_FORMAT, [rows[key] for key in sorted(rows)]))


def read_parts(folders: Iterable[Path]) -> PortableFacts:
    """All parts in some folders and below; those of another version, and what is none, are left out."""
    files: list[PortableFile] = []
    for folder in folders:
        for path in sorted(folder.rglob(f"*{SUFFIX}")):
            try:
                found = msgspec.msgpack.decode(path.read_bytes(), type=_Part)
            except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
                continue
            if found.format == _FORMAT:
                files += found.files
    return PortableFacts(files)


def _ordered(sources: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return sorted({(_name(path), digest_of(source)) for path, source in sources.items()})


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def _plain(found: Scan | None) -> object:
    """A scan with its sets in order."""
    if found is None:
        return None
    rows = msgspec.structs.asdict(found)
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in rows.items()}
