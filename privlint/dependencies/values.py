"""What an expression of a Gradle script can stand for."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from privlint.dependencies.catalogue import Catalogue, Library, PluginAlias

#: Stands in a text for a part that only a build knows.
UNKNOWN = "\1"
#: Starts the text of a path that is relative to the repository (`rootDir`) and not to the module.
REPOSITORY = "\0"


class ProjectReference(msgspec.Struct, gc=False, frozen=True):
    """`project(":a:b")`, or the accessor `projects.a.b` with `is_accessor` set."""

    path: str
    is_accessor: bool = False


class Files(msgspec.Struct, gc=False, frozen=True):
    """`files(…)`: paths as written; `fileTree(…)`: a folder (`is_tree`) with the patterns of what is taken from it."""

    paths: tuple[str, ...]
    is_tree: bool = False
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()

    @property
    def names_archives(self) -> bool:
        """Whether it names the files one by one."""
        return not self.is_tree and any(path.endswith((".jar", ".aar")) for path in self.paths)


class Platform(msgspec.Struct, gc=False, frozen=True):
    """`platform(x)`, `enforcedPlatform(x)`: a bill of materials."""

    value: Value


Value: TypeAlias = (
    "str | bool | list[Value] | dict[str, Value] | Library | PluginAlias | Catalogue | ProjectReference | Files"
    " | Platform | None"
)


def as_bool(value: Value) -> bool | None:
    """Truth of a value: properties are text, so "true" and "false" count."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


def flatten_texts(value: Value) -> list[str]:
    """The strings of a value, lists and `files()` opened."""
    if isinstance(value, str):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value for text in flatten_texts(item)]
    if isinstance(value, Files):
        return list(value.paths)
    return []
