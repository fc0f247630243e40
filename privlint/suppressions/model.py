"""What stands in a file to suppress findings."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

#: Files without any of these have no suppressions.
SIGN = re.compile(rb"privlint:|Suppress|tools:ignore")
NO_BRACKETS = "brackets"  # a fault: the rules are not named
UNKNOWN_WORD = "word"  # a fault: neither `ignore` nor `ignore-file`
Kind = Literal["comment", "annotation", "attribute"]


class Selector(NamedTuple):
    """What a suppression names: a code, the beginning of a code, or the name of a rule; with its offsets in the text.

    `is_certain` is whether it can mean nothing but a rule of privlint: annotations hold words of other tools, too."""

    text: str
    start: int
    end: int
    is_certain: bool = True


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """A comment, an annotation or a `tools:ignore`, and the lines that it covers.

    `fault` says what is wrong with one that cannot be understood; it suppresses nothing."""

    path: str
    kind: Kind
    start: int  # offsets into the text of the file: what is removed with the suppression
    end: int
    line: int  # where it begins, 1-based
    column: int
    selectors: tuple[Selector, ...] = ()
    others: int = 0  # words of other tools beside the selectors
    reason: str = ""
    first: int = 0  # covers findings that begin on these lines …
    last: int = 0
    covers_ends: bool = False  # … or end there
    is_file: bool = False
    component: str = ""  # of the manifest: a class name that begins with a dot lacks its package
    fault: str = ""


def is_reason(text: str) -> bool:
    """Whether a comment of every kind can hold a text as its reason."""
    return bool(text.strip()) and not any(each in text for each in "\r\n\0") and "*/" not in text
