"""Where the time of a check went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from privlint.clock import Clock
from privlint.findings import Text
from privlint.report.style import Style

_MOST_ROWS = 10
_HEADINGS = {
    "phases": Text("Phases", "阶段"),
    "rules": Text("Slowest rules", "最慢的规则"),
    "files": Text("Slowest files (reading and parsing)", "最慢的文件（读取与解析）"),
}
_PHASES = {
    "read files": Text("read files", "读取文件"),
    "follow calls": Text("follow calls", "追踪调用"),
    "apply rules": Text("apply rules", "应用规则"),
    "suppressions": Text("suppressions", "忽略标记"),
    "baseline and changes": Text("baseline and changes", "基线与变更"),
    "write reports": Text("write reports", "输出报告"),
}


def profile(clock: Clock, style: Style) -> str:
    """Seconds by phase, by rule and by file, the slowest first."""
    phases = {style.say(_PHASES[name]): seconds for name, seconds in clock.phases.items()}
    tables = {"phases": phases, "rules": clock.rules, "files": clock.files}
    return "\n".join("".join(_table(name, table, style)) for name, table in tables.items() if table)


def _table(name: str, rows: Mapping[str, float], style: Style) -> Iterator[str]:
    yield style.paint(style.clean(style.say(_HEADINGS[name])), "bold") + "\n"
    for key, seconds in sorted(rows.items(), key=lambda item: -item[1])[:_MOST_ROWS]:
        yield f"{seconds:9.3f} s  {style.clean(key)}\n"
