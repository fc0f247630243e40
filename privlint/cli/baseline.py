"""`privlint baseline`: the findings that a team has accepted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from privlint.baseline.changing import Change, Note
from privlint.baseline.file import FILE_NAME, dumped, read_baseline
from privlint.baseline.model import Entry
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
from privlint.config import Settings
from privlint.dates import today
from privlint.findings import Text
from privlint.report.style import Style

_Function = TypeVar("_Function", bound=Callable[..., Any])
_COUNTS = Text("{}: {} added, {} removed, {} moved, {} entries now", "{}：新增 {}，移除 {}，移动 {}，现有 {} 个条目")
_SHOWN = Text("{}: {} entries, {} of them expired", "{}：{} 个条目，其中 {} 个已到期")
_EXPIRED = Text(
    "expired on {} and found again: mend it, or renew it with --expires DATE",
    "已于 {} 到期且问题仍在：请修复，或用 --expires DATE 续期",
)
_PLACES = Text(" in {} places", "，{} 处")


@click.group("baseline")
@debug_option
def command() -> None:
    """Keep the findings that are accepted in one file; `check --baseline FILE` leaves them out."""


def _options(function: _Function) -> _Function:
    file = click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"The file; default: that of the settings, else {FILE_NAME} in PATH.",
    )
    path = click.argument("path", default=".", type=click.Path(path_type=Path))
    for option in (debug_option, color_option, lang_option, config_options, file, path):
        function = option(function)
    return function


def _note_options(function: _Function) -> _Function:
    for option in (
        click.option(
            "--expires", metavar="DATE", callback=_day, help="The last day that new entries count, YYYY-MM-DD."
        ),
        click.option("--author", metavar="NAME", help="Who accepts the findings."),
        click.option("--reason", metavar="TEXT", help="Why they are accepted."),
    ):
        function = option(function)
    return function


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day such as 2026-12-31") from None
    if day < today():
        raise click.BadParameter(f"{value} is over")
    return day.isoformat()


@command.command("create")
@_options
@_note_options
def create(path: Path, reason: str | None, author: str | None, expires: str | None, **options: Any) -> int:
    """Accept everything that a check of PATH shows now."""
    file, settings, style = _given(path, **options)
    if file.exists():
        raise click.UsageError(f"'{file}' exists; `privlint baseline update` adds to it")
    return _change(path, file, settings, style, [], _note(settings, reason, author, expires), is_adding=True)


@command.command("update")
@_options
@_note_options
def update(path: Path, reason: str | None, author: str | None, expires: str | None, **options: Any) -> int:
    """Accept what is new, and drop what no longer occurs. Entries that stay keep reason, author and day."""
    file, settings, style = _given(path, **options)
    before = read_baseline(file)
    return _change(path, file, settings, style, before, _note(settings, reason, author, expires), is_adding=True)


@command.command("prune")
@_options
def prune(path: Path, **options: Any) -> int:
    """Drop what no longer occurs; add nothing."""
    file, settings, style = _given(path, **options)
    return _change(path, file, settings, style, read_baseline(file), Note(), is_adding=False)


@command.command("show")
@_options
def show(path: Path, **options: Any) -> int:
    """List the entries; nothing is checked."""
    file, _, style = _given(path, **options)
    entries = sorted(read_baseline(file), key=Entry.order)
    day = today().isoformat()
    expired = [entry for entry in entries if entry.expires and entry.expires < day]
    for entry in entries:
        write(f"{_lines_of(entry, entry.count, style)}\n")
        said = [entry.reason, entry.author, entry.expires and f"-> {entry.expires}"]
        if any(said):
            remark = style.paint(style.clean(", ".join(part for part in said if part)), "dim")
            write(f"    {remark}\n")
    _say(style.say(_SHOWN).format(file, len(entries), len(expired)), style)
    return 0


def _given(
    path: Path, baseline: Path | None, lang: str | None, no_color: bool, **options: Any
) -> tuple[Path, Settings, Style]:
    folder = folder_of(path)
    settings = settings_of(folder, lang=lang, **options).settings
    return baseline or Path(settings.baseline or folder / FILE_NAME), settings, style_of(settings.lang, no_color)


def _note(settings: Settings, reason: str | None, author: str | None, expires: str | None) -> Note:
    if settings.require_reason and not (reason or "").strip():
        raise click.UsageError("the settings ask for a reason (require-reason): give one with --reason")
    return Note((reason or "").strip(), (author or "").strip(), expires or "")


def _change(
    folder: Path, file: Path, settings: Settings, style: Style, before: list[Entry], note: Note, is_adding: bool
) -> int:
    from privlint import api
    from privlint.cli.progress import Progress

    with Progress(str(folder)) as progress:
        change = api.changed_baseline(folder, settings, file, before, note if is_adding else None, progress)
    write("".join(f"{line}\n" for line in _lines(change, style)))
    if dumped(change.entries) != dumped(before) or not file.exists():
        write_file(file, dumped(change.entries))
    counts = (len(change.added), len(change.removed), len(change.moved), len(change.entries))
    _say(style.say(_COUNTS).format(file, *counts), style)
    return 0


def _lines(change: Change, style: Style) -> Iterator[str]:
    for mark, rows, color in (("-", change.removed, "red"), ("+", change.added, "bold")):
        for entry, count in sorted(rows, key=lambda row: row[0].order()):
            yield style.paint(f"{mark} {_lines_of(entry, count, style)}", color)
    for old, new in sorted(change.moved, key=lambda pair: pair[0].order()):
        yield style.clean(f"~ {old.code} {old.path} -> {new.path}")
    for entry in sorted(change.expired, key=Entry.order):
        yield f"! {_lines_of(entry, entry.count, style)}"
        yield f"    {style.clean(style.say(_EXPIRED).format(entry.expires))}"


def _lines_of(entry: Entry, count: int, style: Style) -> str:
    places = style.say(_PLACES).format(count) if count > 1 else ""
    head, *others = (f"{entry.code} {entry.path}{places}", entry.symbol, entry.api or entry.name)
    return "\n".join((style.clean(head), *(f"    {style.clean(part)}" for part in others if part)))


def _say(text: str, style: Style) -> None:
    click.echo(f"privlint: {style.clean(text)}", err=True)
