"""`privlint rules`."""

from __future__ import annotations

from typing import Any

import click

from privlint.checks import registry
from privlint.checks.rule import Rule
from privlint.cli.common import color_option, debug_option, lang_option, style_of, write
from privlint.links import help_uri
from privlint.report.json import dumped
from privlint.report.style import Style


@click.command("rules")
@click.option("--output-format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@color_option
@debug_option
def command(format: str, lang: str | None, no_color: bool) -> None:
    """List the rules."""
    style = style_of(lang, no_color)
    rules = [registry.load(entry).RULE for entry in registry.ENTRIES]
    if format == "json":
        write(dumped([_document(rule, style) for rule in rules], style))
        return
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        head = style.paint(rule.code, "bold")
        write(f"{head}  {rule.severity:7}  {rule.name:{width}}  {style.clean(style.say(rule.summary))}\n")


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
