"""The export of a Gradle build: what it resolved, and the manifests that it merged (docs/gradle.md has the format)."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

SCHEMA: Final = "privlint.gradle-export/1"
_BYTE = re.compile(r" \(byte (\d+)\)$")


class Reason(msgspec.Struct, gc=False, frozen=True):
    """Why Gradle selected a component: `requested`, `constraint`, `conflict_resolution`, `forced`, …"""

    cause: str
    text: str = ""


class ResolvedComponent(msgspec.Struct, gc=False, frozen=True):
    """A module, a project of the build, or something else that has artifacts."""

    id: str  # "group:name:version", or the path of a project
    kind: Literal["module", "project", "other"]
    group: str = ""
    name: str = ""
    version: str = ""
    selection: tuple[Reason, ...] = ()
    path: tuple[str, ...] = ()  # ids from the root to it, one of the shortest


class Edge(msgspec.Struct, gc=False, frozen=True, rename={"source": "from", "target": "to"}):
    """One component depends on another, or constrains its version."""

    source: str
    target: str
    requested: str  # "group:name:version" as it was asked for
    is_constraint: bool = msgspec.field(default=False, name="constraint")


class Missing(msgspec.Struct, gc=False, frozen=True, rename={"source": "from"}):
    """What could not be resolved."""

    source: str
    requested: str
    failure: str = ""


class Artifact(msgspec.Struct, gc=False, frozen=True):
    """A file of a component; relative to the root of the build where it lies inside."""

    component: str
    file: str
    is_inside: bool = msgspec.field(default=False, name="inside")


class Configuration(msgspec.Struct, gc=False, frozen=True):
    """A resolved configuration; `variant` is the build variant it belongs to, "" for a build without variants."""

    name: str
    variant: str
    root: str
    components: tuple[ResolvedComponent, ...]
    edges: tuple[Edge, ...]
    unresolved: tuple[Missing, ...] = ()
    artifacts: tuple[Artifact, ...] = ()


class ExportedManifest(msgspec.Struct, gc=False, frozen=True):
    """The manifest that was merged for a variant, and the merger's report of where its elements come from."""

    variant: str
    text: str
    report: str = ""
    build_type: str = ""
    flavors: tuple[str, ...] = ()


class Export(msgspec.Struct, gc=False, frozen=True):
    """One file of an export: a configuration or a manifest of one project."""

    schema: Literal["privlint.gradle-export/1"]
    gradle: str
    project: str  # path, ":app"
    modules: dict[str, str]  # path of a project -> folder, relative to the root of the build
    inputs: dict[str, str]  # file, relative to the root of the build -> SHA-256 of its bytes
    configuration: Configuration | None = None
    manifest: ExportedManifest | None = None


class ExportFault(msgspec.Struct, gc=False, frozen=True):
    """Why a file is no export."""

    line: int
    reason: str


def read_export(data: bytes) -> Export | ExportFault:
    """Reads one file of an export. Never raises."""
    try:
        export = msgspec.json.decode(data, type=Export)
    except msgspec.ValidationError as error:
        return ExportFault(1, f"not an export: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = str(error)
        at = _BYTE.search(message)
        before = data[: int(at.group(1))] if at else b""
        return ExportFault(before.count(b"\n") + 1, f"not an export: {_BYTE.sub('', message)}")
    except RecursionError:
        return ExportFault(1, "not an export: nested too deeply")
    if (export.configuration is None) == (export.manifest is None):
        return ExportFault(1, "not an export: neither a configuration nor a manifest, or both")
    return export
