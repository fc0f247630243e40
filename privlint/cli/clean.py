"""`privlint clean`."""

from __future__ import annotations

import click

from privlint.cache import folder as caches
from privlint.cli.common import debug_option


@click.command("clean")
@debug_option
def command() -> int:
    """Remove the cache: results of checks, and the compiled catalogue.

    It lies in the user's cache folder, or where PRIVLINT_CACHE_DIR says. The next check makes it anew."""
    place = caches.cache_folder()
    try:
        size = caches.remove()
    except OSError as error:
        raise click.ClickException(f"{place} cannot be removed: {error.strerror or error}") from None
    click.echo(
        f"privlint: removed {size / 1e6:.1f} MB from {place}" if size else f"privlint: no cache in {place}", err=True
    )
    return 0
