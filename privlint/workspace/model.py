"""What is on disk: repository, modules, variants, manifests. Paths are repository-relative with forward slashes."""

from __future__ import annotations

import msgspec

from privlint.findings import Text

_LAUNCHERS = frozenset(["android.intent.category.LAUNCHER", "android.intent.category.LEANBACK_LAUNCHER"])


class Position(msgspec.Struct, gc=False, frozen=True):
    """A place in a file; line and column are 1-based."""

    path: str
    line: int
    column: int = 1


class Problem(msgspec.Struct, gc=False, frozen=True):
    """Something that could not be read, shown to the user as PRV9xx; `lines` is how many were lost (0: unknown)."""

    path: str
    line: int
    reason: str
    lines: int = 0


class Filter(msgspec.Struct, gc=False, frozen=True):
    """An intent filter of a component; `data` tells filters apart that ask for the same."""

    actions: tuple[str, ...]
    categories: tuple[str, ...]
    data: str = ""
    node: str = ""  # tools:node


class Component(msgspec.Struct, gc=False, frozen=True):
    """An application, activity, alias, service, receiver or provider of a manifest."""

    kind: str  # application activity activity-alias service receiver provider
    name: str  # qualified class name with dots; for an alias the alias itself
    target: str  # alias: the qualified class it stands for; else ""
    position: Position
    exported: bool | None
    enabled: bool | None  # None: known when it is built only
    process: str
    actions: tuple[str, ...]
    categories: tuple[str, ...]
    meta_data: tuple[tuple[str, str, str], ...]  # name, value or resource, tools:node
    node: str  # tools:node, "" when absent
    init_order: int = 0
    authorities: str = ""
    helpers: tuple[tuple[str, str], ...] = ()  # attribute and class: what <application> names besides its own class
    label: str = ""  # of <application>: the name of the app
    permission: str = ""  # that others need to start it
    filters: tuple[Filter, ...] = ()  # of which `actions` and `categories` are taken
    has_enabled: bool = False  # whether `enabled` is written
    selector: str = ""  # tools:selector: the package of the library that tools:node is meant for
    without: tuple[str, ...] = ()  # tools:remove: attributes that manifests of lower priority do not set
    origin: str = ""  # what merged it in, where no manifest of the repository declares it: ":app -> group:name:1.0"

    @property
    def is_launcher(self) -> bool:
        """Whether a launcher shows it, that of a television included."""
        return "android.intent.action.MAIN" in self.actions and not _LAUNCHERS.isdisjoint(self.categories)


class Permission(msgspec.Struct, gc=False, frozen=True):
    """A uses-permission element."""

    name: str
    position: Position
    max_sdk: int
    node: str
    selector: str = ""
    origin: str = ""  # as of a component


class Manifest(msgspec.Struct, gc=False, frozen=True):
    """One AndroidManifest.xml, names made absolute, placeholders filled where known."""

    path: str
    package: str
    application: Component | None
    components: tuple[Component, ...]  # without the application
    permissions: tuple[Permission, ...]
    meta_data: tuple[tuple[str, str, str, int], ...]  # of <application>: name, value, tools:node, line


class MergedManifest(msgspec.Struct, gc=False, frozen=True):
    """The manifests of a variant and of the modules it depends on, merged: `tools:node="remove"` applied."""

    application: Component | None
    components: tuple[Component, ...]
    permissions: tuple[Permission, ...]
    meta_data: dict[str, tuple[str, Position]]  # application meta-data by name, the winning value
    removed: frozenset[
        str
    ]  # kinds of which all are removed, class names of components and of startup initializers that are removed
    paths: tuple[str, ...]  # manifests merged, the application's first
    is_complete: bool = False  # merged by Gradle with those of all libraries: what is not in it is not in the app


class Dependency(msgspec.Struct, gc=False, frozen=True):
    """A declared dependency, at the place where a person would edit the version."""

    group: str
    name: str
    version: str | None
    requested: str  # as written
    position: Position
    module: str  # Gradle path, ":app"
    configuration: str
    via: str  # literal catalogue variable bom lock export archive plugin
    declared_at: Position | None = None  # the line in the module's build file, where `position` is a catalogue
    evidence: str = "declared"
    version_at: Position | None = None  # where the version stands, if that is not `position`
    managed_by: tuple[str, ...] = ()  # platforms (group:name:version) that decide on a version that nothing states
    archive: str = ""  # path of a local archive
    packages: tuple[str, ...] = ()  # of the archive's classes
    through: tuple[str, ...] = ()  # ":app", "group:name:1.0", …, itself: how it gets in, where others bring it along


class Unresolved(msgspec.Struct, gc=False, frozen=True):
    """A dependency that cannot be known without running the build; `text` is what is written."""

    position: Position
    text: str
    reason: Text


class Alike(msgspec.Struct, gc=False, frozen=True):
    """What tells apart the variants that are taken as one: nothing but names and texts."""

    name: str
    flavors: tuple[str, ...]
    build_constants: dict[str, str]


class Variant(msgspec.Struct, gc=False, frozen=True):
    """A build variant of one application: what is compiled together."""

    name: str  # "release", "chinaRelease"; "" for a project without Gradle
    flavors: tuple[str, ...]
    build_type: str
    sources: tuple[str, ...]  # .java and .kt files of the application's source sets and of the modules it depends on
    manifest: MergedManifest
    layouts: tuple[str, ...]  # layout XML files
    values: tuple[str, ...]  # values XML files (strings, bools)
    dependencies: tuple[Dependency, ...]
    plugins: tuple[tuple[str, Position], ...]  # Gradle plugins applied in the application module
    properties: dict[str, str] = {}  # of gradle.properties
    application_id: str = ""  # "" where the build does not say it
    build_constants: dict[str, str] = {}  # BuildConfig fields whose value is known: "DEBUG" -> "false"
    target_sdk: int = 0  # 0 where the build does not say it
    min_sdk: int = 0  # the same
    alike: tuple[Alike, ...] = ()  # the variants, itself first, that are taken as this one; none if it is the only one

    def split(self) -> tuple[Variant, ...]:
        """The variants that are taken as one, each by itself."""
        return tuple(
            msgspec.structs.replace(
                self, name=each.name, flavors=each.flavors, build_constants=each.build_constants, alike=()
            )
            for each in self.alike
        )


class Application(msgspec.Struct, gc=False, frozen=True):
    """An application module."""

    path: str  # module folder, "" for the repository root
    gradle: str  # ":app"
    variants: tuple[Variant, ...]


class Workspace(msgspec.Struct, gc=False):
    """A repository as far as privlint looks at it."""

    root: str  # absolute
    applications: tuple[Application, ...]
    problems: list[Problem]
