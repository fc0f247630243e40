"""What the steps of a trace are: calls, or places in build files and manifests that explain a finding."""

from __future__ import annotations

from privlint.findings import Finding, Hop
from privlint.report.style import Style

_CONFIGURATION = (".gradle", ".gradle.kts", ".toml", ".xml", ".properties", ".lockfile", ".json")


def is_configuration(path: str) -> bool:
    """Whether a file holds no code: what stands there explains a path rather than being a step of it."""
    return path.endswith(_CONFIGURATION)


def is_call_path(finding: Finding) -> bool:
    """Whether the trace is one of calls, rather than of lines in build files."""
    return bool(finding.trigger) and not all(is_configuration(hop.path) for hop in finding.trace)


def hop_text(hop: Hop, style: Style) -> str:
    """A step in one line: what runs there, and how it comes about."""
    note = hop.note_zh if style.lang == "zh" and hop.note_zh else hop.note
    return f"{hop.symbol} ({note})" if hop.symbol and note else hop.symbol or note or hop.path
