"""The cache of results, as commands use it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from privlint.cache.folder import cache_folder

if TYPE_CHECKING:
    from privlint.cache.database import Database


def open_database() -> Database | None:
    """The user's cache; None for a Python that has no SQLite. With `--debug`, what is wrong with it is told."""
    try:
        from privlint.cache.database import Database
    except ImportError:
        _say("this Python has no sqlite3: there is no cache")
        return None
    return Database(cache_folder(), _say)


def _say(text: str) -> None:
    if "--debug" in sys.argv:
        click.echo(f"privlint: {text}", err=True)
