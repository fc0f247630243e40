"""Builds that Gradle runs for real, with libraries from a Maven repository that the test makes."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from support import ROOT, require_tool

SCRIPT = ROOT / "hooks/gradle/privlint.gradle"
#: A compiler that starts fast is worth more than one that makes fast code: builds of tests are short.
GRADLE_OPTS = "-Xmx768m -XX:TieredStopAtLevel=1"
#: How the build starts the privlint under test.
COMMAND = f"-Pprivlint.command={sys.executable} -m privlint"
_POM = """\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>{group}</groupId><artifactId>{name}</artifactId><version>{version}</version><packaging>{packaging}</packaging>
  <dependencies>{dependencies}</dependencies>
</project>
"""
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"

#: The `gradle` fixture: a folder and arguments in, finished process out.
Gradle = Callable[..., "subprocess.CompletedProcess[str]"]


def gradle_in(home: Path) -> Gradle:
    """Runs Debian's Gradle without network, with a home of its own."""
    program = require_tool("gradle", "gradle")

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "GRADLE_USER_HOME": str(home),
            "GRADLE_OPTS": GRADLE_OPTS,
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1767225600",
        }
        return subprocess.run(
            [program, "--offline", "--no-daemon", "--console=plain", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=900,  # ends what hangs; no measure of speed
            check=False,
        )

    return run


def said(process: subprocess.CompletedProcess[str]) -> str:
    """All output of a process."""
    return process.stdout + process.stderr


class Library:
    """A library of a repository, with the manifest of an Android archive, or as a jar."""

    def __init__(self, coordinate: str, *dependencies: str, manifest: str = "") -> None:
        self.group, self.name, self.version = coordinate.split(":")
        self.dependencies = [each.split(":") for each in dependencies]
        self.manifest = manifest

    def publish(self, repository: Path) -> None:
        """Writes the library into a repository."""
        folder = repository / self.group.replace(".", "/") / self.name / self.version
        folder.mkdir(parents=True)
        packaging = "aar" if self.manifest else "jar"
        pom = _POM.format(
            group=self.group,
            name=self.name,
            version=self.version,
            packaging=packaging,
            dependencies="".join(_DEPENDENCY.format(*each) for each in self.dependencies),
        )
        base = folder / f"{self.name}-{self.version}"
        base.with_name(f"{base.name}.pom").write_text(pom, "utf-8")
        with zipfile.ZipFile(base.with_name(f"{base.name}.{packaging}"), "w") as archive:
            archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
            if self.manifest:
                archive.writestr("AndroidManifest.xml", self.manifest)
                archive.writestr("R.txt", "")
                with archive.open("classes.jar", "w") as inner, zipfile.ZipFile(inner, "w") as classes:
                    classes.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")


def publish(repository: Path, libraries: Sequence[Library]) -> None:
    """Writes libraries into a repository, with the lists of versions that dynamic versions need."""
    versions: dict[tuple[str, str], list[str]] = {}
    for library in libraries:
        library.publish(repository)
        versions.setdefault((library.group, library.name), []).append(library.version)
    for (group, name), found in versions.items():
        listed = "".join(f"<version>{version}</version>" for version in found)
        metadata = f"<metadata><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        metadata += f"<versioning><versions>{listed}</versions></versioning></metadata>"
        (repository / group.replace(".", "/") / name / "maven-metadata.xml").write_text(metadata, "utf-8")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Writes files; folders are made."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
