"""`privlint inventory`."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from privlint.cli.common import (
    color_option,
    config_options,
    debug_option,
    folder_of,
    lang_option,
    settings_of,
    style_of,
    write,
    write_file,
)
from privlint.inventory import ApplicationInventory, Inventory
from privlint.knowledge.catalogue import Catalogue
from privlint.report.inventory import FORMATS, format_of, languages, render
from privlint.report.style import Style

_PLAY = "play"
_BOM = "\ufeff"  # by which spreadsheets know that a file is UTF-8


@click.command("inventory")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "--output-format",
    "format",
    type=click.Choice((*FORMATS, _PLAY)),
    help="Default: what the name of the file tells, else text. play: the CSV of Google Play's Data safety form.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE instead.")
@click.option(
    "--check",
    "committed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare FILE with the code: exit with 1, and show the difference, if it says something else.",
)
@click.option(
    "--compare",
    "exported",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare a Data safety form that the Play Console has exported with the code.",
)
@click.option("--application", metavar="MODULE", help="Only this application: its folder or Gradle path.")
@click.option("--variant", metavar="NAME", help="Look at this build variant only.")
@config_options
@lang_option
@color_option
@debug_option
def command(
    path: Path,
    format: str | None,
    output: Path | None,
    committed: Path | None,
    exported: Path | None,
    application: str | None,
    variant: str | None,
    config_file: Path | None,
    isolated: bool,
    lang: str | None,
    no_color: bool,
) -> int:
    """List the personal information that the apps below PATH collect, and the SDKs they share it with.

    What is not known is left blank, and listed. Exit status: 0; 1 if a list that is checked or compared differs;
    2 error."""
    folder = folder_of(path)
    settings = settings_of(folder, config_file, isolated, lang=lang, variant=variant).settings
    style = style_of(settings.lang, no_color)
    _refuse_together(("--output", output), ("--check", committed), ("--compare", exported))
    file = output or committed
    format = format or (_PLAY if exported else format_of(file.name) if file else "text")
    if not format:
        raise click.UsageError(f"the name '{file}' tells no format; say which with --format")
    if exported and format != _PLAY:
        raise click.UsageError("--compare is for --format play")
    text = _read(committed or exported)
    from privlint import api
    from privlint.cli.progress import Progress

    with Progress(str(folder)) as progress:
        inventory = _chosen(api.inventory(folder, settings, progress), application)
    if not inventory.applications:
        click.echo("privlint: no Android application module found: there is nothing to list", err=True)
    if format == _PLAY:
        return _play(inventory, api.catalogue(settings), output, committed, exported, text, style)
    if committed:
        wanted = (settings.lang,) if settings.lang else languages(format)
        renders = [render(format, inventory, Style(lang=each)) for each in wanted]
        return _drifted(text, renders, inventory, committed, style)
    if output:
        rendered = render(format, inventory, Style(lang=style.lang))
        write_file(output, _BOM + rendered if format == "csv" and not rendered.isascii() else rendered)
        return 0
    write(render(format, inventory, style))
    return 0


def _refuse_together(*options: tuple[str, Path | None]) -> None:
    given = [name for name, value in options if value]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} and {given[1]} exclude each other")


def _read(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: not UTF-8: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise click.UsageError(f"'{file}' cannot be read: {error.strerror or error}") from None


def _chosen(inventory: Inventory, name: str | None) -> Inventory:
    if name is None:
        return inventory
    chosen = tuple(each for each in inventory.applications if name.rstrip("/") in (each.path or ".", each.gradle))
    if not chosen:
        known = ", ".join(each.path or each.gradle or "." for each in inventory.applications)
        raise click.UsageError(f"no application is called '{name}'; there are: {known}")
    return msgspec.structs.replace(inventory, applications=chosen)


def _drifted(text: str, renders: list[str], inventory: Inventory, file: Path, style: Style) -> int:
    from privlint.report.inventory_drift import drift

    difference = drift(text, renders, inventory, file.as_posix(), style)
    write(difference)
    return 1 if difference else 0


def _play(
    inventory: Inventory,
    catalogue: Catalogue,
    output: Path | None,
    committed: Path | None,
    exported: Path | None,
    text: str,
    style: Style,
) -> int:
    from privlint.report.play_compare import FormError, difference, read_form, render_difference
    from privlint.report.play_form import play_draft, render_play

    draft = play_draft(_only(inventory), catalogue)
    if exported:
        try:
            form = read_form(text.splitlines(keepends=True))
        except FormError as error:
            raise click.ClickException(f"{exported}: {error}") from None
        found = difference(draft, form, catalogue)
        write(render_difference(found, draft, catalogue, style))
        return 1 if found.missing or found.purposes else 0
    rendered = render_play(draft, catalogue)
    if committed:
        return _drifted(text, [rendered], inventory, committed, style)
    if output:
        write_file(output, rendered)
    else:
        write(rendered)
    for point in draft.open_points:
        click.echo(style.clean(f"privlint: {style.say(point)}"), err=True)
    return 0


def _only(inventory: Inventory) -> ApplicationInventory:
    """The application that a form is about; raises click.UsageError if there is not exactly one."""
    if len(inventory.applications) != 1:
        known = ", ".join(each.path or each.gradle or "." for each in inventory.applications)
        raise click.UsageError(f"the form is about one application; name it with --application: {known}")
    return inventory.applications[0]
