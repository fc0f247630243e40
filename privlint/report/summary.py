"""The last line of a run."""

from __future__ import annotations

import msgspec

from privlint.findings import SEVERITIES, Severity, Text
from privlint.report.model import Report
from privlint.report.style import Style, wrapped

_NOUNS_ZH: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}
_NOTHING = Text("No findings", "未发现问题")
_DIGEST = 8  # characters of the catalogue's digest that are shown
_UNREAD = Text("{} not read in full", "{} 个未能完整读取")
_HIDDEN = Text("not shown: ", "未显示：")
#: By the fields of `Hidden`.
_WHY_HIDDEN = {
    "suppressed": Text("{} suppressed", "{} 个已忽略"),
    "baseline": Text("{} in the baseline", "{} 个在基线中"),
    "unchanged": Text("{} unchanged", "{} 个未变更"),
    "minor": Text("{} of lower severity", "{} 个级别较低"),
}


def summary(report: Report, style: Style) -> str:
    """`2 errors, 1 note in 123 files, 0.8 s (catalogue of 2026-11-23, 5d41402a)`."""
    counts = report.by_severity()
    parts = [_count(counts[severity], severity, style) for severity in SEVERITIES if severity in counts]
    found = ("，" if style.lang == "zh" else ", ").join(parts) or style.say(_NOTHING)
    unread = style.say(_UNREAD).format(len(report.skipped)) if report.skipped else ""
    hidden = hidden_counts(report, style)
    catalogue = f"{report.catalogue_date}, {report.catalogue_digest[:_DIGEST]}"
    if style.lang == "zh":
        text = f"{found}；共 {report.files} 个文件{unread and f'（{unread}）'}"
        text += f"；{_HIDDEN.zh}{'，'.join(hidden)}；" if hidden else "，"
        text += f"用时 {report.seconds:.1f} 秒（目录 {catalogue}）"
    else:
        files = "file" if report.files == 1 else "files"
        text = f"{found} in {report.files} {files}{unread and f' ({unread})'}"
        text += f"; {_HIDDEN.en}{', '.join(hidden)}; " if hidden else ", "
        text += f"{report.seconds:.1f} s (catalogue of {catalogue})"
    return "\n".join(wrapped(style.clean(text), style.width))


def hidden_counts(report: Report, style: Style) -> list[str]:
    """How many findings are not shown, for each reason: `3 suppressed`."""
    counts = msgspec.structs.asdict(report.hidden).items()
    return [style.say(_WHY_HIDDEN[name]).format(count) for name, count in counts if count]


def _count(number: int, severity: Severity, style: Style) -> str:
    if style.lang == "zh":
        return f"{number} 个{_NOUNS_ZH[severity]}"
    return f"{number} {severity}" if number == 1 else f"{number} {severity}s"
