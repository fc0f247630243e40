"""Where the documentation of a rule lives on the web."""

from __future__ import annotations

#: The folder `docs/` on the web: `Documentation` of the `[project.urls]` in pyproject.toml, where a test compares them.
#: Empty as long as there is no such place; then no report names one, and `privlint explain` shows the pages.
DOCUMENTATION = ""


def help_uri(code: str) -> str:
    """The page of a rule; "" if it is not on the web."""
    return f"{DOCUMENTATION.rstrip('/')}/rules/{code}.md" if DOCUMENTATION else ""
