"""`privlint facts`."""

from __future__ import annotations

from pathlib import Path

import click

from privlint.cli.common import config_options, debug_option, folder_of, settings_of


@click.command("facts")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path(path_type=Path))
@click.option("--module", "modules", multiple=True, metavar="NAME", help="Only this Gradle module, such as :app.")
@click.option(
    "--output", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Where the facts go."
)
@config_options
@debug_option
def command(path: Path, modules: tuple[str, ...], folder: Path, config_file: Path | None, isolated: bool) -> int:
    """Find what the source files of each module declare, for checks elsewhere (check --facts FOLDER).

    A file is written for each module. Its name tells what the sources hold, so a build cache may keep it, and several
    checkouts may share a folder: what is there already is not found again. Prints module and file."""
    from privlint import api

    path = folder_of(path)
    settings = settings_of(path, config_file, isolated).settings
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = api.module_facts(path, settings, modules, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror or error}") from None
    missing = set(modules) - {each.module for each in kept}
    if missing:
        raise click.ClickException(f"no module {', '.join(sorted(missing))} below {path}")
    for each in kept:
        if each.file is None:
            click.echo(f"privlint: {each.module}: no application has sources of it", err=True)
            continue
        click.echo(f"{each.module or '-'}\t{each.file}")
        what = "found" if each.is_new else "there already"
        click.echo(f"privlint: {each.module or 'files of no module'}: {each.sources} files, {what}", err=True)
    return 0
