"""`privlint gradle-export`."""

from __future__ import annotations

from pathlib import Path

import click

from privlint.cli.common import debug_option, folder_of


@click.command("gradle-export")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path(path_type=Path))
@click.argument("arguments", nargs=-1, metavar="[-- ARGUMENT...]", type=click.UNPROCESSED)
@click.option(
    "--variant",
    "variants",
    metavar="REGEX",
    default="",
    help="The build variants to export; default: those whose name ends with 'release'.",
)
@click.option("--gradle", "program", metavar="PROGRAM", default="", help="A Gradle to run instead of the wrapper.")
@debug_option
def command(path: Path, arguments: tuple[str, ...], variants: str, program: str) -> int:
    """Export what Gradle resolves and merges for the build in PATH, for `check` and `dependencies`.

    This runs the Gradle wrapper of the project, and with it the project's build scripts. It adds an init script for
    this run only; what is exported goes to build/privlint. What follows `--` is handed to Gradle. Exit status: 0; 2
    error."""
    if str(path).startswith("-"):  # no folder, but what is for Gradle
        path, arguments = Path(), (str(path), *arguments)
    folder = folder_of(path)
    from privlint import gradle

    try:
        written = gradle.export(folder, program, variants, arguments)
    except gradle.GradleError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"privlint: {len(written)} files in {folder / gradle.OUTPUT}: check and dependencies use them", err=True)
    return 0
