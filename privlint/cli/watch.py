"""`privlint check --watch`: checks again when a file changes, and shows what is different."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from privlint.cli.common import write
from privlint.config import ConfigError
from privlint.findings import Text
from privlint.report.concise import render_concise
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.report.summary import summary

_SECONDS = 0.5
#: Looking at the files may take this part of the time.
_SHARE = 0.1
_WAITING = Text("watching; Ctrl-C ends it", "正在监视文件变更，按 Ctrl-C 结束")


#: Of each folder: size and time of the last change of its files.
States = list[dict[str, tuple[int, int]]]


def states(folders: Sequence[Path]) -> States:
    """How the files are now."""
    from privlint import api

    return [api.state(folder) for folder in folders]


def watch(folders: Sequence[Path], check: Callable[[], Report], first: Report, seen: States, style: Style) -> int:
    """Goes on until it is interrupted, and ends with status 0. `first` is a report and `seen` how the files were before
    it was made. A check that fails is told, and tried again after the next change."""
    known = first
    try:
        click.echo(f"privlint: {style.clean(style.say(_WAITING))}", err=True)
        while True:
            start = time.monotonic()
            state = states(folders)
            pause = max(_SECONDS, (time.monotonic() - start) / _SHARE)
            if state != seen:
                seen = state
                known = _checked(check, known, style)
            time.sleep(pause)
    except KeyboardInterrupt:
        click.echo(err=True)
        return 0


def _checked(check: Callable[[], Report], known: Report, style: Style) -> Report:
    from privlint.baseline.file import BaselineError
    from privlint.git import GitError
    from privlint.knowledge.errors import CatalogueError

    try:
        report = check()
    except (ConfigError, BaselineError, GitError, CatalogueError, click.ClickException) as error:
        click.echo(str(error), err=True)
        return known
    before, now = (render_concise(each, style).splitlines(keepends=True) for each in (known, report))
    gone, come = (_identities(each) for each in (known, report))
    for mark, color, lines, keys, others in (("-", "dim", before, gone, come), ("+", "bold", now, come, gone)):
        for line, key in zip(lines, keys, strict=True):
            if key not in others:
                write(style.paint(f"{mark} {line}", color))
    click.echo(summary(report, style), err=True)
    return report


def _identities(report: Report) -> list[tuple[str, str]]:
    return [(finding.fingerprint, finding.application) for finding in report.findings]
