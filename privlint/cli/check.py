"""`privlint check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from privlint.cli import watch as watching
from privlint.cli.caching import open_database
from privlint.cli.changing import fix as apply_fixes
from privlint.cli.changing import show_diff, suppress
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
from privlint.cli.storing import names, stored_files, stored_settings
from privlint.cli.unsaved import with_standard_input
from privlint.clock import Clock
from privlint.config import Settings
from privlint.disk import Disk
from privlint.findings import SEVERITIES
from privlint.report import FORMATS, render
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.suppressions.model import is_reason

if TYPE_CHECKING:  # who wants nothing of it does not wait for it
    from privlint.cache.database import Database
    from privlint.changes.stored import Stored
    from privlint.frontend.portable import PortableFacts

_WITH_STATISTICS = ("text", "concise", "json")
_STORED = "--staged or --at"
_TOGETHER = (
    *({"--diff", "--add-ignore"}, {"--fix", "--statistics"}, {"--add-ignore", "--statistics"}),
    *({"--stdin-filename", "--statistics"}, {_STORED, "--statistics"}),
)
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


class _Command(click.Command):
    """Takes `--changed` with or without `=REF`: what follows it after a space is a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [f"{each}=" if each == "--changed" else each for each in args])


@click.command("check", cls=_Command)
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
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Leave out what FILE accepts.")
@click.option("--changed", metavar="[=REF]", help="Only what was changed since REF, or since the default branch.")
@click.option("--staged", is_flag=True, help="Check what is staged, whatever else lies in the folder.")
@click.option("--at", metavar="COMMIT", help="Check the files of a commit instead of those in the folder.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes of findings, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those that need work in code, too.")
@click.option("--add-ignore", "reason", metavar="REASON", help="Suppress what is found by comments with this reason.")
@click.option("--diff", is_flag=True, help="Show what --fix, or --add-ignore, would change; change nothing.")
@click.option("--show-suppressed", is_flag=True, help="Show accepted findings, too, as such (text, json, sarif, html).")
@click.option(
    "--stdin-filename",
    "unsaved",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read standard input in the place of FILE: what an editor has not saved.",
)
@click.option(
    "--facts",
    "facts_folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Use what `privlint facts` has found of files that hold the same.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of other runs.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--statistics", is_flag=True, help="Show counts by rule, file and SDK instead of the findings.")
@click.option("--profile", is_flag=True, help="Show on standard error where the time went.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, and show what is different.")
@lang_option
@color_option
@debug_option
def command(
    paths: tuple[Path, ...],
    format: str,
    outputs: list[tuple[str, Path]],
    changed: str | None,
    staged: bool,
    at: str | None,
    fix: bool,
    unsafe_fixes: bool,
    reason: str | None,
    diff: bool,
    show_suppressed: bool,
    unsaved: Path | None,
    facts_folders: tuple[Path, ...],
    no_cache: bool,
    exit_zero: bool,
    statistics: bool,
    profile: bool,
    watch: bool,
    no_color: bool,
    **options: Any,
) -> int:
    """Report what a test lab would find in the apps below PATH.

    PATH is the folder of a repository or of a Gradle build; default: the current folder. Reported paths are relative to
    it; with several folders each path begins with its folder. Exit status: 0 nothing found, 1 findings, 2 error."""
    if reason is not None and not is_reason(reason):
        raise click.BadParameter("the reason must be one line of text", param_hint="--add-ignore")
    is_stored = staged or at is not None
    for one, other in _exclusive(fix, diff, reason is not None, watch, statistics, unsaved is not None, is_stored):
        raise click.UsageError(f"{one} and {other} exclude each other")
    if statistics and format not in _WITH_STATISTICS:
        raise click.UsageError(f"--statistics knows the formats {', '.join(_WITH_STATISTICS)}")
    folders = [folder_of(path) for path in paths or (Path(),)]
    options["baseline"] = str(options["baseline"].absolute()) if options["baseline"] else None
    disks = [Disk(folder) for folder in folders] if unsaved is None else with_standard_input(folders, unsaved)
    stored = stored_files(folders, staged, at)
    loaded = [stored_settings(*pair, **options).settings for pair in zip(folders, stored, strict=True)]
    style = style_of(loaded[0].lang, no_color)
    clock = Clock()
    seen = watching.states(folders) if watch else []
    # What is written into files, and where the time goes, is worth a check of its own; so is what others have found.
    is_own = fix or diff or reason is not None or profile or bool(facts_folders)
    database = None if no_cache or is_own else open_database()
    facts = _facts(facts_folders)
    reports = [_check(*each, changed, clock, database, facts) for each in zip(disks, loaded, stored, strict=True)]
    if diff:
        shown = [
            show_diff(folder, report, unsafe_fixes, reason) for folder, report in zip(folders, reports, strict=True)
        ]
        return 1 if any(shown) and not exit_zero else 0
    for number, (folder, settings) in enumerate(zip(folders, loaded, strict=True)):
        if fix and apply_fixes(folder, reports[number], unsafe_fixes, style):
            reports[number] = _check(Disk(folder), settings, None, changed, clock)
        if reason is not None and suppress(folder, reports[number], reason.strip(), style):
            reports[number] = _check(Disk(folder), settings, None, changed, clock)
    report = _merged(folders, reports)
    if not show_suppressed:
        report = msgspec.structs.replace(report, accepted=())
    with clock.phase("write reports"):
        for wanted, path in outputs:
            write_file(path, render(wanted, report, Style(lang=style.lang)))
        _show(report, format, statistics, style)
    if profile:
        from privlint.report.profile import profile as table

        click.echo(table(clock, style), err=True, nl=False)
    if watch:
        return watching.watch(folders, lambda: _again(folders, changed, options, database), report, seen, style)
    failing = SEVERITIES.index(loaded[0].fail_on)
    is_failed = any(SEVERITIES.index(finding.severity) <= failing for finding in report.findings)
    return 1 if is_failed and not exit_zero else 0


