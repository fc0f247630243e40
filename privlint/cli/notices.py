"""`privlint notices`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from privlint.cli.common import color_option, debug_option, lang_option, style_of, write


@click.command("notices")
@click.option("--sdk", metavar="NAME", help="Only SDKs of this id, or with this in a name, developer or coordinate.")
@click.option("--app", metavar="NAME", help="Only apps with this in the name, or of this application id.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only notices from this day on.")
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Rules of your own.")
@click.option(
    "--validate", type=click.Path(path_type=Path), metavar="FILE", help="Check a file with a notice, and nothing else."
)
@click.option("--output-format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@color_option
@debug_option
def command(
    sdk: str | None,
    app: str | None,
    since: datetime.datetime | None,
    rules: tuple[Path, ...],
    validate: Path | None,
    format: str,
    lang: str | None,
    no_color: bool,
) -> None:
    """List the notices of regulators that privlint knows, with the SDKs and apps they name."""
    from privlint.knowledge import loader
    from privlint.knowledge.notice_queries import AppNaming, about_app, about_sdk, namings
    from privlint.report.notices import grouped, notices_json, notices_text

    style = style_of(lang, no_color)
    if validate is not None:
        _validate(validate)
        return
    catalogue = loader.load(rules)
    found = about_sdk(catalogue, sdk) if sdk else [] if app else list(namings(catalogue))
    apps = about_app(catalogue, app) if app else []
    if not sdk and not app:
        apps = [AppNaming(notice, row) for notice in catalogue.notices for row in notice.apps]
    first = since.date().isoformat() if since else ""
    selections = [selection for selection in grouped(found, apps) if selection.notice.date >= first]
    write(
        notices_json(selections, style) if format == "json" else notices_text(selections, catalogue.regulators, style)
    )


def _validate(file: Path) -> None:
    from privlint.knowledge import loader

    if not file.is_file():
        raise click.UsageError(f"'{file}' does not exist")
    notice = loader.validated_notice(file)
    click.echo(f"{file}: {notice.id}: {len(notice.sdks)} SDKs, {len(notice.apps)} apps", err=True)
