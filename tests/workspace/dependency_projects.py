"""Small builds, and the rows that they must give.

`dependency_cases/*.txt` hold them: `### name`, then for each file `--- path` and its lines, then `--- expect` and one
row a line. A row is "group:name:version path:line", the version "?" where none is known; an archive that does not say
what it is has no group. Without a settings file, `:app` and `:lib` are included.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from privlint.dependencies.pluginblocks import PluginBlock
from privlint.workspace import find_dependencies
from privlint.workspace.dependencies import Found

CASES = Path(__file__).parent / "dependency_cases"
BLOCKS = (PluginBlock("tool.kit", "ToolKit.Push", "com.tool:push"),)
_EXPECT = "expect"

Files = Mapping[str, "str | bytes"]


def cases(name: str) -> dict[str, tuple[Files, list[str]]]:
    """The cases of a file, by name."""
    result: dict[str, tuple[Files, list[str]]] = {}
    for text in (CASES / f"{name}.txt").read_text("utf-8").split("### ")[1:]:
        title, *sections = text.split("\n--- ")
        parts = {path: content for path, _, content in (section.partition("\n") for section in sections)}
        rows = parts.pop(_EXPECT).split("\n")
        result[title] = (parts, [row for row in rows if row])
    return result


def found_in(folder: Path, files: Files) -> Found:
    """Writes the project and reads its dependencies."""
    if not any(path.startswith("settings.gradle") for path in files):
        files = {"settings.gradle": "include ':app', ':lib'", **files}
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return find_dependencies(folder, BLOCKS)


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return buffer.getvalue()


def maven(group: str, name: str, version: str) -> dict[str, str | bytes]:
    """The entry of an archive that says which library it is."""
    text = f"#comment\ngroupId={group}\nartifactId={name}\nversion={version}\n"
    return {f"META-INF/maven/{group}/{name}/pom.properties": text}


def rows_of(found: Found) -> list[str]:
    """The rows in short form, without Gradle plugins and without repetitions for several modules, sorted."""
    rows = (
        f"{row.group}:{row.name}:{row.version or '?'} {row.position.path}:{row.position.line}"
        for row in found.dependencies
        if not row.name.endswith(".gradle.plugin")
    )
    return sorted(set(rows))
