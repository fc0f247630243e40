"""Merged manifests, compared with what Google's manifest merger makes of the same files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from maven.jars import class_path, compiled, java
from workspace.manifest_cases import Case

from privlint.workspace.manifest import read_manifest
from privlint.workspace.merge import merge
from privlint.workspace.model import Component, Manifest, MergedManifest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("maven")]

_CASES = 320
#: As many must be merges that the merger accepts; it refuses what contradicts itself.
_FEWEST = 200
_PLACEHOLDERS = {"applicationId": "com.example.id", "host": "example.org"}


def _read(path: Path) -> Manifest:
    manifest, problems = read_manifest(path.name, path.read_bytes(), "", _PLACEHOLDERS, str)
    assert manifest is not None and not problems
    return manifest


def _component(item: Component) -> dict[str, Any]:
    return {
        "exported": item.exported,
        "enabled": item.enabled,
        "process": item.process,
        "permission": item.permission,
        "authorities": item.authorities,
        "init_order": item.init_order,
        "target": item.target,
        "actions": sorted(set(item.actions)),
        "categories": sorted(set(item.categories)),
        "meta_data": sorted((name, value) for name, value, _ in item.meta_data),
    }


def shown(merged: MergedManifest) -> dict[str, Any]:
    """What is compared."""
    application = merged.application
    return {
        "application": (application.name, application.process) if application is not None else None,
        "components": {f"{item.kind} {item.name}": _component(item) for item in merged.components},
        "permissions": sorted((item.name, item.max_sdk) for item in merged.permissions),
        "meta_data": sorted((name, value) for name, (value, _) in merged.meta_data.items()),
    }


@pytest.fixture(scope="module")
def merges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cases, merged by Google's merger."""
    folder = tmp_path_factory.mktemp("merges")
    path = class_path("manifest-merger", folder)
    path = compiled([Path(__file__).parent / "ManifestMerges.java"], folder / "classes", path)
    for seed in range(_CASES):
        Case(seed).write(folder / "cases" / f"{seed:03}")
    java(path, "ManifestMerges", folder / "cases")
    return folder / "cases"


def test_merges_are_those_of_the_merger_of_android(merges: Path) -> None:
    compared, different = 0, []
    for folder in sorted(merges.iterdir()):
        result = folder / "merged.xml"
        if not result.exists():
            continue
        compared += 1
        case = Case(int(folder.name))
        own = merge([_read(folder / f"{name}.xml") for name in case.names])
        if shown(own) != shown(merge([_read(result)])):
            different.append(folder.name)
    assert not different
    assert compared >= _FEWEST, "too many cases that the merger refuses"
