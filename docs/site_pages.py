"""How links are written in the web site (a hook of MkDocs): what lies outside of this folder has no page there, and
pages in the other language are behind the switch of the theme."""

from __future__ import annotations

import re
from typing import Any

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
_OTHER_LANGUAGE = re.compile(r" \(\[[^\]]+\]\([^)]+\.zh\.md\)\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Leaves the words of links that lead out of docs/, and nothing of those to the other language."""
    return _OUTSIDE.sub(r"\1", _OTHER_LANGUAGE.sub("", markdown))
