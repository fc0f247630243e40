"""The command `privlint`. Answers `--version` by itself, so that asking does not load the command line parser."""

from __future__ import annotations

import gc
import os
import sys

from privlint import __version__


def main() -> int:
    """Runs the command line of this process and returns its exit status."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"privlint {__version__}\n")
        return 0
    gc.disable()  # the process is short, and keeps nearly all that it makes: looking for cycles takes a tenth of it
    from privlint.cli.callstack import with_room
    from privlint.cli.run import run

    return with_room(run, arguments)


def command() -> None:
    """Runs the command line, and ends the process without taking apart all that was made: that would take a tenth of a
    check."""
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader has gone; `main` has said what there is to say
        status = status or 1
    os._exit(status)


if __name__ == "__main__":
    command()
