"""What a local `.jar` or `.aar` says about itself: Maven coordinates, manifest, packages."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import BinaryIO, Final

import msgspec

#: Larger entries and longer tables of contents are no archives of libraries that we could tell apart.
_MAX_ENTRIES: Final = 100_000
_MAX_TEXT: Final = 256 << 10
_MAX_CLASSES: Final = 64 << 20
_MAX_PACKAGES: Final = 2_000
_MAX_COORDINATES: Final = 64
_DESCRIPTION = re.compile(r"META-INF/maven/[^/]+/([^/]+)/pom\.(properties|xml)")
_FILE_NAME = re.compile(
    r"(?P<name>.+?)[-_.]?[-_vV](?P<version>\d+(?:\.\d+)+(?:[.-][\w.]+?)??)(?:[-_](?:release|debug|all))?"
)
_PACKAGE = re.compile(rb'package\s*=\s*"([\w.]+)"')
_POM_VALUE = re.compile(r"<(groupId|artifactId|version)>\s*([^<$]*?)\s*</\1>")
_POM_PARENT = re.compile(r"<parent>.*?</parent>", re.DOTALL)
_POM_NESTED = re.compile(r"<(dependencies|build|profiles|dependencyManagement|properties)>.*?</\1>", re.DOTALL)
_FAILURES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,  # a compression that Python does not know
    RuntimeError,  # an encrypted entry
    RecursionError,
    OverflowError,
    MemoryError,
)


class Coordinate(msgspec.Struct, gc=False, frozen=True):
    """Maven coordinates of what is in an archive."""

    group: str
    name: str
    version: str | None


class ArchiveContents(msgspec.Struct, gc=False, frozen=True):
    """What is known of an archive; `fault` says why it could not be read."""

    coordinates: tuple[Coordinate, ...] = ()
    version: str = ""  # by the manifest
    packages: frozenset[str] = frozenset()
    fault: str = ""


def read_archive(file: BinaryIO) -> ArchiveContents:
    """The contents of an archive. Never raises: what cannot be read becomes a fault."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > _MAX_ENTRIES:
                return ArchiveContents(fault="too many entries")
            return ArchiveContents(
                _coordinates(archive, names),
                _manifest_version(archive, names),
                frozenset(_packages(archive, names)),
            )
    except _FAILURES as error:
        return ArchiveContents(fault=f"not a readable archive: {' '.join(str(error).split()) or type(error).__name__}")


def version_in_name(file_name: str) -> tuple[str, str]:
    """Name and version of `name-1.2.3.jar`; the version is "" if the name has none."""
    stem = file_name.rpartition(".")[0]
    match = _FILE_NAME.fullmatch(stem)
    return (match.group("name"), match.group("version")) if match is not None else (stem, "")


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """At most `limit` bytes of an entry; what is longer is cut, however much it claims to be."""
    with archive.open(name) as entry:
        return entry.read(limit)


def _coordinates(archive: zipfile.ZipFile, names: list[str]) -> tuple[Coordinate, ...]:
    found: dict[str, Coordinate] = {}
    for name in names:
        match = _DESCRIPTION.fullmatch(name)
        if match is None or match.group(1) in found and match.group(2) == "xml" or len(found) >= _MAX_COORDINATES:
            continue
        text = _read(archive, name, _MAX_TEXT).decode("utf-8", "replace")
        values = _properties(text) if match.group(2) == "properties" else _pom_values(text)
        group, artifact = values.get("groupId", ""), values.get("artifactId", "")
        if group and artifact:
            found[match.group(1)] = Coordinate(group, artifact, values.get("version") or None)
    return tuple(found.values())


def _properties(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return {key.strip(): value.strip() for key, separator, value in pairs if separator}


def _pom_values(text: str) -> dict[str, str]:
    """Group, artifact and version of a POM, those of its parent where it has none itself."""
    parent = _POM_PARENT.search(text)
    own = _POM_NESTED.sub("", _POM_PARENT.sub("", text, count=1))
    values = dict(_POM_VALUE.findall(parent.group())) if parent is not None else {}
    values.pop("artifactId", None)
    for key, value in _POM_VALUE.findall(own):
        if value:
            values[key] = value
    return values


def _manifest_version(archive: zipfile.ZipFile, names: Iterable[str]) -> str:
    if "META-INF/MANIFEST.MF" not in names:
        return ""
    text = _read(archive, "META-INF/MANIFEST.MF", _MAX_TEXT).decode("utf-8", "replace")
    values = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    return (values.get("Implementation-Version") or values.get("Bundle-Version") or "").strip()


def _packages(archive: zipfile.ZipFile, names: Iterable[str]) -> set[str]:
    """The packages of the classes, those in `classes.jar` of an .aar too."""
    found = {name.rpartition("/")[0].replace("/", ".") for name in names if name.endswith(".class") and "/" in name}
    if "AndroidManifest.xml" in names:
        declared = _PACKAGE.search(_read(archive, "AndroidManifest.xml", _MAX_TEXT))
        found.update([declared.group(1).decode()] if declared is not None else [])
    if "classes.jar" in names:
        with zipfile.ZipFile(io.BytesIO(_read(archive, "classes.jar", _MAX_CLASSES))) as classes:
            found.update(_packages(classes, [n for n in classes.namelist()[:_MAX_ENTRIES] if n.endswith(".class")]))
    return set(sorted(found)[:_MAX_PACKAGES])
