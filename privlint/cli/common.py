"""What several commands share: options, settings, and writing to the terminal or to files."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from privlint import config, roots
from privlint.checks import registry
from privlint.findings import SEVERITIES
from privlint.report.style import Style

_MOST_COLUMNS, _FEWEST_COLUMNS = 120, 60
_C_LOCALES = ("C", "POSIX")
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _rule_selectors(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    selectors = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    for selector in selectors:
        if message := registry.complaint(selector):
            raise click.BadParameter(message)
    return selectors


def debug_option(function: _Function) -> _Function:
    """`--debug` after the command; `run` looks for it in the arguments."""
    option = click.option("--debug", is_flag=True, expose_value=False, help="Show where an internal error happened.")
    return option(function)


def lang_option(function: _Function) -> _Function:
    """`--lang`."""
    return click.option("--lang", type=click.Choice(config.LANGUAGES), help="Language; default: by locale.")(function)


def color_option(function: _Function) -> _Function:
    """`--no-color`."""
    return click.option("--no-color", is_flag=True, help="No colours (as does NO_COLOR in the environment).")(function)


def config_options(function: _Function) -> _Function:
    """`--config` and `--isolated`."""
    isolated = click.option("--isolated", is_flag=True, help="Read no settings from files.")
    file = click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Read the settings from FILE instead of looking for a file above PATH.",
    )
    return file(isolated(function))


def settings_options(function: _Function) -> _Function:
    """`--config`, `--isolated` and the options that replace settings of a file."""
    for option in reversed(
        (
            click.option(
                "--select",
                multiple=True,
                callback=_rule_selectors,
                metavar="RULE,...",
                help="Run only these rules: codes, beginnings of codes (PRV1) or names.",
            ),
            click.option(
                "--ignore", multiple=True, callback=_rule_selectors, metavar="RULE,...", help="Leave these out."
            ),
            click.option("--min-severity", type=click.Choice(SEVERITIES), help="Show nothing below this."),
            click.option(
                "--fail-on",
                type=click.Choice(SEVERITIES),
                help="Exit with 1 for findings of this severity or worse; default: warning.",
            ),
            click.option("--variant", metavar="NAME", help="Analyse this build variant only."),
            click.option("--pedantic", is_flag=True, help="Report, as notes, what only a name or a tap guards."),
        )
    ):
        function = option(function)
    return config_options(function)


def settings_of(
    folder: Path, config_file: Path | None, isolated: bool, look_in: Iterable[Path] = (), **options: Any
) -> config.Loaded:
    """The settings for a folder: options of the command line over a file over the defaults; raises ConfigError.
    `look_in` are the folders to look for the file in; none: the folder and those above."""
    if isolated and config_file:
        raise click.UsageError("--isolated and --config exclude each other")
    if isolated:
        loaded = config.Loaded(config.Settings())
    elif config_file:
        loaded = config.load(config_file, registry.complaint)
    elif look_in:
        loaded = config.first(look_in, registry.complaint)
    else:
        loaded = config.discover(folder, registry.complaint)
    return config.Loaded(config.with_changes(loaded.settings, options), loaded.path, loaded.keys)


def style_of(lang: str | None, no_color: bool) -> Style:
    """How to write to standard output."""
    encoding = "ascii" if _is_c_locale() else sys.stdout.encoding or "ascii"
    style = Style(encoding=encoding)
    lang = lang or _language_of_locale()
    if lang == "zh" and style.clean("同意") != "同意":
        click.echo(f"privlint: the output's encoding ({encoding}) lacks Chinese; continuing in English", err=True)
        lang = "en"
    columns = shutil.get_terminal_size((80, 24)).columns
    return Style(
        lang=lang,
        color=_wants_color(no_color),
        width=min(max(columns, _FEWEST_COLUMNS), _MOST_COLUMNS),
        encoding=encoding,
    )


def folder_of(path: Path) -> Path:
    """The folder that an argument names; raises click.UsageError if it is none."""
    if path.is_dir():
        return path
    problem = "is a file; name the folder of the project" if path.exists() else "does not exist"
    raise click.UsageError(f"'{path}' {problem}")


def write(text: str) -> None:
    """Writes to standard output; the text has only characters that its encoding knows."""
    click.echo(text, nl=False, color=True)


def write_file(path: Path, text: str) -> None:
    """Writes a file in UTF-8 at once or not at all, bytes that were no text as they were; a file that it replaces keeps
    its permissions; raises click.ClickException."""
    temporary = ""
    path = path.resolve() if path.is_symlink() else path
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}") from None


def project_root(file: Path) -> Path:
    """The folder to check for a file: see `privlint.roots`; its own folder if there is no such one."""
    return roots.project_root(file) or file.absolute().parent


def _language_of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _is_c_locale() -> bool:
    """Whether the user asked for the C locale; Python itself would write UTF-8 even then."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := os.environ.get(name):
            return value in _C_LOCALES and not os.environ.get("PYTHONIOENCODING")
    return False


def _wants_color(no_color: bool) -> bool:
    if no_color or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
