"""Where the documentation of a rule lives."""

from __future__ import annotations

DOCUMENTATION = "https://github.com/privlint/privlint/blob/main/docs"


def help_uri(code: str) -> str:
    """The page of a rule."""
    return f"{DOCUMENTATION}/rules/{code}.md"
