"""Paths as services that show findings beside code want them: relative to the root of the git repository."""

from __future__ import annotations

import os
from functools import cache

from privlint.report.model import Report, relocated


def in_repository(report: Report) -> Report:
    """The report of a folder inside a git repository, with paths from the root of the repository. Where there is no
    repository, and for what lies outside of it, paths stay as they are."""
    folder = report.sources.root.absolute()
    root = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
    if root == folder:
        return report

    @cache
    def place(path: str) -> str:
        moved = os.path.relpath(folder / path, root).replace(os.sep, "/")
        return path if moved.startswith("../") else moved

    unsaved = {place(path): text for path, text in report.sources.disk.unsaved.items()}
    return relocated(report, place, report.sources.above(root, unsaved))
