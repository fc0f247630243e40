"""Which folder is checked for a file."""

from __future__ import annotations

from pathlib import Path

_BUILD_FILES = (("settings.gradle", "settings.gradle.kts"), ("build.gradle", "build.gradle.kts"))


def project_root(file: Path) -> Path | None:
    """The git repository that a file lies in, else the outermost folder above it with a Gradle settings file, else the
    outermost with a build file; None if there is no such folder."""
    parents = file.absolute().parents
    for folder in parents:
        if (folder / ".git").exists():
            return folder
    for names in _BUILD_FILES:
        holding = [folder for folder in parents if any((folder / name).is_file() for name in names)]
        if holding:
            return holding[-1]
    return None
