"""Runs the Gradle of a project, which executes code of that project: only ever when the user asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from privlint.shipped import shipped

#: Where the tasks of the script write, below the root of a build.
OUTPUT: Final = "build/privlint"
_TASK: Final = "privlintExport"
#: The script looks at all projects at once, which these keep it from.
_WHOLE_BUILD: Final = ("-Dorg.gradle.unsafe.isolated-projects=false", "-Dorg.gradle.isolated-projects=false")
#: As properties, which older versions ignore, where an option would be an error to them.
_NO_CACHE: Final = ("-Dorg.gradle.configuration-cache=false", "-Dorg.gradle.unsafe.configuration-cache=false")


class GradleError(Exception):
    """There is no Gradle, or it has not exported anything; the text is for the user."""


def script() -> Path:
    """The script that exports a build."""
    return shipped("hooks") / "gradle/privlint.gradle"


def export(root: Path, program: str = "", variants: str = "", more: Sequence[str] = ()) -> list[Path]:
    """Exports the build whose root is `root` and gives the files that were written; raises GradleError.

    The project's own wrapper runs, or `program`. `variants` is a regular expression for those whose manifests are
    merged, `more` goes to Gradle. What Gradle prints goes to standard error, and is not looked at. A run that fails is
    tried once more without Gradle's configuration cache."""
    command = [*_program(root, program), "--init-script", str(script()), _TASK, *_WHOLE_BUILD]
    if variants:
        command += [f"-Pprivlint.variants={variants}", f"-Pprivlint.configurations={_configurations(variants)}"]
    start = time.time_ns()
    if _run(root, [*command, *more]) and _run(root, [*command, *_NO_CACHE, *more]):
        raise GradleError("Gradle has failed, see above; nothing was exported")
    written = sorted(path for path in (root / OUTPUT).glob("*.json") if path.stat().st_mtime_ns >= start)
    # Clocks of file systems are coarse: what is there at all was written by a run that has just succeeded.
    written = written or sorted((root / OUTPUT).glob("*.json"))
    if not written:
        raise GradleError("Gradle has run, but no project has a configuration that is shipped; nothing was exported")
    return written


def _configurations(variants: str) -> str:
    """The configurations of variants: as current Android plugins name them, as those before 3 did, and plain ones."""
    return f"(?i)(({variants})?runtimeClasspath|_({variants})Apk)"


def _program(root: Path, program: str) -> list[str]:
    if program:
        found = shutil.which(program)
        if found is None:
            raise GradleError(f"'{program}' is no program")
        return [found]
    name = "gradlew.bat" if os.name == "nt" else "gradlew"
    wrapper = root / name
    if not wrapper.is_file():
        raise GradleError(f"{root} has no {name}; name the folder of the build, or a Gradle with --gradle PROGRAM")
    if os.name == "nt" or os.access(wrapper, os.X_OK):
        return [str(wrapper.resolve())]
    return ["sh", str(wrapper.resolve())]


def _run(root: Path, command: Sequence[str]) -> int:
    """The exit status. Standard output belongs to whoever reads ours, so Gradle writes to standard error."""
    try:
        return subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=2, check=False).returncode
    except OSError as error:
        raise GradleError(f"{command[0]} cannot be started: {error.strerror or error}") from None
