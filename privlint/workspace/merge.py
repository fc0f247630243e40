"""The merge of the manifests of a variant, as far as it decides what runs.

It goes as the merger of the Android build does it: from the highest priority to the lowest, each manifest into what the
ones before have made. An instruction counts for what comes after it; what is marked as removed stays until the end, so
that nothing behind it brings it back. Manifests that contradict each other end a build: here the higher one wins."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, Generic, TypeVar

import msgspec

from privlint.workspace.model import Component, Filter, Manifest, MergedManifest, Permission, Position

_STARTUP_PROVIDER: Final = "androidx.startup.InitializationProvider"
_MERGE, _ATTRIBUTES, _REPLACE, _REMOVE, _REMOVE_ALL = "merge", "mergeOnlyAttributes", "replace", "remove", "removeAll"
_REMOVES: Final = frozenset((_REMOVE, _REMOVE_ALL))
_Item = TypeVar("_Item")
_MetaData = tuple[str, str, str]  # name, value or resource, tools:node


class _Slot(Generic[_Item]):
    """An element of the merged manifest, and the instruction that counts for the next one of its key."""

    def __init__(self, item: _Item, node: str, selector: str) -> None:
        self.item = item
        self.first_node = node
        self.node = node or _MERGE
        self.selector = selector

    @property
    def is_removed(self) -> bool:
        """An element that is removed for some libraries only is declared all the same."""
        return self.first_node == _REMOVE_ALL or self.first_node == _REMOVE and not self.selector

    def applies(self, package: str) -> bool:
        """Whether the instruction is meant for manifests of a package."""
        return self.node not in _REMOVES or self.selector in ("", package)

    def instruction(self, node: str, package: str) -> str:
        """What to do with a lower element that has an instruction of its own, which counts from now on."""
        own = self.node
        if node:
            if own == _MERGE and node in _REMOVES:
                own = _REPLACE
            self.node = node
        return own if self.applies(package) else _MERGE


class _Elements(Generic[_Item]):
    """The elements of one kind and parent, by key."""

    def __init__(self, marks: Callable[[_Item], tuple[str, str]], have_names: bool = True) -> None:
        """`marks` gives tools:node and tools:selector of an element."""
        self._marks = marks
        self._have_names = have_names
        self.slots: dict[Hashable, _Slot[_Item]] = {}

    def take(self, key: Hashable, item: _Item) -> None:
        """Takes an element as it is: of the first manifest, or inside an element that is new as a whole."""
        self.slots.setdefault(key, _Slot(item, *self._marks(item)))

    def add(self, key: Hashable, item: _Item, package: str) -> tuple[_Slot[_Item], bool] | None:
        """Merges an element of a lower manifest: takes it, or gives that of the same key with which it is to be merged,
        and whether children are merged, too. None where nothing is left to do.

        `removeAll` counts at the first element of a kind; one without a name is an instruction to that."""
        node, selector = self._marks(item)
        first = next(iter(self.slots.values()), None)
        if first is not None and first.node == _REMOVE_ALL and first.applies(package):
            return None
        slot = self.slots.get(key) or (first if node == _REMOVE_ALL and self._have_names else None)
        if slot is None:
            self.take(key, item)
            return None
        if slot.instruction(node, package) not in (_MERGE, _ATTRIBUTES):
            return None
        slot.selector = slot.selector or selector
        return slot, slot.node != _ATTRIBUTES

    def kept(self) -> Iterable[_Item]:
        """What is left in the end."""
        return (slot.item for slot in self.slots.values() if not slot.is_removed)

    def removed(self) -> Iterable[_Item]:
        """What is declared as removed."""
        return (slot.item for slot in self.slots.values() if slot.is_removed)


class _Children:
    """The children of a component while it is merged."""

    def __init__(self) -> None:
        self.meta_data = _Elements[_MetaData](lambda item: (item[2], ""))
        self.filters = _Elements[Filter](lambda item: (item.node, ""), have_names=False)

    def take(self, component: Component) -> None:
        """Takes the children of a component that is new."""
        for item in component.meta_data:
            self.meta_data.take(item[0], item)
        for each in component.filters:
            self.filters.take((each.actions, each.categories, each.data), each)

    def add(self, component: Component, package: str) -> None:
        """Merges the children of a declaration in."""
        for item in component.meta_data:
            found = self.meta_data.add(item[0], item, package)
            if found is not None:
                slot, _ = found
                name, value, node = slot.item
                slot.item = (name, value or item[1], node)
        for each in component.filters:
            self.filters.add((each.actions, each.categories, each.data), each, package)

    def into(self, component: Component) -> Component:
        """The component with its merged children."""
        filters = tuple(self.filters.kept())
        return msgspec.structs.replace(
            component,
            meta_data=tuple(self.meta_data.kept()),
            filters=filters,
            actions=tuple(dict.fromkeys(action for each in filters for action in each.actions)),
            categories=tuple(dict.fromkeys(category for each in filters for category in each.categories)),
        )


class _Merging:
    """The merged manifest as far as it is made."""

    def __init__(self) -> None:
        self.application: Component | None = None
        self.components: dict[str, _Elements[Component]] = {}
        self.children: dict[tuple[str, str], _Children] = {}
        self.permissions = _Elements[Permission](lambda item: (item.node, item.selector))
        self.meta_data = _Elements[tuple[_MetaData, Position]](lambda item: (item[0][2], ""))

    def take(self, manifest: Manifest) -> None:
        """Takes the first manifest as it is."""
        self.application = manifest.application
        for component in manifest.components:
            self._elements(component).take(component.name, component)
            self._children(component).take(component)
        for permission in manifest.permissions:
            self.permissions.take(permission.name, permission)
        for name, value, node, line in manifest.meta_data:
            self.meta_data.take(name, ((name, value, node), Position(manifest.path, line)))

    def add(self, manifest: Manifest) -> None:
        """Merges the manifest that comes next."""
        own = manifest.application
        if own is not None:
            self.application = own if self.application is None else _combined(self.application, own)
        for component in manifest.components:
            self._add_component(component, manifest.package)
        for permission in manifest.permissions:
            self.permissions.add(permission.name, permission, manifest.package)
        for name, value, node, line in manifest.meta_data:
            item = ((name, value, node), Position(manifest.path, line))
            found = self.meta_data.add(name, item, manifest.package)
            if found is not None and not found[0].item[0][1]:
                first = found[0].item[0]
                found[0].item = ((name, value, first[2]), item[1])

    def _add_component(self, component: Component, package: str) -> None:
        elements = self._elements(component)
        is_new = component.name not in elements.slots
        found = elements.add(component.name, component, package)
        if found is not None:
            slot, with_children = found
            slot.item = _combined(slot.item, component)
            if with_children:
                self._children(component).add(component, package)
        elif is_new and component.name in elements.slots:
            self._children(component).take(component)

    def _elements(self, component: Component) -> _Elements[Component]:
        return self.components.setdefault(component.kind, _Elements(lambda item: (item.node, item.selector)))

    def _children(self, component: Component) -> _Children:
        return self.children.setdefault((component.kind, component.name), _Children())

    def removed(self) -> Iterable[str]:
        """Names of removed components and initializers, and kinds of which all are."""
        for elements in self.components.values():
            yield from (component.name or component.kind for component in elements.removed())
        startup = self.children.get(("provider", _STARTUP_PROVIDER))
        if startup is not None:
            yield from (name for name, _, _ in startup.meta_data.removed())

    def result(self, paths: tuple[str, ...]) -> MergedManifest:
        """What all manifests have made."""
        return MergedManifest(
            application=self.application,
            components=tuple(
                self._children(component).into(component)
                for elements in self.components.values()
                for component in elements.kept()
            ),
            permissions=tuple(self.permissions.kept()),
            meta_data={name: (value, at) for (name, value, _), at in self.meta_data.kept()},
            removed=frozenset(self.removed()),
            paths=paths,
        )


def merge(manifests: Sequence[Manifest]) -> MergedManifest:
    """Merges manifests, the one with the highest priority first."""
    merging = _Merging()
    for at, manifest in enumerate(manifests):
        (merging.add if at else merging.take)(manifest)
    return merging.result(tuple(manifest.path for manifest in manifests))


def _combined(first: Component, second: Component) -> Component:
    """The attributes of a component that two manifests declare: what the first neither has nor removes (`tools:remove`)
    comes from the second."""
    kept = set(first.without)

    def either(attribute: str, own: str, other: str) -> str:
        return own or ("" if attribute in kept else other)

    has_enabled = first.has_enabled or "enabled" in kept
    return msgspec.structs.replace(
        first,
        name=either("name", first.name, second.name),
        target=either("targetActivity", first.target, second.target),
        exported=first.exported if first.exported is not None or "exported" in kept else second.exported,
        enabled=first.enabled if has_enabled else second.enabled,
        has_enabled=first.has_enabled or "enabled" not in kept and second.has_enabled,
        process=either("process", first.process, second.process),
        init_order=first.init_order or (0 if "initOrder" in kept else second.init_order),
        authorities=either("authorities", first.authorities, second.authorities),
        helpers=_helpers(first.helpers, second.helpers, kept),
        label=either("label", first.label, second.label),
        permission=either("permission", first.permission, second.permission),
        without=tuple(dict.fromkeys((*first.without, *second.without))),
        position=first.position if first.name else second.position if second.name else first.position,
    )


def _helpers(
    first: Iterable[tuple[str, str]], second: Iterable[tuple[str, str]], kept: set[str]
) -> tuple[tuple[str, str], ...]:
    found: Mapping[str, str] = dict((*(item for item in second if item[0] not in kept), *first))
    return tuple(found.items())
