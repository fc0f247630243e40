"""The `android { }` block of a module: namespace, flavours, build types, source sets, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Chain
from privlint.dependencies.values import Value, flatten_texts
from privlint.workspace.builds import expanded_scopes, expanded_texts

_DEFAULT = "defaultConfig"
#: Blocks that hold named flavours and build types.
_CONTAINERS = ("productFlavors", "buildTypes")
#: What nothing but the Android extension has.
_OWN = (_DEFAULT, "flavorDimensions", "namespace", *_CONTAINERS)
#: Calls inside those blocks that name no element.
_NOT_ELEMENTS = frozenset("all each configureEach whenObjectAdded forEach println if matching removeIf apply".split())
_FOLDER_CALLS = frozenset(("srcDirs", "srcDir", "srcFile", "setSrcDirs"))
_FOLDER_KINDS = frozenset(("java", "kotlin", "manifest", "res"))


class Android(msgspec.Struct, gc=False):
    """What a module's scripts say about its variants. `missing`, `placeholders`, `constants` and `resources` are by
    "defaultConfig", flavour or build type; `folders` by source set and kind (`java`, `kotlin`, `res`, `manifest`), True
    when they replace the usual ones."""

    namespace: str = ""
    application_id: str = ""
    target_sdk: int = 0
    min_sdk: dict[str, int] = {}  # by "defaultConfig" or flavour
    is_application: bool = False  # names an application id, whatever its value: libraries have none
    dimensions: list[str] = []
    flavors: dict[str, str] = {}  # name -> dimension
    build_types: dict[str, None] = {}
    suffixes: dict[str, str] = {}
    ids: dict[str, str] = {}  # applicationId of a flavour
    fallbacks: dict[str, list[str]] = {}
    missing: dict[str, dict[str, list[str]]] = {}  # flavours of libraries, by dimensions that the module itself lacks
    placeholders: dict[str, dict[str, str]] = {}
    constants: dict[str, dict[str, str]] = {}
    resources: dict[str, dict[str, str]] = {}  # made by the script: `bool/enabled` -> `false`
    folders: dict[str, dict[str, tuple[bool, list[str]]]] = {}
    dynamic_features: list[str] = []
    depends_on: dict[str, list[str]] = {}  # Kotlin multiplatform: source set -> those it includes

    def multiplatform_sets(self) -> list[str]:
        """The Kotlin multiplatform source sets that are compiled for Android."""
        result: list[str] = []
        pending = ["androidMain", "commonMain"]
        while pending:
            name = pending.pop(0)
            if name not in result:
                result.append(name)
                pending.extend(self.depends_on.get(name, ()))
        return result


def read_android(scripts: Iterable[Script], scope: Scope) -> Android:
    """Collects the settings of all scripts of a module; later ones win."""
    android = Android()
    for script in scripts:
        for setting in script.settings:
            path = _inside(setting.path)
            if setting.name == "dependsOn" and "sourceSets" in setting.path and len(setting.path) > 2:
                targets = [a.value.segments[-1].name for a in setting.arguments if isinstance(a.value, Chain)]
                android.depends_on.setdefault(setting.path[-2], []).extend(targets)
            elif path:
                _read(android, setting, path, scope)
    return android


def _inside(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path inside `android { }`; plugin classes configure the extension without naming it."""
    if "android" in path:
        return path[path.index("android") + 1 :]
    if path and path[0] in (*_OWN, "sourceSets"):
        return path
    if len(path) > 1 and path[1] in _OWN:  # `androidApp { … }`: a function of the build's own
        return path[1:]
    return ()


def _read(android: Android, setting: Setting, path: tuple[str, ...], scope: Scope) -> None:
    first, last = path[0], path[-1]
    if path in (("namespace",), (_DEFAULT, "namespace")):
        android.namespace = _text(setting, scope) or android.namespace
    elif first in ("flavorDimensions", "flavorDimension"):
        if not isinstance(scope.evaluate(setting.value) if setting.value else None, bool):
            found = expanded_texts(scope, setting)
            android.dimensions.extend(name for name in found if name not in android.dimensions)
    elif first == "dynamicFeatures":
        android.dynamic_features.extend(expanded_texts(scope, setting))
    elif first == "sourceSets" and len(path) >= 3:
        _read_source_set(android, setting, path, scope)
    elif first == _DEFAULT and len(path) >= 2:
        if last == "applicationId":
            android.is_application = True
            android.application_id = _text(setting, scope) or android.application_id
        if last in ("targetSdk", "targetSdkVersion"):
            android.target_sdk = _level(setting, scope) or android.target_sdk
        _read_element(android, _DEFAULT, setting, path[1:], scope)
    elif first in _CONTAINERS and len(path) >= 2 and path[1] not in _NOT_ELEMENTS:
        for inner in expanded_scopes(scope, setting) if setting.bindings else (scope,):
            name = _element_name(setting, path, inner)
            if len(path) == 2 and _creates(setting):
                if first == "productFlavors":
                    android.flavors.setdefault(name, "")
                else:
                    android.build_types.setdefault(name)
            _read_element(android, name, setting, path[2:], inner)


