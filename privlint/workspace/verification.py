"""`verification-metadata.xml`: what Gradle has once checked. It says which versions were seen, not which are used."""

from __future__ import annotations

import posixpath

from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Position, Problem
from privlint.workspace.xml import read_xml

_PATH = "gradle/verification-metadata.xml"


def verified_versions(files: RepositoryFiles, folder: str) -> dict[tuple[str, str], tuple[str, Position]]:
    """The version of each (group, name) of which the metadata of a build lists exactly one."""
    path = posixpath.join(folder, _PATH)
    data = files.bytes(path) if path in files else None
    if data is None:
        return {}
    root, fault = read_xml(data)
    if fault is not None:
        files.problems.append(Problem(path, fault.line, fault.reason))
    found: dict[tuple[str, str], dict[str, Position]] = {}
    for holder in root.children if root is not None else ():
        if holder.tag.rpartition("}")[2] != "components":
            continue
        for component in holder.children:
            group, name, version = (component.attributes.get(key, "") for key in ("group", "name", "version"))
            if group and name and version:
                at = Position(path, component.line, component.column)
                found.setdefault((group, name), {}).setdefault(version, at)
    return {key: next(iter(versions.items())) for key, versions in found.items() if len(versions) == 1}
