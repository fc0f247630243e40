"""`privlint dependencies`."""

from __future__ import annotations

from pathlib import Path

import click

from privlint.cli.common import (
    color_option,
    config_options,
    debug_option,
    folder_of,
    lang_option,
    settings_of,
    style_of,
    write,
)
from privlint.report.dependencies import DependencyReport
from privlint.report.style import Style


@click.command("dependencies")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path(path_type=Path))
@click.option("--output-format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Exit with 1 if a dependency, or a file, cannot be resolved or read.")
@config_options
@lang_option
@color_option
@debug_option
def command(
    path: Path,
    format: str,
    strict: bool,
    config_file: Path | None,
    isolated: bool,
    lang: str | None,
    no_color: bool,
) -> int:
    """List the dependencies of the project below PATH, and which SDK each is.

    Versions come from a Gradle export (privlint gradle-export) or from lock files where there are any, else from what
    the build files say. Reported paths are relative to PATH. Exit status: 0; 1 with --strict if something is not known;
    2 error."""
    folder = folder_of(path)
    settings = settings_of(folder, config_file, isolated, lang=lang).settings
    from privlint import api

    report = api.dependencies(folder, settings)
    style = style_of(settings.lang, no_color)
    for remark in report.remarks:
        click.echo(f"privlint: {style.clean(style.say(remark))}", err=True)
    if format == "json":
        from privlint.report.dependencies_json import render_json

        write(render_json(report, style))
    else:
        from privlint.report.dependencies_text import render_text

        write(render_text(report, style))
    return _complaints(report, style) if strict else 0


def _complaints(report: DependencyReport, style: Style) -> int:
    """One line for each thing that is not known; the exit status."""
    lines = [f"{row.place.path}:{row.place.line}: {style.say(row.reason)}: {row.text}" for row in report.unresolved]
    lines += [f"{item.path}: {item.reason}" for item in report.skipped]
    for line in lines:
        click.echo(style.clean(line), err=True)
    return 1 if lines else 0
