"""Puts the workspace together: files, builds, applications, variants."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from privlint.workspace.closure import closure, referenced, variant_dependencies
from privlint.workspace.exported_manifest import as_exported
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.filters import Filters
from privlint.workspace.manifest import read_manifest
from privlint.workspace.merge import merge
from privlint.workspace.model import (
    Alike,
    Application,
    Component,
    Dependency,
    Manifest,
    MergedManifest,
    Position,
    Variant,
    Workspace,
)
from privlint.workspace.modules import Module
from privlint.workspace.namespaces import inferred_namespace
from privlint.workspace.repository import BuildModules, Repository
from privlint.workspace.resolved import resolver
from privlint.workspace.resources import ResourceFiles, Resources
from privlint.workspace.sourcesets import ModuleFiles, Selection, module_files
from privlint.workspace.standalone import standalone_applications
from privlint.workspace.variants import RELEASE, implied_flavors, named_selection, release_selections


def load_workspace(repository: Repository, variant: str | None, include_tests: bool) -> Workspace:
    """See :func:`privlint.workspace.load`."""
    files = repository.files
    applications: list[Application] = []
    for build in repository.builds:
        loader = _BuildLoader(build, files, variant, include_tests)
        applications.extend(loader.applications())
    if not applications and variant is None:
        applications.extend(standalone_applications(files))
    problems = list(dict.fromkeys(files.problems))
    return Workspace(files.root, tuple(applications), problems)


class _ReadManifest(msgspec.Struct, gc=False):
    """A manifest, with the references in it and what they stood for."""

    manifest: Manifest | None = None
    references: dict[str, str] = msgspec.field(default_factory=dict)


class _BuildLoader:
    """The applications of one build."""

    def __init__(self, build: BuildModules, files: RepositoryFiles, variant: str | None, include_tests: bool) -> None:
        self.build = build.build
        self.exports = build.exports
        self.files = files
        self.variant = variant
        self.include_tests = include_tests
        self.conventions = build.conventions
        self.modules = build.modules
        self._resources = ResourceFiles(files)
        self._namespaces: dict[str, str] = {}  # by module, where the scripts do not say it
        self._manifests: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[_ReadManifest]] = {}

    def applications(self) -> Iterable[Application]:
        """The application modules with their variants; those without the variant that was asked for are left out."""
        used = {
            path
            for module in self.modules.values()
            for declaration in module.declarations
            if declaration.project is not None and (path := referenced(module, declaration.project)) is not None
        }
        own = [m for m in self.modules.values() if m.may_be_application and not (m.may_be_library and m.path in used)]
        for module in own or self._with_launcher():
            variants = self.variants(module)
            if variants:
                yield Application(module.folder, module.path, tuple(variants))

    def _with_launcher(self) -> Iterable[Module]:
        """The modules that have a launcher, where none applies a known plugin: conventions may come from outside."""
        for module in self.modules.values():
            if not module.may_be_library and not module.is_feature:
                selection = Selection((), RELEASE)
                content = module_files(module, selection, self.files, self.include_tests)
                manifests = self.manifests(module, content, {}, self.resources([(module, selection)], [content]))
                if any(component.is_launcher for manifest in manifests for component in manifest.components):
                    yield module

    def variants(self, application: Module) -> list[Variant]:
        """The variants to look at, those that differ in nothing but their name taken as one."""
        android = application.android
        flavors = dict(android.flavors)
        if not flavors and self.build.logic:
            members = closure(application, self.modules, Selection((), RELEASE), self.features(application))
            flavors = implied_flavors([m for m, _ in members], self.conventions.all_scripts(), self.files)
        if self.variant is not None:
            selection = named_selection(android, flavors, self.variant)
            return [self.load_variant(application, selection)] if selection is not None else []
        found: dict[bytes, Variant] = {}
        for selection in release_selections(flavors, android.dimensions, Filters(application.scripts)):
            loaded = self.load_variant(application, selection)
            key = _substance(loaded)
            known = found.get(key)
            found[key] = loaded if known is None else _as_one(known, loaded)
        return list(found.values())

    def features(self, application: Module) -> list[Module]:
        """The dynamic features of an application: those it names, and those that depend on it."""
        named = {":" + name.strip(":") for name in application.android.dynamic_features}
        result = []
        for module in self.modules.values():
            targets = (referenced(module, d.project) for d in module.declarations if d.project is not None)
            if module.path in named or module.is_feature and application.path in targets:
                result.append(module)
        return result

    def load_variant(self, application: Module, selection: Selection) -> Variant:
        """One variant with everything that is compiled into it."""
        members = closure(application, self.modules, selection, self.features(application))
        contents = [module_files(module, own, self.files, self.include_tests) for module, own in members]
        dependencies = self.dependencies(application, selection, members)
        constants = _build_constants(application, members)
        placeholders = _placeholders(application, selection)
        resources = self.resources(members, contents)
        manifests = [
            manifest
            for (module, own), content in zip(members, contents, strict=True)
            for manifest in self.manifests(
                module, content, {**placeholders, **_own_placeholders(module, own)}, resources
            )
        ]
        return Variant(
            name=selection.name,
            flavors=selection.flavors,
            build_type=selection.build_type,
            sources=_joined(content.sources for content in contents),
            manifest=self.merged(application, selection, manifests, dependencies, resources),
            layouts=_joined(content.layouts for content in contents),
            values=_joined(content.values for content in contents),
            dependencies=dependencies,
            plugins=tuple(application.plugins.items()),
            properties=application.build.properties,
            application_id=placeholders.get("applicationId", ""),
            build_constants=constants,
            target_sdk=application.android.target_sdk,
            min_sdk=_min_sdk(application, selection),
        )

    def dependencies(
        self, application: Module, selection: Selection, members: list[tuple[Module, Selection]]
    ) -> tuple[Dependency, ...]:
        """What the members declare for a variant, or what Gradle has made of it."""
        resolved = self.exports.of_variant(application.path, selection.name)
        if resolved is None:
            return variant_dependencies(members, self.files, self.files.problems)
        declared = variant_dependencies(members, self.files, [])
        return tuple(resolver(declared, [resolved], self.place_of_computed).rows())

    def place_of_computed(self, path: str) -> Position | None:
        """The build script of a module: where it declares what nobody can read there."""
        module = self.modules.get(path)
        return Position(module.scripts[0].path, 1) if module is not None and module.scripts else None

    def merged(
        self,
        application: Module,
        selection: Selection,
        manifests: list[Manifest],
        dependencies: tuple[Dependency, ...],
        resources: Resources,
    ) -> MergedManifest:
        """The merged manifest of a variant; that of Gradle has the elements of libraries, too."""
        merged = merge(manifests)
        exported = self.exports.manifests.get((application.path, selection.name))
        at = self.place_of_computed(application.path)
        if exported is None or at is None:
            return merged
        return as_exported(merged, exported, dependencies, at, resources.resolve)

    def resources(self, members: list[tuple[Module, Selection]], contents: list[ModuleFiles]) -> Resources:
        """The resources of a variant: those of the application take the place of its libraries'."""
        paths = [path for content in reversed(contents) for path in content.values]
        made: dict[str, str] = {}
        for module, own in reversed(members):
            for name in own.elements():
                made.update(module.android.resources.get(name, {}))
        return Resources(self._resources, paths, made)

    def manifests(
        self, module: Module, content: ModuleFiles, placeholders: dict[str, str], resources: Resources
    ) -> list[Manifest]:
        """The manifests of a module; each is read once for the same placeholders and resources."""
        namespace = module.android.namespace or self.namespace(module, content, placeholders, resources)
        result: list[Manifest] = []
        for path in reversed(content.manifests):
            manifest = self.manifest(path, namespace, placeholders, resources)
            if manifest is not None:
                # Manifests of flavours and build types use the package of the main one.
                namespace = namespace or manifest.package
                result.insert(0, manifest)
        return result

    def namespace(
        self, module: Module, content: ModuleFiles, placeholders: dict[str, str], resources: Resources
    ) -> str:
        """The namespace of a module of which neither its scripts nor its manifests say it; "" if they do."""
        if module.path not in self._namespaces:
            manifests = [self.manifest(path, "", placeholders, resources) for path in reversed(content.manifests)]
            known = [manifest for manifest in manifests if manifest is not None]
            is_said = any(manifest.package for manifest in known)
            found = (inferred_namespace(manifest, content.sources, self.files) for manifest in known)
            self._namespaces[module.path] = "" if is_said else next(filter(None, found), "")
        return self._namespaces[module.path]

    def manifest(
        self, path: str, namespace: str, placeholders: dict[str, str], resources: Resources
    ) -> Manifest | None:
        """One manifest file; None if there is nothing in it."""
        known = self._manifests.setdefault((path, namespace, tuple(sorted(placeholders.items()))), [])
        for item in known:
            if all(resources.resolve(text) == value for text, value in item.references.items()):
                return item.manifest
        data = self.files.bytes(path)
        read = _ReadManifest()
        if data is not None:
            read.manifest, problems = read_manifest(
                path,
                data,
                namespace,
                placeholders,
                lambda text: read.references.setdefault(text, resources.resolve(text)),
            )
            self.files.problems.extend(problems)
        known.append(read)
        return read.manifest


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All items once, in order."""
    return tuple(dict.fromkeys(item for part in parts for item in part))


def _build_constants(application: Module, members: list[tuple[Module, Selection]]) -> dict[str, str]:
    """The fields of `BuildConfig` whose value is known, those of libraries by their qualified name; string values keep
    no quotes."""
    selection = members[0][1]
    constants = {
        "DEBUG": "true" if selection.build_type == "debug" else "false",
        "BUILD_TYPE": selection.build_type,
        "FLAVOR": selection.name[: -len(selection.build_type)] if selection.flavors else "",
    }
    if constants["FLAVOR"]:
        constants["FLAVOR"] = Selection(selection.flavors, "").name
        dimensions = (application.android.flavors.get(flavor, "") for flavor in selection.flavors)
        constants.update(
            {f"FLAVOR_{name}": flavor for name, flavor in zip(dimensions, selection.flavors, strict=True) if name}
        )
    for module, own in members:
        prefix = "" if module is application else f"{module.android.namespace}.BuildConfig."
        for name in own.elements() if module is application or module.android.namespace else ():
            fields = module.android.constants.get(name, {})
            constants.update({prefix + key: value.strip('"') for key, value in fields.items()})
    return constants


def _min_sdk(application: Module, selection: Selection) -> int:
    """The lowest API level that a variant installs on, 0 if that is not known."""
    levels = application.android.min_sdk
    own = [levels[flavor] for flavor in selection.flavors if flavor in levels]
    return min(own) if own else levels.get("defaultConfig", 0)


def _placeholders(application: Module, selection: Selection) -> dict[str, str]:
    """The manifest placeholders of a variant, `applicationId` included."""
    android = application.android
    result: dict[str, str] = {}
    identifier = android.application_id or android.namespace
    for name in selection.elements():
        identifier = android.ids.get(name) or identifier
        result.update(android.placeholders.get(name, {}))
    identifier += "".join(android.suffixes.get(name, "") for name in (*selection.flavors, selection.build_type))
    if identifier:
        result.setdefault("applicationId", identifier)
    return result


def _own_placeholders(module: Module, selection: Selection) -> dict[str, str]:
    """The manifest placeholders that a module itself gives values to."""
    result: dict[str, str] = {}
    for name in selection.elements():
        result.update(module.android.placeholders.get(name, {}))
    return result


def _substance(variant: Variant) -> bytes:
    """What decides whether two variants are the same to us: not their names, application ids and texts."""

    def plain(component: Component) -> Component:
        return msgspec.structs.replace(component, authorities="", label="")

    manifest = variant.manifest
    flags = {k: v for k, v in variant.build_constants.items() if v in ("true", "false")}
    return msgspec.msgpack.encode(
        (
            variant.sources,
            variant.layouts,
            variant.dependencies,
            variant.min_sdk,
            sorted(flags.items()),
            manifest.paths,
            [plain(c) for c in manifest.components],
            manifest.permissions,
            sorted(manifest.meta_data.items()),
            sorted(manifest.removed),
            plain(manifest.application) if manifest.application is not None else None,
        )
    )


def _as_one(first: Variant, second: Variant) -> Variant:
    """The first of two variants that are taken as one, with only those constants that both have."""
    shared = {k: v for k, v in first.build_constants.items() if second.build_constants.get(k) == v}
    alike = first.alike or (_alike(first),)
    return msgspec.structs.replace(first, build_constants=shared, alike=(*alike, _alike(second)))


def _alike(variant: Variant) -> Alike:
    return Alike(variant.name, variant.flavors, variant.build_constants)
