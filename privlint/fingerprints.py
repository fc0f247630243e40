"""Fingerprints: the identity of a finding that survives edits elsewhere in the file.

A fingerprint is made of rule, path, enclosing symbol, normalised call text and an ordinal that counts equal calls of
the same symbol from top to bottom. Lines, columns and messages have no part in it. The same place in two applications
has the same fingerprint.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import msgspec

from privlint.findings import Finding

_STRINGS = re.compile(r'("""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\')')
_SPACE_BESIDE_PUNCTUATION = re.compile(r"\s+(?=\W)|(?<=\W)\s+")


class Claim(msgspec.Struct, gc=False, frozen=True):
    """A finding and the source text that identifies it.

    Where one of several places stands for all, `subject` is what they have in common: another may be next."""

    finding: Finding
    text: str = ""
    subject: str = ""


def normalised(text: str) -> str:
    """Call text without what a formatter may change: white space outside of strings, trailing commas."""
    parts = _STRINGS.split(text)
    for at in range(0, len(parts), 2):
        squeezed = _SPACE_BESIDE_PUNCTUATION.sub("", re.sub(r"\s+", " ", parts[at]))
        parts[at] = squeezed.replace(",)", ")").strip()
    return "".join(parts)


def with_fingerprints(claims: Iterable[Claim]) -> list[Finding]:
    """The findings with their fingerprints, in the order of the claims."""
    claims = list(claims)
    keyed = [(_key(claim), claim.finding) for claim in claims]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for key, finding in keyed:
        places.setdefault(key, []).append((finding.line, finding.column))
    ordinals = {key: {place: at for at, place in enumerate(sorted(set(found)))} for key, found in places.items()}
    return [
        msgspec.structs.replace(
            finding,
            fingerprint=_digest(*key, str(ordinals[key][finding.line, finding.column])),
            content=_content(claim),
            is_representative=bool(claim.subject),
        )
        for claim, (key, finding) in zip(claims, keyed, strict=True)
    ]


def without_package(symbol: str) -> str:
    """`App.onCreate` of `com.example.App.onCreate`: what stays when a file moves to another package."""
    parts = symbol.split(".")
    first = next((at for at, part in enumerate(parts) if not part[:1].islower()), len(parts) - 1)
    return ".".join(parts[first:])


def _content(claim: Claim) -> str:
    finding = claim.finding
    if claim.subject:
        return _digest(finding.code, finding.application, claim.subject)
    return _digest(finding.code, without_package(finding.symbol), normalised(claim.text))


def _key(claim: Claim) -> tuple[str, ...]:
    finding = claim.finding
    return finding.code, finding.path, finding.symbol, normalised(claim.text)


def _digest(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(data).hexdigest()[:32]
