"""Source sets of modules: which folders belong to a variant, and the files in them."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import msgspec

from privlint.workspace.android import Android
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.modules import Module
from privlint.workspace.scripts import resolve

SOURCE_SUFFIXES = (".java", ".kt")
TEST_SETS = ("test", "androidTest", "sharedTest", "testFixtures")
_MULTIPLATFORM = frozenset(
    ("org.jetbrains.kotlin.multiplatform", "kotlin-multiplatform", "com.android.kotlin.multiplatform.library")
)


class Selection(msgspec.Struct, gc=False, frozen=True):
    """The variant of a module: its flavours in dimension order and its build type."""

    flavors: tuple[str, ...]
    build_type: str

    @property
    def name(self) -> str:
        """`freeChinaRelease`."""
        return camel((*self.flavors, self.build_type))

    def elements(self) -> list[str]:
        """The blocks of a build script that configure the variant, from the lowest priority to the highest."""
        return ["defaultConfig", *reversed(self.flavors), self.build_type]

    def source_sets(self) -> list[str]:
        """Source set names from the lowest priority to the highest."""
        names = ["main", *reversed(self.flavors)]
        if len(self.flavors) > 1:
            names.append(camel(self.flavors))
        names.append(self.build_type)
        if self.flavors:
            names.append(self.name)
        return names


def camel(names: Sequence[str]) -> str:
    """`("free", "release")` -> `freeRelease`."""
    first, *rest = [name for name in names if name] or [""]
    return first + "".join(name[:1].upper() + name[1:] for name in rest)


def module_selection(android: Android, application: Selection, wishes: Android) -> Selection:
    """The variant of a library that an application's variant uses: the same flavours by name, else what the
    application wishes for or falls back to, else the first of the dimension; the same build type or its fallback."""
    chosen = list(application.flavors)
    by_dimension: dict[str, list[str]] = {}
    for flavor, dimension in android.flavors.items():
        by_dimension.setdefault(dimension, []).append(flavor)
    for names in by_dimension.values():
        if not any(name in application.flavors for name in names):
            wished = [name for name in _wished(wishes, application, dimension) if name in names]
            chosen.append((wished or names)[0])
    types = (application.build_type, *wishes.fallbacks.get(application.build_type, ()))
    known = ("debug", "release", *android.build_types)
    return Selection(tuple(chosen), next((name for name in types if name in known), application.build_type))


def _wished(wishes: Android, application: Selection, dimension: str) -> list[str]:
    """The flavours of a dimension that an application would take from a library, the best first."""
    strategies = (wishes.missing.get(name, {}).get(dimension, []) for name in reversed(application.elements()))
    fallbacks = (wishes.fallbacks.get(flavor, []) for flavor in application.flavors)
    return [name for names in (*strategies, *fallbacks) for name in names]


class ModuleFiles(msgspec.Struct, gc=False, frozen=True):
    """The files of one module in one variant. Manifests come with the highest priority first."""

    sources: tuple[str, ...]
    manifests: tuple[str, ...]
    layouts: tuple[str, ...]
    values: tuple[str, ...]


def module_files(module: Module, selection: Selection, files: RepositoryFiles, include_tests: bool) -> ModuleFiles:
    """The files that a module contributes to a variant."""
    names = _set_names(module, selection, files)
    sources: dict[str, None] = {}
    layouts: dict[str, None] = {}
    values: dict[str, None] = {}
    manifests: list[str] = []
    for name in (*names, *(TEST_SETS if include_tests else ())):
        for kind in ("java", "kotlin"):
            for folder in _folders(module, name, kind):
                sources.update(dict.fromkeys(p for p in files.below(folder) if p.endswith(SOURCE_SUFFIXES)))
        for folder in _folders(module, name, "res"):
            for path in files.below(folder):
                kind = posixpath.basename(posixpath.dirname(path)) if path.endswith(".xml") else ""
                if kind.startswith("layout"):
                    layouts[path] = None
                elif kind.startswith("values"):
                    values[path] = None
    for name in reversed(names):
        manifests.extend(p for p in _folders(module, name, "manifest") if p in files and p not in manifests)
    return ModuleFiles(tuple(sources), tuple(manifests), tuple(layouts), tuple(values))


def _set_names(module: Module, selection: Selection, files: RepositoryFiles) -> list[str]:
    """The source sets of a variant, those of Kotlin multiplatform included."""
    names = selection.source_sets()
    existing = source_set_folders(module, files)
    if _MULTIPLATFORM.isdisjoint(module.plugins) and "commonMain" not in existing:
        return names
    is_android = module.may_be_application or module.may_be_library or "androidMain" in existing
    platform = module.android.multiplatform_sets() if is_android else ["commonMain", "jvmMain"]
    return [*reversed(platform), *names, *("android" + name[:1].upper() + name[1:] for name in names[1:])]


def source_set_folders(module: Module, files: RepositoryFiles) -> list[str]:
    """The names of the folders in `src/`."""
    prefix = posixpath.join(module.folder, "src") + "/"
    found: dict[str, None] = {}
    for path in files.below(prefix[:-1]):
        name, separator, _ = path[len(prefix) :].partition("/")
        if separator:
            found[name] = None
    return list(found)


def _folders(module: Module, source_set: str, kind: str) -> list[str]:
    """The folders of a kind in a source set; for manifests the file."""
    base = posixpath.join(module.folder, "src", source_set)
    usual = posixpath.join(base, "AndroidManifest.xml" if kind == "manifest" else kind)
    replaces, declared = module.android.folders.get(source_set, {}).get(kind, (False, []))
    resolved = [folder for text in declared if (folder := resolve(module.folder, text)) is not None]
    return resolved if replaces else [usual, *(folder for folder in resolved if folder != usual)]
