"""`privlint lsp`."""

from __future__ import annotations

import gc
import os
import sys

import click

from privlint.cli.caching import open_database
from privlint.cli.callstack import with_room
from privlint.cli.common import debug_option

_MISSING = "the language server needs the extra 'lsp': pip install 'privlint[lsp]'"


@click.command("lsp")
@click.option("--stdio", is_flag=True, expose_value=False, help="Talk on standard input and output (always so).")
@debug_option
def command() -> int:
    """Run the language server (LSP) on standard input and output. Editors start it by themselves: docs/editors.md."""
    try:
        from privlint.lsp.server import create
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise click.ClickException(_MISSING) from None
    gc.disable()  # the server looks for garbage itself, when nobody waits for it
    server = create(open_database())
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:  # the server closes it
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed by mistake is no message of the protocol
        with_room(lambda _: server.start_io(stdout=output), None)
    return 0 if server.is_shut_down else 1
