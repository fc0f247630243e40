"""Names of conditions that were commented out: `if (true /* isAgreed() */)`. Facts keep no comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from privlint.sources import Sources

_COMMENT: Final = re.compile(r"/\*(.*?)(?:\*/|$)|//(.*)$")
_WHOLE: Final = re.compile(r"\s*(?://|/\*|\*)")
#: A call, or a name of several words: prose has neither.
_NAME: Final = re.compile(r"\b([A-Za-z_]\w*)\s*\(|\b([a-z]+[A-Z]\w*)\b")
_CONDITION: Final = re.compile(r"\b(?:if|when|while)\b\s*\(")


def commented_names(sources: Sources, path: str, line: int) -> list[str]:
    """The names in code that is commented out on a line, or in a condition on a line of comment above it."""
    above = sources.line(path, line - 1)
    texts = [found[1] or found[2] or "" for found in _COMMENT.finditer(sources.line(path, line))]
    if _WHOLE.match(above) and _CONDITION.search(above):
        texts.append(above)
    return [found[1] or found[2] for text in texts for found in _NAME.finditer(text)]
