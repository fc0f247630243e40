"""Where the documentation of a rule lives on the web."""

from __future__ import annotations

#: The folder `docs/` on the web: `Documentation` of the `[project.urls]` in pyproject.toml, where a test compares them.
#: Empty as long as there is no such place; then no report names one, and `privlint explain` shows the pages.
DOCUMENTATION = ""


#: Stands for the code of a rule in addresses that a team gives for its own copy of the pages.
CODE = "{code}"


def help_uri(code: str, own_pages: str = "") -> str:
    """The page of a rule, in a team's own copy if there is one; "" if it is not on the web."""
    if own_pages:
        return own_pages.replace(CODE, code)
    return f"{DOCUMENTATION.rstrip('/')}/rules/{code}.md" if DOCUMENTATION else ""
