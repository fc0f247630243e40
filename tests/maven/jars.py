"""Jars of Maven Central that tests run, and what Java makes of sources beside them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from support import require_tool

_POM = Path(__file__).parent / "pom.xml"


def class_path(profile: str, folder: Path) -> str:
    """The jars of a profile of pom.xml. Skips a test where Maven reaches no repository; on continuous integration that
    is a failure."""
    out = folder / f"{profile}.txt"
    maven = require_tool("mvn", "maven")
    command = [
        maven,
        "-q",
        "-B",
        "-f",
        str(_POM),
        "-P",
        profile,
        "dependency:build-classpath",
        f"-Dmdep.outputFile={out}",
    ]
    done = fetching(command)
    if done.returncode:
        reason = f"needs what Maven fetches: {(done.stdout.strip() or done.stderr.strip())[:300]}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return out.read_text("utf-8").strip()


def fetching(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs Maven; once more where the first time fails, since what it fetches comes from far away."""
    for _ in range(2):
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=900, check=False
        )
        if not done.returncode:
            break
    return done


def compiled(sources: Iterable[Path], classes: Path, path: str, *options: str) -> str:
    """Compiles Java sources and gives the class path with them."""
    javac = require_tool("javac", "default-jdk-headless")
    command = [javac, "-proc:none", "-encoding", "UTF-8", *options, "-cp", path, "-d", str(classes), *map(str, sources)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{classes}{os.pathsep}{path}"


def java(path: str, main: str, *arguments: str | Path, options: Iterable[str] = ()) -> str:
    """Runs a class and gives what it prints."""
    program = require_tool("java", "default-jdk-headless")
    command = [program, "-XX:TieredStopAtLevel=1", *options, "-cp", path, main, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
