"""Findings for people: the source line, the call path hop by hop, the reason, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from privlint.findings import Finding, Hop, Severity, Text
from privlint.report.frame import frame
from privlint.report.model import Report
from privlint.report.policies import policy_lines
from privlint.report.sdk_table import sdk_table
from privlint.report.style import Style, width_of, wrapped
from privlint.report.summary import summary
from privlint.report.words import CONFIDENCE, CONFIDENCE_NAMES, REASONS, SEVERITY_NAMES

_COLOR: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}
_PATH = Text("path", "路径")
_WHY = Text("why", "原因")
_ACCEPTED = Text("accepted", "已接受")
_ACCEPTED_BY = {
    "comment": Text("by a comment", "注释"),
    "annotation": Text("by an annotation", "注解"),
    "attribute": Text("by tools:ignore", "tools:ignore"),
    "baseline": Text("in the baseline", "基线"),
}
_NO_REASON = Text("no reason given", "未注明理由")
_HELP = Text("help", "修复")
_RULES = Text("regulations", "规定")
_WHERE = Text("application", "应用")
_SEE = Text("see", "详见")


def render_text(report: Report, style: Style) -> str:
    """All findings, the SDKs of the applications, their policies, then a line with counts."""
    blocks = ["\n".join(_finding(report, finding, style)) for finding in report.findings]
    accepted = "\n".join(line for finding in report.accepted for line in _accepted(finding, style))
    table = "\n".join(sdk_table(report.sdks, style))
    policies = "\n".join(policy_lines(report.applications, style))
    return "\n\n".join(part for part in (*blocks, accepted, table, policies, summary(report, style)) if part) + "\n"


def _accepted(finding: Finding, style: Style) -> Iterator[str]:
    """A finding that does not count: its place, the claim, and why it is accepted, on a line or more each."""
    accepted = finding.accepted
    assert accepted is not None
    width = max(style.width - 4, 40)
    yield style.paint(f"{style.clean(style.say(_ACCEPTED))}[{finding.code}]", "dim")
    yield f"  {style.paint('-->', 'blue')} {style.clean(finding.path)}:{finding.line}:{finding.column}"
    yield from (f"    {line}" for line in wrapped(style.clean(style.say(finding.message)), width))
    where = style.say(_ACCEPTED_BY[accepted.kind])
    reason = accepted.reason or style.say(_NO_REASON)
    first, *others = wrapped(style.clean(f"{where}: {reason}"), width)
    yield f"  {style.paint('=', 'blue')} {first}"
    yield from (f"    {line}" for line in others)


def _finding(report: Report, finding: Finding, style: Style) -> Iterator[str]:
    color = _COLOR[finding.severity]
    severity = style.clean(style.say(SEVERITY_NAMES[finding.severity]))
    kind = f"{severity}[{finding.code}]"
    head = f"{kind} {style.clean(style.say(finding.message))}"
    first, *more = [head] if width_of(head) <= style.width else wrapped(head, style.width - 4)
    yield f"{style.paint(kind, color, 'bold')} {style.paint(first[len(kind) + 1 :], 'bold')}"
    yield from (style.paint(f"    {line}", "bold") for line in more)
    yield from source_frame(report, finding, style, color)
    gutter = len(str(finding.line))
    for label, lines in _details(report, finding, style):
        name = style.clean(style.say(label))
        for at, line in enumerate(lines):
            mark = f"{' ' * gutter} {style.paint('=', 'blue')} {style.paint(f'{name}:', 'bold')}" if not at else ""
            yield f"{mark} {line}".rstrip() if mark else f"{' ' * (gutter + 5)}{line}"


def source_frame(report: Report, finding: Finding, style: Style, color: str) -> Iterator[str]:
    """The place and its line with the mark; only the place where the file cannot be read."""
    number = str(finding.line)
    blank = " " * len(number)
    arrow, bar = style.paint("-->", "blue"), style.paint("|", "blue")
    yield f"{blank}{arrow} {style.clean(finding.path)}:{finding.line}:{finding.column}"
    text = report.sources.line(finding.path, finding.line)
    if not text.strip():
        return
    end = finding.end_column if finding.end_line == finding.line else len(text.rstrip()) + 1
    line, mark = frame(text, finding.column, end, max(style.width - len(number) - 3, 20), style)
    yield f"{blank} {bar}"
    yield f"{style.paint(number, 'blue')} {bar} {line}"
    yield f"{blank} {bar} {style.paint(mark, color)}"


def _details(report: Report, finding: Finding, style: Style) -> Iterator[tuple[Text, Sequence[str]]]:
    width = max(style.width - len(str(finding.line)) - 5, 40)

    def paragraph(text: str, label: Text) -> list[str]:
        return wrapped(style.clean(text), width - len(label.en) - 2)

    if finding.trace:
        yield _PATH, ["", *folded_trace(finding.trace, style, width)]
        if finding.trigger:
            yield _WHY, paragraph(style.say(REASONS[finding.trigger]), _WHY)
    yield _HELP, paragraph(style.say(finding.help), _HELP)
    if finding.regulations:
        yield _RULES, paragraph(_regulations(report, finding, style), _RULES)
    if finding.application or finding.variants:
        variants = f" ({', '.join(finding.variants)})" if any(finding.variants) else ""
        confidence = style.say(CONFIDENCE).format(style.say(CONFIDENCE_NAMES[finding.confidence]))
        yield _WHERE, paragraph(f"{finding.application or '.'}{variants}, {confidence}", _WHERE)
    yield _SEE, [f"privlint explain {finding.code} ({finding.name})"]


def _regulations(report: Report, finding: Finding, style: Style) -> str:
    """The problem categories by name, and the instruments by id: the page of the rule has their names. Without a
    category the instruments by name."""
    categories = {item.id: item.name for item in report.regulations if item.is_category}
    named = [style.say(categories[id]) for id in finding.regulations if id in categories]
    others = [id for id in finding.regulations if id not in categories]
    if named:
        return "; ".join(named) + (f" ({', '.join(others)})" if others else "")
    names = report.regulation_names
    return "; ".join(style.say(names[id]) if id in names else id for id in others)


def folded_trace(trace: Sequence[Hop], style: Style, width: int) -> list[str]:
    """The hops on a line each or, if one of them is wider than that, with the place on a line of its own."""
    lines = trace_lines(trace, msgspec.structs.replace(style, color=False))
    if all(width_of(line) <= width for line in lines):
        return trace_lines(trace, style)
    folded: list[str] = []
    for number, hop in enumerate(trace, 1):
        place, symbol, note = _hop(hop, style)
        remark = style.paint(note, "dim")
        folded.append(f"{number:2}. {place}")
        if symbol and note and width_of(f"    {symbol}  {note}") > width:
            folded += [f"    {symbol}", f"    {remark}"]
        elif symbol or note:
            folded.append("    " + "  ".join(filter(None, (symbol, remark))))
    return folded


def trace_lines(trace: Sequence[Hop], style: Style) -> list[str]:
    """One line for each hop: where, in what, and a note."""
    lines = []
    for number, hop in enumerate(trace, 1):
        place, symbol, note = _hop(hop, style)
        remark = style.paint(f"  {note}", "dim") if note else ""
        lines.append(f"{number:2}. {place}  {symbol}{remark}")
    return lines


def _hop(hop: Hop, style: Style) -> tuple[str, str, str]:
    """Its place, symbol and note; the note in brackets, or "" without one."""
    note = style.clean(hop.note_zh if style.lang == "zh" and hop.note_zh else hop.note)
    return f"{style.clean(hop.path)}:{hop.line}", style.clean(hop.symbol), f"({note})" if note else ""
