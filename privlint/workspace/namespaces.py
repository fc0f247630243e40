"""The namespace of a module whose build scripts do not say it in a way that can be read: what its classes say."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Manifest

_PACKAGE: Final = re.compile(rb"^[ \t]*package[ \t]+([\w.]+)", re.MULTILINE)
#: Names that are looked for; that many agree on a namespace, or none do.
_MOST_NAMES: Final = 12


def inferred_namespace(manifest: Manifest, sources: Iterable[str], files: RepositoryFiles) -> str:
    """The package that most class names of a manifest (`.ui.Main`) are relative to, "" if none of the classes is
    among the sources."""
    names = [name for name in _relative_names(manifest) if "${" not in name][:_MOST_NAMES]
    wanted = {name.rpartition(".")[2] for name in names}
    by_class: dict[str, list[str]] = {}
    for path in sources:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if stem in wanted:
            by_class.setdefault(stem, []).append(path)
    votes = Counter(
        namespace
        for name in names
        for path in by_class.get(name.rpartition(".")[2], ())
        for namespace in _namespaces(name, files.bytes(path) or b"")
    )
    return max(votes, key=lambda each: (votes[each], -len(each), each), default="")


def _relative_names(manifest: Manifest) -> Iterator[str]:
    """The class names that the manifest does not state in full; of an alias the class behind it."""
    application = (manifest.application,) if manifest.application is not None else ()
    for component in (*application, *manifest.components):
        for name in (component.target,) if component.kind == "activity-alias" else (component.name,):
            if name and (name.startswith(".") or "." not in name):
                yield name


def _namespaces(name: str, source: bytes) -> Iterator[str]:
    """The namespace with which a relative name is the class in a source."""
    found = _PACKAGE.search(source)
    package = found[1].decode("utf-8", "replace") if found is not None else ""
    inner = name.strip(".").rpartition(".")[0]
    if not inner:
        yield from (package,) if package else ()
    elif package.endswith(f".{inner}"):
        yield package[: -len(inner) - 1]