def _creates(setting: Setting) -> bool:
    """Whether a line in a container makes an element: `china { }`, `create("china")`, `val china by creating`."""
    last = setting.segments[-1] if setting.segments else None
    if last is None or setting.operator:
        return setting.operator == "by"
    return last.block is not None and not last.arguments or last.name in ("create", "register", "maybeCreate")


def _element_name(setting: Setting, path: tuple[str, ...], scope: Scope) -> str:
    """The name of a flavour or build type; `create(name)` in a loop has it in the loop variable."""
    if path[1] in ("create", "register", "maybeCreate") and setting.arguments:
        return scope.text(setting.arguments[0].value) or path[1]
    return path[1]


def _read_element(android: Android, name: str, setting: Setting, path: tuple[str, ...], scope: Scope) -> None:
    """A setting of the default configuration, of a flavour or of a build type."""
    key = path[0] if path else ""
    if key in ("dimension", "flavorDimension"):
        dimension = _text(setting, scope)
        if name in android.flavors and dimension:
            android.flavors[name] = dimension
            if dimension not in android.dimensions:
                android.dimensions.append(dimension)
    elif key == "applicationIdSuffix":
        android.suffixes[name] = _text(setting, scope) or ""
    elif key in ("minSdk", "minSdkVersion"):
        android.min_sdk[name] = _level(setting, scope)
    elif key == "applicationId":
        android.ids[name] = _text(setting, scope) or ""
    elif key == "matchingFallbacks":
        android.fallbacks.setdefault(name, []).extend(expanded_texts(scope, setting))
    elif key == "missingDimensionStrategy":
        dimension, *flavors = [scope.text(argument.value) or "" for argument in setting.arguments] or [""]
        android.missing.setdefault(name, {})[dimension] = flavors
    elif key in ("manifestPlaceholders", "addManifestPlaceholders"):
        _read_placeholders(android.placeholders.setdefault(name, {}), setting, path, scope)
    elif key == "buildConfigField" and len(setting.arguments) >= 3:
        field, value = (scope.evaluate(argument.value) for argument in setting.arguments[1:3])
        text = _plain(value)
        if isinstance(field, str) and text is not None:
            android.constants.setdefault(name, {})[str(field)] = text
    elif key == "resValue" and len(setting.arguments) == 3:
        kind, resource, value = (scope.text(argument.value) for argument in setting.arguments)
        if kind and resource and value is not None:
            android.resources.setdefault(name, {})[f"{kind}/{resource}"] = value


def _level(setting: Setting, scope: Scope) -> int:
    """A number of an API level, 0 if it is not known."""
    level = _text(setting, scope) or ""
    return int(level) if re.fullmatch(r"\d{1,3}", level) else 0


def _read_placeholders(known: dict[str, str], setting: Setting, path: tuple[str, ...], scope: Scope) -> None:
    """`manifestPlaceholders = [a: 'b']`, `+= mapOf("a" to "b")`, `["a"] = "b"`, `put("a", "b")`."""
    values = [scope.evaluate(argument.value) for argument in setting.arguments]
    text = _plain(values[-1]) if values else None
    if len(path) == 2 and setting.operator == "=" and text is not None:
        known[path[1]] = text
        return
    if path[-1] in ("put", "set") and len(values) == 2 and isinstance(values[0], str) and text is not None:
        known[str(values[0])] = text
        return
    named = {argument.name: scope.evaluate(argument.value) for argument in setting.arguments if argument.name}
    for mapping in (*values, named):
        if isinstance(mapping, dict):
            known.update({key: text for key, value in mapping.items() if (text := _plain(value)) is not None})


def _plain(value: Value) -> str | None:
    """A text, or a boolean as the manifest has it; None for what is neither."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str) else None


def _read_source_set(android: Android, setting: Setting, path: tuple[str, ...], scope: Scope) -> None:
    """`main { java.srcDirs = ['src'] }`, `main.manifest.srcFile 'x.xml'`, `main.setRoot('old')`."""
    name, kind = path[1], path[2]
    last = path[-1]
    if last == "setRoot" or kind == "root":
        for root in expanded_texts(scope, setting):
            android.folders[name] = {
                "java": (True, [f"{root}/java"]),
                "kotlin": (True, [f"{root}/kotlin"]),
                "res": (True, [f"{root}/res"]),
                "manifest": (True, [f"{root}/AndroidManifest.xml"]),
            }
        return
    if kind not in _FOLDER_KINDS or last not in _FOLDER_CALLS and "directories" not in path:
        return
    folders = [text for argument in setting.arguments for text in flatten_texts(scope.evaluate(argument.value))]
    replaces = setting.operator == "=" or last in ("setSrcDirs", "srcFile")
    kinds = android.folders.setdefault(name, {})
    if replaces or kind not in kinds:
        kinds[kind] = (replaces, folders)
    else:
        kinds[kind] = (kinds[kind][0], kinds[kind][1] + folders)


def _text(setting: Setting, scope: Scope) -> str | None:
    return scope.text(setting.arguments[0].value) if setting.arguments else None
