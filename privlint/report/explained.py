"""A finding in one paragraph, for formats that have one text for it."""

from __future__ import annotations

from privlint.findings import Finding, Text
from privlint.report.style import Style, plain

_SENTENCES = Text("{}. {}", "{}。{}")


def explained(finding: Finding, style: Style) -> str:
    """The message and how to mend it."""
    return plain(style.say(_SENTENCES).format(style.say(finding.message), style.say(finding.help)))
