"""Applications without Gradle: an Eclipse project, a Maven project, or just a folder with a manifest."""

from __future__ import annotations

import posixpath
import re

from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.manifest import read_manifest
from privlint.workspace.merge import merge
from privlint.workspace.model import Application, Manifest, Variant
from privlint.workspace.resources import ResourceFiles, Resources
from privlint.workspace.sourcesets import SOURCE_SUFFIXES

_MANIFEST = "AndroidManifest.xml"
_REFERENCE = re.compile(r"^\s*android\.library\.reference\.\d+\s*=\s*(.+?)\s*$", re.MULTILINE)
_GENERATED = frozenset(("bin", "build", "gen", "out", "target"))


def standalone_applications(files: RepositoryFiles) -> list[Application]:
    """The folders whose manifest has an application with a launcher."""
    result: list[Application] = []
    for path in files.paths:
        folder, name = posixpath.split(path)
        if name != _MANIFEST or not _GENERATED.isdisjoint(folder.split("/")):
            continue
        module = folder[: -len("src/main")].rstrip("/") if (f"/{folder}").endswith("/src/main") else folder
        manifest = _manifest(files, path, _values(files, folder))
        if manifest is not None and manifest.application and any(c.is_launcher for c in manifest.components):
            result.append(Application(module, ":", (_variant(files, folder, manifest),)))
    return result


def _manifest(files: RepositoryFiles, path: str, values: list[str]) -> Manifest | None:
    data = files.bytes(path)
    if data is None:
        return None
    manifest, problems = read_manifest(path, data, "", {}, Resources(ResourceFiles(files), values).resolve)
    files.problems.extend(problems)
    return manifest


def _variant(files: RepositoryFiles, folder: str, manifest: Manifest) -> Variant:
    libraries = _libraries(files, folder)
    manifests = [manifest]
    for library in libraries:
        found = _manifest(files, posixpath.join(library, _MANIFEST), _values(files, library))
        manifests.extend([found] if found is not None else [])
    folders = [folder, *libraries]
    return Variant(
        name="",
        flavors=(),
        build_type="",
        sources=tuple(path for item in folders for path in _sources(files, item)),
        manifest=merge(manifests),
        layouts=tuple(path for item in folders for path in _resources(files, item, "layout")),
        values=tuple(path for item in folders for path in _values(files, item)),
        dependencies=(),
        plugins=(),
        build_constants={"DEBUG": "false"},
    )


def _libraries(files: RepositoryFiles, folder: str) -> list[str]:
    """Eclipse library projects, theirs too, from `project.properties`."""
    result: list[str] = []
    pending = [folder]
    while pending:
        current = pending.pop()
        path = posixpath.join(current, "project.properties")
        for reference in _REFERENCE.findall(files.text(path) or "" if path in files else ""):
            library = join(current, reference)
            if library is not None and library not in (*result, folder):
                result.append(library)
                pending.append(library)
    return result


def _sources(files: RepositoryFiles, folder: str) -> list[str]:
    """The sources of a project: `src`, `java` and `kotlin` if there are any, else everything below."""
    usual = [
        path
        for name in ("src", "java", "kotlin")
        for path in files.below(posixpath.join(folder, name))
        if path.endswith(SOURCE_SUFFIXES)
    ]
    return usual or [path for path in files.below(folder) if path.endswith(SOURCE_SUFFIXES)]


def _resources(files: RepositoryFiles, folder: str, kind: str) -> list[str]:
    return [
        path
        for path in files.below(posixpath.join(folder, "res"))
        if path.endswith(".xml") and posixpath.basename(posixpath.dirname(path)).startswith(kind)
    ]


def _values(files: RepositoryFiles, folder: str) -> list[str]:
    return _resources(files, folder, "values")
