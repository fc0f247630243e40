"""Where the data lies that belongs to privlint and is no code."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """A folder of it (`rules`, `hooks`): inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
