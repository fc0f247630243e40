"""`privlint check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from privlint.cli.common import (
    color_option,
    debug_option,
    folder_of,
    lang_option,
    settings_of,
    settings_options,
    style_of,
    write,
    write_file,
)
from privlint.findings import SEVERITIES
from privlint.report import FORMATS, render
from privlint.report.model import Report
from privlint.report.style import Style

_FOR_PEOPLE = ("text", "concise")
_WITH_SUMMARY = ("text", "json")


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, Path]]:
    outputs = []
    for value in values:
        format, separator, name = value.partition("=")
        if not separator or not name:
            raise click.BadParameter(f"'{value}' is not FORMAT=FILE")
        if format not in FORMATS:
            raise click.BadParameter(f"'{format}' is not one of {', '.join(FORMATS)}")
        outputs.append((format, Path(name)))
    return outputs


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--output-format", "format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="FORMAT=FILE",
    help="Write a report to a file, too.",
)
@settings_options
@click.option("--fix", is_flag=True, help="Apply the safe fixes of findings, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those that need work in code, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change instead of the findings; change nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--statistics", is_flag=True, help="Show how often each rule found something instead of the findings.")
@lang_option
@color_option
@debug_option
def command(
    paths: tuple[Path, ...],
    format: str,
    outputs: list[tuple[str, Path]],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    statistics: bool,
    no_color: bool,
    **options: Any,
) -> int:
    """Report what the apps below PATH do before the user agreed.

    PATH is the folder of a repository or of a Gradle build; default: the current folder. Reported paths are relative to
    it; with several folders each path begins with its folder. Exit status: 0 nothing found, 1 findings, 2 error."""
    folders = [folder_of(path) for path in paths or (Path(),)]
    loaded = [settings_of(folder, **options) for folder in folders]
    from privlint import api
    from privlint.cli.progress import Progress

    if fix and diff:
        raise click.UsageError("--fix and --diff exclude each other")
    reports = []
    for folder, settings in zip(folders, loaded, strict=True):
        with Progress(str(folder)) as progress:
            report = api.check(folder, settings.settings, progress)
        if fix and _fix(folder, report, unsafe_fixes):
            report = api.check(folder, settings.settings)
        reports.append((folder.as_posix(), report))
    if diff:
        has_changes = False
        for folder, (_, report) in zip(folders, reports, strict=True):
            has_changes |= _diff(folder, report, unsafe_fixes)
        return 1 if has_changes and not exit_zero else 0
    report = reports[0][1] if len(reports) == 1 else api.merged(reports)
    style = style_of(loaded[0].settings.lang, no_color)
    for wanted, path in outputs:
        write_file(path, render(wanted, report, Style(lang=style.lang)))
    _show(report, format, statistics, style)
    failing = SEVERITIES.index(loaded[0].settings.fail_on)
    is_failed = any(SEVERITIES.index(finding.severity) <= failing for finding in report.findings)
    return 1 if is_failed and not exit_zero else 0


def _fix(folder: Path, report: Report, unsafe: bool) -> bool:
    """Applies fixes; whether anything changed."""
    from privlint.fixing import fixed

    result = fixed(folder, report.findings, unsafe)
    for change in result.changes:
        write_file(folder / change.path, change.after)
    if result.changes:
        findings, files = len(result.findings), len(result.changes)
        click.echo(f"privlint: {findings} fixed in {files} {'file' if files == 1 else 'files'}", err=True)
    return bool(result.changes)


def _diff(folder: Path, report: Report, unsafe: bool) -> bool:
    from privlint.fixing import fixed

    changes = fixed(folder, report.findings, unsafe).changes
    write("".join(change.diff() for change in changes))
    return bool(changes)


def _show(report: Report, format: str, statistics: bool, style: Style) -> None:
    from privlint.report.summary import statistics as table
    from privlint.report.summary import summary

    if not report.applications:
        click.echo("privlint: no Android application module found: nothing was checked", err=True)
    if statistics and format in _FOR_PEOPLE:
        write(table(report, style))
        click.echo(summary(report, style), err=True)
        return
    write(render(format, report, style))
    if format not in _WITH_SUMMARY:
        click.echo(summary(report, style), err=True)
