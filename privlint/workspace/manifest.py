"""One AndroidManifest.xml as a typed model, with the place of everything in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from privlint.workspace.model import Component, Filter, Manifest, Permission, Position, Problem
from privlint.workspace.xml import Element, read_xml

ANDROID: Final = "{http://schemas.android.com/apk/res/android}"
TOOLS: Final = "{http://schemas.android.com/tools}"

_KINDS: Final = frozenset(("activity", "activity-alias", "service", "receiver", "provider"))
_PERMISSIONS: Final = frozenset(("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m"))
_PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")
_NO_LIMIT: Final = 0
#: Attributes of <application> that name a class of which the platform makes an object by itself.
_HELPERS: Final = ("appComponentFactory", "backupAgent")


def read_manifest(
    path: str, data: bytes, namespace: str, placeholders: Mapping[str, str], resolve: Callable[[str], str]
) -> tuple[Manifest | None, list[Problem]]:
    """Reads a manifest. Class names are made absolute with the namespace of the build script, else with the package of
    the manifest; `resolve` gives the value of a resource reference. Never raises; None when there is no element."""
    root, fault = read_xml(data)
    problems = [Problem(path, fault.line, fault.reason)] if fault is not None else []
    if root is None:
        return None, problems
    return _Reader(path, namespace or root.attributes.get("package", ""), placeholders, resolve).manifest(
        root
    ), problems


def is_open(text: str) -> bool:
    """Whether a value is a resource or placeholder that nothing in the project defines."""
    return text.startswith("@") or "${" in text


def _names(text: str) -> tuple[str, ...]:
    """The attributes of a list such as `android:process,android:exported`, without their prefix."""
    return tuple(part.strip().rpartition(":")[2] for part in text.split(",") if part.strip())


class _Reader:
    def __init__(self, path: str, package: str, placeholders: Mapping[str, str], resolve: Callable[[str], str]) -> None:
        self.path = path
        self.package = package
        self.placeholders = placeholders
        self.resolve = resolve

    def manifest(self, root: Element) -> Manifest:
        application = next((child for child in root.children if child.tag == "application"), None)
        children = application.children if application is not None else []
        return Manifest(
            path=self.path,
            package=root.attributes.get("package", "") or self.package,
            application=self.component(application) if application is not None else None,
            components=tuple(self.component(child) for child in children if child.tag in _KINDS),
            permissions=tuple(self.permission(child) for child in root.children if child.tag in _PERMISSIONS),
            meta_data=tuple((*self.meta_data(child), child.line) for child in children if child.tag == "meta-data"),
        )

    def component(self, element: Element) -> Component:
        filters = tuple(self.filter(child) for child in element.children if child.tag == "intent-filter")
        exported = self.attribute(element, "exported")
        order = self.attribute(element, "initOrder")
        return Component(
            kind=element.tag,
            name=self.class_name(self.attribute(element, "name")),
            target=self.class_name(self.attribute(element, "targetActivity")),
            position=Position(self.path, element.line, element.column),
            exported=exported == "true" if exported in ("true", "false") else None,
            enabled=self.is_enabled(element),
            process=self.attribute(element, "process"),
            actions=tuple(action for each in filters for action in each.actions),
            categories=tuple(category for each in filters for category in each.categories),
            meta_data=tuple(self.meta_data(child) for child in element.children if child.tag == "meta-data"),
            node=element.attributes.get(TOOLS + "node", ""),
            init_order=int(order) if re.fullmatch(r"-?\d{1,9}", order) else 0,
            authorities=self.attribute(element, "authorities"),
            helpers=self.helpers(element),
            permission=self.attribute(element, "permission"),
            label=self.attribute(element, "label") if element.tag == "application" else "",
            filters=filters,
            has_enabled=ANDROID + "enabled" in element.attributes,
            selector=element.attributes.get(TOOLS + "selector", ""),
            without=_names(element.attributes.get(TOOLS + "remove", "")),
        )

    def filter(self, element: Element) -> Filter:
        """An intent filter; actions and categories sorted, since their order says nothing."""
        data = [
            " ".join(sorted(f"{key}={value}" for key, value in item.attributes.items()))
            for item in element.children
            if item.tag not in ("action", "category")
        ]
        return Filter(
            actions=tuple(sorted(self.attribute(item, "name") for item in element.children if item.tag == "action")),
            categories=tuple(
                sorted(self.attribute(item, "name") for item in element.children if item.tag == "category")
            ),
            data="\n".join(sorted(data)),
            node=element.attributes.get(TOOLS + "node", ""),
        )

    def is_enabled(self, element: Element) -> bool | None:
        """Whether a component may run; None where that stands in a resource or placeholder that nothing defines."""
        text = self.attribute(element, "enabled")
        return None if is_open(text) else text != "false"

    def helpers(self, element: Element) -> tuple[tuple[str, str], ...]:
        """The classes that an application names besides its own; a backup agent that is allowed to do nothing is none
        of them."""
        found = ((name, self.class_name(self.attribute(element, name))) for name in _HELPERS)
        is_kept = self.attribute(element, "allowBackup") != "false"
        return tuple((name, cls) for name, cls in found if cls and (is_kept or name != "backupAgent"))

    def permission(self, element: Element) -> Permission:
        limit = self.attribute(element, "maxSdkVersion")
        return Permission(
            name=self.attribute(element, "name"),
            position=Position(self.path, element.line, element.column),
            max_sdk=int(limit) if re.fullmatch(r"\d{1,6}", limit) else _NO_LIMIT,
            node=element.attributes.get(TOOLS + "node", ""),
            selector=element.attributes.get(TOOLS + "selector", ""),
        )

    def meta_data(self, element: Element) -> tuple[str, str, str]:
        """Name, value or resource, and tools:node of a `<meta-data>`."""
        value = self.attribute(element, "value") or self.attribute(element, "resource")
        return self.attribute(element, "name"), value, element.attributes.get(TOOLS + "node", "")

    def attribute(self, element: Element, name: str) -> str:
        """An android: attribute with placeholders filled and references resolved, "" when absent."""
        text = element.attributes.get(ANDROID + name, "")
        if "${" in text:
            text = _PLACEHOLDER.sub(lambda match: self.placeholders.get(match.group(1), match.group(0)), text)
        return self.resolve(text) if text.startswith("@") else text

    def class_name(self, name: str) -> str:
        """The qualified name with dots: `.App` and `App` belong to the package; `Outer$Inner` becomes `Outer.Inner`."""
        name = name.strip().replace("$", ".") if "${" not in name else name.strip()
        if name.startswith("."):
            return self.package + name
        if name and "." not in name and self.package:
            return f"{self.package}.{name}"
        return name
