"""`privlint triage`."""

from __future__ import annotations

import sys
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

_LARGEST_TEXT = 4_000_000  # bytes


@click.command("triage")
@click.argument("file", default="-", metavar="[FILE|-]", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--path", default=".", type=click.Path(path_type=Path), metavar="REPO", help="Folder of the project; default: this."
)
@click.option("--text", metavar="TEXT", help="The text itself, instead of a file.")
@click.option("--output-format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--variant", metavar="NAME", help="Look at this build variant only.")
@config_options
@lang_option
@color_option
@debug_option
def command(
    file: Path,
    path: Path,
    text: str | None,
    format: str,
    variant: str | None,
    config_file: Path | None,
    isolated: bool,
    lang: str | None,
    no_color: bool,
) -> int:
    """Find in the code what a store's rejection or a regulator's notice speaks of.

    FILE holds the text; without one, or with -, it is read from standard input: a stack trace, the name of an SDK, an
    API or a permission, or a sentence, in English or Chinese. Exit status: 0; 1 if nothing was recognised; 2 error."""
    folder = folder_of(path)
    settings = settings_of(folder, config_file, isolated, lang=lang, variant=variant).settings
    style = style_of(settings.lang, no_color)
    given = text if text is not None else _read(file)
    from privlint import api
    from privlint.cli.progress import Progress
    from privlint.report.triage import triage_json, triage_text

    with Progress(str(folder)) as progress:
        answer = api.triage(folder, settings, given, progress)
    write((triage_json if format == "json" else triage_text)(answer, style))
    return 0 if answer.recognised else 1


def _read(file: Path) -> str:
    """The text, whatever its bytes: a paste may hold anything."""
    if str(file) == "-":
        if sys.stdin.isatty():
            click.echo("privlint: paste the text, then press Ctrl-D", err=True)
        return sys.stdin.buffer.read(_LARGEST_TEXT).decode("utf-8", "replace")
    try:
        with file.open("rb") as source:
            return source.read(_LARGEST_TEXT).decode("utf-8-sig", "replace")
    except OSError as error:
        raise click.UsageError(f"'{file}' cannot be read: {error.strerror or error}") from None
