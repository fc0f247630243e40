"""The fixture that makes projects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from workspace.projects import MANIFEST, MakeProject, Project


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Makes a project of files; `app` gets a manifest unless it has one."""

    def make(files: Mapping[str, str]) -> Project:
        made = Project(tmp_path)
        for path, content in {"app/src/main/AndroidManifest.xml": MANIFEST, **files}.items():
            made.write(path, content)
        return made

    return make
