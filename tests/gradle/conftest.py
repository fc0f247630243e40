"""Gradle, as the tests of a process share it."""

from __future__ import annotations

import pytest
from gradle.building import Gradle, gradle_in


@pytest.fixture(scope="session")
def gradle(tmp_path_factory: pytest.TempPathFactory) -> Gradle:
    """Runs Debian's Gradle; scripts that it has compiled once are kept for the next test."""
    return gradle_in(tmp_path_factory.mktemp("gradle-home"))
