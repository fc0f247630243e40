"""Renders real output of privlint on an example app as docs/images/finding.svg, for the README.

usage: python docs/make_picture.py [ARGUMENT...]      default: check examples/leaky-java --select PRV102
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "finding.svg"
DEFAULT = ["check", "examples/leaky-java", "--select", "PRV102"]
WIDTH = 112
#: rich points at fonts of a foreign server; the picture also does with those that a reader has.
WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def main() -> None:
    """Runs privlint and writes the picture."""
    arguments = sys.argv[1:] or DEFAULT
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "privlint", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"privlint ended with status {done.returncode}")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere)
        console.print(Text(f"$ {shlex.join(['privlint', *arguments])}", style="bold"))
        console.print(Text.from_ansi(done.stdout))
    picture = WEB_FONT.sub("", console.export_svg(title="privlint"))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
