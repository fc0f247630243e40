"""The plugin with Debian's Gradle: `plugins { id 'io.github.privlint' }`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from gradle.building import Gradle, Library, publish, said, write
from gradle.test_script import MANIFEST

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("maven")]

_ID = "io.github.privlint"
_SETTINGS = """\
pluginManagement {{ repositories {{ maven {{ url '{repository}' }} }} }}
include ':app'
"""
_ROOT = """\
plugins {{ id '{id}' version '1.0' }}
privlint {{
    failOn = 'error'
    command = '{python} -m privlint'
    arguments = ['--select', 'PRV201']
    gate = []
}}
allprojects {{ repositories {{ maven {{ url '{repository}' }} }} }}
"""
_APP = """\
apply plugin: 'java'
dependencies {
    compile 'com.vendor:core:1.0'
}
"""


@pytest.fixture
def build(tmp_path: Path, plugin_jar: Path) -> Path:
    """A build that asks for the plugin by its id, from a repository that has it."""
    repository = tmp_path / "repository"
    plugin = Library("io.github.privlint:privlint-gradle-plugin:1.0")
    marker = Library(f"{_ID}:{_ID}.gradle.plugin:1.0", "io.github.privlint:privlint-gradle-plugin:1.0")
    core = Library("com.vendor:core:1.0", "cn.authing:guard:1.5.8")
    publish(repository, [plugin, marker, core, Library("cn.authing:guard:1.5.8")])
    (published,) = repository.glob("io/github/privlint/privlint-gradle-plugin/1.0/*.jar")
    shutil.copy(plugin_jar, published)
    write(
        tmp_path / "project",
        {
            "settings.gradle": _SETTINGS.format(repository=repository.as_uri()),
            "build.gradle": _ROOT.format(id=_ID, python=sys.executable, repository=repository.as_uri()),
            "app/build.gradle": _APP,
            "app/src/main/AndroidManifest.xml": MANIFEST,
        },
    )
    return tmp_path / "project"


def test_the_block_of_the_plugin_counts(build: Path, gradle: Gradle) -> None:
    process = gradle(build, ":app:check", ":privlintCheck")
    assert process.returncode == 1, said(process)
    assert process.stdout.index(":app:check") < process.stdout.index(":privlintCheck")  # which no task asks for
    assert "privlint found problems" in said(process)
    assert "  app/build.gradle:3: error PRV201 " in said(process)
    assert ":app -> com.vendor:core:1.0 -> cn.authing:guard:1.5.8" in said(process)
