"""What `privlint check` does to files when it is asked to: fixes and suppressions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from privlint.cli.common import write, write_file
from privlint.findings import Text
from privlint.report.model import Report
from privlint.report.style import Style

if TYPE_CHECKING:
    from privlint.fixing import Change

_FIXED = Text("{} fixed in {}", "已修复 {} 个问题，涉及 {}")
_WRITTEN = Text("{} suppressed in {}", "已为 {} 个问题添加忽略标记，涉及 {}")
_LEFT = Text("not suppressed: {} {}: {}", "未添加忽略标记：{} {}：{}")


def fix(folder: Path, report: Report, unsafe: bool, style: Style) -> bool:
    """Applies fixes; whether anything changed."""
    from privlint.fixing import fixed

    result = fixed(folder, report.findings, unsafe)
    return _write(folder, result.changes, len(result.findings), _FIXED, style)


def suppress(folder: Path, report: Report, reason: str, style: Style) -> bool:
    """Adds suppressions; whether anything changed."""
    from privlint import api

    result = api.suppressed(folder, report.findings, reason)
    for finding, problem in result.left:
        place = f"{finding.path}:{finding.line}"
        _say(style.say(_LEFT).format(finding.code, place, style.say(problem)), style)
    return _write(folder, result.changes, len(result.findings), _WRITTEN, style)


def show_diff(folder: Path, report: Report, unsafe: bool, reason: str | None) -> bool:
    """Shows what `fix`, or `suppress` where there is a reason, would change; whether that is anything."""
    from privlint import api
    from privlint.fixing import fixed

    if reason is None:
        changes = fixed(folder, report.findings, unsafe).changes
    else:
        changes = api.suppressed(folder, report.findings, reason).changes
    write("".join(change.diff() for change in changes))
    return bool(changes)


def _write(folder: Path, changes: Sequence[Change], number: int, said: Text, style: Style) -> bool:
    for change in changes:
        write_file(folder / change.path, change.after)
    if changes:
        plural = "file" if len(changes) == 1 else "files"
        files = f"{len(changes)} 个文件" if style.lang == "zh" else f"{len(changes)} {plural}"
        _say(style.say(said).format(number, files), style)
        for change in changes:
            click.echo(f"  {style.clean(change.path)}", err=True)
    return bool(changes)


def _say(text: str, style: Style) -> None:
    click.echo(f"privlint: {style.clean(text)}", err=True)
