"""Lock files of Gradle: the versions that a build has resolved."""

from __future__ import annotations

import posixpath
import re

import msgspec

from privlint.workspace.model import Position, Problem

#: The lock file of a project, and that of its build script.
LOCKFILE = "gradle.lockfile"
BUILDSCRIPT_LOCKFILE = "buildscript-gradle.lockfile"
#: Folder of the older layout, with one file for each configuration.
LOCKS_FOLDER = "gradle/dependency-locks"
_SUFFIX = ".lockfile"
_LINE = re.compile(r"([^\s:=]+):([^\s:=]+):([^\s:=]+)(?:=(.*))?")
_BUILDSCRIPT_PREFIX = "buildscript-"


class Locked(msgspec.Struct, gc=False, frozen=True):
    """A resolved module with the configurations that it was resolved for."""

    group: str
    name: str
    version: str
    configurations: tuple[str, ...]
    position: Position
    is_buildscript: bool


def read_lockfile(path: str, text: str) -> tuple[list[Locked], list[Problem]]:
    """The entries of a lock file of either layout; a line that is none is a problem, and the rest is read."""
    locked: list[Locked] = []
    problems: list[Problem] = []
    file = posixpath.basename(path)
    is_buildscript = file.startswith(_BUILDSCRIPT_PREFIX)
    single = "" if file in (LOCKFILE, BUILDSCRIPT_LOCKFILE) else file.removesuffix(_SUFFIX)
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith(("#", "empty=")):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            problems.append(Problem(path, number, "not a line of a lock file", 1))
            continue
        group, name, version, names = match.groups()
        configurations = tuple(names.split(",")) if names is not None else (single,) if single else ()
        locked.append(Locked(group, name, version, configurations, Position(path, number), is_buildscript))
    return locked, problems[:1]


def is_test(configuration: str) -> bool:
    """Whether a configuration belongs to tests: `testImplementation`, `debugAndroidTestRuntimeClasspath` …"""
    return configuration.startswith(("test", "androidTest")) or "Test" in configuration


def is_shipped(configuration: str) -> bool:
    """Whether what a configuration resolves is compiled into an application; tools of the build, such as linters, have
    configurations of their own."""
    name = configuration.lower()
    return not is_test(configuration) and (
        name.endswith(("runtimeclasspath", "compileclasspath")) or name in ("compile", "runtime")
    )


def shipped_first(configurations: tuple[str, ...]) -> str:
    """The configuration that says most about what is shipped; "" if there is none."""
    return min(configurations, key=lambda name: (is_test(name), "release" not in name.lower(), name), default="")
