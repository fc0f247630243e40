"""`privlint config`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import msgspec

from privlint.cli.common import color_option, debug_option, lang_option, settings_of, settings_options, style_of, write
from privlint.report.json import dumped


@click.command("config")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--output-format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@settings_options
@lang_option
@color_option
@debug_option
def command(path: Path, format: str, no_color: bool, **options: Any) -> None:
    """Show the settings that `privlint check PATH` uses, and where each comes from."""
    loaded = settings_of(path, **options)
    style = style_of(loaded.settings.lang, no_color)
    values = {key.replace("_", "-"): value for key, value in msgspec.structs.asdict(loaded.settings).items()}
    given = {key.replace("_", "-") for key, value in options.items() if value not in (None, (), False)}
    from_file = {key.replace("_", "-") for key in loaded.keys}
    values["lang"] = style.lang
    if format == "json":
        write(dumped({"file": str(loaded.path) if loaded.path else None, "settings": values}, style))
        return
    for key, value in values.items():
        origin = "command line" if key in given else str(loaded.path) if key in from_file else "default"
        write(f"{key} = {style.clean(_toml(value))}  {style.paint(style.clean(f'# {origin}'), 'dim')}\n")


def _toml(value: Any) -> str:
    """Strings, booleans and lists of strings are written alike in JSON and TOML."""
    return json.dumps(value, ensure_ascii=False)
