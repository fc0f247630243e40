"""`privlint explain`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from privlint.checks import registry
from privlint.cli.common import (
    color_option,
    debug_option,
    lang_option,
    project_root,
    settings_of,
    settings_options,
    style_of,
    write,
)
from privlint.report.json import dumped
from privlint.report.style import Style

if TYPE_CHECKING:
    from privlint.consent.model import Verdict

_PLACE = re.compile(r"(.+?):(\d{1,9})(?::\d+)?")


@click.command("explain")
@click.argument("subject", metavar="RULE|FILE:LINE")
@click.option("--root", type=click.Path(path_type=Path), help="Folder of the project; default: found above FILE.")
@click.option(
    "--output-format",
    "--format",
    "format",
    type=click.Choice(("text", "json", "markdown", "dot", "svg")),
    default="text",
    show_default=True,
    help="markdown is for the page of a rule; dot and svg draw the calls that lead to a place.",
)
@settings_options
@lang_option
@color_option
@debug_option
def command(subject: str, root: Path | None, format: str, no_color: bool, **options: Any) -> None:
    """Explain a rule (code or name), or what privlint thinks of a line: exposed, guarded by what, or not reached."""
    entries = [entry for entry in registry.ENTRIES if subject.upper() == entry.code or subject.lower() == entry.name]
    if entries and format in ("dot", "svg"):
        raise click.UsageError(f"'{format}' draws the calls that lead to FILE:LINE; a rule has none")
    if entries:
        _explain_rule(entries[0], format, style_of(options["lang"], no_color))
    elif place := _PLACE.fullmatch(subject):
        if format == "markdown":
            raise click.UsageError("'markdown' is for the page of a rule")
        _explain_place(Path(place[1]), int(place[2]), root, format, no_color, options)
    else:
        raise click.UsageError(registry.complaint(subject) or f"'{subject}' stands for several rules; name one")


def _explain_rule(entry: registry.Entry, format: str, style: Style) -> None:
    from privlint.checks.pages import page
    from privlint.knowledge import loader
    from privlint.report.markdown_text import markdown_text

    rule = registry.load(entry).RULE
    text = page(rule, style.lang, loader.load([]))
    if format == "json":
        write(dumped({"code": rule.code, "name": rule.name, "page": text}, style))
    elif format == "markdown":
        write("".join(style.clean(line) + "\n" for line in text.splitlines()))
    else:
        write(markdown_text(text, style))


def _explain_place(
    file: Path, line: int, root: Path | None, format: str, no_color: bool, options: dict[str, Any]
) -> None:
    if not file.is_file():
        raise click.UsageError(f"'{file}' does not exist")
    folder = root or project_root(file)
    try:
        path = file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"'{file}' is not below '{folder}'") from None
    settings = settings_of(folder, **options).settings
    from privlint import api
    from privlint.cli.progress import Progress

    with Progress(str(folder)) as progress:
        verdicts = api.explain(folder, settings, path, line, progress)
    if format in ("dot", "svg") and not verdicts:
        raise click.UsageError(f"no sensitive call, SDK or method that privlint analyses stands on {path}:{line}")
    write(_rendered(verdicts, path, line, format, style_of(settings.lang, no_color)))


def _rendered(verdicts: list[Verdict], path: str, line: int, format: str, style: Style) -> str:
    if format == "dot":
        from privlint.report.callgraph_dot import dot

        return dot(verdicts, style)
    if format == "svg":
        from privlint.report.callgraph_svg import svg

        return svg(verdicts, style)
    from privlint.report.verdicts import verdicts_json, verdicts_text

    render = verdicts_json if format == "json" else verdicts_text
    return render(verdicts, path, line, style)
