"""Gradle, as the tests of a process share it."""

from __future__ import annotations

from pathlib import Path

import pytest
from gradle.building import Gradle, gradle_in


@pytest.fixture(scope="session")
def gradle_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Gradle keeps scripts that it has compiled once for the next test."""
    return tmp_path_factory.mktemp("gradle-home")


@pytest.fixture(scope="session")
def gradle(gradle_home: Path) -> Gradle:
    """Runs Debian's Gradle."""
    return gradle_in(gradle_home)
