"""Maven projects: `pom.xml` with parents, properties and managed versions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.model import Dependency, Position, Problem
from privlint.workspace.xml import Element, read_xml

POM = "pom.xml"
#: Parents of parents …, and properties that stand for properties.
_MAX_PARENTS = 16
_MAX_ROUNDS = 16
_MAX_LENGTH = 1_000
_PROPERTY = re.compile(r"\$\{([^{}]*)\}")
_GENERATED = frozenset(("target", "build", "bin", "out"))


class Pom(msgspec.Struct, gc=False):
    """One `pom.xml`. `elements` are the children of `<project>` by name."""

    path: str
    elements: dict[str, Element]
    parent: Pom | None = None


class Poms:
    """Reads and remembers the POMs of a repository."""

    def __init__(self, files: RepositoryFiles) -> None:
        self._files = files
        self._poms: dict[str, Pom | None] = {}

    def dependencies(self) -> Iterator[Dependency]:
        """What all POMs of the repository declare, imported tables of versions included."""
        for path in self._files.paths:
            folders = path.split("/")
            if folders[-1] == POM and "src" not in folders and _GENERATED.isdisjoint(folders):
                pom = self._read(path, ())
                if pom is not None:
                    yield from _dependencies(pom)

    def _read(self, path: str, children: tuple[str, ...]) -> Pom | None:
        if path not in self._poms:
            self._poms[path] = None  # a parent that is its own child has none
            data = self._files.bytes(path)
            root, fault = read_xml(data) if data is not None else (None, None)
            if fault is not None:
                self._files.problems.append(Problem(path, fault.line, fault.reason))
            if root is not None and _local(root) == "project":
                pom = Pom(path, {_local(child): child for child in root.children})
                pom.parent = self._parent(pom, (*children, path))
                self._poms[path] = pom
        return self._poms[path]

    def _parent(self, pom: Pom, children: tuple[str, ...]) -> Pom | None:
        element = pom.elements.get("parent")
        if element is None or len(children) > _MAX_PARENTS:
            return None
        relative = _text(element, "relativePath") or "../pom.xml"
        target = join(posixpath.dirname(pom.path), relative)
        if target is not None and not target.endswith(".xml"):
            target = posixpath.join(target, POM)
        if target is None or target not in self._files or target in children:
            return None
        return self._read(target, children)


def _dependencies(pom: Pom) -> Iterator[Dependency]:
    module = ":" + posixpath.dirname(pom.path).replace("/", ":")
    managed = _managed(pom)
    for element in _declared(pom):
        group, name = (_filled(_text(element, key), pom) for key in ("groupId", "artifactId"))
        if not group or not name or "${" in group + name:
            continue
        own = _child(element, "version")
        holder, source = (element, pom) if own is not None else managed.get((group, name), (element, pom))
        version = _child(holder, "version")
        requested = version.text.strip() if version is not None else ""
        value = _filled(requested, source)
        is_known = bool(value) and "${" not in value
        edited = _defined_at(requested, source)
        if edited is None and own is None and version is not None:
            edited = Position(source.path, version.line, version.column)
        at = own if own is not None else element
        scope = _filled(_text(element, "scope") or _text(holder, "scope"), pom) or "compile"
        yield Dependency(
            group,
            name,
            value if is_known else None,
            requested,
            Position(pom.path, at.line, at.column),
            module,
            scope,
            "variable" if "${" in requested else "literal" if requested else "bom",
            version_at=edited,
        )


def _declared(pom: Pom) -> Iterator[Element]:
    """Dependencies, those of profiles, and tables of versions that are imported."""
    for holder in _holders(pom):
        yield from _children(_child(holder, "dependencies"), "dependency")
        management = _child(holder, "dependencyManagement")
        for element in _children(management and _child(management, "dependencies"), "dependency"):
            if _text(element, "scope") == "import":
                yield element


def _managed(pom: Pom) -> dict[tuple[str, str], tuple[Element, Pom]]:
    """The entries of `<dependencyManagement>` by group and name, with the POM that has them; the nearest counts."""
    result: dict[tuple[str, str], tuple[Element, Pom]] = {}
    for source in _lineage(pom):
        for holder in _holders(source):
            management = _child(holder, "dependencyManagement")
            for element in _children(management and _child(management, "dependencies"), "dependency"):
                group, name = (_filled(_text(element, key), source) for key in ("groupId", "artifactId"))
                result.setdefault((group, name), (element, source))
    return result


def _holders(pom: Pom) -> Iterator[Element]:
    yield Element("project", {}, 1, 1, list(pom.elements.values()))
    yield from _children(pom.elements.get("profiles"), "profile")


def _lineage(pom: Pom) -> Iterator[Pom]:
    current: Pom | None = pom
    while current is not None:
        yield current
        current = current.parent


def _filled(text: str, pom: Pom) -> str:
    """The text with its properties put in; unknown ones stay as they are."""
    for _ in range(_MAX_ROUNDS):
        filled = _PROPERTY.sub(lambda match: _property(match.group(1), pom) or match.group(), text)
        if filled == text or len(filled) > _MAX_LENGTH:
            break
        text = filled
    return text


def _property(name: str, pom: Pom) -> str:
    found = _property_element(name, pom)
    if found is not None:
        return found[0].text.strip()
    name = name.removeprefix("project.").removeprefix("pom.")
    source = pom
    if name.startswith("parent."):
        name = name.removeprefix("parent.")
        element = pom.elements.get("parent")
        return _text(element, name) if element is not None else ""
    for source in _lineage(pom):
        own = source.elements.get(name)
        parent = source.elements.get("parent")
        text = own.text.strip() if own is not None else _text(parent, name) if parent is not None else ""
        if name in ("version", "groupId", "artifactId") and text:
            return text
    return ""


def _property_element(name: str, pom: Pom) -> tuple[Element, Pom] | None:
    for source in _lineage(pom):
        for holder in _holders(source):
            properties = _child(holder, "properties")
            element = _child(properties, name) if properties is not None else None
            if element is not None:
                return element, source
    return None


def _defined_at(requested: str, pom: Pom) -> Position | None:
    """Where the last property of a version is defined."""
    names = _PROPERTY.findall(requested)
    found = _property_element(names[-1], pom) if names else None
    return Position(found[1].path, found[0].line, found[0].column) if found is not None else None


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element.children if _local(child) == name), None)


def _children(element: Element | None, name: str) -> list[Element]:
    return [child for child in element.children if _local(child) == name] if element is not None else []


def _text(element: Element, name: str) -> str:
    child = _child(element, name)
    return child.text.strip() if child is not None else ""
