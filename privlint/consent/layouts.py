"""What layout files put on a screen: views, fragments, click methods, labels. A file is read when first asked for."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from privlint.consent.model import SeenLayouts
from privlint.disk import Disk
from privlint.workspace.files import MAX_BYTES
from privlint.workspace.model import Problem
from privlint.workspace.xml import Element, read_xml

_ANDROID: Final = "{http://schemas.android.com/apk/res/android}"
_CONTAINER: Final = "FragmentContainerView"


class Screen(msgspec.Struct, gc=False, frozen=True):
    """What the layout files of one name hold, those they include too; in the order of the files, each once."""

    classes: tuple[str, ...] = ()  # of views that are not the platform's, qualified with dots
    fragments: tuple[str, ...] = ()  # as written: qualified, or with a leading dot
    graphs: tuple[str, ...] = ()  # navigation graphs by name
    clicks: tuple[tuple[str, str], ...] = ()  # method, id of the view or ""
    bound: tuple[str, ...] = ()  # attributes whose value is an expression of data binding


class _Content(msgspec.Struct, gc=False):
    """One layout file."""

    classes: dict[str, None] = msgspec.field(default_factory=dict)
    fragments: dict[str, None] = msgspec.field(default_factory=dict)
    graphs: dict[str, None] = msgspec.field(default_factory=dict)
    clicks: dict[tuple[str, str], None] = msgspec.field(default_factory=dict)
    bound: dict[str, None] = msgspec.field(default_factory=dict)
    stubs: dict[str, str] = msgspec.field(default_factory=dict)  # layout, by the id of the stub
    includes: dict[str, None] = msgspec.field(default_factory=dict)
    labels: dict[str, str] = msgspec.field(default_factory=dict)  # by the id of the view, as bindings share it


class Layouts:
    """The layouts of a variant. Names that are unknown and files that cannot be read are empty; nothing raises."""

    def __init__(self, root: Path | Disk, paths: Sequence[str], resolve: Callable[[str], str] | None = None) -> None:
        """`paths` are layout files relative to `root`; `resolve` gives the text of a reference (`@string/agree`)."""
        self._disk = Disk.of(root)
        self._root = os.path.realpath(self._disk.root)
        self._resolve = resolve
        self._paths = _by_name(paths)
        self._folders = tuple(dict.fromkeys(posixpath.dirname(posixpath.dirname(path)) for path in paths))
        self._bindings = {_binding_class(name): name for name in self._paths}
        self._graph_paths: dict[str, list[str]] | None = None
        self._contents: dict[str, tuple[_Content, ...]] = {}
        self._screens: dict[str, Screen] = {}
        self._starts: dict[str, tuple[str, ...]] = {}
        self._destinations_by_id: dict[str, tuple[str, ...]] = {}
        self._graph_nodes: list[Element] | None = None
        self._real_folders: dict[str, str] = {}
        self._asked_bindings: set[str] = set()
        self._searched: set[bytes] = set()
        self.problems: dict[str, Problem] = {}  # layouts that were asked for and could not be read in full

    def screen(self, name: str) -> Screen:
        """What is on the screen of a layout such as `activity_main`, for every configuration it is written for."""
        if name not in self._screens:
            contents = list(self._reached(name))
            self._screens[name] = Screen(
                _joined(content.classes for content in contents),
                _joined(content.fragments for content in contents),
                _joined(content.graphs for content in contents),
                tuple(dict.fromkeys(click for content in contents for click in content.clicks)),
                _joined(content.bound for content in contents),
            )
        return self._screens[name]

    def start_destinations(self, graph: str) -> tuple[str, ...]:
        """The classes of a navigation graph's first screens, as written; nested and included graphs are followed."""
        if graph not in self._starts:
            self._starts[graph] = tuple(dict.fromkeys(self._first_screens(graph)))
        return self._starts[graph]

    def layout_of_binding(self, class_simple_name: str) -> str | None:
        """The layout a view binding class is made from: `activity_main` for `ActivityMainBinding`."""
        self._asked_bindings.add(class_simple_name)
        return self._bindings.get(class_simple_name)

    def binding_of_layout(self, layout: str) -> str:
        """The simple name of the view binding class that is made from a layout."""
        return _binding_class(layout)

    @property
    def has_stubs(self) -> bool:
        """Whether a layout that was asked for holds a stub."""
        return any(content.stubs for contents in self._contents.values() for content in contents)

    def stubs(self, view: str) -> tuple[str, ...]:
        """The layouts that stubs of a name stand for, among the layouts that were asked for so far."""
        contents = (content for contents in self._contents.values() for content in contents)
        stubs = (stub for content in contents for stub in content.stubs.items())
        return tuple(layout for name, layout in stubs if view and _plain(name) == _plain(view))

    def text_of_view(self, layout_name: str, view_id: str) -> str:
        """The label of a view; a reference that nobody resolves as it is, "" without a label."""
        return self._label(self._reached(layout_name), view_id)

    def label(self, view: str) -> str:
        """The label of a view, by its id or the name of its property in a binding, among the layouts asked for so far;
        "" if there is none."""
        return self._label((content for contents in self._contents.values() for content in contents), view)

    def _label(self, contents: Iterable[_Content], view: str) -> str:
        labels = (content.labels.get(_plain(view)) for content in contents)
        return self.resolved(next((label for label in labels if label), ""))

    # Other variants

    def seen(self) -> SeenLayouts:
        """What has been looked at so far."""
        return SeenLayouts(
            names=frozenset(self._contents),
            bindings=frozenset(self._asked_bindings),
            texts=frozenset(self._searched),
            graphs=None if self._graph_paths is None else self._graph_files(),
        )

    def answers_as(self, other: Layouts, seen: SeenLayouts) -> bool:
        """Whether these layouts and others are the same as far as a run has looked at the others."""
        names = [name for name in self._paths | other._paths if self._paths.get(name) != other._paths.get(name)]
        if any(name in seen.names or _binding_class(name) in seen.bindings for name in names):
            return False
        if self._order(names) != other._order(names):
            return False
        if seen.graphs is not None and self._graph_files() != seen.graphs:
            return False
        paths = [path for name in names for each in (self, other) for path in each._paths.get(name, ())]
        different = Layouts(self._disk, paths)
        has_text = any(True for text in seen.texts for _ in different.documents_with(text))
        return not (has_text or different.problems)

    def _order(self, without: Container[str]) -> list[str]:
        return [name for name in self._paths if name not in without]

    def _graph_files(self) -> tuple[str, ...]:
        return tuple(path for paths in self._graphs().values() for path in paths)

    # Layout files

    def _reached(self, name: str) -> Iterator[_Content]:
        """The files of a layout and of all it includes."""
        pending, seen = [name], {name}
        while pending:
            contents = self._read(pending.pop())
            yield from contents
            included = [item for item in _joined(content.includes for content in contents) if item not in seen]
            seen.update(included)
            pending.extend(reversed(included))

    def _read(self, name: str) -> tuple[_Content, ...]:
        if name not in self._contents:
            roots = (self._document(path) for path in self._paths.get(name, ()))
            self._contents[name] = tuple(_content(root) for root in roots if root is not None)
        return self._contents[name]

    def documents_with(self, text: bytes) -> Iterator[tuple[str, Element]]:
        """Path and root element of each layout file that has a text in it."""
        self._searched.add(text)
        for path in (path for paths in self._paths.values() for path in paths):
            root = self._document(path, text)
            if root is not None:
                yield path, root

    def resolved(self, text: str) -> str:
        """The text of a reference to a string; other text as it is."""
        return self._resolve(text) if self._resolve is not None and text.startswith("@") else text

    def _document(self, path: str, wanted: bytes = b"") -> Element | None:
        """The root element; None for what is no XML, cannot be read, lies outside of the repository, or does not have
        the wanted text in it."""
        try:
            full = self._real(path)
            if not full.startswith(self._root.rstrip(os.sep) + os.sep):
                return None
            data = self._disk.read(path, full, MAX_BYTES + 1)
        except (OSError, ValueError):
            return None
        if len(data) > MAX_BYTES:
            self.problems[path] = Problem(path, 1, "larger than what is read of a layout")
            return None
        if wanted not in data:
            return None
        root, fault = read_xml(data)
        if fault is not None:
            self.problems[path] = Problem(path, fault.line, fault.reason)
        return root

    def _real(self, path: str) -> str:
        """The real path of a file. Folders are looked up once."""
        folder, name = posixpath.split(path)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(os.path.join(self._root, folder))
        full = os.path.join(self._real_folders[folder], name)
        return os.path.realpath(full) if os.path.islink(full) else full

    # Navigation graphs

    def destinations(self, id: str) -> tuple[str, ...]:
        """The classes of what an id of a navigation graph leads to, as written: an action, a destination or a graph."""
        if id not in self._destinations_by_id:
            targets = {_local(element, "destination").rpartition("/")[2] for element in self._with_id(id)} - {""}
            found = [element for name in targets or {id} for element in self._with_id(name)]
            names = [name for element in found for name in self._shown_by(element)]
            self._destinations_by_id[id] = tuple(dict.fromkeys(names))
        return self._destinations_by_id[id]

    def action(self, function: str) -> str:
        """The id of an action that a generated function is named after: `action_home` for `actionHome`; "" if none."""
        wanted = function.lower()
        ids = (_id(element) for element in self._graph_elements() if element.tag == "action")
        return next((id for id in ids if id.replace("_", "").lower() == wanted), "")

    def _with_id(self, id: str) -> list[Element]:
        return [element for element in self._graph_elements() if _id(element) == id]

    def _graph_elements(self) -> list[Element]:
        if self._graph_nodes is None:
            self._graph_nodes = [element for graph in self._all_graphs() for element in _elements(graph)]
        return self._graph_nodes

    def _all_graphs(self) -> Iterator[Element]:
        for graph in self._graphs():
            yield from self._graph_roots(graph)

    def _shown_by(self, element: Element) -> Iterator[str]:
        name = element.attributes.get(_ANDROID + "name", "")
        if element.tag == "navigation":
            yield from self._first_screens_of([element], set())
        elif element.tag != "action" and name:
            yield name.replace("$", ".")

    def _first_screens(self, graph: str) -> Iterator[str]:
        return self._first_screens_of(list(self._graph_roots(graph)), {graph})

    def _first_screens_of(self, pending: list[Element], seen: set[str]) -> Iterator[str]:
        while pending:
            navigation = pending.pop(0)
            start = _local(navigation, "startDestination").rpartition("/")[2]
            for destination in self._destinations(navigation, start, seen):
                name = destination.attributes.get(_ANDROID + "name", "")
                if destination.tag == "navigation":
                    pending.append(destination)
                elif name:
                    yield name.replace("$", ".")

    def _destinations(self, navigation: Element, start: str, seen: set[str]) -> Iterator[Element]:
        """The children with an id; an included graph has the id of its root. Included graphs are opened once."""
        for child in navigation.children if start else ():
            if child.tag != "include":
                if _id(child) == start:
                    yield child
                continue
            graph = _reference(_local(child, "graph"), "navigation")
            if graph not in seen:
                included = [root for root in self._graph_roots(graph) if _id(root) == start]
                seen.update((graph,) if included else ())
                yield from included

    def _graphs(self) -> dict[str, list[str]]:
        if self._graph_paths is None:
            self._graph_paths = _by_name(path for folder in self._folders for path in self._graphs_of(folder))
        return self._graph_paths

    def _graph_roots(self, graph: str) -> Iterator[Element]:
        for path in self._graphs().get(graph, ()):
            root = self._document(path)
            if root is not None and root.tag == "navigation":
                yield root

    def _graphs_of(self, folder: str) -> Iterator[str]:
        """The navigation graphs of a resource folder."""
        for kind in self._listed(folder):
            if kind.partition("-")[0] == "navigation":
                below = posixpath.join(folder, kind)
                yield from (posixpath.join(below, name) for name in self._listed(below) if name.endswith(".xml"))

    def _listed(self, folder: str) -> list[str]:
        try:
            return self._disk.listed(folder, os.path.join(self._root, folder))
        except (OSError, ValueError):
            return []


