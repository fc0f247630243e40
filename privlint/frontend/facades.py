"""The class that holds the top-level functions of a Kotlin file."""

from __future__ import annotations

import re

_NOT_IDENTIFIER = re.compile(r"[^A-Za-z0-9_$]")


def facade_name(file_name: str) -> str:
    """The name it has if the file does not give it one: `ToolsKt` for `tools.kt`, with or without folders."""
    stem = _NOT_IDENTIFIER.sub("_", file_name.rpartition("/")[2].removesuffix(".kt").removesuffix(".kts"))
    return stem[:1].upper() + stem[1:] + "Kt"
