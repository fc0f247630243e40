"""Loads the catalogue: the built-in rules and a user's own, validated, compiled and cached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from privlint.cache.folder import cache_folder as user_cache_folder
from privlint.knowledge import cache
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.draft import Draft
from privlint.knowledge.errors import CatalogueError
from privlint.knowledge.folders import BUILT_IN, RulesFile, digest_of, parse, read_files
from privlint.knowledge.notices import Notice
from privlint.knowledge.sections import read_file
from privlint.knowledge.validation import Place

_last: Catalogue | None = None


def load(user_folders: Sequence[Path] = (), cache_folder: Path | None = None) -> Catalogue:
    """The catalogue. Files of `user_folders` extend and replace the built-in rules, later folders the earlier ones.
    Raises CatalogueError, whose text is one line, for a folder or file that cannot be used. `cache_folder` is where
    compiled catalogues lie; by default below the user's cache folder."""
    files = read_files(user_folders)
    digest = digest_of(files)
    return _loaded(digest, files) if cache_folder is None else _read_or_compiled(digest, files, cache_folder)


def _loaded(digest: str, files: Sequence[RulesFile]) -> Catalogue:
    """As `_read_or_compiled`; a process that checks again and again reads a catalogue once."""
    global _last
    if _last is None or _last.digest != digest:
        _last = _read_or_compiled(digest, files, user_cache_folder())
    return _last


def _read_or_compiled(digest: str, files: Sequence[RulesFile], folder: Path) -> Catalogue:
    cached = cache.read(folder, digest)
    if cached is not None:
        return cached
    catalogue = compile_files(files, digest)
    cache.write(folder, catalogue)
    return catalogue


def validated_notice(file: Path) -> Notice:
    """The notice of a file that is to become part of the rules, checked as built-in ones are, beside all others; raises
    CatalogueError for what is wrong with it."""
    name = file.as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CatalogueError(name, "file", error.strerror or "cannot be read") from None
    tables = parse(RulesFile(name, data, BUILT_IN))
    row = tables.get("notice")
    id = row.get("id") if isinstance(row, dict) else None
    others = [other for other in read_files(()) if not (id and other.name == f"notices/{id}.toml")]
    compiled = compile_files([*others, RulesFile(name, data, BUILT_IN)], "")
    found = [notice for notice in compiled.notices if notice.id == id]
    if not found:
        raise CatalogueError(name, "file", "there is no [notice]")
    if file.stem != id:
        raise CatalogueError(name, "notice.id", f"the file has to be called {id}.toml")
    return found[0]


def compile_files(files: Sequence[RulesFile], digest: str) -> Catalogue:
    """The catalogue that the files describe; raises CatalogueError for the first mistake."""
    draft = Draft()
    for file in files:
        read_file(parse(file), Place(file.name), draft, file.layer)
    return draft.finish(digest)
