"""The modules that are compiled into an application, and what they declare for a variant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from privlint.dependencies.archives import archive_paths
from privlint.dependencies.declared import Declaration
from privlint.dependencies.values import ProjectReference
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Dependency, Problem
from privlint.workspace.modules import Module
from privlint.workspace.scripts import resolve
from privlint.workspace.sourcesets import Selection, camel, module_selection

#: Configurations whose dependencies end in the application.
_SHIPPED = ("implementation", "api", "compile", "runtimeOnly", "runtime", "apk", "embed")

Modules = Mapping[str, Module]


def shipped_configurations(module: Module, selection: Selection) -> set[str]:
    """`implementation`, `chinaImplementation`, `releaseApi`, `commonMainImplementation`, …"""
    prefixes = ["", *selection.flavors, camel(selection.flavors), selection.build_type, selection.name]
    prefixes.extend(module.android.multiplatform_sets())
    return {camel((prefix, kind)) for prefix in prefixes for kind in _SHIPPED}


def referenced(module: Module, reference: ProjectReference) -> str | None:
    """The Gradle path of the module that a reference means."""
    if reference.is_accessor:
        return module.build.by_accessor(reference.path)
    path = ":" + reference.path.strip(":")
    nested = module.path.rstrip(":") + path
    known = next((each for each in (path, nested) if each in module.build.modules), None)
    return known or module.build.by_folder(path) or path


def closure(
    application: Module, modules: Modules, selection: Selection, features: list[Module]
) -> list[tuple[Module, Selection]]:
    """The application and the modules that it depends on in a variant, breadth first, each with its own variant."""
    result: dict[str, tuple[Module, Selection]] = {}
    pending = [application, *features]
    while pending:
        module = pending.pop(0)
        if module.path in result:
            continue
        own = module_selection(module.android, selection, application.android)
        result[module.path] = (module, selection if module is application else own)
        configurations = shipped_configurations(module, result[module.path][1])
        for declaration in module.declarations:
            if declaration.project is not None and declaration.configuration in configurations:
                path = referenced(module, declaration.project)
                target = modules.get(path) if path is not None else None
                # A feature depends on its application; an application is nobody's library.
                if target is not None and target is not application:
                    pending.append(target)
    return list(result.values())


def variant_dependencies(
    members: list[tuple[Module, Selection]], files: RepositoryFiles, problems: list[Problem]
) -> tuple[Dependency, ...]:
    """The dependencies that the members declare for the variant, each declaration once."""
    result: dict[Dependency, None] = {}
    for module, selection in members:
        configurations = shipped_configurations(module, selection)
        for declaration in module.declarations:
            if declaration.configuration not in configurations or declaration.project is not None:
                continue
            found = list(_dependencies(module, declaration, files))
            result.update(dict.fromkeys(found))
            if not found and declaration.files is None:
                at = declaration.declared_at
                problems.append(Problem(at.path, at.line, "dependency is known to a build only"))
    return tuple(result)


def _dependencies(module: Module, declaration: Declaration, files: RepositoryFiles) -> Iterator[Dependency]:
    if declaration.coordinate is not None:
        group, name = declaration.coordinate
        at = declaration.declared_at
        yield Dependency(
            group,
            name,
            declaration.version,
            declaration.requested,
            declaration.position,
            module.path,
            declaration.configuration,
            declaration.via,
            at if at != declaration.position else None,
        )
    elif declaration.files is not None:
        for path in archive_paths(declaration.files, lambda text: resolve(module.folder, text), files.below):
            yield Dependency(
                "",
                posixpath.basename(path),
                None,
                path,
                declaration.position,
                module.path,
                declaration.configuration,
                "archive",
            )
