"""Gradle, as the tests of a process share it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gradle.building import Gradle, gradle_in
from maven.jars import class_path, fetching
from support import ROOT, require_tool


@pytest.fixture(scope="session")
def gradle_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Gradle keeps scripts that it has compiled once for the next test."""
    return tmp_path_factory.mktemp("gradle-home")


@pytest.fixture(scope="session")
def gradle(gradle_home: Path) -> Gradle:
    """Runs Debian's Gradle."""
    return gradle_in(gradle_home)


@pytest.fixture(scope="session")
def gradle_jars(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path of a current Gradle."""
    return class_path("gradle", tmp_path_factory.mktemp("gradle-jars"))


@pytest.fixture(scope="session")
def plugin_jar(gradle_jars: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin, as Maven builds it."""
    folder = tmp_path_factory.mktemp("plugin") / "plugin"
    shutil.copytree(ROOT / "hooks/gradle/plugin", folder)
    command = [require_tool("mvn", "maven"), "-q", "-B", "-f", str(folder / "pom.xml"), "package"]
    done = fetching(command)
    assert done.returncode == 0, done.stdout + done.stderr
    (jar,) = (folder / "target").glob("*.jar")
    return jar
