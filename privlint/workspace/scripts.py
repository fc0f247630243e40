"""Reads and remembers the Gradle scripts of a repository."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, read_script
from privlint.dependencies.syntax import Argument
from privlint.dependencies.values import REPOSITORY
from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.model import Position, Problem

#: Scripts that apply scripts that apply scripts …
_MAX_APPLIED = 64


class Scripts:
    """The parsed scripts of a repository; every script is read once and its faults become problems once."""

    def __init__(self, files: RepositoryFiles) -> None:
        self.files = files
        self._scripts: dict[str, Script | None] = {}

    def read(self, path: str) -> Script | None:
        """The script at a path, None when there is none."""
        if path not in self._scripts:
            text = self.files.text(path) if path in self.files else None
            self._scripts[path] = script = None if text is None else read_script(path, text)
            for fault in script.faults[:1] if script is not None and path.endswith((".gradle", ".kts")) else ():
                self.files.problems.append(Problem(path, fault.line, fault.reason))
        return self._scripts[path]

    def build_script(self, folder: str) -> Script | None:
        """The build script of a module folder: `build.gradle`, `build.gradle.kts`, or one named like the folder."""
        name = posixpath.basename(folder)
        for candidate in ("build.gradle", "build.gradle.kts", f"{name}.gradle", f"{name}.gradle.kts"):
            path = posixpath.join(folder, candidate)
            if path in self.files:
                return self.read(path)
        return None

    def settings_script(self, folder: str) -> Script | None:
        """The settings script of a build."""
        paths = (posixpath.join(folder, name) for name in ("settings.gradle", "settings.gradle.kts"))
        return next((self.read(path) for path in paths if path in self.files), None)

    def with_applied(self, script: Script, folder: str, scope: Scope) -> list[Script]:
        """A script with the scripts of the repository that it applies (`apply from`), theirs too."""
        result, pending = list[Script](), [script]
        while pending and len(result) < _MAX_APPLIED:
            current = pending.pop(0)
            if any(known.path == current.path for known in result):
                continue
            result.append(current)
            for setting in current.settings:
                if setting.name != "apply":
                    continue
                for argument in setting.arguments:
                    path = self._applied(argument, current, folder, scope)
                    applied = self.read(path) if path else None
                    if applied is not None:
                        pending.append(applied)
        return result

    def missing(self, script: Script, folder: str, scope: Scope) -> Iterator[Position]:
        """Where a script applies another that is not in the repository, or that only a build can name."""
        for setting in script.settings:
            for argument in setting.arguments if setting.name == "apply" else ():
                if argument.name == "from" and self._applied(argument, script, folder, scope) is None:
                    yield Position(script.path, setting.line, setting.column)

    def _applied(self, argument: Argument, script: Script, folder: str, scope: Scope) -> str | None:
        target = scope.text(argument.value) if argument.name == "from" else None
        return target and self._applied_path(target, posixpath.dirname(script.path), folder)

    def _applied_path(self, target: str, *folders: str) -> str | None:
        """The file that `apply from` means: relative to the module, to the script, or to the repository."""
        candidates = [resolve(folder, target) for folder in reversed(folders)]
        return next((path for path in candidates if path is not None and path in self.files), None)


def resolve(folder: str, target: str) -> str | None:
    """The repository-relative path of a path in a script of a folder; None when it leads out of the repository."""
    if target.startswith(REPOSITORY):
        return join("", target.lstrip(REPOSITORY + "/"))
    return join(folder, target)
