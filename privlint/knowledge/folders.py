"""The files of the catalogue on disk."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from privlint import __version__
from privlint.knowledge import catalogue, model, notices, regulationitems, scope, storeforms
from privlint.knowledge.errors import CatalogueError
from privlint.shipped import shipped

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


#: Folder of the index of platform types, which is no part of the catalogue.
_TYPES = "types"
#: The layer of the rules that privlint brings; those of the user's folders are 1, 2, …
BUILT_IN = 0


class RulesFile(NamedTuple):
    """A rules file: the name that messages use, its bytes, and the layer of rules it belongs to."""

    name: str
    data: bytes
    layer: int


def rules_folder() -> Path:
    """The folder of the built-in rules."""
    return shipped("rules")


def read_files(user_folders: Sequence[Path]) -> list[RulesFile]:
    """All rules files: the built-in ones, then those of each folder in turn, in the order of their names. Raises
    CatalogueError for a folder that does not exist or a file that cannot be read."""
    built_in = rules_folder()
    files = [
        RulesFile(path.relative_to(built_in).as_posix(), _bytes(path), BUILT_IN)
        for path in _toml_files(built_in)
        if path.parent != built_in / _TYPES
    ]
    for layer, folder in enumerate(user_folders, BUILT_IN + 1):
        if not folder.is_dir():
            raise CatalogueError(str(folder), "rules", "no such folder")
        files += [RulesFile(path.as_posix(), _bytes(path), layer) for path in _toml_files(folder)]
    return files


def digest_of(files: Iterable[RulesFile]) -> str:
    """A digest of names and contents, of privlint's version and of the shape of the catalogue."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{__version__}\0{_SHAPE}".encode())
    for file in files:
        digest.update(f"\0{file.name}\0{file.layer}\0{len(file.data)}\0".encode(errors="surrogateescape"))
        digest.update(file.data)
    return digest.hexdigest()


def parse(file: RulesFile) -> dict[str, Any]:
    """The tables of a file; raises CatalogueError if it is not UTF-8 or not TOML."""
    try:
        tables: dict[str, Any] = tomllib.loads(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CatalogueError(file.name, "file", f"not UTF-8: {error.reason} at byte {error.start}") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(file.name, "file", f"not TOML: {error}") from None
    except RecursionError:
        raise CatalogueError(file.name, "file", "nested too deeply") from None
    return tables


def _toml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.toml") if path.is_file())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogueError(str(path), "file", error.strerror or "cannot be read") from None


def _shape() -> str:
    types = {
        **vars(notices),
        **vars(regulationitems),
        **vars(storeforms),
        **vars(model),
        **vars(scope),
        **vars(catalogue),
    }.values()
    structs = [kind for kind in types if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    return " ".join(f"{kind.__name__}({','.join(kind.__struct_fields__)})" for kind in structs)


_SHAPE = _shape()
