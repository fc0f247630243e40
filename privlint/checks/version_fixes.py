"""Edits of build files that raise the version of a dependency."""

from __future__ import annotations

import re

from privlint.checks.context import Context
from privlint.findings import Edit, Fix, Text
from privlint.workspace.model import Dependency


def raise_version(context: Context, row: Dependency, version: str) -> tuple[Fix, ...]:
    """The fix that writes another version in the place of the old one; nothing where the old one is not written there
    exactly once, or where other libraries take theirs from the same place."""
    at = row.version_at or row.position
    old = row.version or ""
    if not old or row.archive or row.evidence != "declared" or _is_shared(context, row):
        return ()
    line = context.sources.line(at.path, at.line)
    start = at.column - 1 if row.via != "catalogue" else 0
    matches = re.finditer(rf"(?<![\w.+-]){re.escape(old)}(?![\w.+-])", line)
    found = [match.start() for match in matches if match.start() >= start]
    if len(found) != 1:
        return ()
    column = found[0] + 1
    description = Text(f"Raise {row.group}:{row.name} to {version}", f"将 {row.group}:{row.name} 升级到 {version}")
    return (Fix(description, (Edit(at.path, at.line, column, at.line, column + len(old), version),), is_safe=True),)


def _is_shared(context: Context, row: Dependency) -> bool:
    at = row.version_at
    return at is not None and any(
        other.version_at == at and (other.group, other.name) != (row.group, row.name)
        for other in context.build.dependencies
    )
