"""What a rule is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Protocol

import msgspec

from privlint.checks.context import Context
from privlint.findings import Confidence, Severity, Text
from privlint.fingerprints import Claim


class Example(msgspec.Struct, frozen=True):
    """Files of a small app (path -> content), once with the problem and once mended. The shortest set that shows it."""

    language: Literal["Java", "Kotlin"]
    failing: Mapping[str, str]
    mended: Mapping[str, str]


def in_both_languages(name: str, java: tuple[str, str], kotlin: tuple[str, str]) -> tuple[Example, Example]:
    """Examples of one file each, that of a class: the failing source and the mended one."""
    stem = f"app/src/main/java/com/example/{name}"
    return (
        Example("Java", {f"{stem}.java": java[0]}, {f"{stem}.java": java[1]}),
        Example("Kotlin", {f"{stem}.kt": kotlin[0]}, {f"{stem}.kt": kotlin[1]}),
    )


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Code, texts and mapping of a rule. `severity` is that of a certain finding; weaker evidence lowers it."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence = "high"  # of most of its findings
    lifecycle: Literal["preview", "stable"] = "preview"
    summary: Text  # one sentence: what it reports
    why: Text  # why that is bad
    mend: Text  # how to mend it; also the help of every finding
    limits: Text  # what it cannot see
    settings: tuple[str, ...] = ()  # that tell it what it cannot know (privlint/checks/rule_settings.py)
    regulations: tuple[str, ...]  # ids of rules/regulations.toml
    examples: tuple[Example, ...]


class RuleModule(Protocol):
    """A file of this folder that holds a rule."""

    RULE: Rule

    def check(self, context: Context) -> Iterator[Claim]:
        """Findings of one application."""
        ...
