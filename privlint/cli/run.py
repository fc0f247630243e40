"""Runs a command line and turns everything that can go wrong into one line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from privlint.cli.group import privlint
from privlint.config import ConfigError

FAILED = 2
_INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """The exit status: 0 nothing found, 1 findings, 2 usage, configuration or internal error."""
    try:
        status = privlint.main(args=list(arguments), prog_name="privlint", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`privlint check | head`). Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _explained(error)


def _explained(error: Exception) -> int:
    from privlint.baseline.file import BaselineError
    from privlint.git import GitError
    from privlint.knowledge.errors import CatalogueError

    if isinstance(error, (ConfigError, CatalogueError, BaselineError)):
        click.echo(f"{error}", err=True)
    elif isinstance(error, GitError):
        click.echo(f"privlint: git: {error}", err=True)
    else:
        text = " ".join(str(error).split())
        click.echo(f"privlint: internal error: {type(error).__name__}: {text} (--debug shows where)", err=True)
    return FAILED
