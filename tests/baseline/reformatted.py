"""What reformatting makes new in repositories whose findings are in a baseline. It should be nothing.

usage: python tests/baseline/reformatted.py REPOSITORY…

Each repository is copied to a temporary folder, and all of its sources are rewritten there (`reformatting.py`).
Prints a line for each; ends with 1 if a finding is new, or one is gone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copytree

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parent.parent))

from baseline.reformatting import reformat


def _privlint(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "privlint", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def reformatted(repository: Path, folder: Path) -> tuple[int, str, str]:
    """How many files were rewritten, and what is new and what gone, as privlint prints it."""
    copy, accepted = folder / "repository", folder / "accepted.json"
    copytree(repository, copy, symlinks=True)
    _privlint("baseline", "create", copy, "--baseline", accepted, "--reason", "known")
    files = [path for path in copy.rglob("*") if path.suffix in (".java", ".kt") and path.is_file()]
    rewritten = sum([reformat(path) for path in files])
    new = _privlint("check", copy, "--no-cache", "--baseline", accepted, "--output-format", "concise")
    return rewritten, new, _privlint("baseline", "prune", copy, "--baseline", accepted)


def _all(repositories: list[Path]) -> bool:
    is_same = True
    for repository in repositories:
        with tempfile.TemporaryDirectory() as folder:
            rewritten, new, gone = reformatted(repository, Path(folder))
        counts = f"{rewritten} files rewritten, {new.count(chr(10))} findings new, {gone.count(chr(10))} gone"
        sys.stdout.write(f"{repository.name}: {counts}\n{new}{gone}")
        is_same = is_same and not new and not gone
    return is_same


if __name__ == "__main__":
    sys.exit(not _all([Path(argument) for argument in sys.argv[1:]]))
