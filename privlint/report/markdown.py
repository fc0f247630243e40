"""Markdown for places that show a report of a run: the summary of a GitHub job, a comment on a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from privlint.findings import SEVERITIES, Finding, Hop, Severity, Text
from privlint.report.model import Report
from privlint.report.style import Style, cut
from privlint.report.summary import summary

#: What Markdown or HTML would take for markup, a mention or an emoji.
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~&@:$]")
_MOST_FINDINGS = 100  # GitHub takes 1 MB for a step, and nobody reads more
_MOST_HOPS = 30
_LONGEST = 500  # characters of a text
_ONE_LINE = 10**6
_HEADS = (Text("Severity", "级别"), Text("Rule", "规则"), Text("Place", "位置"), Text("What", "问题"))
_SEVERITIES: dict[Severity, Text] = {
    "error": Text("error", "错误"),
    "warning": Text("warning", "警告"),
    "note": Text("note", "提示"),
}
_PATHS = Text("Call paths", "调用路径")
_MORE = Text("… and {} more", "……另有 {} 个")


def render_markdown(report: Report, style: Style) -> str:
    """A line with the counts, a table of the findings, the most severe first, and their call paths, folded."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    page = _page(report, findings, msgspec.structs.replace(style, width=_ONE_LINE))
    return "".join(f"{style.clean(line)}\n" for line in page)


def _page(report: Report, findings: Sequence[Finding], style: Style) -> Iterator[str]:
    shown = findings[:_MOST_FINDINGS]
    yield from ("### privlint", "", _text(summary(report, style), style))
    if not shown:
        return
    yield from ("", f"| {' | '.join(style.say(head) for head in _HEADS)} |", f"|{'---|' * len(_HEADS)}")
    for finding in shown:
        cells = (
            style.say(_SEVERITIES[finding.severity]),
            f"{finding.code} {_text(finding.name, style)}",
            _place(finding.path, finding.line, style),
            _text(style.say(finding.message), style),
        )
        yield f"| {' | '.join(cells)} |"
    if len(findings) > len(shown):
        yield from ("", style.say(_MORE).format(len(findings) - len(shown)))
    yield from _paths(shown, style)


def _paths(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    traced = [finding for finding in findings if finding.trace]
    if not traced:
        return
    yield from ("", f"<details><summary>{style.say(_PATHS)}</summary>", "")
    for finding in traced:
        yield from (f"{finding.code} {_place(finding.path, finding.line, style)}", "")
        yield from (f"1. {_hop(hop, style)}" for hop in finding.trace[:_MOST_HOPS])
        if len(finding.trace) > _MOST_HOPS:
            yield from ("", style.say(_MORE).format(len(finding.trace) - _MOST_HOPS))
        yield ""
    yield "</details>"


def _hop(hop: Hop, style: Style) -> str:
    note = hop.note_zh if style.lang == "zh" and hop.note_zh else hop.note
    text = f"{_place(hop.path, hop.line, style)} {_text(hop.symbol, style)}"
    return f"{text} — {_text(note, style)}" if note else text


def _place(path: str, line: int, style: Style) -> str:
    return _text(f"{path}:{line}" if line else path, style)


def _text(text: str, style: Style) -> str:
    """The text without markup; each line break a space."""
    return _MARKUP.sub(r"\\\g<0>", cut(style.clean(" ".join(text.split())), _LONGEST))
