"""`privlint rules`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from privlint.checks import registry
from privlint.checks.rule import Rule
from privlint.cli.common import color_option, debug_option, lang_option, style_of, write
from privlint.links import help_uri
from privlint.report.json import dumped
from privlint.report.style import Style


@click.command("rules")
@click.option(
    "--coverage", is_flag=True, help="Show which official items the rules cover: in full, in part or not, and why."
)
@click.option(
    "--output-format",
    "format",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
    help="markdown: with --coverage only.",
)
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="With --coverage: rules of your own.",
)
@lang_option
@color_option
@debug_option
def command(coverage: bool, format: str, folders: tuple[Path, ...], lang: str | None, no_color: bool) -> None:
    """List the rules, or what they cover."""
    style = style_of(lang, no_color)
    rules = [registry.load(entry).RULE for entry in registry.ENTRIES]
    if coverage:
        write(_coverage(rules, format, folders, style))
        return
    if format == "markdown":
        raise click.UsageError("--output-format markdown needs --coverage")
    if format == "json":
        write(dumped([_document(rule, style) for rule in rules], style))
        return
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        head = style.paint(rule.code, "bold")
        write(f"{head}  {rule.severity:7}  {rule.name:{width}}  {style.clean(style.say(rule.summary))}\n")


def _coverage(rules: list[Rule], format: str, folders: tuple[Path, ...], style: Style) -> str:
    from privlint.knowledge import loader
    from privlint.report.coverage import coverage, coverage_json, coverage_markdown, coverage_text

    render = {"text": coverage_text, "json": coverage_json, "markdown": coverage_markdown}[format]
    return render(coverage(loader.load(folders), {rule.code: rule.regulations for rule in rules}), style)


def _document(rule: Rule, style: Style) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "lifecycle": rule.lifecycle,
        "summary": style.say(rule.summary),
        "why": style.say(rule.why),
        "help": style.say(rule.mend),
        "limits": style.say(rule.limits),
        "regulations": list(rule.regulations),
        "help_uri": help_uri(rule.code),
    }