def _by_name(paths: Iterable[str]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for path in paths:
        result.setdefault(posixpath.splitext(posixpath.basename(path))[0], []).append(path)
    return result


def _joined(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def _binding_class(layout: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[_\-.]", layout)) + "Binding"


def _content(root: Element) -> _Content:
    content = _Content()
    for element in _elements(root):
        _add_classes(content, element)
        _add_view(content, element)
        if element.tag == "include":
            _keep(content.includes, _reference(element.attributes.get("layout", ""), "layout"))
    return content


def _add_classes(content: _Content, element: Element) -> None:
    """The classes an element makes objects of."""
    given = element.attributes.get("class", "")
    if element.tag == "fragment" or element.tag.endswith(_CONTAINER):
        _keep(content.fragments, (element.attributes.get(_ANDROID + "name") or given).replace("$", "."))
        _keep(content.graphs, _reference(_local(element, "navGraph"), "navigation"))
    if element.tag == "view":
        _keep(content.classes, given.replace("$", "."))
    elif "." in element.tag and not element.tag.startswith("{"):
        _keep(content.classes, element.tag.replace("$", "."))


def _add_view(content: _Content, element: Element) -> None:
    """The click method and the label of a view. An expression of data binding is neither."""
    view = _id(element)
    if element.tag == "ViewStub" and view:
        content.stubs[view] = _reference(element.attributes.get(_ANDROID + "layout", ""), "layout")
    for name, value in element.attributes.items():
        if value.startswith(("@{", "@={")):
            content.bound[name.rpartition("}")[2]] = None
    click = element.attributes.get(_ANDROID + "onClick", "")
    if click and not click.startswith("@"):
        content.clicks[(click, view)] = None
    text = element.attributes.get(_ANDROID + "text", "")
    if view and not text.startswith(("@{", "@={")):
        content.labels[_plain(view)] = content.labels.get(_plain(view)) or text


def _elements(root: Element) -> Iterator[Element]:
    """All elements in document order; not what data binding declares."""
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag != "data":
            yield element
            pending.extend(reversed(element.children))


def _plain(name: str) -> str:
    """The name of a view as ids and properties of bindings share it."""
    return name.replace("_", "").lower()


def _keep(names: dict[str, None], name: str) -> None:
    if name:
        names[name] = None


def _id(element: Element) -> str:
    return element.attributes.get(_ANDROID + "id", "").rpartition("/")[2]


def _local(element: Element, name: str) -> str:
    """An attribute in whatever namespace it is: libraries had one of their own in old projects."""
    ending = "}" + name
    return next((value for key, value in element.attributes.items() if key == name or key.endswith(ending)), "")


def _reference(text: str, kind: str) -> str:
    """`x` of `@kind/x`, "" for anything else."""
    prefix, separator, name = text.strip().partition("/")
    return name if separator and prefix == "@" + kind else ""