def _exclusive(
    fix: bool, diff: bool, ignore: bool, watch: bool, statistics: bool, unsaved: bool, stored: bool
) -> Iterator[tuple[str, str]]:
    """The pairs of given options that make no sense together."""
    given = {
        "--fix": fix,
        "--diff": diff,
        "--add-ignore": ignore,
        "--watch": watch,
        "--statistics": statistics,
        "--stdin-filename": unsaved,
        _STORED: stored,
    }
    names = [name for name, is_given in given.items() if is_given]
    for at, one in enumerate(names):
        yield from ((one, other) for other in names[at + 1 :] if {one, other} not in _TOGETHER)


def _check(
    disk: Disk,
    settings: Settings,
    stored: Stored | None,
    changed: str | None,
    clock: Clock,
    database: Database | None = None,
    facts: PortableFacts | None = None,
) -> Report:
    from privlint.cli.progress import Progress

    with names(stored), Progress(str(disk.root)) as progress:
        if database is not None:
            from privlint.warm.checking import check

            return check(disk, settings, database, progress, changed, clock, stored=stored)
        from privlint import api

        return api.check(disk, settings, progress, changed, clock, stored=stored, facts=facts)


def _facts(folders: Sequence[Path]) -> PortableFacts | None:
    if not folders:
        return None
    from privlint.frontend.portable import read_parts

    return read_parts(folders)


def _again(folders: Sequence[Path], changed: str | None, options: dict[str, Any], database: Database | None) -> Report:
    """A check with settings that may have changed."""
    loaded = [settings_of(folder, **options).settings for folder in folders]
    clock, disks = Clock(), map(Disk, folders)
    return _merged(folders, [_check(*pair, None, changed, clock, database) for pair in zip(disks, loaded, strict=True)])


def _merged(folders: Sequence[Path], reports: Sequence[Report]) -> Report:
    if len(reports) == 1:
        return reports[0]
    from privlint.report.merging import merged

    return merged([(folder.as_posix(), report) for folder, report in zip(folders, reports, strict=True)])


def _show(report: Report, format: str, statistics: bool, style: Style) -> None:
    from privlint.report.summary import summary

    if not report.applications:
        click.echo("privlint: no Android application module found: nothing was checked", err=True)
    for remark in report.remarks:
        click.echo(f"privlint: {style.clean(style.say(remark))}", err=True)
    if statistics:
        from privlint.report import statistics as tables

        write((tables.statistics_json if format == "json" else tables.statistics)(report, style))
    else:
        write(render(format, report, style))
    if statistics or format not in _WITH_SUMMARY:
        click.echo(summary(report, style), err=True)
