"""Findings about suppressions: at the comment, annotation or attribute itself."""

from __future__ import annotations

from collections.abc import Collection

from privlint.checks.context import Context
from privlint.checks.rule import Rule
from privlint.findings import Finding, Fix, Text
from privlint.fingerprints import Claim
from privlint.suppressions.model import Selector, Suppression
from privlint.suppressions.removal import removal


def claim(
    context: Context, rule: Rule, item: Suppression, words: Collection[Selector], message: Text, fixes: tuple[Fix, ...]
) -> Claim:
    """The finding about a suppression, or about some of its words."""
    line = context.sources.line(item.path, item.line)
    finding = Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        confidence="high",
        message=message,
        help=rule.mend,
        path=item.path,
        line=item.line,
        column=item.column,
        end_line=item.line,
        end_column=max(len(line.rstrip()), item.column) + 1,
        application="",
        variants=(),
        symbol="",
        trigger="",
        fixes=fixes,
    )
    return Claim(finding, " ".join((item.kind, *(word.text for word in words))))


def without(context: Context, item: Suppression, words: Collection[Selector], description: Text) -> tuple[Fix, ...]:
    """The fix that takes words out of a suppression; none where the file is no UTF-8 text."""
    text = context.sources.text(item.path)
    return () if text is None else (Fix(description, removal(text, item, words), is_safe=True),)


def listed(words: Collection[Selector]) -> str:
    """The words as a list."""
    return ", ".join(word.text for word in words)
