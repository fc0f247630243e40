"""Which functions and properties of a Kotlin file may stand outside of types and code, told from its bytes.

A scan does not tell members and variables from them, and many are called alike. What stands in braces or parentheses is
taken out, from the inside: what is left, stands outside."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from privlint.frontend.scanning import NO_CODE, functions_in, properties_in, texts_of

_BLOCK: Final = re.compile(rb"\{[^{}]*\}")
_PARENTHESES: Final = re.compile(rb"\([^()]*\)")
_TAKEN_OUT: Final = b"\1"
#: Nesting that is looked through; of files with more nothing is told.
_DEEPEST: Final = 40


class TopLevel(msgspec.Struct, gc=False, frozen=True):
    """Names of functions and of properties."""

    functions: frozenset[str]
    properties: frozenset[str]


def top_level(source: bytes) -> TopLevel | None:
    """What may stand at top level; None if it cannot be told."""
    code = _without(_BLOCK, b"{}", b" ", NO_CODE.sub(b" ", source))
    code = _without(_PARENTHESES, b"()", _TAKEN_OUT, code) if code is not None else None
    if code is None:
        return None
    code = code.replace(_TAKEN_OUT, b"()")
    return TopLevel(texts_of(functions_in(code)[0]), texts_of(properties_in(code)))


def _without(pattern: re.Pattern[bytes], brackets: bytes, stand_in: bytes, code: bytes) -> bytes | None:
    for _ in range(_DEEPEST):
        if brackets[:1] not in code:
            break
        code = pattern.sub(stand_in, code)
    return None if brackets[:1] in code or brackets[1:] in code else code
