"""The command `privlint`. Answers `--version` by itself, so that asking does not load the command line parser."""

from __future__ import annotations

import gc
import sys

from privlint import __version__


def main() -> int:
    """Runs the command line of this process and returns its exit status."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"privlint {__version__}\n")
        return 0
    gc.disable()  # the process is short, and keeps nearly all that it makes: looking for cycles takes a tenth of it
    from privlint.cli.run import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
